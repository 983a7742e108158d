import type { Address, Hex, OperatorSetKey, Position, Strategy } from '../network/types.ts'
import { beaconChainETHStrategy, WAD, zeroAddress } from '../network/types.ts'
import { sharesOnCompletion, slashingFactor } from '../withdrawals/shares.ts'
import type { HistoryRow, RowOf } from './rows.ts'

/** What one may look for. */
export const historyKinds = [
  'deposit',
  'delegation',
  'withdrawal',
  'slash',
  'reward',
  'rebase',
] as const
export type HistoryKind = (typeof historyKinds)[number]

/** One thing that happened to a restaker's stake in one strategy. */
export type HistoryEntry = {
  id: string
  block: number
  /** Place among the entries of one block. */
  order: number
  /** Block time in Unix seconds where the node gave it with the log. */
  t: number | null
  /** `null` for several rebases in one line. */
  hash: Hex | null
  kind: HistoryKind
  what:
    | 'deposited'
    | 'nativeRestaked'
    | 'delegated'
    | 'undelegated'
    | 'forceUndelegated'
    | 'queued'
    | 'completedAsTokens'
    | 'completedAsShares'
    | 'slashed'
    | 'penalised'
    | 'claimed'
    | 'rebased'
  strategy: Address | null
  /** Shares of the strategy, negative for what was lost or left the stake; `null` when there is none to tell. */
  shares: bigint | null
  /** For claims, and for rebases (the strategy's token): units of it, negative for a loss. */
  token: Address | null
  amount: bigint | null
  operator: Address | null
  set: OperatorSetKey | null
  recipient: Address | null
  /** What a slash did; what was held is read at the block before where the node keeps its state. */
  slash: SlashDetail | null
  /** Rebases in this line, and the block of the first. */
  rebases: { count: number; fromBlock: number; fromT: number | null } | null
}

/** `before` and `after` are the slashing factors of the strategy, 1e18 for never slashed. */
export type SlashDetail = {
  before: bigint
  after: bigint
  /** Shares that queued withdrawals lost: exact, their scaled shares stand in the log. */
  queued: bigint
  /** Whether what was held was touched too, not only what was queued with an operator of before. */
  held: boolean
}

/** More rebases than this are told by the week. */
const MANY_REBASES = 30
const WEEK = 7 * 86_400

/**
 * What happened to a stake, ascending.
 *
 * What was held at the time of a slash or a rebase is walked back from the present position: exact but for a few wei of
 * the contracts' rounding at each slash.
 *
 * @param rows ascending, of one restaker
 * @param position the present one; without its holdings the amounts of slashes and rebases stay unknown
 * @param timeOf seconds of a block
 */
