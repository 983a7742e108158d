import { type Abi, type Client, parseEventLogs, toEventSelector } from 'viem'
import { delegationManagerAbi, strategyAbi } from '../abi/eigenlayer.ts'
import { transferAbi } from '../abi/history.ts'
import type { Chain } from '../deployments/types.ts'
import { readLogs } from '../logs/readLogs.ts'
import { createBatch } from '../network/batch.ts'
import { addTokens } from '../network/readPrices.ts'
import type { Address, Network } from '../network/types.ts'
import { beaconChainETHStrategy } from '../network/types.ts'
import { gapOfError, pricedTokens, type ValueGap } from '../rewards/claimValues.ts'
import { readBlockHead } from '../rpc/client.ts'
import { scaledShares, sharesOnCompletion } from '../withdrawals/shares.ts'
import type { HistoryEntry } from './entries.ts'

/** An entry in tokens, with what they were worth in its block. */
export type ValuedEntry = {
  entry: HistoryEntry
  /** Block time in Unix seconds; `null` when the block could not be read. */
  timestamp: number | null
  /** `null` for entries that move nothing, and for tokens that do not tell their decimals. */
  token: { address: Address | null; symbol: string; decimals: number } | null
  /** In the token's unit, negative for what was lost or left the stake. `null` with a gap, or for nothing moved. */
  amount: bigint | null
  /** The amount could be read neither from a transfer nor at its block. */
  amountGap: 'noArchive' | 'unreached' | 'noAnswer' | 'unknown' | null
  valueEth: number | null
  valueUsd: number | null
  gap: ValueGap | null
  stale: boolean
}

const AT_ONCE = 4
const ether = { address: null, symbol: 'ETH', decimals: 18 }

/** Whether an entry moves anything. */
export const moves = (entry: HistoryEntry): boolean => entry.kind !== 'delegation'

/**
 * Gives entries their amounts in tokens and the values that the chain's feeds gave them in their blocks.
 *
 * A deposit or a completion is what its transfer says, to the unit. Shares of everything else are turned into tokens by
 * the strategy in that block, and a slash takes what the contract's own arithmetic took from what was held one block
 * before: both need an RPC with the state of those blocks. Where it has none, values are left out with the reason.
 */
export async function valueEntries(
  client: Client,
  parameters: {
    chain: Chain
    staker: Address
    entries: readonly HistoryEntry[]
    network: Pick<Network, 'strategies' | 'tokens'>
    signal?: AbortSignal
    /** Told after each block. */
    onValued?: (valued: readonly ValuedEntry[]) => void
  },
): Promise<ValuedEntry[]> {
  const { entries, onValued } = parameters
  const blocks = new Map<number, HistoryEntry[]>()
  for (const entry of entries) blocks.set(entry.block, [...(blocks.get(entry.block) ?? []), entry])
  const valued = new Map<string, ValuedEntry>()
  const next = blocks.entries()
  const work = async () => {
    for (const [block, own] of next) {
      const answers = await valueBlock(client, { ...parameters, block, entries: own })
      for (const answer of answers) valued.set(answer.entry.id, answer)
      onValued?.(answers)
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, blocks.size) }, work))
  return entries.flatMap((entry) => valued.get(entry.id) ?? [])
}

