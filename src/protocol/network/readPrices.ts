import type { Abi } from 'viem'
import { erc20Abi } from '../abi/erc20.ts'
import { observedPoolAbi, priceFeedAbi } from '../abi/feeds.ts'
import { wstEthReadsAbi } from '../abi/network.ts'
import type { Chain, TokenPool } from '../deployments/types.ts'
import type { Batch } from './batch.ts'
import type { Address, BlockRef, Network, Token } from './types.ts'

/** A feed older than this is called stale: Chainlink's slowest heartbeat in use here is 24 h. */
const staleAfterSeconds = 25n * 3600n

type Round = readonly [bigint, bigint, bigint, bigint, bigint]

/** Text from a contract, cut to what fits a cell; anything unprintable is dropped. */
function cleanSymbol(text: unknown): string {
  return String(text)
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .slice(0, 16)
}

/** Adds symbol, decimals and the configured feeds of each token to the batch; call the result after it has run. */
export function addTokens(
  batch: Batch,
  parameters: { chain: Chain; block: BlockRef; addresses: Iterable<Address> },
): () => { tokens: Record<Address, Token>; ethUsd: Network['ethUsd'] } {
  const { chain, block } = parameters
  const feeds = new Map<Address, { feed: Address; quote: 'ETH' | 'USD' }>()
  for (const [token, entry] of Object.entries(chain.feeds?.tokens ?? {}))
    feeds.set(token.toLowerCase() as Address, { feed: entry.feed as Address, quote: entry.quote })

  const answers = new Map<Address, { price?: number; decimals?: number; round?: Round }>()
  const addFeed = (feed: Address) => {
    if (answers.has(feed)) return
    const answer: { decimals?: number; round?: Round } = {}
    answers.set(feed, answer)
    const abi = priceFeedAbi as Abi
    batch.add<number>(
      { address: feed, abi, functionName: 'decimals' },
      `decimals of feed ${feed}`,
      (decimals) => {
        answer.decimals = decimals
      },
    )
    batch.add<Round>(
      { address: feed, abi, functionName: 'latestRoundData' },
      `answer of feed ${feed}`,
      (round) => {
        answer.round = round
      },
    )
  }
  if (chain.feeds?.ethUsd) addFeed(chain.feeds.ethUsd as Address)

  const pools = new Map<Address, TokenPool>()
  for (const [token, pool] of Object.entries(chain.feeds?.pools ?? {}))
    pools.set(token.toLowerCase() as Address, pool)
  const observed = new Map<Address, { first?: Address; ticks?: readonly bigint[] }>()
  const addPool = (token: Address, { pool, windowSeconds }: TokenPool) => {
    const answer: { first?: Address; ticks?: readonly bigint[] } = {}
    observed.set(token, answer)
    const abi = observedPoolAbi as Abi
    batch.add<Address>(
      { address: pool, abi, functionName: 'token0' },
      `coins of pool ${pool}`,
      (first) => {
        answer.first = first.toLowerCase() as Address
      },
    )
    // Reverts where the pool's observations do not go back that far: then there is no mean.
    batch.add<readonly [readonly bigint[], readonly bigint[]]>(
      { address: pool, abi, functionName: 'observe', args: [[windowSeconds, 0]] },
      `mean price of pool ${pool}`,
      ([ticks]) => {
        answer.ticks = ticks
      },
    )
  }

  const drafts = new Map<Address, { symbol: string; decimals: number | null }>()
  for (const token of parameters.addresses) {
    if (drafts.has(token)) continue
    const draft = { symbol: `${token.slice(0, 6)}…`, decimals: null as number | null }
    drafts.set(token, draft)
    const abi = erc20Abi as Abi
    // Some tokens answer `symbol` with bytes32 or not at all: the short address stands in.
    batch.add<string>({ address: token, abi, functionName: 'symbol' }, null, (symbol) => {
      draft.symbol = cleanSymbol(symbol) || draft.symbol
    })
    batch.add<number>(
      { address: token, abi, functionName: 'decimals' },
      `decimals of ${token}`,
      (decimals) => {
        draft.decimals = decimals
      },
    )
    const feed = feeds.get(token)
    if (feed) addFeed(feed.feed)
    const pool = pools.get(token)
    if (pool) addPool(token, pool)
  }

  let stEthPerToken: bigint | null = null
  const wstEth = chain.lido?.wstETH.toLowerCase() as Address | undefined
  const stEth = chain.lido?.stETH.toLowerCase() as Address | undefined
  if (wstEth && drafts.has(wstEth))
    batch.add<bigint>(
      { address: wstEth, abi: wstEthReadsAbi as Abi, functionName: 'stEthPerToken' },
      'wstETH rate',
      (rate) => {
        stEthPerToken = rate
      },
    )

  return () => {
    const priceOf = (feed: Address) => {
      const answer = answers.get(feed)
      if (!answer?.round || answer.decimals === undefined || answer.round[1] <= 0n) return null
      const updatedAt = answer.round[3]
      return {
        price: Number(answer.round[1]) / 10 ** answer.decimals,
        updatedAt,
        stale: block.timestamp - updatedAt > staleAfterSeconds,
      }
    }
    const ethUsd = chain.feeds?.ethUsd ? priceOf(chain.feeds.ethUsd as Address) : null
    const inEth = ({ feed, quote }: { feed: Address; quote: 'ETH' | 'USD' }): Token['market'] => {
      const answer = priceOf(feed)
      if (!answer) return null
      const { price, updatedAt, stale } = answer
      if (quote === 'ETH') return { priceEth: price, updatedAt, stale }
      return ethUsd && { priceEth: price / ethUsd.price, updatedAt, stale: stale || ethUsd.stale }
    }
    /** The mean price of a token in its pool with wrapped ether, which has 18 decimals. */
    const meanOf = (token: Address, decimals: number, { windowSeconds }: TokenPool) => {
      const { first, ticks } = observed.get(token) ?? {}
      const [then, now] = ticks ?? []
      if (first === undefined || then === undefined || now === undefined) return null
      const price = meanPrice(Number(now - then) / windowSeconds, first === token)
      const priceEth = price * 10 ** (decimals - 18)
      return Number.isFinite(priceEth) && priceEth > 0 ? priceEth : null
    }
    const tokens: Record<Address, Token> = {}
    for (const [address, { symbol, decimals }] of drafts) {
      // Without its decimals no amount of a token means anything: it stays out, named among the failures.
      if (decimals === null) continue
      let priceEth: number | null = null
      let priceSource: Token['priceSource'] = null
      const feed = feeds.get(address)
      const fed = feed ? inEth(feed) : null
      if (address === stEth) {
        priceEth = 1
        priceSource = { kind: 'redemption' }
      } else if (address === wstEth && stEthPerToken !== null) {
        priceEth = Number(stEthPerToken) / 1e18
        priceSource = { kind: 'redemption' }
      } else if (feed && fed) {
        const { updatedAt, stale } = fed
        priceEth = fed.priceEth
        priceSource = { kind: 'feed', feed: feed.feed, updatedAt, stale }
      } else {
        const pool = pools.get(address)
        const mean = pool ? meanOf(address, decimals, pool) : null
        if (pool && mean !== null) {
          priceEth = mean
          const { windowSeconds } = pool
          priceSource = { kind: 'twap', pool: pool.pool.toLowerCase() as Address, windowSeconds }
        }
      }
      const market = priceSource?.kind === 'redemption' ? fed : null
      tokens[address] = { address, symbol, decimals, priceEth, priceSource, market }
    }
    return { tokens, ethUsd }
  }
}

/**
 * The other coin's units for one unit of a coin at a mean tick: 1.0001^tick units of the second coin for one of the
 * first (Uniswap v3), so a geometric mean over the window.
 */
export function meanPrice(tick: number, isFirst: boolean): number {
  return 1.0001 ** (isFirst ? tick : -tick)
}
