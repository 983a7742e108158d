import type { Client } from 'viem'
import type { Chain } from '../deployments/types.ts'
import { createBatch } from '../network/batch.ts'
import { addTokens } from '../network/readPrices.ts'
import type { Address, Failure } from '../network/types.ts'
import { readBlockHead } from '../rpc/client.ts'
import { isNoState } from '../rpc/errors.ts'
import type { ClaimRow } from './claimHistory.ts'

/** Why a value of the past is missing. */
export type ValueGap =
  /** The deployment names no feed or rate for the token. */
  | 'noFeed'
  /** The RPC keeps no state of that block. */
  | 'noArchive'
  /** The RPC did not answer: asked again, it may. */
  | 'unreached'
  /** The feed gave no answer that counts in that block. */
  | 'noAnswer'

/** A claim with what it was worth when it was made. */
export type ValuedClaim = {
  row: ClaimRow
  /** Block time in Unix seconds; `null` when the block could not be read. */
  timestamp: number | null
  symbol: string
  /** `null` when the token does not tell its decimals. */
  decimals: number | null
  valueEth: number | null
  valueUsd: number | null
  gap: ValueGap | null
  /** The price was older than a feed may be. */
  stale: boolean
}

/** Why a reading of the past failed as a whole. */
export const gapOfError = (error: unknown): 'noArchive' | 'unreached' =>
  isNoState(error) ? 'noArchive' : 'unreached'

/** Lower-case addresses of all tokens for which a feed, a pool or a rate is configured. */
export function pricedTokens({ feeds, lido }: Chain): ReadonlySet<string> {
  const tokens = [
    ...Object.keys(feeds?.tokens ?? {}),
    ...Object.keys(feeds?.pools ?? {}),
    ...(lido ? [lido.stETH, lido.wstETH] : []),
  ]
  return new Set(tokens.map((token) => token.toLowerCase()))
}

const AT_ONCE = 4

/**
 * Gives claims the value that the chain's feeds and rates gave their tokens in the block of each claim. That needs an
 * RPC with the state of those blocks; where it has none, values are left out with the reason, and symbol and decimals
 * come from `latest`.
 *
 * @param latest tokens as they are now, by lower-case address
 */
export async function valueClaims(
  client: Client,
  parameters: {
    chain: Chain
    rows: readonly ClaimRow[]
    latest: Readonly<Record<Address, { symbol: string; decimals: number }>>
    signal?: AbortSignal
  },
): Promise<ValuedClaim[]> {
  const { chain, rows, latest, signal } = parameters
  const blocks = [...new Set(rows.map(({ b }) => b))]
  const valued = new Map<ClaimRow, ValuedClaim>()
  const next = blocks.values()
  const work = async () => {
    for (const block of next) {
      const own = rows.filter(({ b }) => b === block)
      for (const claim of await valueBlock(client, { chain, rows: own, latest, signal }))
        valued.set(claim.row, claim)
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, blocks.length) }, work))
  return rows.map((row) => valued.get(row) as ValuedClaim)
}

/** Claims of one block. */
async function valueBlock(
  client: Client,
  parameters: {
    chain: Chain
    rows: readonly ClaimRow[]
    latest: Readonly<Record<Address, { symbol: string; decimals: number }>>
    signal: AbortSignal | undefined
  },
): Promise<ValuedClaim[]> {
  const { chain, rows, latest, signal } = parameters
  const number = BigInt(rows[0]?.b ?? 0)
  // Why nothing is known of the block, unless something is.
  let missing: ValueGap = 'noArchive'
  const ignore = (error: unknown) => {
    signal?.throwIfAborted()
    missing = gapOfError(error)
    return null
  }
  const head = await readBlockHead(client, number, signal).catch(ignore)
  const time = head === null ? (rows[0]?.t ?? null) : Number(head.timestamp)
  const priced = pricedTokens(chain)
  const read = head === null ? null : await readTokens(rows.map(({ token }) => token)).catch(ignore)

  return rows.map((row): ValuedClaim => {
    const then = read?.tokens[row.token]
    const known = then ?? latest[row.token]
    const whole = known ? Number(row.amount) / 10 ** known.decimals : null
    const priceEth = then?.priceEth ?? null
    const valueEth = priceEth === null || whole === null ? null : whole * priceEth
    const ethUsd = read?.ethUsd ?? null
    return {
      row,
      timestamp: time,
      symbol: known?.symbol ?? row.token,
      decimals: known?.decimals ?? null,
      valueEth,
      valueUsd: valueEth === null || ethUsd === null ? null : valueEth * ethUsd.price,
      gap:
        valueEth !== null
          ? null
          : !priced.has(row.token)
            ? 'noFeed'
            : then === undefined
              ? read === null
                ? missing
                : 'noAnswer'
              : 'noAnswer',
      stale:
        (then?.priceSource?.kind === 'feed' && then.priceSource.stale) || (ethUsd?.stale ?? false),
    }
  })

  async function readTokens(addresses: readonly Address[]) {
    const failures: Failure[] = []
    const batch = createBatch({
      client,
      blockNumber: number,
      multicall3: chain.multicall3 as Address | undefined,
      signal,
      failures,
    })
    const finish = addTokens(batch, {
      chain,
      block: { number, hash: '0x', timestamp: BigInt(time ?? 0) },
      addresses: new Set(addresses),
    })
    await batch.run()
    return finish()
  }
}
