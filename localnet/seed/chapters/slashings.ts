import type { Address } from 'viem'
import type { SetKey, StrategyKey } from '../avss.ts'
import type { Diary } from '../diary.ts'
import { addressOf } from '../random.ts'
import {
  core,
  operatorAddress,
  operatorSet,
  read,
  slasherOf,
  strategies,
  type World,
} from '../world.ts'

interface SlashPlan {
  day: number
  clearDay: number
  operator: string
  set: SetKey
  strategies: readonly StrategyKey[]
  /** Part of the allocation, 0 to 1. */
  part: number
  description: string
}

/** Two slashings: one burned, of an operator with queued withdrawals; one paid out. */
export const SLASHINGS: readonly SlashPlan[] = [
  {
    day: 47,
    clearDay: 48,
    operator: 'kestrel',
    set: 'lattice/1',
    strategies: ['stETH', 'tLST'],
    part: 0.25,
    description: 'Two different values signed for round 48,211 (invented)',
  },
  {
    day: 66,
    clearDay: 68,
    operator: 'windrose',
    set: 'mosaic/0',
    strategies: ['stETH', 'tLST'],
    part: 0.3,
    description: 'A wrong result proven for task 1,906; paid to its users (invented)',
  },
]

/** Slashes operators, and later burns or pays out what was taken, which anybody may do. */
export function slashingChapter(diary: Diary): void {
  for (const plan of SLASHINGS) {
    diary.at(plan.day, 'morning', (world) => slash(world, plan))
    diary.at(plan.clearDay, 'noon', (world) => clear(world, plan))
  }
}

function slash(world: World, plan: SlashPlan): void {
  const addresses = strategies(world, plan.strategies)
  const { avs, id } = operatorSet(plan.set)
  const wad = BigInt(Math.round(plan.part * 10_000)) * 10n ** 14n
  world.scribe.send(
    `${plan.operator} is slashed`,
    slasherOf(world, plan.set),
    core(world, 'allocationManager', 'slashOperator', [
      avs,
      {
        operator: operatorAddress(world, plan.operator),
        operatorSetId: id,
        strategies: addresses,
        wadsToSlash: addresses.map(() => wad),
        description: plan.description,
      },
    ]),
  )
}

async function clear(world: World, plan: SlashPlan): Promise<void> {
  const set = operatorSet(plan.set)
  const ids = await read<bigint[]>(world, 'strategyManager', 'getPendingSlashIds', [set])
  const anybody: Address = addressOf('passer-by')
  for (const id of ids) {
    world.scribe.send(
      `what was slashed in ${plan.set} is cleared`,
      anybody,
      core(world, 'strategyManager', 'clearBurnOrRedistributableShares', [set, id]),
    )
  }
}
