import { parseAbi } from 'viem'

/** Chainlink AggregatorV3: the answer and when it was given. */
export const priceFeedAbi = parseAbi([
  'function decimals() view returns (uint8)',
  'function latestRoundData() view returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)',
])
