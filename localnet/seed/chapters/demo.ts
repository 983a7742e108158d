import { type Address, numberToHex, parseEther } from 'viem'
import { DAYS } from '../calendar.ts'
import { completeAll, delegate, deposit, mintFor, queuePart, stakeValidator } from '../deposits.ts'
import type { Diary } from '../diary.ts'
import type { DepositPlan } from '../restakers.ts'
import { core, operatorAddress, ROLES, token, type World } from '../world.ts'

/** What the node's unlocked accounts are good for, in their order. */
export const PERSONAS = [
  'newcomer',
  'stETH holder',
  'restaker',
  'operator',
  'withdrawing restaker',
  'undelegated depositor',
  'native restaker',
  'spare 1',
  'spare 2',
  'spare 3',
] as const
export type Persona = (typeof PERSONAS)[number]

/** Ether that every demo account has when the history ends. */
const POCKET_MONEY = parseEther('12000')

/** Address of a demo account. */
export function persona(world: World, name: Persona): Address {
  const address = world.accounts[PERSONAS.indexOf(name)]
  if (address === undefined) throw new Error(`The node has no account for the ${name}.`)
  return address
}

/** Gives the demo accounts a past: deposits, a delegation, withdrawals, a pod. */
export function demoChapter(diary: Diary): void {
  const deposits: readonly [Persona, DepositPlan][] = [
    ['restaker', { day: 30, strategy: 'stETH', amount: parseEther('32.5') }],
    ['restaker', { day: 30, strategy: 'tLST', amount: parseEther('10.25') }],
    ['restaker', { day: 55, strategy: 'stETH', amount: parseEther('17.125') }],
    ['withdrawing restaker', { day: 26, strategy: 'stETH', amount: parseEther('64') }],
    ['undelegated depositor', { day: 48, strategy: 'stETH', amount: parseEther('21.4') }],
    ['undelegated depositor', { day: 48, strategy: 'nLST', amount: parseEther('150') }],
  ]
  for (const [who, plan] of deposits) {
    diary.at(plan.day, 'noon', (world) => mintFor(world, persona(world, who), plan))
    diary.at(plan.day, 'evening', (world) => deposit(world, who, persona(world, who), plan))
  }
  const delegations: readonly [Persona, number, string][] = [
    ['restaker', 30, 'northlight'],
    ['withdrawing restaker', 26, 'kestrel'],
    ['native restaker', 36, 'harrow'],
  ]
  for (const [who, day, operator] of delegations) {
    diary.at(day, 'evening', (world) =>
      delegate(world, who, persona(world, who), operatorAddress(world, operator)),
    )
  }
  const withdrawing = 'withdrawing restaker'
  diary.at(34, 'morning', (world) =>
    queuePart(world, withdrawing, persona(world, withdrawing), 0.1),
  )
  diary.at(54, 'morning', (world) =>
    completeAll(world, withdrawing, persona(world, withdrawing), true),
  )
  // One withdrawal that can be completed, and one that cannot be yet.
  diary.at(60, 'morning', (world) =>
    queuePart(world, withdrawing, persona(world, withdrawing), 0.25),
  )
  diary.at(DAYS, 'evening', (world) =>
    queuePart(world, withdrawing, persona(world, withdrawing), 0.2),
  )
  diary.at(35, 'noon', (world) =>
    world.scribe.send(
      'native restaker creates a pod',
      persona(world, 'native restaker'),
      core(world, 'eigenPodManager', 'createPod', []),
    ),
  )
  diary.at(35, 'evening', (world) =>
    stakeValidator(world, 'native restaker', persona(world, 'native restaker'), 'demo validator'),
  )
  const holders: readonly [Persona, string][] = [
    ['stETH holder', '120'],
    ['restaker', '8'],
    ['operator', '15'],
    ['withdrawing restaker', '3'],
    ['undelegated depositor', '5'],
    ['native restaker', '2'],
    ['spare 2', '25'],
  ]
  diary.at(70, 'evening', (world) => {
    for (const [who, amount] of holders) {
      world.scribe.send(
        `${who} stakes with Lido`,
        persona(world, who),
        token(world, 'stETH', 'submit', [ROLES.treasury], parseEther(amount)),
      )
    }
  })
  diary.at(70, 'noon', (world) =>
    world.scribe.send(
      'minting tLST for the holder',
      ROLES.issuer,
      token(world, 'tLST', 'mint', [persona(world, 'stETH holder'), parseEther('40')]),
    ),
  )
  diary.at(DAYS, 'noon', async (world) => {
    for (const account of world.accounts) {
      await world.scribe.rpc('anvil_setBalance', [account, numberToHex(POCKET_MONEY)])
    }
  })
}