async function valueBlock(
  client: Client,
  parameters: {
    chain: Chain
    staker: Address
    block: number
    entries: readonly HistoryEntry[]
    network: Pick<Network, 'strategies' | 'tokens'>
    signal?: AbortSignal
  },
): Promise<ValuedEntry[]> {
  const { chain, staker, block, entries, network, signal } = parameters
  const number = BigInt(block)
  const moving = entries.filter(moves)
  const tokenOf = (entry: HistoryEntry): Address | null =>
    entry.token ?? (entry.strategy && network.strategies[entry.strategy]?.token?.address) ?? null
  // Why nothing is known of the block, unless something is.
  let missing: 'noArchive' | 'unreached' = 'noArchive'
  const head = await readBlockHead(client, number, signal).catch(noted)
  const time = head === null ? (entries[0]?.t ?? null) : Number(head.timestamp)
  const [transfers, losses] = await Promise.all([
    readTransfers().catch(ignore),
    readLosses().catch(ignore),
  ])
  const sharesOf = (entry: HistoryEntry) => losses?.get(entry.id) ?? entry.shares
  const then = head === null || moving.length === 0 ? null : await readThen().catch(noted)
  return entries.map((entry) => valuedEntry(entry))

  function ignore() {
    signal?.throwIfAborted()
    return null
  }

  function noted(error: unknown) {
    missing = gapOfError(error)
    return ignore()
  }

  function valuedEntry(entry: HistoryEntry): ValuedEntry {
    const native = entry.strategy === beaconChainETHStrategy
    const address = tokenOf(entry)
    const read = address === null ? undefined : then?.tokens[address]
    const known = read ?? (address === null ? undefined : network.tokens[address])
    const token = native
      ? ether
      : known
        ? { address, symbol: known.symbol, decimals: known.decimals }
        : null
    const exact = transfers?.get(entry.id)
    const shares = sharesOf(entry)
    let amount = exact ?? entry.amount
    let amountGap: ValuedEntry['amountGap'] = null
    if (moves(entry) && amount === null) {
      if (shares === null) amountGap = 'unknown'
      else if (native) amount = shares
      else {
        const units = then?.units.get(entry.id) ?? null
        if (units === null) amountGap = then === null ? missing : 'noAnswer'
        else amount = units
      }
    }
    const whole = amount === null || token === null ? null : Number(amount) / 10 ** token.decimals
    const priceEth = native ? (then === null ? null : 1) : (read?.priceEth ?? null)
    const valueEth = whole === null || priceEth === null ? null : whole * priceEth
    const ethUsd = then?.ethUsd ?? null
    return {
      entry,
      timestamp: time,
      token,
      amount,
      amountGap,
      valueEth,
      valueUsd: valueEth === null || ethUsd === null ? null : valueEth * ethUsd.price,
      gap: valueEth !== null || !moves(entry) ? null : gapOf(address, native),
      stale:
        (read?.priceSource?.kind === 'feed' && read.priceSource.stale) || (ethUsd?.stale ?? false),
    }
  }

  function gapOf(address: Address | null, native: boolean): ValueGap {
    if (!native && (address === null || !pricedTokens(chain).has(address))) return 'noFeed'
    return then === null ? missing : 'noAnswer'
  }

  /** Prices, and what shares were in tokens. */
  async function readThen() {
    const batch = batchAt(number)
    const finish = addTokens(batch, {
      chain,
      block: { number, hash: '0x', timestamp: BigInt(time ?? 0) },
      addresses: new Set(moving.flatMap((entry) => tokenOf(entry) ?? [])),
    })
    const units = new Map<string, bigint>()
    for (const entry of moving) {
      const shares = sharesOf(entry)
      const { strategy } = entry
      if (strategy === null || strategy === beaconChainETHStrategy || shares === null) continue
      const size = shares < 0n ? -shares : shares
      batch.add<bigint>(
        {
          address: strategy,
          abi: strategyAbi as Abi,
          functionName: 'sharesToUnderlyingView',
          args: [size],
        },
        null,
        (amount) => {
          units.set(entry.id, shares < 0n ? -amount : amount)
        },
      )
    }
    await batch.run()
    return { ...finish(), units }
  }

  /** What deposits and completions moved, where one transfer of the transaction tells it. */
  async function readTransfers(): Promise<Map<string, bigint>> {
    const found = new Map<string, bigint>()
    const told = moving.filter(({ what }) => what === 'deposited' || what === 'completedAsTokens')
    const tokens = new Set(told.flatMap((entry) => tokenOf(entry) ?? []))
    if (tokens.size === 0) return found
    const logs = await readLogs(
      client,
      { addresses: [...tokens], topics: [toEventSelector(transferAbi[0])] },
      [block, block],
      signal,
    )
    const transfers = parseEventLogs({ abi: transferAbi, logs })
    for (const entry of told) {
      const inward = entry.what === 'deposited'
      const fits = transfers.filter(
        ({ address, transactionHash, args }) =>
          transactionHash === entry.hash &&
          address.toLowerCase() === tokenOf(entry) &&
          (inward ? args.to : args.from).toLowerCase() === entry.strategy &&
          (inward || args.to.toLowerCase() === staker),
      )
      const alone = told.filter(
        (other) => other.hash === entry.hash && other.strategy === entry.strategy,
      )
      const [only, ...others] = fits
      if (only && others.length === 0 && alone.length === 1) found.set(entry.id, only.args.value)
    }
    return found
  }

  /** Shares that slashes took, by the contract's own rounding, from what was held one block before. */
  async function readLosses(): Promise<Map<string, bigint>> {
    const found = new Map<string, bigint>()
    const slashed = moving.filter(({ slash }) => slash?.held === true)
    // Of two slashes in one block the second met a stake that no block ended with.
    if (slashed.length !== new Set(slashed.map(({ strategy }) => strategy)).size) return found
    const batch = batchAt(number - 1n)
    for (const { id, strategy, slash } of slashed) {
      if (strategy === null || slash === null) continue
      const dm = {
        address: chain.eigenLayer.delegationManager.toLowerCase() as Address,
        abi: delegationManagerAbi as Abi,
      }
      let deposited: bigint | null = null
      let scale: bigint | null = null
      const done = () => {
        if (deposited === null || scale === null) return
        const scaled = scaledShares(deposited, scale)
        found.set(
          id,
          sharesOnCompletion(scaled, slash.after) -
            sharesOnCompletion(scaled, slash.before) -
            slash.queued,
        )
      }
      batch.add<[bigint[], bigint[]]>(
        { ...dm, functionName: 'getWithdrawableShares', args: [staker, [strategy]] },
        null,
        ([, shares]) => {
          deposited = shares[0] ?? null
          done()
        },
      )
      batch.add<bigint>(
        { ...dm, functionName: 'depositScalingFactor', args: [staker, strategy] },
        null,
        (value) => {
          scale = value
          done()
        },
      )
    }
    await batch.run()
    return found
  }

  function batchAt(blockNumber: bigint) {
    return createBatch({
      client,
      blockNumber,
      multicall3: chain.multicall3 as Address | undefined,
      signal,
      failures: [],
    })
  }
}
