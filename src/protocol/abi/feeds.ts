import { parseAbi } from 'viem'

/** Chainlink AggregatorV3: the answer and when it was given. */
export const priceFeedAbi = parseAbi([
  'function decimals() view returns (uint8)',
  'function latestRoundData() view returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)',
])

/** Uniswap v3's pool: its coins, and sums of ticks over time from which a mean price follows. */
export const observedPoolAbi = parseAbi([
  'function token0() view returns (address)',
  'function observe(uint32[] secondsAgos) view returns (int56[] tickCumulatives, uint160[] secondsPerLiquidityCumulativeX128s)',
])
