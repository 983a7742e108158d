import { createHistory } from '../protocol/network/history.ts'
import type { Address, Network, Operator, Position, Strategy } from '../protocol/network/types.ts'
import { beaconChainETHStrategy, WAD, zeroAddress } from '../protocol/network/types.ts'
import type { Assumptions } from '../risk/assumptions.ts'
import type { ExposureInput, ExposurePair } from '../risk/exposure.ts'
import { baseApr } from '../yield/base.ts'
import { aprFrom, type PositionApr } from '../yield/position.ts'
import { createRewardBook, type RewardBook } from '../yield/rewardBook.ts'
import { heldKinds } from './heldKinds.ts'
import type { Own } from './own.ts'

/** Withdrawable shares by strategy. */
export type Stake = Readonly<Record<Address, bigint>>

/** The stake that an address holds. */
export function stakeOf(holdings: NonNullable<Position['holdings']>): Stake {
  return Object.fromEntries(
    holdings.map(({ strategy, withdrawableShares }) => [strategy, withdrawableShares]),
  )
}

/** Why a figure is missing, for words. */
export type Gap = 'nothingStaked' | 'noPrice' | 'noBase' | 'operatorUnread' | 'historyIncomplete'

const day = 86_400

/** Years that operators have spent in each AVS' operator sets, and how often it slashed. */
function slashRecords(network: Network): Map<Address, { slashes: number; setYears: number }> {
  const records = new Map<Address, { slashes: number; setYears: number }>()
  const of = (avs: Address) => {
    const known = records.get(avs)
    if (known) return known
    const fresh = { slashes: 0, setYears: 0 }
    records.set(avs, fresh)
    return fresh
  }
  const joined = new Map<string, number>()
  const now = Number(network.block.timestamp)
  const credit = (set: string, seconds: number) => {
    of(set.slice(0, 42) as Address).setYears += seconds / (365 * day)
  }
  for (const change of network.changes) {
    if (change.type !== 'registration') continue
    const pair = `${change.operator}|${change.set}`
    if (change.registered) joined.set(pair, Number(change.timestamp))
    else {
      const since = joined.get(pair)
      if (since !== undefined) credit(change.set, Number(change.timestamp) - since)
      joined.delete(pair)
    }
  }
  for (const [pair, since] of joined) credit(pair.slice(43), now - since)
  // Cut to thousandths, so that the exposure of an operator whom nothing happened to is not worked out anew each time.
  for (const record of records.values())
    record.setYears = Math.round(record.setYears * 1_000) / 1_000
  for (const slash of network.slashes) of(slash.set.slice(0, 42) as Address).slashes += 1
  return records
}

/** Whether an exposure's probabilities are nothing but the prior; `false` where nothing can be slashed. */
export function restsOnDefault(pairs: readonly Pick<ExposurePair, 'slashes'>[]): boolean {
  return pairs.length > 0 && pairs.every(({ slashes }) => slashes === 0)
}

/** ETH for 1e18 shares of a strategy; `null` when its token has no price. */
export function sharePriceEth(strategy: Strategy | undefined): number | null {
  if (!strategy || strategy.rate === null) return null
  if (strategy.kind === 'beaconChainETH') return Number(strategy.rate) / 1e18
  const { token, rate } = strategy
  if (!token || token.priceEth === null) return null
  return (Number(rate) / 10 ** token.decimals) * token.priceEth
}

function chooseReference(network: Network): Address | null {
  const strategies = Object.values(network.strategies)
  const stEth = strategies.find((strategy) => strategy.isStEth)
  if (stEth) return stEth.address
  const delegated = new Map<Address, bigint>()
  for (const operator of network.operators)
    for (const [strategy, shares] of Object.entries(operator.shares ?? {}) as [Address, bigint][])
      delegated.set(strategy, (delegated.get(strategy) ?? 0n) + shares)
  let most: Address | null = null
  for (const [strategy, shares] of delegated)
    if (most === null || shares > (delegated.get(most) ?? 0n)) most = strategy
  return most
}

/** What is the same under all assumptions, worked out on first use: most pages need only some of it. */
type Prepared = {
  records?: ReturnType<typeof slashRecords>
  /** By days of rewards. */
  books: Map<number, RewardBook>
}

