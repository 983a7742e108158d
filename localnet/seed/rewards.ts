import type { SetKey, StrategyKey } from './avss.ts'

/** The seven ways in which the RewardsCoordinator takes rewards. */
export type RewardKind =
  | 'avs'
  | 'forAll'
  | 'forAllEarners'
  | 'operatorDirectedAvs'
  | 'operatorDirectedSet'
  | 'uniqueStake'
  | 'totalStake'

/** Rewards that somebody pays every week. */
export interface RewardStream {
  kind: RewardKind
  /** AVS that pays; absent for programmatic incentives. */
  avs?: string
  set?: SetKey
  /** Token A has a price feed, token B has no price, token C that of a pool. */
  token: 'rewardA' | 'rewardB' | 'rewardC'
  /** Worth of a year of these rewards in ETH once all restakers have arrived. */
  etherPerYear: number
  strategies: readonly StrategyKey[]
  /** Index of the first week that is paid; absent: the first of all. */
  fromWeek?: number
}

/** What one reward token B is taken to be worth in US dollars, to choose amounts; no feed says so. */
export const NOTIONAL_REWARD_B_USD = 0.05

/** How much a share of each strategy weighs, 1e18 = once. */
export const MULTIPLIERS: Readonly<Record<StrategyKey, bigint>> = {
  stETH: 1_000_000_000_000_000_000n,
  tLST: 1_050_000_000_000_000_000n,
  nLST: 300_000_000_000_000_000n,
  beaconChainETH: 1_000_000_000_000_000_000n,
}

/** Everything that is paid weekly. */
export const REWARD_STREAMS: readonly RewardStream[] = [
  {
    kind: 'uniqueStake',
    avs: 'lattice',
    set: 'lattice/0',
    token: 'rewardA',
    etherPerYear: 290,
    strategies: ['stETH'],
  },
  {
    kind: 'operatorDirectedSet',
    avs: 'lattice',
    set: 'lattice/1',
    token: 'rewardA',
    etherPerYear: 240,
    strategies: ['stETH', 'tLST'],
  },
  {
    kind: 'avs',
    avs: 'harbor',
    token: 'rewardA',
    etherPerYear: 230,
    strategies: ['stETH', 'tLST', 'beaconChainETH'],
  },
  {
    kind: 'uniqueStake',
    avs: 'mosaic',
    set: 'mosaic/0',
    token: 'rewardA',
    etherPerYear: 430,
    strategies: ['stETH', 'tLST'],
  },
  {
    kind: 'operatorDirectedAvs',
    avs: 'relay',
    token: 'rewardB',
    etherPerYear: 130,
    strategies: ['stETH'],
  },
  {
    kind: 'totalStake',
    avs: 'quorum',
    set: 'quorum/0',
    token: 'rewardA',
    etherPerYear: 250,
    strategies: ['stETH', 'tLST'],
  },
  {
    kind: 'operatorDirectedSet',
    avs: 'ember',
    set: 'ember/0',
    token: 'rewardA',
    etherPerYear: 60,
    strategies: ['stETH'],
  },
  {
    kind: 'uniqueStake',
    avs: 'cinder',
    set: 'cinder/0',
    token: 'rewardB',
    etherPerYear: 70,
    strategies: ['stETH', 'tLST'],
  },
  {
    kind: 'totalStake',
    avs: 'vesper',
    set: 'vesper/0',
    token: 'rewardA',
    etherPerYear: 120,
    strategies: ['stETH'],
  },
  {
    kind: 'avs',
    avs: 'orchard',
    token: 'rewardB',
    etherPerYear: 15,
    strategies: ['stETH', 'tLST', 'nLST', 'beaconChainETH'],
  },
  {
    kind: 'forAllEarners',
    token: 'rewardA',
    etherPerYear: 130,
    strategies: ['stETH', 'tLST', 'beaconChainETH'],
  },
  {
    kind: 'forAll',
    token: 'rewardB',
    etherPerYear: 40,
    strategies: ['stETH', 'tLST', 'nLST'],
  },
  {
    kind: 'uniqueStake',
    avs: 'lattice',
    set: 'lattice/0',
    token: 'rewardC',
    etherPerYear: 36,
    strategies: ['stETH'],
    fromWeek: 9,
  },
]
