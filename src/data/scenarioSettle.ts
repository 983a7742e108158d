import type { Address, Network, OperatorSetKey } from '../protocol/network/types.ts'
import type { Assumptions } from '../risk/assumptions.ts'
import type { SetFacts } from './avsFacts.ts'
import { type ExitMarket, type ExitPrice, exitPrice } from './exitPrice.ts'
import type { Scenario } from './scenario.ts'
import type { Subject } from './scenarioSubject.ts'

/** What everything in a scenario is, after defaults. */
export type Settled = {
  scenario: Scenario
  avs: Address | null
  set: OperatorSetKey | null
  operator: Address | null
  severity: number
  validators: number
  discount: number
  /** Where `discount` comes from: set by the reader, a pool's reserves, or the assumptions. */
  discountFrom: 'reader' | 'pool' | 'assumption'
  /** The pool's price after a mass exit; `null` where there is no pool of the token, or nothing is sold into it. */
  exit: ExitPrice | null
  exitShare: number
  leaving: number
}

/** Share of all restaked that leaves unless the reader says otherwise: an example, nobody knows. */
const LEAVING = 0.1

/** Fills in what the reader left open: what can hurt this position most, and the assumptions. */
export function settle(
  scenario: Scenario,
  {
    network,
    assumptions,
    subject,
    facts,
    market = null,
  }: {
    network: Network
    assumptions: Assumptions
    subject: Subject | null
    facts: ReadonlyMap<OperatorSetKey, SetFacts>
    /** Where stETH that leaves is sold; `null` where no pool is configured. */
    market?: ExitMarket | null
  },
): Settled {
  const { kind } = scenario
  const bySet = new Map<OperatorSetKey, number>()
  const byOperator = new Map<Address, number>()
  for (const { operator, weight, allocations } of subject?.parts ?? []) {
    if (operator !== null)
      byOperator.set(operator as Address, (byOperator.get(operator as Address) ?? 0) + weight)
    for (const { set, f } of allocations)
      bySet.set(set as OperatorSetKey, (bySet.get(set as OperatorSetKey) ?? 0) + weight * f)
  }
  const sets = network.operatorSets
  const richest = [...facts.values()].sort((a, b) => (a.slashableWei < b.slashableWei ? 1 : -1))[0]
  const worst = largestOf(bySet) ?? richest?.set.key ?? null
  const avs = network.avss.find(({ address }) => address === scenario.avs)
  const named = avs?.sets.find((key) => key === `${avs.address}-${scenario.set}`)
  const set = named ?? avs?.sets[0] ?? worst
  const operator = network.operators.some(({ address }) => address === scenario.operator)
    ? scenario.operator
    : (largestOf(byOperator) ?? network.operators[0]?.address ?? null)
  const a = assumptions
  const exitShare = scenario.exitShare ?? exitShareOf(subject, a)
  const leaving = scenario.leaving ?? LEAVING
  // A token around the stake has a price of its own, which the pool does not know.
  const sellsStEth =
    subject === null || (!subject.wrapped && subject.parts.some((part) => part.kind === 'stETH'))
  const exit =
    kind === 'massExit' && market && sellsStEth
      ? exitPrice(market, leaving, scenario.exitShare ?? a.exitShareStEth)
      : null
  return {
    scenario,
    avs: avs?.address ?? (worst && (sets[worst]?.avs ?? null)),
    set,
    operator,
    severity: scenario.severity ?? (kind === 'coreExploit' ? a.coreSeverity : a.severity),
    validators: scenario.validators ?? 1_000,
    discount: scenario.discount ?? exit?.discount ?? a.marketSevereDiscount,
    discountFrom: scenario.discount !== null ? 'reader' : exit ? 'pool' : 'assumption',
    exit,
    exitShare,
    leaving,
  }
}

function exitShareOf(subject: Subject | null, a: Assumptions): number {
  if (subject === null) return a.exitShareStEth
  if (subject.wrapped) return a.exitShareLrt
  const shares = {
    stETH: a.exitShareStEth,
    native: a.exitShareNative,
    token: a.exitShareToken,
  }
  return subject.parts.reduce((sum, { kind, weight }) => sum + weight * shares[kind], 0)
}

function largestOf<key>(values: ReadonlyMap<key, number>): key | null {
  let found: [key, number] | null = null
  for (const entry of values) if (found === null || entry[1] > found[1]) found = entry
  return found?.[0] ?? null
}
