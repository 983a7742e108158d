import { type Abi, type AbiEvent, type Client, pad } from 'viem'
import { delegationManagerAbi } from '../abi/eigenlayer.ts'
import { operatorIdentityAbi } from '../abi/operator.ts'
import type { Chain } from '../deployments/types.ts'
import type { LogStore } from '../logs/types.ts'
import { createBatch } from '../network/batch.ts'
import type { Address, BlockRef, Failure, Read } from '../network/types.ts'
import { type ConsoleRow, type ConsoleSync, createEventSync } from './eventSync.ts'

/** Who came to an operator and who left it: the node filters by the operator's topic. */
export function createDelegationSync(parameters: {
  client: Client
  chain: Chain
  operator: Address
  store?: Promise<LogStore>
}): ConsoleSync {
  const { client, chain, operator, store } = parameters
  return createEventSync({
    client,
    chain,
    address: chain.eigenLayer.delegationManager as Address,
    events: operatorIdentityAbi.filter(
      (item) =>
        item.type === 'event' &&
        (item.name === 'StakerDelegated' || item.name === 'StakerUndelegated'),
    ) as unknown as AbiEvent[],
    indexed: [null, [pad(operator)]],
    scope: 'delegations',
    ...(store ? { store } : {}),
  })
}

/** A step in the number of restakers. */
export type Movement = { block: number; staker: Address; joined: boolean; count: number }

/** What the log says: who is delegated since when, who left when, and how many there were after each step. */
export type Delegations = {
  now: ReadonlyMap<Address, number>
  left: ReadonlyMap<Address, number>
  movements: readonly Movement[]
}

/** Folds the log of {@link createDelegationSync}, ascending. */
export function foldDelegations(rows: readonly ConsoleRow[]): Delegations {
  const now = new Map<Address, number>()
  const left = new Map<Address, number>()
  const movements: Movement[] = []
  for (const row of rows) {
    const staker = row.a.staker as Address
    const joined = row.e === 'StakerDelegated'
    if (joined) {
      now.set(staker, row.b)
      left.delete(staker)
    } else {
      now.delete(staker)
      left.set(staker, row.b)
    }
    movements.push({ block: row.b, staker, joined, count: now.size })
  }
  return { now, left, movements }
}

/** Stake on its way out that the operator's sets may still slash. */
export type Leaving = { strategy: Address; shares: bigint; slashableUntil: number }

export type Delegator = {
  staker: Address
  /** Block of the delegation; of the departure for one who left. */
  sinceBlock: number
  left: boolean
  /** Withdrawable shares by strategy. */
  shares: Read<Readonly<Record<Address, bigint>>>
  leaving: Read<readonly Leaving[]>
}

export type DelegatorReading = {
  operator: Address
  block: BlockRef
  /** Who is delegated, and who left so recently that its stake is still slashable. */
  delegators: readonly Delegator[]
  /** `operatorShares` by strategy: what the rows have to add up to. */
  operatorShares: Read<Readonly<Record<Address, bigint>>>
  failures: readonly Failure[]
}

/** Restakers asked for in one go. */
const page = 400

/**
 * Values every restaker of an operator at one block, a page at a time.
 *
 * @param onProgress restakers read, of all
 * @throws RpcError when the node cannot be reached
 */
