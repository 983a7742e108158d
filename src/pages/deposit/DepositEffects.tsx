import { useMemo } from 'react'
import { type Stake, stakeOf } from '../../data/basis.ts'
import type { Position } from '../../protocol/network/types.ts'
import { WAD, zeroAddress } from '../../protocol/network/types.ts'
import { Amount } from '../../ui/Amount.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Pair } from '../../ui/pair/Pair.tsx'
import { PairBeforeAfter } from '../../ui/pair/PairDelta.tsx'
import { commonMessages } from '../common/messages.ts'
import { pairDetails, pairFigures } from '../common/pairFigures.ts'
import { useNameOf } from '../common/useNameOf.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { type Asset, inStrategyToken } from './assets.ts'
import { messages } from './messages.ts'
import type { WrappedStEth } from './readWays.ts'

/** The pair and the stake before and after a deposit. */
export function DepositEffects({
  assessor,
  position,
  asset,
  amount: typed,
  wrapped,
}: Pick<Reading, 'assessor'> & {
  readonly position: Position | null
  readonly asset: Asset
  /** In the asset's own unit. */
  readonly amount: bigint | null
  readonly wrapped: WrappedStEth | null
}) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const nameOf = useNameOf()
  const { address, rate } = asset.strategy
  const amount = typed === null ? null : inStrategyToken(asset, typed, wrapped)
  const holding = position?.holdings?.find((candidate) => candidate.strategy === address)
  const operator = position?.delegatedTo ?? zeroAddress
  const before = useMemo(() => stakeOf(position?.holdings ?? []), [position])
  const judged = useMemo(() => {
    if (amount === null || rate === null || rate === 0n) return null
    const added = (amount * WAD) / rate
    const after: Stake = { ...before, [address]: (before[address] ?? 0n) + added }
    return {
      before: assessor.assess(before, operator),
      after: assessor.assess(after, operator),
    }
  }, [assessor, before, operator, address, amount, rate])
  if (judged === null || amount === null) return <p className="muted">{t('after.enter')}</p>
  const nothingYet = Object.keys(before).length === 0
  const stakeNow = holding?.underlying ?? 0n
  const unit = asset.strategy.token?.symbol ?? asset.symbol
  return (
    <div className="stack">
      {nothingYet ? (
        <>
          <p className="muted">{t('after.first')}</p>
          <Pair
            variant="header"
            {...pairFigures(judged.after, common)}
            details={pairDetails(judged.after)}
          />
        </>
      ) : (
        <PairBeforeAfter
          before={pairFigures(judged.before, common)}
          after={pairFigures(judged.after, common)}
          detailsBefore={pairDetails(judged.before)}
          detailsAfter={pairDetails(judged.after)}
        />
      )}
      <dl className="figures">
        <div>
          <dt>{t('stake.now')}</dt>
          <dd>
            <Amount value={stakeNow} decimals={asset.decimals} unit={unit} />
          </dd>
        </div>
        <div>
          <dt>{t('stake.after')}</dt>
          <dd>
            <Amount value={stakeNow + amount} decimals={asset.decimals} unit={unit} />
          </dd>
        </div>
      </dl>
      <p className="muted">
        {operator === zeroAddress
          ? t('after.undelegated')
          : t('after.delegated', { operator: nameOf(operator) })}
      </p>
    </div>
  )
}
