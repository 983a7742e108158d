import { timestampAt } from '../protocol/network/blockClock.ts'
import { createHistory } from '../protocol/network/history.ts'
import type {
  Address,
  Network,
  Notice,
  Operator,
  OperatorSetKey,
  Slash,
  StakeChange,
} from '../protocol/network/types.ts'
import { WAD } from '../protocol/network/types.ts'
import { createRewardBook } from '../yield/rewardBook.ts'
import { valueInEth } from './totals.ts'

/** Something that an operator did, or that was done to it. */
export type OperatorEvent =
  | Exclude<StakeChange, { type: 'shares' | 'allocation' }>
  /** With the max magnitude of that time: what is allocated is a part of it. */
  | (Extract<StakeChange, { type: 'allocation' }> & { max: bigint })
  | Extract<Notice, { type: 'metadata' | 'approver' }>
  | ({ type: 'slash' } & Slash)
  | { type: 'registered'; block: bigint; timestamp: bigint }

/**
 * Everything that happened to an operator, newest first: allocations, memberships, splits, slashes, approver, metadata.
 * What a slash does to max magnitudes is told with the slash.
 */
export function operatorEvents(network: Network, operator: Operator): OperatorEvent[] {
  const { address, registeredAtBlock } = operator
  const slashes = network.slashes.filter((slash) => slash.operator === address)
  const slashed = new Set(slashes.map(({ block }) => block))
  const events: OperatorEvent[] = [
    ...slashes.map((slash) => ({ type: 'slash' as const, ...slash })),
  ]
  const max = new Map<Address, bigint>()
  for (const change of network.changes) {
    if (change.operator !== address || change.type === 'shares') continue
    if (change.type === 'maxMagnitude') max.set(change.strategy, change.magnitude)
    // A slash lowers the max magnitude and restates what is left of an allocation.
    const restated = change.type === 'maxMagnitude' || change.type === 'allocation'
    if (restated && slashed.has(change.block)) continue
    events.push(
      change.type === 'allocation' ? { ...change, max: max.get(change.strategy) ?? WAD } : change,
    )
  }
  for (const notice of network.notices)
    if ((notice.type === 'metadata' || notice.type === 'approver') && notice.operator === address)
      events.push(notice)
  const first = network.changes.find(
    (change) => change.operator === address && change.block >= registeredAtBlock,
  )
  events.push({
    type: 'registered',
    block: registeredAtBlock,
    timestamp:
      first && first.block === registeredAtBlock
        ? first.timestamp
        : timeOf(network, registeredAtBlock),
  })
  return events.sort((a, b) => (a.block < b.block ? 1 : a.block > b.block ? -1 : 0))
}

function timeOf(network: Network, block: bigint): bigint {
  return BigInt(timestampAt(network.clock, Number(block)))
}

/**
 * What was delegated to an operator at even moments, in ETH at today's rates and prices; `null` where the present
 * stake could not be read. Strategies without a price are left out.
 *
 * @param moments how many, the last one now
 */
export function stakeHistory(
  network: Network,
  operator: Operator,
  moments = 60,
): { at: number; eth: number }[] | null {
  if (operator.shares === null) return null
  const history = createHistory(network)
  const now = Number(network.block.timestamp)
  const since = Number(timeOf(network, operator.registeredAtBlock))
  const strategies = new Set<Address>(Object.keys(operator.shares) as Address[])
  for (const change of network.changes)
    if (change.type === 'shares' && change.operator === operator.address)
      strategies.add(change.strategy)
  return Array.from({ length: moments }, (_, index) => {
    const at = Math.round(since + ((now - since) * index) / (moments - 1))
    let wei = 0n
    for (const strategy of strategies) {
      const shares = history.shares(operator.address, strategy, at) ?? 0n
      wei += valueInEth(network.strategies[strategy], shares) ?? 0n
    }
    return { at, eth: Number(wei) / 1e18 }
  })
}

/** What an operator's restakers and the operator itself were paid, of one AVS' one token. */
export type Earning = {
  /** The payer; `null` for pools over all restakers. */
  avs: Address | null
  set: OperatorSetKey | null
  token: Address
  /** Whole tokens of the window, before and after the operator's split. */
  total: number
  operatorPart: number
  /** ETH at today's price; `null` without one. */
  eth: number | null
}

/** Rewards of the trailing window that fell to an operator's stake, by AVS and token, largest value first. */
export function operatorEarnings(
  network: Network,
  operator: Operator,
  windowDays = 30,
): { days: number; earnings: Earning[] } {
  const history = createHistory(network)
  const firstPoint = network.clock[0]
  const book = createRewardBook({
    submissions: network.submissions,
    operators: network.operators.map(({ address }) => address),
    setsOfAvs: Object.fromEntries(network.avss.map((avs) => [avs.address, avs.sets])),
    history: history as never,
    now: Number(network.block.timestamp),
    windowDays,
    ...(firstPoint ? { since: firstPoint[1] } : {}),
  })
  const earnings = new Map<string, Earning>()
  for (const accrual of book.accrualsOf(operator.address)) {
    const { submission, day, tokens, poolWeight, weights, splitBips } = accrual
    let own = 0
    for (const [strategy, weight] of Object.entries(weights))
      own += Number(history.shares(operator.address, strategy as Address, day) ?? 0n) * weight
    if (poolWeight === 0 || own === 0) continue
    const pool = submission.kind === 'forAll' || submission.kind === 'forAllEarners'
    const token = submission.token as Address
    const key = `${pool ? '' : submission.avs} ${submission.set} ${token}`
    const known = network.tokens[token]
    const part = ((tokens / 10 ** (known?.decimals ?? 18)) * own) / poolWeight
    const entry = earnings.get(key) ?? {
      avs: pool ? null : (submission.avs as Address),
      set: submission.set as OperatorSetKey | null,
      token,
      total: 0,
      operatorPart: 0,
      eth: known?.priceEth == null ? null : 0,
    }
    entry.total += part
    entry.operatorPart += (part * splitBips) / 10_000
    if (known?.priceEth != null) entry.eth = (entry.eth ?? 0) + part * known.priceEth
    earnings.set(key, entry)
  }
  return {
    days: book.days,
    earnings: [...earnings.values()].sort((a, b) => (b.eth ?? -1) - (a.eth ?? -1)),
  }
}