export async function readDelegators(
  client: Client,
  parameters: {
    chain: Chain
    operator: Address
    block: BlockRef
    strategies: readonly Address[]
    delegations: Delegations
    withdrawalDelay: number
    signal?: AbortSignal | undefined
    onProgress?: (done: number, total: number) => void
  },
): Promise<DelegatorReading> {
  const { chain, operator, block, strategies, delegations, withdrawalDelay, signal } = parameters
  const failures: Failure[] = []
  const batch = createBatch({
    client,
    blockNumber: block.number,
    multicall3: chain.multicall3 as Address | undefined,
    signal,
    failures,
  })
  const dm = { address: chain.eigenLayer.delegationManager, abi: delegationManagerAbi as Abi }
  const head = Number(block.number)
  const delegators: { -readonly [key in keyof Delegator]: Delegator[key] }[] = [
    ...[...delegations.now].map(([staker, sinceBlock]) => ({ staker, sinceBlock, left: false })),
    ...[...delegations.left]
      .filter(([, at]) => at + withdrawalDelay >= head)
      .map(([staker, sinceBlock]) => ({ staker, sinceBlock, left: true })),
  ].map((entry) => ({ ...entry, shares: null, leaving: null }))
  let operatorShares: Record<Address, bigint> | null = strategies.length === 0 ? {} : null
  if (strategies.length > 0)
    batch.add<bigint[]>(
      { ...dm, functionName: 'getOperatorShares', args: [operator, strategies] },
      'delegated stake',
      (values) => {
        operatorShares = Object.fromEntries(
          strategies.map((strategy, index) => [strategy, values[index] ?? 0n]),
        )
      },
    )
  for (let from = 0; from < Math.max(1, delegators.length); from += page) {
    for (const delegator of delegators.slice(from, from + page)) {
      const { staker } = delegator
      if (delegator.left || strategies.length === 0) delegator.shares = {}
      else
        batch.add<[bigint[], bigint[]]>(
          { ...dm, functionName: 'getWithdrawableShares', args: [staker, strategies] },
          `stake of ${staker}`,
          ([withdrawable]) => {
            delegator.shares = Object.fromEntries(
              strategies
                .map((strategy, index) => [strategy, withdrawable[index] ?? 0n] as const)
                .filter(([, shares]) => shares > 0n),
            )
          },
        )
      batch.add<
        [{ startBlock: number; strategies: Address[]; delegatedTo: Address }[], bigint[][]]
      >(
        { ...dm, functionName: 'getQueuedWithdrawals', args: [staker] },
        `queued withdrawals of ${staker}`,
        ([withdrawals, shares]) => {
          delegator.leaving = withdrawals.flatMap((withdrawal, index) => {
            const slashableUntil = withdrawal.startBlock + withdrawalDelay
            if (withdrawal.delegatedTo.toLowerCase() !== operator || slashableUntil < head)
              return []
            return withdrawal.strategies.map((strategy, place) => ({
              strategy: strategy.toLowerCase() as Address,
              shares: shares[index]?.[place] ?? 0n,
              slashableUntil,
            }))
          })
        },
      )
    }
    await batch.run()
    parameters.onProgress?.(Math.min(from + page, delegators.length), delegators.length)
  }
  return {
    operator,
    block,
    delegators: delegators.filter(
      ({ left, leaving }) => !left || leaving === null || leaving.length > 0,
    ),
    operatorShares,
    failures,
  }
}

/** How far the rows are from `operatorShares`, by strategy; rounding alone leaves a few wei. */
export function reconcile({
  delegators,
  operatorShares,
}: Pick<DelegatorReading, 'delegators' | 'operatorShares'>): {
  sums: Readonly<Record<Address, bigint>>
  /** `operatorShares` less the sum; `null` where either was not read. */
  off: Read<Readonly<Record<Address, bigint>>>
} {
  const sums: Record<Address, bigint> = {}
  let whole = true
  for (const { shares } of delegators) {
    if (shares === null) whole = false
    for (const [strategy, amount] of Object.entries(shares ?? {}) as [Address, bigint][])
      sums[strategy] = (sums[strategy] ?? 0n) + amount
  }
  if (operatorShares === null || !whole) return { sums, off: null }
  const off: Record<Address, bigint> = {}
  for (const strategy of new Set([...Object.keys(sums), ...Object.keys(operatorShares)]))
    off[strategy as Address] =
      (operatorShares[strategy as Address] ?? 0n) - (sums[strategy as Address] ?? 0n)
  return { sums, off }
}
