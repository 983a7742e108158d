import type { PoolPart } from '../protocol/etherfi/readThrough.ts'
import type { Address, Network, Operator } from '../protocol/network/types.ts'
import { beaconChainETHStrategy, WAD } from '../protocol/network/types.ts'
import type { ScenarioPart } from '../risk/scenarios.ts'
import type { Assessor } from './assessment.ts'
import { type Stake, sharePriceEth } from './basis.ts'

/** A position as scenarios take it: stake with operators, or a liquid restaking token. */
export type Subject = {
  parts: readonly ScenarioPart[]
  wrapped: boolean
  /** `null` when a token has no price. */
  valueEth: number | null
}

/** Stake with one operator, or none; `null` where one of several tokens has no price or the operator was not read. */
export function subjectOf(
  assessor: Assessor,
  stake: Stake,
  operator: Address | null,
): Subject | null {
  const { network } = assessor
  const held = (Object.entries(stake) as [Address, bigint][]).filter(([, shares]) => shares > 0n)
  if (held.length === 0) return null
  const values = held.map(([strategy, shares]) => {
    const price = sharePriceEth(
      network.strategies[strategy] ??
        (strategy === beaconChainETHStrategy ? nativeStrategy : undefined),
    )
    return price === null ? null : (Number(shares) / 1e18) * price
  })
  const total = values.reduce<number | null>(
    (sum, value) => (sum === null || value === null ? null : sum + value),
    0,
  )
  if (held.length > 1 && !total) return null
  const known = operator === null ? undefined : assessor.operatorOf(operator)
  if (operator !== null && (!known || known.allocations === null || known.maxMagnitudes === null))
    return null
  const parts = held.map(
    ([strategy], i): ScenarioPart => ({
      operator,
      strategy,
      kind: kindOf(network, strategy),
      restaked: true,
      weight: held.length === 1 ? 1 : (values[i] as number) / (total as number),
      allocations: known ? allocationsOf(known, strategy) : [],
    }),
  )
  return { parts, wrapped: false, valueEth: total }
}

/** One ETH of a liquid restaking token, read through to where its pool has restaked. */
export function poolSubject(assessor: Assessor, pool: readonly PoolPart[]): Subject | null {
  const parts: ScenarioPart[] = []
  for (const { operator, strategy, share } of pool) {
    const known = operator === null ? undefined : assessor.operatorOf(operator)
    if (operator !== null && (!known || known.allocations === null || known.maxMagnitudes === null))
      return null
    parts.push({
      operator,
      strategy,
      kind: kindOf(assessor.network, strategy),
      restaked: true,
      weight: share,
      allocations: known ? allocationsOf(known, strategy) : [],
    })
  }
  const rest = 1 - parts.reduce((sum, { weight }) => sum + weight, 0)
  if (rest > 1e-9)
    parts.push({
      operator: null,
      strategy: beaconChainETHStrategy,
      kind: 'native',
      restaked: false,
      weight: rest,
      allocations: [],
    })
  return { parts, wrapped: true, valueEth: 1 }
}

const nativeStrategy = {
  address: beaconChainETHStrategy,
  kind: 'beaconChainETH',
  token: null,
  totalShares: null,
  rate: WAD,
  whitelisted: null,
  isStEth: false,
} as const

function kindOf(network: Network, strategy: Address): ScenarioPart['kind'] {
  const known = network.strategies[strategy]
  if (strategy === beaconChainETHStrategy || known?.kind === 'beaconChainETH') return 'native'
  return known?.isStEth ? 'stETH' : 'token'
}

function allocationsOf(operator: Operator, strategy: Address): ScenarioPart['allocations'] {
  const max = operator.maxMagnitudes?.[strategy] ?? WAD
  return (operator.allocations ?? [])
    .filter((one) => one.strategy === strategy && isLive(one) && one.currentMagnitude > 0n)
    .map(({ set, currentMagnitude }) => ({
      set,
      f: max === 0n ? 0 : Number(currentMagnitude) / Number(max),
    }))
}

/** The set can slash it now. */
export const isLive = (allocation: { inSet: boolean; slashable: boolean | null }) =>
  allocation.inSet && allocation.slashable === true
