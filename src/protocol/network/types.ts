/**
 * The network as plain data: everything that Keel's pages and maths need, read from the chain at one block.
 * Addresses are lower case throughout, so that they can be compared and used as keys.
 */
export type Hex = `0x${string}`
export type Address = Hex

/** `avs-id`: an operator set's name as one string. */
export type OperatorSetKey = `${Address}-${number}`

export type BlockRef = {
  number: bigint
  hash: Hex
  /** Seconds since 1970, the chain's own clock. */
  timestamp: bigint
}

/** A value that one failed call must not turn into zero: `null` is "not read", with the reason in `Network.failures`. */
export type Read<value> = value | null

export type Token = {
  address: Address
  symbol: string
  decimals: number
  /** ETH for one whole token; `null` when no redemption rate, feed or pool is configured. */
  priceEth: number | null
  /**
   * Where the price comes from: the protocol's own redemption rate, a feed (with the time it was posted), the mean
   * price of a pool over a window of time, or, never in a reading itself, the reader's own entry.
   */
  priceSource:
    | { kind: 'redemption' }
    | { kind: 'feed'; feed: Address; updatedAt: bigint; stale: boolean }
    | { kind: 'twap'; pool: Address; windowSeconds: number }
    | { kind: 'own' }
    | null
  /** What a configured feed says of a token that is valued by its redemption rate, in ETH. */
  market: { priceEth: number; updatedAt: bigint; stale: boolean } | null
}

export type Strategy = {
  address: Address
  kind: 'beaconChainETH' | 'erc20'
  /** `null` for beacon chain ETH, or when the call failed. */
  token: Token | null
  totalShares: Read<bigint>
  /** Token units for 1e18 shares (`sharesToUnderlyingView`). */
  rate: Read<bigint>
  whitelisted: Read<boolean>
  isStEth: boolean
}

export type Allocation = {
  set: OperatorSetKey
  strategy: Address
  currentMagnitude: bigint
  pendingDiff: bigint
  effectBlock: number
  /** The strategy belongs to the set now. */
  inSet: boolean
  /** `isOperatorSlashable`: member, or within the slashable tail after leaving. */
  slashable: Read<boolean>
}

export type Operator = {
  address: Address
  /** Zero address: anyone may delegate. */
  delegationApprover: Read<Address>
  metadataUri: string | null
  /** `isSet: false` for operators from before the slashing release: they cannot allocate until they set one. */
  allocationDelay: Read<{ isSet: boolean; blocks: number }>
  /** Delegated shares by strategy; strategies with none are left out. */
  shares: Read<Record<Address, bigint>>
  /** By strategy; a strategy that is absent was never slashed nor read and counts as 1e18. */
  maxMagnitudes: Read<Record<Address, bigint>>
  registeredSets: Read<OperatorSetKey[]>
  allocations: Read<Allocation[]>
  /** Restakers delegated now, from the log; includes the operator itself. */
  stakers: number
  /** In bips, by operator set. Those of whole AVSs and of incentives are replayed from the log where they are needed. */
  splits: Record<OperatorSetKey, number>
  registeredAtBlock: bigint
}

export type OperatorSet = {
  key: OperatorSetKey
  avs: Address
  id: number
  strategies: Read<Address[]>
  members: Read<number>
  slasher: Read<Address>
  pendingSlasher: Read<{ slasher: Address; effectBlock: number } | 'none'>
  /** `null` when slashed stake is burned. */
  redistributionRecipient: Read<Address | 'none'>
  createdAtBlock: bigint
  slashCount: number
}

export type Avs = {
  address: Address
  metadataUri: string | null
  createdAtBlock: bigint
  sets: OperatorSetKey[]
}

export type StrategyAndMultiplier = { strategy: Address; multiplier: bigint }

export type RewardSubmission = {
  kind:
    | 'avs'
    | 'forAll'
    | 'forAllEarners'
    | 'operatorDirectedAvs'
    | 'operatorDirectedSet'
    | 'uniqueStake'
    | 'totalStake'
  /** The AVS that pays; for the two pool kinds the submitter. */
  avs: Address
  set: OperatorSetKey | null
  token: Address
  /** Token units over the whole duration, after any protocol fee. */
  amount: bigint
  startTimestamp: number
  duration: number
  strategies: StrategyAndMultiplier[]
  operatorRewards: { operator: Address; amount: bigint }[] | null
  block: bigint
}

export type Rebase = {
  reportTimestamp: bigint
  timeElapsed: bigint
  preTotalShares: bigint
  preTotalEther: bigint
  postTotalShares: bigint
  postTotalEther: bigint
}

export type Slash = {
  operator: Address
  set: OperatorSetKey
  strategies: Address[]
  /** Share of the operator's whole stake in each strategy, 1e18 = all. */
  wadSlashed: bigint[]
  description: string
  block: bigint
  timestamp: bigint
}

