import { Banner } from '../../ui/Banner.tsx'
import { formatDecimal } from '../../ui/format/formatNumber.ts'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { numberFormat } from '../../ui/format/parts.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { formatPrice } from './finding.ts'
import { messages } from './messages.ts'
import type { Story } from './story.ts'

/** What a scenario comes to, in figures. */
export function Outcome({ story }: { readonly story: Story }) {
  const t = useT(messages)
  const { result, steps, sale, debt } = story
  const before = steps[0]?.price ?? 1
  const symbol = story.symbol || t('token')
  const priced = (price: number) => (
    <span className="num nowrap">
      {formatPrice(price, t.locale)}
      <span className="unit"> ETH</span>{' '}
      <span className="market-change">
        {price < before && formatRisk(price / before - 1, { locale: t.locale }).text}
      </span>
    </span>
  )
  const factor = numberFormat(t.locale, { maximumSignificantDigits: 2 })
  return (
    <section className="stack" aria-labelledby="market-outcome">
      <h2 id="market-outcome">{t('figures.title')}</h2>
      {result.allLiquidated && <Banner kind="warning">{t('figures.runaway')}</Banner>}
      <dl className="figures">
        <div>
          <dt>{t('figures.outside')}</dt>
          <dd>{priced(result.exogenousPrice)}</dd>
        </div>
        <div>
          <dt>{t('figures.final')}</dt>
          <dd>{priced(result.finalPrice)}</dd>
        </div>
        <div>
          <dt>{t('figures.amplification')}</dt>
          <dd className="num">
            {result.amplification === null ? (
              <Missing reason={t('figures.noFall')} />
            ) : (
              t('figures.times', { factor: factor.format(result.amplification) })
            )}
          </dd>
        </div>
        <div>
          <dt>{t('figures.liquidatedSold')}</dt>
          <dd className="num">
            {t('sale.text', { amount: formatDecimal(result.totalSold - sale, t.locale), symbol })}
          </dd>
        </div>
        <div>
          <dt>{t('figures.underwater')}</dt>
          <dd className="num">
            {t('figures.ofDebt', {
              eth: factor.format(result.underwater),
              debt: formatDecimal(debt, t.locale),
            })}
          </dd>
        </div>
      </dl>
      <p className="muted">{t('figures.mark')}</p>
    </section>
  )
}
