import { type Address, parseEther, zeroHash } from 'viem'
import type { Slot } from '../calendar.ts'
import { DAYS } from '../calendar.ts'
import type { Diary } from '../diary.ts'
import { addressOf } from '../random.ts'
import { abiOf, ask, operatorAddress, pool, ROLES, type World } from '../world.ts'
import { persona } from './demo.ts'

type Who = (world: World) => Address
const named =
  (key: string): Who =>
  () =>
    addressOf(key)
const leaver: Who = (world) => persona(world, 'withdrawing restaker')
const holder: Who = (world) => persona(world, 'spare 3')

/** Deposits into the pool; `wrap` is the part (0 to 1) that becomes weETH on the same evening. */
const DEPOSITS: readonly { who: Who; day: number; ether: string; wrap?: number }[] = [
  { who: named('pool depositor 1'), day: 5, ether: '1852.4', wrap: 0.6 },
  { who: named('pool depositor 2'), day: 6, ether: '941.07' },
  { who: named('pool depositor 3'), day: 9, ether: '718.33', wrap: 1 },
  { who: named('pool depositor 4'), day: 15, ether: '612.9' },
  { who: named('pool depositor 5'), day: 22, ether: '480', wrap: 0.5 },
  { who: named('pool depositor 6'), day: 31, ether: '559.61' },
  { who: named('pool depositor 7'), day: 44, ether: '391.2', wrap: 0.8 },
  { who: named('pool depositor 8'), day: 58, ether: '364.5' },
  { who: named('pool depositor 9'), day: 73, ether: '240' },
  { who: holder, day: 75, ether: '12', wrap: 0.4 },
  { who: leaver, day: 78, ether: '6' },
  { who: named('pool depositor 10'), day: 82, ether: '130.25' },
]

/** What the pool sends to its two restakers; a tenth stays for withdrawals. */
const FUNDINGS: readonly { day: number; ether: readonly [string, string] }[] = [
  { day: 7, ether: ['1700', '890'] },
  { day: 16, ether: ['800', '505'] },
  { day: 32, ether: ['610', '400'] },
  { day: 60, ether: ['400', '260'] },
]
/** The operators of the restakers: one spreads its stake, the other serves one set. */
const OPERATORS_OF_POOL = ['northlight', 'bluecairn'] as const

/** Requests are finalized with the next noon's report; the last one is on day 89. */
const REQUESTS: readonly {
  who: Who
  day: number
  slot: Exclude<Slot, 'noon'>
  ether: string
  claimDay?: number
}[] = [
  { who: named('pool depositor 1'), day: 30, slot: 'evening', ether: '45', claimDay: 34 },
  { who: named('pool depositor 2'), day: 41, slot: 'evening', ether: '120.5', claimDay: 45 },
  { who: named('pool depositor 4'), day: 66, slot: 'evening', ether: '61.2', claimDay: 70 },
  { who: leaver, day: 79, slot: 'evening', ether: '2.5' },
  { who: named('pool depositor 6'), day: 80, slot: 'evening', ether: '25.55' },
  { who: leaver, day: 89, slot: 'evening', ether: '1.5' },
  { who: named('pool depositor 2'), day: 89, slot: 'evening', ether: '33' },
  { who: named('pool depositor 8'), day: 90, slot: 'morning', ether: '80' },
]

/** Day of the first report. */
const FIRST_REPORT = 8

/** The liquid restaking pool: deposits, its own restaking, daily reports, withdrawals. */
export function etherFiChapter(diary: Diary): void {
  for (const { who, day, ether, wrap } of DEPOSITS) {
    diary.at(day, 'noon', (world) =>
      world.scribe.send(
        'a deposit into the pool',
        who(world),
        pool(world, 'liquidityPool', 'deposit', [], parseEther(ether)),
      ),
    )
    if (wrap !== undefined) diary.at(day, 'evening', (world) => wrapPart(world, who(world), wrap))
  }
  for (const { day, ether } of FUNDINGS) {
    diary.at(day, 'noon', (world) => {
      for (const [index, amount] of ether.entries()) {
        world.scribe.send(
          'the pool funds a restaker',
          ROLES.etherFi,
          pool(world, 'liquidityPool', 'fundRestaker', [
            world.places.etherFi.restakers[index],
            parseEther(amount),
          ]),
        )
      }
    })
  }
  diary.at(7, 'evening', (world) => {
    for (const [index, operator] of OPERATORS_OF_POOL.entries()) {
      delegatePool(world, index, operatorAddress(world, operator))
    }
  })
  for (let day = FIRST_REPORT; day < DAYS; day++) diary.at(day, 'noon', report)
  for (const { who, day, slot, ether, claimDay } of REQUESTS) {
    diary.at(day, slot, (world) => request(world, who(world), parseEther(ether)))
    if (claimDay === undefined) continue
    diary.at(claimDay, 'evening', (world) => claim(world, who(world)))
  }
}

async function wrapPart(world: World, who: Address, part: number): Promise<void> {
  const balance = await ask<bigint>(world, pool(world, 'eETH', 'balanceOf', [who]))
  const amount = (balance * BigInt(Math.round(part * 1_000))) / 1_000n
  const { weETH } = world.places.etherFi
  world.scribe.send('eETH is approved', who, pool(world, 'eETH', 'approve', [weETH, amount]))
  world.scribe.send('eETH is wrapped', who, pool(world, 'weETH', 'wrap', [amount]))
}

function delegatePool(world: World, index: number, operator: Address): void {
  const restaker = world.places.etherFi.restakers[index]
  if (restaker === undefined) throw new Error('The pool has too few restakers.')
  world.scribe.send('a restaker of the pool delegates', ROLES.etherFi, {
    address: restaker,
    abi: abiOf(world, 'EtherFiRestaker'),
    functionName: 'delegateTo',
    args: [operator, { signature: '0x', expiry: 0n }, zeroHash],
  })
}

/** Rebases by what the restakers have earned and finalizes the requests of the days before. */
async function report(world: World): Promise<void> {
  const next = await ask<number>(world, pool(world, 'withdrawRequestNFT', 'nextRequestId', []))
  world.scribe.send(
    "the pool's report",
    ROLES.etherFi,
    pool(world, 'etherFiAdmin', 'executeTasks', [BigInt(next - 1)]),
  )
}

function request(world: World, who: Address, amount: bigint): void {
  const { liquidityPool } = world.places.etherFi
  world.scribe.send(
    'eETH is approved',
    who,
    pool(world, 'eETH', 'approve', [liquidityPool, amount]),
  )
  world.scribe.send(
    'a withdrawal from the pool is requested',
    who,
    pool(world, 'liquidityPool', 'requestWithdraw', [who, amount]),
  )
}

/** Claims the one request that an account has. */
async function claim(world: World, who: Address): Promise<void> {
  const nft = (functionName: string, args: readonly unknown[]) =>
    pool(world, 'withdrawRequestNFT', functionName, args)
  const last = await ask<number>(world, nft('lastFinalizedRequestId', []))
  for (let id = BigInt(last); id > 0n; id--) {
    const owner = await ask<Address>(world, nft('ownerOf', [id])).catch(() => undefined)
    if (owner?.toLowerCase() !== who.toLowerCase()) continue
    world.scribe.send('a withdrawal from the pool is claimed', who, nft('claimWithdraw', [id]))
  }
}