/** What changed an operator's weight in the past: enough to walk back from the present to any day. */
export type StakeChange =
  | {
      type: 'shares'
      block: bigint
      timestamp: bigint
      operator: Address
      strategy: Address
      delta: bigint
    }
  | {
      type: 'allocation'
      block: bigint
      timestamp: bigint
      operator: Address
      set: OperatorSetKey
      strategy: Address
      magnitude: bigint
      effectBlock: number
    }
  | {
      type: 'maxMagnitude'
      block: bigint
      timestamp: bigint
      operator: Address
      strategy: Address
      magnitude: bigint
    }
  | {
      type: 'registration'
      block: bigint
      timestamp: bigint
      operator: Address
      set: OperatorSetKey
      registered: boolean
    }
  | {
      type: 'split'
      block: bigint
      timestamp: bigint
      operator: Address
      /** `null` for programmatic incentives; an AVS address or an operator set otherwise. */
      scope: Address | OperatorSetKey | null
      activatedAt: number
      oldBips: number
      newBips: number
    }

/** What a restaker wants to be told of, though no weight changed by it. */
export type Notice = { block: bigint; timestamp: bigint } & (
  | { type: 'metadata'; operator: Address }
  | { type: 'approver'; operator: Address; approver: Address }
  | { type: 'slasher'; set: OperatorSetKey; slasher: Address; effectBlock: number }
  | { type: 'strategyAdded'; set: OperatorSetKey; strategy: Address }
)

/** With whom a restaker is now, and since when. */
export type Delegation = { operator: Address; block: bigint; timestamp: bigint }

export type ClockPoint = readonly [block: number, timestamp: number]

export type Coverage = {
  fromBlock: bigint
  toBlock: bigint
  complete: boolean
  /** Blocks that could not be read, and why. */
  gaps: readonly { from: number; to: number; error: Error }[]
}

export type Failure = { what: string; message: string }

export type Network = {
  chainId: number
  block: BlockRef
  /** Blocks whose logs are in: what only logs can give is incomplete while this has gaps. */
  coverage: Coverage
  parameters: {
    minWithdrawalDelayBlocks: Read<number>
    deallocationDelay: Read<number>
    allocationConfigurationDelay: Read<number>
    defaultOperatorSplitBips: Read<number>
  }
  strategies: Record<Address, Strategy>
  /** Reward tokens and every token a strategy holds; one whose decimals could not be read is left out. */
  tokens: Record<Address, Token>
  operators: Operator[]
  avss: Avs[]
  operatorSets: Record<OperatorSetKey, OperatorSet>
  submissions: RewardSubmission[]
  rebases: Rebase[]
  slashes: Slash[]
  changes: StakeChange[]
  /** Ascending. What an operator or a set began with is no notice. */
  notices: Notice[]
  /** By restaker, from the log. */
  delegations: ReadonlyMap<Address, Delegation>
  /** (block, timestamp) pairs, ascending: enough to turn any block of the log into a time and back. */
  clock: readonly ClockPoint[]
  /** US dollars for one ETH, with the time the feed was posted. */
  ethUsd: { price: number; updatedAt: bigint; stale: boolean } | null
  failures: Failure[]
}

/** One address' own slice, read at the same block as the network it is shown with. */
export type Position = {
  staker: Address
  block: BlockRef
  /** Zero address when not delegated. */
  delegatedTo: Read<Address>
  isOperator: Read<boolean>
  /** Withdrawable shares (never deposit shares) and what they are in the token's units, by strategy. */
  holdings: Read<
    {
      strategy: Address
      withdrawableShares: bigint
      depositShares: bigint
      underlying: Read<bigint>
    }[]
  >
  queued: Read<
    { startBlock: number; strategies: Address[]; shares: bigint[]; delegatedTo: Address }[]
  >
  ethBalance: Read<bigint>
  /** Wei for a unit of gas, to keep enough ETH back for fees. */
  gasPrice: Read<bigint>
  /** Balances of the tokens that whitelisted strategies take. */
  tokenBalances: Read<Record<Address, bigint>>
  stEth: Read<{ balance: bigint; shares: bigint; allowance: bigint; stakeLimit: bigint }>
  failures: Failure[]
}

export const beaconChainETHStrategy: Address = '0xbeac0eeeeeeeeeeeeeeeeeeeeeeeeeeeeeebeac0'
export const zeroAddress: Address = '0x0000000000000000000000000000000000000000'
export const WAD = 10n ** 18n

/** Names an operator set. */
export function operatorSetKey(set: { avs: string; id: number }): OperatorSetKey {
  return `${set.avs.toLowerCase() as Address}-${set.id}`
}

/** Takes an operator set's name apart. */
export function parseOperatorSetKey(key: OperatorSetKey): { avs: Address; id: number } {
  return { avs: key.slice(0, 42) as Address, id: Number(key.slice(43)) }
}
