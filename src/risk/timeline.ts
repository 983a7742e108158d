import type { Assumptions } from './assumptions.ts'
import { type ExposureInput, type ExposurePair, exposureUnder } from './exposure.ts'
import { positionParameters } from './parameters.ts'
import { expectedLoss, maxSlashable } from './position.ts'

/** A pair as it will be from a block on; a pair that is not there yet joins. */
export interface PairChange {
  /** First block at which `pair` holds (AllocationManager's `effectBlock`). */
  effectBlock: number
  pair: ExposurePair
}

export interface ExposureTimelineParameters {
  /** The position as it stands now. */
  input: ExposureInput
  /** A pending deallocation stays slashable until its block, a pending allocation counts from it. */
  changes: readonly PairChange[]
  assumptions: Assumptions
  now: { block: number /** Unix seconds. */; timestamp: number }
  secondsPerBlock: number
  /**
   * Blocks after queueing during which a withdrawal stays slashable:
   * `DelegationManager.minWithdrawalDelayBlocks()`.
   */
  withdrawalDelayBlocks: number
}

/** A block with its time, reckoned at the given pace. */
export interface BlockMoment {
  block: number
  /** Unix seconds. */
  timestamp: number
}

export interface TimelineStep extends BlockMoment {
  /** Figures from this block on, as fractions. */
  exposure: number
  el: number
  maxSlashable: number
  /** Exposure minus that of the step before; 0 for the first. */
  change: number
  /** `operator|set|strategy` of the pairs that change here. */
  changed: string[]
  /**
   * Where more may be slashed than before: the last block in which a queued withdrawal escapes it,
   * and whether that block is already over. null where nothing rises.
   */
  leave: (BlockMoment & { missed: boolean }) | null
}

export interface ExposureTimeline {
  /** Now, then every block at which something changes. */
  steps: TimelineStep[]
  /** A withdrawal queued in the next block is slashable up to and with this block. */
  slashableUntil: BlockMoment
}

/** Two figures closer than this are the same. */
const SAME = 1e-12

/**
 * Exposure by date under the changes that are pending. A withdrawal queued in block q is slashable
 * through q + delay and can be completed from the block after (DelegationManager), so the last block
 * to leave before a rise at block E is q = E − delay − 1.
 */
export function exposureTimeline(parameters: ExposureTimelineParameters): ExposureTimeline {
  const { input, changes, assumptions, now, secondsPerBlock, withdrawalDelayBlocks } = parameters
  const at = (block: number): BlockMoment => ({
    block,
    timestamp: now.timestamp + (block - now.block) * secondsPerBlock,
  })
  const pairs = new Map(input.pairs.map((pair) => [idOf(pair), pair]))
  const steps: TimelineStep[] = []
  const take = (block: number, changed: string[]) => {
    const then = { ...input, pairs: [...pairs.values()] }
    const model = positionParameters(then, assumptions)
    const figures = {
      exposure: exposureUnder(then, assumptions),
      el: expectedLoss(model).total,
      maxSlashable: maxSlashable(model.pairs),
    }
    const before = steps.at(-1)
    const change = before ? figures.exposure - before.exposure : 0
    const rises =
      before !== undefined && (change > SAME || figures.maxSlashable - before.maxSlashable > SAME)
    const last = block - withdrawalDelayBlocks - 1
    const leave = rises ? { ...at(last), missed: last <= now.block } : null
    steps.push({ ...at(block), ...figures, change, changed, leave })
  }

  const due = [...changes].sort((a, b) => a.effectBlock - b.effectBlock)
  while (due[0] && due[0].effectBlock <= now.block) apply(due.shift()!)
  take(now.block, [])
  while (due[0]) {
    const block = due[0].effectBlock
    const changed: string[] = []
    while (due[0]?.effectBlock === block) changed.push(apply(due.shift()!))
    take(block, changed)
  }
  return { steps, slashableUntil: at(now.block + 1 + withdrawalDelayBlocks) }

  function apply({ pair }: PairChange): string {
    const id = idOf(pair)
    pairs.set(id, pair)
    return id
  }
}

function idOf({ operator, set, strategy }: ExposurePair): string {
  return `${operator}|${set}|${strategy}`
}
