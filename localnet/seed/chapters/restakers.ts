import { zeroHash } from 'viem'
import { completeAll, delegate, deposit, mintFor, queuePart, stakeValidator } from '../deposits.ts'
import type { Diary } from '../diary.ts'
import { OPERATORS } from '../operators.ts'
import { addressOf, type Random } from '../random.ts'
import {
  type DepositPlan,
  EXITS,
  type ExitPlan,
  odd,
  POD_OWNERS,
  restakers,
  SELF_STAKER,
} from '../restakers.ts'
import { core, operatorAddress, type World } from '../world.ts'

/** Restakers deposit, delegate and leave; a few run validators through pods. */
export function restakerChapter(diary: Diary, random: Random): void {
  for (const plan of restakers(random)) {
    const staker = addressOf(plan.key)
    for (const entry of plan.deposits) {
      diary.at(entry.day, 'noon', (world) => mintFor(world, staker, entry))
      diary.at(entry.day, 'evening', (world) => deposit(world, plan.key, staker, entry))
    }
    const { delegation } = plan
    if (delegation !== undefined) {
      diary.at(delegation.day, 'evening', (world) =>
        delegate(world, plan.key, staker, operatorAddress(world, delegation.operator)),
      )
    }
  }
  for (const key of [SELF_STAKER, 'demo-operator']) {
    const plan = OPERATORS.find((operator) => operator.key === key)
    const own: DepositPlan = {
      day: 28,
      strategy: 'stETH',
      amount: odd(random, key === SELF_STAKER ? (plan?.stake ?? 0) : 40),
    }
    diary.at(own.day, 'evening', (world) => deposit(world, key, operatorAddress(world, key), own))
  }
  for (const plan of EXITS) exit(diary, plan)
  for (const { key, day, validators } of POD_OWNERS) {
    diary.at(day, 'noon', (world) => createPod(world, key))
    diary.at(day, 'evening', async (world) => {
      for (let i = 0; i < validators; i++) {
        await stakeValidator(world, key, addressOf(key), `${key} validator ${i}`)
      }
    })
  }
}

function createPod(world: World, key: string): void {
  world.scribe.send(
    `${key} creates a pod`,
    addressOf(key),
    core(world, 'eigenPodManager', 'createPod', []),
  )
}

/** Exits happen in the morning, so that deposits of that day's evening are not part of them. */
function exit(diary: Diary, plan: ExitPlan): void {
  const staker = addressOf(plan.key)
  diary.at(plan.day, 'morning', async (world) => {
    if (plan.kind === 'queue') await queuePart(world, plan.key, staker, plan.part)
    else if (plan.kind === 'undelegate') {
      world.scribe.send(
        `${plan.key} undelegates`,
        staker,
        core(world, 'delegationManager', 'undelegate', [staker]),
      )
    } else {
      world.scribe.send(
        `${plan.key} redelegates`,
        staker,
        core(world, 'delegationManager', 'redelegate', [
          operatorAddress(world, plan.operator),
          { signature: '0x', expiry: 0n },
          zeroHash,
        ]),
      )
    }
  })
  const { completeDay } = plan
  if (completeDay === undefined) return
  const asTokens = plan.kind !== 'redelegate' && plan.asTokens === true
  diary.at(completeDay, 'morning', (world) => completeAll(world, plan.key, staker, asTokens))
}
