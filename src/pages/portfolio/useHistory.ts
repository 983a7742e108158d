import { useEffect, useMemo, useRef, useState } from 'react'
import { type HistoryEntry, historyEntries } from '../../protocol/history/entries.ts'
import type { HistoryRow } from '../../protocol/history/rows.ts'
import { createHistorySync } from '../../protocol/history/syncHistory.ts'
import { type ValuedEntry, valueEntries } from '../../protocol/history/values.ts'
import type { LogGap } from '../../protocol/logs/types.ts'
import { timestampAt } from '../../protocol/network/blockClock.ts'
import type { Address, Position } from '../../protocol/network/types.ts'
import type { Reading } from '../common/WithNetwork.tsx'

/** An entry and whose it is. */
export type OwnEntry = { key: string; staker: Address; entry: HistoryEntry; at: number }

export type Histories = {
  /** Newest first; `null` until every address has been read once. */
  entries: readonly OwnEntry[] | null
  gaps: readonly LogGap[]
  /** Share of the blocks read, while it is read for the first time. */
  fraction: number | null
  error: Error | null
}

type Read = { rows: readonly HistoryRow[]; gaps: readonly LogGap[]; toBlock: bigint }

/** What happened to the stakes of some addresses, continued with every reading of the network. */
export function useHistory(
  { network, connection }: Reading,
  positions: readonly Position[],
): Histories {
  const { chain, client } = connection
  const key = positions.map(({ staker }) => staker).join()
  const syncs = useMemo(
    () =>
      (key.split(',') as Address[]).map((staker) => ({
        staker,
        sync: createHistorySync({ client, chain, staker }),
      })),
    [client, chain, key],
  )
  const [state, setState] = useState<{
    syncs: typeof syncs
    read: ReadonlyMap<Address, Read>
    fraction: number | null
    error: Error | null
  }>()
  const toBlock = network.block.number
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const parts = syncs.map(() => 0)
    const set = (
      change: { fraction?: number | null; error?: Error | null },
      read?: [Address, Read],
    ) => {
      if (signal.aborted) return
      setState((last) => {
        const same = last?.syncs === syncs ? last : undefined
        const known = new Map(same?.read)
        if (read) known.set(...read)
        return {
          syncs,
          fraction: same?.fraction ?? null,
          error: same?.error ?? null,
          ...change,
          read: known,
        }
      })
    }
    Promise.all(
      syncs.map(async ({ staker, sync }, index) => {
        const { rows, coverage } = await sync({
          toBlock,
          onProgress: (fraction) => {
            parts[index] = fraction
            set({ fraction: parts.reduce((sum, part) => sum + part, 0) / parts.length })
          },
        })
        set({}, [staker, { rows, gaps: coverage.gaps, toBlock }])
      }),
    ).then(
      () => set({ fraction: null, error: null }),
      (error: Error) => set({ fraction: null, error }),
    )
    return () => controller.abort()
  }, [syncs, toBlock])

  const own = state?.syncs === syncs ? state : undefined
  const read = own?.read
  const entries = useMemo(() => {
    if (!read || read.size < syncs.length) return null
    return positions
      .flatMap((position) => {
        const timeOf = (row: { b: number; t?: number }) =>
          row.t ?? timestampAt(network.clock, row.b)
        return historyEntries({
          rows: read.get(position.staker)?.rows ?? [],
          position,
          strategies: network.strategies,
          withdrawalDelay: network.parameters.minWithdrawalDelayBlocks,
          timeOf,
        }).map(
          (entry): OwnEntry => ({
            key: `${position.staker} ${entry.id}`,
            staker: position.staker,
            entry,
            at: entry.t ?? timestampAt(network.clock, entry.block),
          }),
        )
      })
      .sort((a, b) => b.entry.block - a.entry.block || b.entry.order - a.entry.order)
  }, [read, syncs, positions, network])
  return {
    entries,
    gaps: useMemo(() => [...(read?.values() ?? [])].flatMap(({ gaps }) => gaps), [read]),
    fraction: own?.fraction ?? null,
    error: own?.error ?? null,
  }
}

/** Blocks of the past do not change: what was read once stays for this visit. */
const known = new Map<string, ValuedEntry>()

/** Whether the RPC did not answer, which it may when it is asked again. */
const unreached = ({ gap, amountGap }: ValuedEntry) =>
  gap === 'unreached' || amountGap === 'unreached'

/**
 * Amounts and values of entries, read as they are shown; missing from the map until they are. What the RPC did not
 * answer is asked again with the next reading of the network.
 */
export function useValues(
  { network, connection }: Reading,
  shown: readonly OwnEntry[],
): ReadonlyMap<string, ValuedEntry> {
  const [, turn] = useState(0)
  const { chain, client, rpcUrl } = connection
  const left = useRef<AbortController>()
  const asked = useRef(new Set<string>())
  const failed = useRef(new Map<string, { value: ValuedEntry; at: bigint }>())
  const { number } = network.block
  useEffect(() => {
    left.current = new AbortController()
    asked.current = new Set()
    return () => left.current?.abort()
  }, [])
  const keyOf = ({ key, entry }: OwnEntry) =>
    `${chain.chainId} ${rpcUrl} ${key} ${entry.block} ${entry.hash} ${entry.amount ?? entry.shares}`
  const wanted = shown.filter((one) => {
    const own = keyOf(one)
    const late = failed.current.get(own)
    return !known.has(own) && (late ? late.at < number : !asked.current.has(own))
  })
  const key = wanted.map(keyOf).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is wanted is told by its key
  useEffect(() => {
    const signal = left.current?.signal
    if (key === '' || !signal) return
    for (const one of wanted) {
      const own = keyOf(one)
      asked.current.add(own)
      const late = failed.current.get(own)
      if (late) failed.current.set(own, { ...late, at: number })
    }
    for (const staker of new Set(wanted.map((one) => one.staker))) {
      const own = wanted.filter((one) => one.staker === staker)
      valueEntries(client, {
        chain,
        staker,
        network,
        entries: own.map(({ entry }) => entry),
        signal,
        onValued: (valued) => {
          for (const one of valued) {
            const owner = own.find(({ entry }) => entry.id === one.entry.id)
            if (!owner) continue
            if (unreached(one)) failed.current.set(keyOf(owner), { value: one, at: number })
            else known.set(keyOf(owner), one)
          }
          if (!signal.aborted) turn((count) => count + 1)
        },
      }).catch(() => undefined)
    }
  }, [key, client, chain])
  return new Map(
    shown.flatMap((one) => {
      const value = known.get(keyOf(one)) ?? failed.current.get(keyOf(one))?.value
      return value ? [[one.key, value] as const] : []
    }),
  )
}
