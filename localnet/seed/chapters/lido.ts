import { DAYS } from '../calendar.ts'
import type { Diary } from '../diary.ts'
import { feedAnswer, REPORT_INTERVAL, tickAt, validatorRewards } from '../market.ts'
import { abiOf, ask, type FeedKey, pool, pricesOf, ROLES, token, type World } from '../world.ts'

/** Decimals of the feeds' answers: 8 for US dollars, 18 for ETH, as Chainlink's. */
export const FEED_DECIMALS: Readonly<Record<FeedKey, number>> = {
  ethUsd: 8,
  rewardA: 8,
  stETH: 18,
  tLST: 18,
}

/** The daily oracle report of the staking pool, which finalizes withdrawals, and the day's prices. */
export function lidoChapter(diary: Diary): void {
  for (let day = 0; day <= DAYS; day++) {
    diary.at(day, 'noon', (world) => postPrices(world, day))
    if (day > 0 && day < DAYS) diary.at(day, 'noon', (world) => report(world, day))
  }
}

async function report(world: World, day: number): Promise<void> {
  const pooled = await ask<bigint>(world, token(world, 'stETH', 'getTotalPooledEther', []))
  // Requests of this very block are too young.
  const lastRequest = await ask<bigint>(
    world,
    pool(world, 'withdrawalQueue', 'getLastRequestId', []),
  )
  world.scribe.send(
    `Lido's report of day ${day}`,
    ROLES.oracle,
    token(world, 'stETH', 'reportAndFinalize', [
      // Reports are of the slot at 12:00 UTC, whenever they arrive.
      world.start + day * REPORT_INTERVAL + 43_200,
      REPORT_INTERVAL,
      validatorRewards(world.random, day, pooled),
      lastRequest,
    ]),
  )
}

function postPrices(world: World, day: number): void {
  const prices = pricesOf(world, day)
  const answers: Readonly<Record<FeedKey, number>> = {
    ethUsd: prices.ethUsd,
    stETH: prices.stEthEth,
    tLST: prices.tLstEth,
    rewardA: prices.rewardUsd,
  }
  for (const [key, answer] of Object.entries(answers) as [FeedKey, number][]) {
    world.scribe.send(`the price of ${key} on day ${day}`, ROLES.feedOwner, {
      address: world.places.feeds[key],
      abi: abiOf(world, 'PriceFeed'),
      functionName: 'post',
      args: [feedAnswer(answer, FEED_DECIMALS[key])],
    })
  }
  const { rewardPool, tokens, market } = world.places
  world.scribe.send(`the pool's price of rewardC on day ${day}`, ROLES.feedOwner, {
    address: rewardPool,
    abi: abiOf(world, 'ObservedPool'),
    functionName: 'setTick',
    args: [tickAt(prices.rewardCEth, tokens.rewardC, market.weth)],
  })
}
