import { useMemo } from 'react'
import type { Stake } from '../../data/basis.ts'
import type { Address } from '../../protocol/network/types.ts'
import { tokensFor } from '../../protocol/withdrawals/pool.ts'
import { withdrawableShares, withSharesRemoved } from '../../protocol/withdrawals/shares.ts'
import type { Exits } from '../../protocol/withdrawals/types.ts'
import { Amount } from '../../ui/Amount.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { PairBeforeAfter } from '../../ui/pair/PairDelta.tsx'
import { commonMessages } from '../common/messages.ts'
import { pairDetails, pairFigures } from '../common/pairFigures.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { messages } from './messages.ts'
import { unitOf } from './units.ts'

/** Withdrawable shares by strategy, after some deposit shares have left. */
export function stakeLeft(exits: Exits, leaving: Readonly<Record<Address, bigint>>): Stake {
  const stake: Record<Address, bigint> = {}
  for (const [strategy, holding] of Object.entries(exits.holdings ?? {}) as [
    Address,
    NonNullable<Exits['holdings']>[Address],
  ][]) {
    if (holding.depositShares === 0n) continue
    const left = withSharesRemoved(holding, leaving[strategy] ?? 0n)
    stake[strategy] = withdrawableShares(left.depositShares, left)
  }
  return stake
}

/** Stake, APR and exposure before and after deposit shares leave for the queue. */
export function LeaveEffects({
  assessor,
  network,
  exits,
  leaving,
  operatorAfter,
}: Pick<Reading, 'assessor' | 'network'> & {
  readonly exits: Exits
  /** Deposit shares by strategy. */
  readonly leaving: Readonly<Record<Address, bigint>>
  /** Set for a move: the stake is judged as it will stand with this operator. */
  readonly operatorAfter?: Address
}) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const { before, after, judged } = useMemo(() => {
    const stake = stakeLeft(exits, {})
    const left = operatorAfter === undefined ? stakeLeft(exits, leaving) : stake
    return {
      before: stake,
      after: left,
      judged: {
        before: assessor.assess(stake, exits.delegatedTo),
        after: assessor.assess(
          left,
          operatorAfter ?? exits.delegatedTo,
          operatorAfter !== undefined,
        ),
      },
    }
  }, [assessor, exits, leaving, operatorAfter])
  const empty = Object.values(after).every((shares) => shares === 0n)
  const strategies = (Object.keys(before) as Address[]).filter(
    (strategy) => before[strategy] !== after[strategy],
  )
  const amount = (strategy: Address, shares: bigint) => {
    const pool = exits.pools[strategy]
    const unit = unitOf(network, strategy)
    return (
      <Amount
        value={pool && unit ? tokensFor(pool, shares) : null}
        decimals={unit?.decimals ?? 18}
        unit={unit?.symbol ?? ''}
        reason={t('part.unread')}
      />
    )
  }
  return (
    <div className="stack">
      <PairBeforeAfter
        before={pairFigures(judged.before, common)}
        after={pairFigures(judged.after, common)}
        detailsBefore={pairDetails(judged.before)}
        detailsAfter={pairDetails(judged.after)}
      />
      {empty && <p className="muted">{t('after.nothing')}</p>}
      {strategies.length > 0 && (
        <dl className="figures">
          {strategies.map((strategy) => {
            const token = unitOf(network, strategy)?.symbol ?? ''
            return [
              <div key={`${strategy} now`}>
                <dt>{t('stake.now', { token })}</dt>
                <dd>{amount(strategy, before[strategy] ?? 0n)}</dd>
              </div>,
              <div key={`${strategy} after`}>
                <dt>{t('stake.after', { token })}</dt>
                <dd>{amount(strategy, after[strategy] ?? 0n)}</dd>
              </div>,
            ]
          })}
        </dl>
      )}
      {operatorAfter !== undefined && <p className="muted">{t('move.after')}</p>}
    </div>
  )
}
