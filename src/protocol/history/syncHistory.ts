import { type Client, type Hex, pad } from 'viem'
import type { Chain } from '../deployments/types.ts'
import { openLogStore } from '../logs/indexedDbStore.ts'
import { createLogSync, type LogSync } from '../logs/syncLogs.ts'
import type { LogCoverage, LogStore } from '../logs/types.ts'
import type { Address } from '../network/types.ts'
import { decodeHistoryRow, type HistoryRow, selectorsOf } from './rows.ts'

/** A restaker's logs up to a block; what could not be read is in the coverage. */
export type StakerLog = { rows: readonly HistoryRow[]; coverage: LogCoverage }

/**
 * Brings everything that happened to one restaker's stake up to a block, from where it stopped the last time.
 *
 * Three cursors, by what the contracts index:
 *
 * 1. `StakerDelegated`, `StakerUndelegated`, `PodSharesUpdated` and `RewardsClaimed` carry the restaker as their first
 *    indexed argument, so the node filters them.
 * 2. `Deposit` and `SlashingWithdrawalQueued` index nothing. `OperatorSharesIncreased` is no way round: it is missing
 *    for whoever deposits or withdraws without an operator, and does not index the restaker either. So these are read
 *    for all and only the restaker's own are kept, together with the few that concern everyone (slashings, max
 *    magnitudes, rebases).
 * 3. `SlashingWithdrawalCompleted` has a root and nothing else. It is read from the first own withdrawal on, and
 *    for whoever never queued one not at all.
 */
export function createHistorySync(parameters: {
  client: Client
  chain: Chain
  staker: Address
  store?: Promise<LogStore>
}): (request: {
  toBlock: bigint
  signal?: AbortSignal
  onProgress?: (fraction: number) => void
}) => Promise<StakerLog> {
  const { client, chain, staker, store = openLogStore() } = parameters
  const { delegationManager, strategyManager, allocationManager, eigenPodManager } =
    chain.eigenLayer
  const own = new Set<Hex>()
  const common = {
    client,
    decode: (log: Parameters<typeof decodeHistoryRow>[0]) =>
      decodeHistoryRow(log, staker, (root) => own.has(root)),
  }
  // What is kept depends on the restaker: it belongs to the name of the cursor.
  const deployment = `${delegationManager.toLowerCase()} ${staker}`
  let indexed: LogSync<HistoryRow> | undefined
  let plain: LogSync<HistoryRow> | undefined
  let completed: LogSync<HistoryRow> | undefined

  return async ({ toBlock, signal, onProgress }) => {
    const opened = await store
    indexed ??= createLogSync<HistoryRow>({
      ...common,
      store: opened,
      fromBlock: chain.startBlock,
      source: {
        chainId: chain.chainId,
        deployment,
        addresses: [delegationManager, eigenPodManager, chain.eigenLayer.rewardsCoordinator],
        topics: selectorsOf([
          'StakerDelegated',
          'StakerUndelegated',
          'StakerForceUndelegated',
          'PodSharesUpdated',
          'RewardsClaimed',
        ]),
        indexed: [[pad(staker)]],
      },
    })
    plain ??= createLogSync<HistoryRow>({
      ...common,
      store: opened,
      fromBlock: chain.startBlock,
      source: {
        chainId: chain.chainId,
        deployment,
        addresses: [
          delegationManager,
          strategyManager,
          allocationManager,
          eigenPodManager,
          ...(chain.lido ? [chain.lido.stETH] : []),
        ],
        topics: selectorsOf([
          'Deposit',
          'SlashingWithdrawalQueued',
          'OperatorSlashed',
          'MaxMagnitudeUpdated',
          'BeaconChainSlashingFactorDecreased',
          'TokenRebased',
        ]),
      },
    })
    const shares = [0, 0]
    const report = (part: number) => (progress: { fraction: number }) => {
      shares[part] = progress.fraction
      onProgress?.(((shares[0] ?? 0) + (shares[1] ?? 0)) / 2)
    }
    const request = { toBlock, ...(signal ? { signal } : {}) }
    const [first, second] = await Promise.all([
      indexed.sync({ ...request, onProgress: report(0) }),
      plain.sync({ ...request, onProgress: report(1) }),
    ])
    const gaps = [...first.coverage.gaps, ...second.coverage.gaps]
    const rows = [...first.rows, ...second.rows]
    const queued = second.rows.filter((row) => row.e === 'SlashingWithdrawalQueued')
    const since = queued[0]?.b
    if (since !== undefined) {
      for (const row of queued) own.add(row.root)
      // A withdrawal in a gap is not known yet; its completion must not be passed over for good.
      const gap = second.coverage.gaps[0]
      const until = gap === undefined ? toBlock : BigInt(gap.from) - 1n
      completed ??= createLogSync<HistoryRow>({
        ...common,
        store: opened,
        fromBlock: since,
        source: {
          chainId: chain.chainId,
          deployment,
          addresses: [delegationManager],
          topics: selectorsOf(['SlashingWithdrawalCompleted']),
        },
      })
      if (until >= BigInt(since)) {
        const third = await completed.sync({ ...request, toBlock: until })
        rows.push(...third.rows)
        gaps.push(...third.coverage.gaps)
      }
    }
    rows.sort((a, b) => a.b - b.b || a.i - b.i)
    return {
      rows,
      coverage: {
        fromBlock: BigInt(chain.startBlock),
        toBlock,
        complete: gaps.length === 0,
        gaps,
      },
    }
  }
}
