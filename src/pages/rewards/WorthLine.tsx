import { inUsd } from '../../data/totals.ts'
import type { Network } from '../../protocol/network/types.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Fiat } from '../../ui/Fiat.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { OwnPriced } from '../common/OwnPriced.tsx'
import { messages } from './messages.ts'
import type { Worth } from './values.ts'

/** What amounts are worth together; where a token has no price, at least. */
export function WorthLine({
  worth: { wei, priced, total, tokens },
  ethUsd,
}: {
  readonly worth: Worth
  readonly ethUsd: Network['ethUsd']
}) {
  const t = useT(messages)
  if (total > 0 && priced === 0) return <span className="muted">{t('unpriced')}</span>
  const usd = inUsd(wei, ethUsd)
  return (
    <>
      {priced < total && '≥ '}
      <OwnPriced tokens={tokens}>
        <Amount value={wei} decimals={18} unit="ETH" />
      </OwnPriced>
      {usd !== null && (
        <span className="unit">{t.rich('inUsd', { usd: <Fiat key="usd" value={usd} /> })}</span>
      )}
      {priced < total && <span className="unit">{t('pricedOf', { priced, total })}</span>}
    </>
  )
}
