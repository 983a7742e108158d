import { expect, it } from 'vitest'
import type { Chain } from '../deployments/types.ts'
import type { Batch } from './batch.ts'
import { addTokens, meanPrice } from './readPrices.ts'
import type { Address } from './types.ts'

const token = '0x00000000000000000000000000000000000000aa'
const pool = '0x00000000000000000000000000000000000000bb'
const feed = '0x00000000000000000000000000000000000000cc'
const weth = '0x00000000000000000000000000000000000000ee'

/** A token of 6 decimals, read with what the chain answers; a call without an answer reverts. */
function read(feeds: Chain['feeds'], answers: Record<string, unknown>) {
  const batch = {
    add({ address, functionName }: { address: Address; functionName: string }, _what, take, fail) {
      const answer = answers[`${address} ${functionName}`]
      if (answer === undefined) fail?.()
      else take(answer as never)
    },
    run: () => Promise.resolve(),
  } as Batch
  const block = { number: 9n, hash: '0x' as const, timestamp: 1_000_000n }
  return addTokens(batch, { chain: { feeds } as Chain, block, addresses: [token] })().tokens[token]
}

const own = { [`${token} symbol`]: 'TOK', [`${token} decimals`]: 6 }
const pools = { [token]: { kind: 'uniswap-v3', pool, windowSeconds: 1_800 } } as const
/** A mean tick of 200,000: 1.0001^200000 ≈ 4.85e8 units of ether for one unit of the token. */
const observe = [[5_000_000n, 365_000_000n], []]

it('takes the mean price of a configured pool, whichever coin the token is', () => {
  const rising = read(
    { pools },
    { ...own, [`${pool} token0`]: token, [`${pool} observe`]: observe },
  )
  expect(rising?.priceEth).toBeCloseTo(1.0001 ** 200_000 * 1e-12, 12)
  expect(rising?.priceSource).toEqual({ kind: 'twap', pool, windowSeconds: 1_800 })
  const other = read({ pools }, { ...own, [`${pool} token0`]: weth, [`${pool} observe`]: observe })
  expect(other?.priceEth).toBeCloseTo(1.0001 ** -200_000 * 1e-12, 30)
})

it('prefers a feed, and falls back to the pool where the feed has no answer', () => {
  const feeds = { pools, tokens: { [token]: { feed, quote: 'ETH' } } } as const
  const mean = { [`${pool} token0`]: token, [`${pool} observe`]: observe }
  const round = [1n, 25n * 10n ** 16n, 0n, 999_000n, 1n]
  const fed = read(feeds, {
    ...own,
    ...mean,
    [`${feed} decimals`]: 18,
    [`${feed} latestRoundData`]: round,
  })
  expect(fed?.priceEth).toBe(0.25)
  expect(fed?.priceSource?.kind).toBe('feed')
  expect(read(feeds, { ...own, ...mean })?.priceSource?.kind).toBe('twap')
})

it('has no price, not zero, where the pool does not look back that far', () => {
  expect(read({ pools }, { ...own, [`${pool} token0`]: token })).toMatchObject({
    priceEth: null,
    priceSource: null,
  })
})

it('turns a tick into a price and back', () => {
  expect(meanPrice(0, true)).toBe(1)
  expect(meanPrice(-887_272, true) * meanPrice(-887_272, false)).toBeCloseTo(1, 9)
})
