import { parseAbiItem } from 'viem'
import { sendAs } from './sender.ts'
import { abiOf, type Duty, noise, type Site } from './site.ts'

/** Seconds of a day. */
const DAY = 86_400
/** Seconds after 12:00 UTC, the slot that a report is about, at which the report arrives. */
const REPORT_DELAY = 1_200
/** What holders of stETH earn in a year on average, and how far a day strays from it. */
const LIDO_APR = 0.0305
const LIDO_APR_SPREAD = 0.0015
/** Part of the rewards that reaches holders. */
const AFTER_FEE = 0.9

const tokenRebased = parseAbiItem(
  'event TokenRebased(uint256 indexed reportTimestamp, uint256 timeElapsed, uint256 preTotalShares, uint256 preTotalEther, uint256 postTotalShares, uint256 postTotalEther, uint256 sharesMintedAsFees)',
)

/**
 * Lido's daily oracle report, which also finalizes every withdrawal request made before; days that were
 * skipped come in one report.
 */
export const lidoReport: Duty = {
  kind: 'lidoReport',
  description: 'Lido reports the day: stETH balances change, withdrawal requests are finalized.',
  isEvent: true,
  dueAt: async (site) => (await lastReport(site)) + DAY + REPORT_DELAY,
  perform: async (site, now) => {
    const last = await lastReport(site)
    const days = Math.floor((now - REPORT_DELAY - last) / DAY)
    if (days < 1) return []
    const address = site.seed.deployments.lido.stETH
    const abi = abiOf(site, 'Lido')
    const pooled = (await site.client.readContract({
      address,
      abi,
      functionName: 'getTotalPooledEther',
    })) as bigint
    const lastRequest = await lastPayableRequest(site)
    const apr = LIDO_APR + LIDO_APR_SPREAD * noise(Math.floor(last / DAY), 1)
    const rate = BigInt(Math.round((apr / AFTER_FEE / 365) * days * 1e12))
    const [failure] = await sendAs(site.client, [
      {
        from: site.seed.keeper.roles.oracle,
        address,
        abi,
        functionName: 'reportAndFinalize',
        args: [
          BigInt(last + days * DAY),
          BigInt(days * DAY),
          (pooled * rate) / 10n ** 12n,
          lastRequest,
        ],
      },
    ])
    return failure === undefined ? [] : [`Lido’s report failed: ${failure}.`]
  },
}

/** The last withdrawal request that a report may finalize; 0 while the queue is paused. */
async function lastPayableRequest({ client, seed, contracts }: Site): Promise<bigint> {
  const queue = {
    address: seed.deployments.lido.withdrawalQueue,
    abi: abiOf({ contracts }, 'WithdrawalQueueERC721'),
  }
  if (await client.readContract({ ...queue, functionName: 'isPaused' })) return 0n
  return (await client.readContract({ ...queue, functionName: 'getLastRequestId' })) as bigint
}

/** Timestamp of the slot that the last report is about; the start of the day when there is none. */
async function lastReport({ client, seed }: Site): Promise<number> {
  const logs = await client.getLogs({
    address: seed.deployments.lido.stETH,
    event: tokenRebased,
    fromBlock: BigInt(seed.deployments.startBlock),
    strict: true,
  })
  const last = logs.at(-1)
  if (last !== undefined) return Number(last.args.reportTimestamp)
  return Math.floor(Number((await client.getBlock()).timestamp) / DAY) * DAY
}

type FeedKey = keyof Site['seed']['keeper']['feeds']

/** How far a price moves in a day, and what it grows by in a year. */
const MOVES: Readonly<Record<FeedKey, { spread: number; growth: number }>> = {
  ethUsd: { spread: 0.012, growth: 0 },
  rewardA: { spread: 0.025, growth: 0 },
  stETH: { spread: 0.0001, growth: 0 },
  tLST: { spread: 0.0001, growth: 0.029 },
}

/** How far the price of the reward token with a pool moves in a day, in ticks of 0.01 %. */
const POOL_SPREAD = 250

/** A new answer of every price feed and a new price of the pool, once a day. */
export const priceUpdate: Duty = {
  kind: 'prices',
  description: 'The price feeds and the pool give their daily price.',
  isEvent: false,
  dueAt: async (site) => (await latestRound(site, 'ethUsd')).updatedAt + DAY,
  perform: async (site, now) => {
    const keys = Object.keys(site.seed.keeper.feeds) as FeedKey[]
    const calls = await Promise.all(
      keys.map(async (key, index) => {
        const { answer, updatedAt } = await latestRound(site, key)
        const days = Math.max(1, Math.floor((now - updatedAt) / DAY))
        const { spread, growth } = MOVES[key]
        const change = 1 + (growth * days) / 365 + spread * noise(Math.floor(now / DAY), index + 2)
        return {
          from: site.seed.keeper.roles.feedOwner,
          address: site.seed.keeper.feeds[key].address,
          abi: abiOf(site, 'PriceFeed'),
          functionName: 'post',
          args: [(answer * BigInt(Math.round(change * 1e9))) / 10n ** 9n],
        }
      }),
    )
    const pool = {
      from: site.seed.keeper.roles.feedOwner,
      address: site.seed.keeper.rewardPool,
      abi: abiOf(site, 'ObservedPool'),
      functionName: 'setTick',
      args: [
        (await lastTick(site)) +
          Math.round(POOL_SPREAD * noise(Math.floor(now / DAY), keys.length + 2)),
      ],
    }
    const failures = await sendAs(site.client, [...calls, pool])
    return failures.flatMap((failure, index) =>
      failure === undefined
        ? []
        : [`The price of ${keys[index] ?? 'the pool'} was not updated: ${failure}.`],
    )
  },
}

/** The pool's tick of the last second: the price changes once a day. */
async function lastTick({ client, seed, contracts }: Site): Promise<number> {
  const [[before, now]] = (await client.readContract({
    address: seed.keeper.rewardPool,
    abi: abiOf({ contracts }, 'ObservedPool'),
    functionName: 'observe',
    args: [[1, 0]],
  })) as readonly [readonly [bigint, bigint], readonly bigint[]]
  return Number(now - before)
}

async function latestRound(site: Site, key: FeedKey) {
  const [, answer, , updatedAt] = (await site.client.readContract({
    address: site.seed.keeper.feeds[key].address,
    abi: abiOf(site, 'PriceFeed'),
    functionName: 'latestRoundData',
  })) as readonly [bigint, bigint, bigint, bigint, bigint]
  return { answer, updatedAt: Number(updatedAt) }
}