const prepared = new WeakMap<Network, Prepared>()

function preparedOf(network: Network): Prepared {
  let known = prepared.get(network)
  if (!known) {
    known = { books: new Map() }
    prepared.set(network, known)
  }
  return known
}

function recordsOf(network: Network): ReturnType<typeof slashRecords> {
  const known = preparedOf(network)
  known.records ??= slashRecords(network)
  return known.records
}

function bookOf(network: Network, windowDays: number): RewardBook {
  const { books } = preparedOf(network)
  let book = books.get(windowDays)
  if (!book) {
    const firstPoint = network.clock[0]
    book = createRewardBook({
      submissions: network.submissions,
      operators: network.operators.map((operator) => operator.address),
      setsOfAvs: Object.fromEntries(network.avss.map((avs) => [avs.address, avs.sets])),
      history: createHistory(network) as never,
      now: Number(network.block.timestamp),
      windowDays,
      ...(firstPoint ? { since: firstPoint[1] } : {}),
    })
    books.set(windowDays, book)
  }
  return book
}

/**
 * What judging a stake rests on, in one reading of the network under one set of assumptions: what it earns, and what the
 * engine has to know of it to tell what it risks.
 *
 * @param own what the reader adds to the reading; nothing where it is left out
 */
export function createBasis(
  network: Network,
  assumptions: Assumptions,
  windowDays = 30,
  own?: Own,
) {
  const { network: priced, attacks } = own ?? { network, attacks: undefined }
  const operators = new Map(network.operators.map((operator) => [operator.address, operator]))
  const { tokens } = priced
  const sharePrices: Record<string, number | null> = {
    // Nobody may have restaked natively here yet; a share is an ether all the same.
    [beaconChainETHStrategy]: 1,
    ...Object.fromEntries(
      Object.entries(priced.strategies).map(([address, strategy]) => [
        address,
        sharePriceEth(strategy),
      ]),
    ),
  }
  const stEthBase = baseApr(network.rebases, network.block.timestamp)

  function pairsOf(
    operator: Operator,
    stake: Stake,
    weights: Readonly<Record<string, number>>,
  ): ExposurePair[] {
    const records = recordsOf(network)
    const pairs: ExposurePair[] = []
    for (const allocation of operator.allocations ?? []) {
      const weight = weights[allocation.strategy]
      if (!weight || !stake[allocation.strategy]) continue
      const avs = allocation.set.slice(0, 42) as Address
      const max = operator.maxMagnitudes?.[allocation.strategy] ?? WAD
      const share = max === 0n ? 0 : Number(allocation.currentMagnitude) / Number(max)
      const live = allocation.inSet && allocation.slashable === true
      const record = records.get(avs) ?? { slashes: 0, setYears: 0 }
      // Who left a set has no vote in it and joins no coalition.
      const votes = operator.registeredSets?.includes(allocation.set) ?? true
      const attack = votes ? attacks?.get(allocation.set) : undefined
      pairs.push({
        operator: operator.address,
        set: allocation.set,
        avs,
        strategy: allocation.strategy,
        weight,
        f: live ? share : 0,
        ...(live ? {} : { latent: share }),
        ...record,
        ...(attack ? { attack } : {}),
      })
    }
    return pairs
  }

  /** Shares of the stake's value by strategy; `null` when several are held and one has no price. */
  function weightsOf(stake: Stake): Record<string, number> | null {
    const held = Object.entries(stake).filter(([, shares]) => shares > 0n)
    const [only] = held
    if (held.length === 1 && only) return { [only[0]]: 1 }
    const values: Record<string, number> = {}
    let total = 0
    for (const [strategy, shares] of held) {
      const price = sharePrices[strategy] ?? null
      if (price === null) return null
      values[strategy] = (Number(shares) / 1e18) * price
      total += values[strategy]
    }
    if (total === 0) return null
    for (const strategy of Object.keys(values))
      values[strategy] = (values[strategy] as number) / total
    return values
  }

  /** Base APR of each asset, weighted by value: stETH's is read from the chain, that of validators assumed. */
  function baseOf(stake: Stake, weights: Readonly<Record<string, number>>): number | null {
    let base = 0
    for (const [strategy, shares] of Object.entries(stake)) {
      if (shares === 0n) continue
      const kind = kindOf(strategy)
      const own =
        kind === 'stETH' ? stEthBase : kind === 'native' ? assumptions.nativeBaseApr : null
      if (own === null) return null
      base += own * (weights[strategy] ?? 0)
    }
    return base
  }

  function kindOf(address: string): 'stETH' | 'native' | 'token' {
    const strategy = network.strategies[address as Address]
    // Nobody may have restaked natively here yet.
    if (address === beaconChainETHStrategy || strategy?.kind === 'beaconChainETH') return 'native'
    return strategy?.isStEth ? 'stETH' : 'token'
  }

  /** What a stake with an operator risks, as the engine takes it; the gap where it cannot be told. */
  function inputOf(
    stake: Stake,
    operatorAddress: Address | null,
    altered?: Operator,
  ): { input: ExposureInput; gap: null } | { input: null; gap: Gap } {
    const delegated = operatorAddress === zeroAddress ? null : operatorAddress
    if (Object.values(stake).every((shares) => shares === 0n))
      return { input: null, gap: 'nothingStaked' }
    const weights = weightsOf(stake)
    if (!weights) return { input: null, gap: 'noPrice' }
    const operator = altered ?? (delegated ? operators.get(delegated) : undefined)
    if (
      delegated &&
      (!operator || operator.allocations === null || operator.maxMagnitudes === null)
    )
      return { input: null, gap: 'operatorUnread' }
    return {
      input: {
        pairs: operator ? pairsOf(operator, stake, weights) : [],
        ...heldKinds(
          Object.entries(weights).map(([strategy, weight]) => [kindOf(strategy), weight]),
        ),
        restaked: true,
      },
      gap: null,
    }
  }

  /** What a stake earns with an operator; `additional` where it is not there yet and thins out the pools. */
  function aprOf(
    stake: Stake,
    operatorAddress: Address | null,
    additional = false,
  ): { apr: PositionApr; aprGap: Gap | null } {
    const weights = weightsOf(stake)
    const base = weights ? baseOf(stake, weights) : null
    const apr = aprFrom(
      bookOf(network, windowDays),
      {
        position: {
          operator: operatorAddress === zeroAddress ? null : operatorAddress,
          shares: stake,
          additional,
        },
        baseApr: base,
        tokens,
        sharePrices,
      },
      'historical',
    )
    const empty = Object.values(stake).every((shares) => shares === 0n)
    const aprGap: Gap | null = empty
      ? 'nothingStaked'
      : !weights || apr.valueEth === null
        ? 'noPrice'
        : base === null
          ? 'noBase'
          : null
    return { apr, aprGap }
  }

  /** Whether something is held whose own validator and market risk nothing is known of. */
  function leavesOut(stake: Stake): boolean {
    return Object.entries(stake).some(
      ([strategy, shares]) => shares > 0n && kindOf(strategy) === 'token',
    )
  }

  /** The strategy of the reference position: stETH's, else the one with most stake delegated. */
  const referenceStrategy = chooseReference(network)
  const referenceRate = referenceStrategy && network.strategies[referenceStrategy]?.rate
  /** One of its token; `null` where there is no such strategy. */
  const referenceStake: Stake | null = referenceStrategy && {
    [referenceStrategy]: referenceRate ? (WAD * WAD) / referenceRate : WAD,
  }

  return {
    /** With the reader's own prices where the chain has none. */
    network: priced,
    /** As it was read: what a reader of the chain knows it by. */
    reading: network,
    aprOf,
    leavesOut,
    weightsOf,
    assumptions,
    windowDays,
    pairsOf,
    inputOf,
    operatorOf: (address: Address) => operators.get(address),
    stEthBase,
    referenceStrategy,
    referenceStake,
    /** What one of the reference position is one of. */
    referenceSymbol:
      (referenceStrategy && network.strategies[referenceStrategy]?.token?.symbol) ?? 'stETH',
  }
}

export type Basis = ReturnType<typeof createBasis>