export function historyEntries(parameters: {
  rows: readonly HistoryRow[]
  position: Pick<Position, 'holdings'>
  strategies: Readonly<Record<Address, Strategy>>
  /** `minWithdrawalDelayBlocks`; without it, what withdrawals completed with stays unknown. */
  withdrawalDelay: number | null
  timeOf: (row: { b: number; t?: number }) => number
}): HistoryEntry[] {
  const { rows, strategies, withdrawalDelay } = parameters
  const magnitudes = new Map<string, { row: HistoryRow; magnitude: bigint }[]>()
  for (const row of rows) {
    if (row.e !== 'MaxMagnitudeUpdated') continue
    const key = `${row.operator} ${row.strategy}`
    magnitudes.set(key, [...(magnitudes.get(key) ?? []), { row, magnitude: row.magnitude }])
  }
  /** Max magnitude after everything up to a block (its end), or up to a log in it. */
  const magnitudeAt = (operator: Address, strategy: Address, b: number, i = Infinity): bigint =>
    magnitudes
      .get(`${operator} ${strategy}`)
      ?.findLast(({ row }) => row.b < b || (row.b === b && row.i <= i))?.magnitude ?? WAD
  const penalties = rows.filter((row) => row.e === 'BeaconChainSlashingFactorDecreased')
  const beaconFactorAt = (b: number, i: number): bigint =>
    penalties.findLast((row) => row.b < b || (row.b === b && row.i <= i))?.after ?? WAD
  const factor = (strategy: Address, magnitude: bigint, b: number, i: number) =>
    strategy === beaconChainETHStrategy
      ? slashingFactor(magnitude, beaconFactorAt(b, i))
      : slashingFactor(magnitude)

  const queued = new Map<Hex, RowOf<'SlashingWithdrawalQueued'> & { completed?: HistoryRow }>()
  const entries: HistoryEntry[] = []
  const returned = new Set<HistoryRow>()
  const slashes: { entry: HistoryEntry; row: HistoryRow; magnitude: [bigint, bigint] }[] = []
  let operator: Address = zeroAddress

  for (const [index, row] of rows.entries()) {
    switch (row.e) {
      case 'Deposit':
      case 'PodSharesUpdated': {
        if (returned.has(row) || row.shares === 0n) break
        const native = row.e === 'PodSharesUpdated'
        entries.push(
          entryOf(row, {
            kind: 'deposit',
            what: native ? 'nativeRestaked' : 'deposited',
            strategy: native ? beaconChainETHStrategy : row.strategy,
            shares: row.shares,
          }),
        )
        break
      }
      case 'StakerDelegated':
      case 'StakerUndelegated': {
        const joins = row.e === 'StakerDelegated'
        operator = joins ? row.operator : zeroAddress
        const forced = rows[index - 1]
        entries.push(
          entryOf(row, {
            kind: 'delegation',
            what: joins
              ? 'delegated'
              : forced?.e === 'StakerForceUndelegated' && forced.h === row.h
                ? 'forceUndelegated'
                : 'undelegated',
            operator: row.operator,
          }),
        )
        break
      }
      case 'SlashingWithdrawalQueued':
        queued.set(row.root, { ...row })
        row.strategies.forEach((strategy, n) => {
          entries.push(
            entryOf(row, {
              kind: 'withdrawal',
              what: 'queued',
              n,
              strategy,
              shares: -(row.shares[n] ?? 0n),
              operator: row.operator,
            }),
          )
        })
        break
      case 'SlashingWithdrawalCompleted': {
        const withdrawal = queued.get(row.root)
        if (!withdrawal) break
        withdrawal.completed = row
        // Shares that come back are told by the very next log; tokens by a transfer instead.
        const next = rows[index + 1]
        const asShares =
          next !== undefined &&
          (next.e === 'Deposit' || next.e === 'PodSharesUpdated') &&
          next.b === row.b &&
          next.i === row.i + 1
        if (asShares)
          for (const other of rows.slice(index + 1, index + 1 + withdrawal.strategies.length)) {
            if (other.h !== row.h || (other.e !== 'Deposit' && other.e !== 'PodSharesUpdated'))
              break
            returned.add(other)
          }
        withdrawal.strategies.forEach((strategy, n) => {
          const last = withdrawalDelay === null ? null : withdrawal.startBlock + withdrawalDelay
          const l =
            last === null
              ? null
              : factor(strategy, magnitudeAt(withdrawal.operator, strategy, last), row.b, row.i)
          entries.push(
            entryOf(row, {
              kind: 'withdrawal',
              what: asShares ? 'completedAsShares' : 'completedAsTokens',
              n,
              strategy,
              shares: l === null ? null : sharesOnCompletion(withdrawal.scaledShares[n] ?? 0n, l),
            }),
          )
        })
        break
      }
      case 'OperatorSlashed':
        row.strategies.forEach((strategy, n) => {
          if (row.wadSlashed[n] === 0n) return
          const after = magnitudeAt(row.operator, strategy, row.b, row.i)
          const before = magnitudeBefore(row, strategy)
          const l = (magnitude: bigint) => factor(strategy, magnitude, row.b, row.i)
          let fromQueue = 0n
          let reached = false
          for (const withdrawal of queued.values()) {
            const at = withdrawal.strategies.indexOf(strategy)
            if (at < 0 || withdrawal.operator !== row.operator || withdrawal.completed) continue
            if (withdrawalDelay === null || row.b > withdrawal.startBlock + withdrawalDelay)
              continue
            const scaled = withdrawal.scaledShares[at] ?? 0n
            fromQueue +=
              sharesOnCompletion(scaled, l(before)) - sharesOnCompletion(scaled, l(after))
            reached = true
          }
          if (operator !== row.operator && !reached) return
          const entry = entryOf(row, {
            kind: 'slash',
            what: 'slashed',
            n,
            strategy,
            operator: row.operator,
            set: row.set,
            slash: {
              before: l(before),
              after: l(after),
              queued: fromQueue,
              held: operator === row.operator,
            },
            ...(operator === row.operator ? {} : { shares: -fromQueue }),
          })
          entries.push(entry)
          if (operator === row.operator)
            slashes.push({ entry, row, magnitude: [l(before), l(after)] })
        })
        break
      case 'BeaconChainSlashingFactorDecreased': {
        const magnitude = magnitudeAt(operator, beaconChainETHStrategy, row.b, row.i)
        const factors: [bigint, bigint] = [
          slashingFactor(magnitude, row.before),
          slashingFactor(magnitude, row.after),
        ]
        // The beacon chain's factor is read when a withdrawal completes, however long it has waited.
        let fromQueue = 0n
        for (const withdrawal of queued.values()) {
          const at = withdrawal.strategies.indexOf(beaconChainETHStrategy)
          if (at < 0 || withdrawal.completed) continue
          const scaled = withdrawal.scaledShares[at] ?? 0n
          const m = magnitudeAt(withdrawal.operator, beaconChainETHStrategy, row.b, row.i)
          fromQueue +=
            sharesOnCompletion(scaled, slashingFactor(m, row.before)) -
            sharesOnCompletion(scaled, slashingFactor(m, row.after))
        }
        const entry = entryOf(row, {
          kind: 'slash',
          what: 'penalised',
          strategy: beaconChainETHStrategy,
          slash: { before: factors[0], after: factors[1], queued: fromQueue, held: true },
        })
        entries.push(entry)
        slashes.push({ entry, row, magnitude: factors })
        break
      }
      case 'RewardsClaimed':
        entries.push(
          entryOf(row, {
            kind: 'reward',
            what: 'claimed',
            token: row.token,
            amount: row.amount,
            recipient: row.recipient,
          }),
        )
        break
    }
  }
  const rebased = walkBack()
  return [...entries, ...byWeek(rebased)]
    .filter((entry) => entry.what !== 'slashed' || entry.shares !== 0n)
    .sort((a, b) => a.block - b.block || a.order - b.order)

  function magnitudeBefore(row: HistoryRow & { operator: Address }, strategy: Address): bigint {
    const list = magnitudes.get(`${row.operator} ${strategy}`) ?? []
    const at = list.findLastIndex(
      ({ row: own }) => own.b < row.b || (own.b === row.b && own.i <= row.i),
    )
    return list[at - 1]?.magnitude ?? WAD
  }

  /** From what is held now to what was held before each slash and rebase. */
  function walkBack(): HistoryEntry[] {
    const { holdings } = parameters.position
    const held = new Map<Address, bigint | null>()
    if (holdings) for (const own of holdings) held.set(own.strategy, own.withdrawableShares)
    const of = (strategy: Address) => (holdings ? (held.get(strategy) ?? 0n) : null)
    const add = (strategy: Address, shares: bigint) => {
      const known = of(strategy)
      if (known !== null) held.set(strategy, known + shares > 0n ? known + shares : 0n)
    }
    const stEth = Object.values(strategies).find(({ isStEth }) => isStEth)
    // One more WAD of digits, so that walking back over many rebases loses nothing that shows.
    let rate = stEth?.rate ? stEth.rate * WAD : null
    const found: HistoryEntry[] = []
    for (const row of rows.toReversed()) {
      if (row.e === 'Deposit') add(row.strategy, -row.shares)
      else if (row.e === 'PodSharesUpdated') add(beaconChainETHStrategy, -row.shares)
      else if (row.e === 'SlashingWithdrawalQueued')
        row.strategies.forEach((strategy, n) => {
          add(strategy, row.shares[n] ?? 0n)
        })
      else if (row.e === 'OperatorSlashed' || row.e === 'BeaconChainSlashingFactorDecreased')
        for (const { entry, magnitude } of slashes.filter((slash) => slash.row === row)) {
          const strategy = entry.strategy as Address
          const after = of(strategy)
          const [l, own] = magnitude
          // Nothing left tells nothing of what there was.
          const before = after === null || own === 0n ? null : (after * l) / own
          held.set(strategy, before)
          if (before !== null && after !== null)
            entry.shares = after - before - (entry.slash?.queued ?? 0n)
        }
      else if (row.e === 'TokenRebased' && stEth && rate !== null) {
        const up = row.preEther * row.postShares
        const down = row.preShares * row.postEther
        if (up === 0n || down === 0n) {
          rate = null
          continue
        }
        const before: bigint = (rate * up) / down
        const shares = of(stEth.address)
        const gained =
          shares === null ? null : (shares * rate) / WAD / WAD - (shares * before) / WAD / WAD
        rate = before
        if (gained === 0n || shares === 0n) continue
        found.unshift(
          entryOf(row, {
            kind: 'rebase',
            what: 'rebased',
            strategy: stEth.address,
            token: stEth.token?.address ?? null,
            amount: gained,
            rebases: { count: 1, fromBlock: row.b, fromT: row.t ?? null },
          }),
        )
      }
    }
    return found
  }

  function byWeek(found: HistoryEntry[]): HistoryEntry[] {
    if (found.length <= MANY_REBASES) return found
    const weeks = new Map<number, HistoryEntry>()
    for (const own of found) {
      const time = parameters.timeOf({ b: own.block, ...(own.t === null ? {} : { t: own.t }) })
      const week = Math.floor(time / WEEK)
      const sum = weeks.get(week)
      if (!sum?.rebases || !own.rebases) weeks.set(week, { ...own, id: `rebases ${week}` })
      else
        weeks.set(week, {
          ...sum,
          block: own.block,
          t: own.t,
          hash: null,
          amount: sum.amount === null || own.amount === null ? null : sum.amount + own.amount,
          rebases: { ...sum.rebases, count: sum.rebases.count + 1 },
        })
    }
    return [...weeks.values()]
  }
}

function entryOf(
  row: HistoryRow,
  fields: Pick<HistoryEntry, 'kind' | 'what'> & Partial<HistoryEntry> & { n?: number },
): HistoryEntry {
  const { n = 0, ...rest } = fields
  return {
    id: `${row.b} ${row.i} ${n}`,
    block: row.b,
    order: row.i + n / 100,
    t: row.t ?? null,
    hash: row.h,
    strategy: null,
    shares: null,
    token: null,
    amount: null,
    operator: null,
    set: null,
    recipient: null,
    slash: null,
    rebases: null,
    ...rest,
  }
}
