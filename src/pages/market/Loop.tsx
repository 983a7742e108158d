import type { LendingState } from '../../protocol/markets/types.ts'
import { loopPosition } from '../../risk/loop.ts'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { numberFormat } from '../../ui/format/parts.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Percent, RiskPercent } from '../../ui/Percent.tsx'
import { Provenance } from '../../ui/Provenance.tsx'
import { messages } from './messages.ts'
import { ShareSlider } from './ShareSlider.tsx'
import type { MarketScenario } from './scenario.ts'

/** Bonus where no market says one: that of mainnet's category for ether and its derivatives. */
const USUAL_BONUS = 0.01

/** A position that borrows against a token to buy more of it: leverage, and how near liquidation is. */
export function Loop({
  scenario,
  lending,
  block,
  onChange,
}: {
  readonly scenario: MarketScenario
  readonly lending: LendingState | null
  readonly block: bigint | undefined
  readonly onChange: (change: Partial<MarketScenario>) => void
}) {
  const t = useT(messages)
  const { ltv, lt } = scenario
  const bonus = lending?.bonus ?? USUAL_BONUS
  const { leverage, priceDropToLiquidation, equityLoss } = loopPosition({
    ltv,
    lt,
    bonus,
    assetApr: 0,
    borrowApr: 0,
  })
  const percent = (value: number) => formatPercent(value, { locale: t.locale, decimals: 0 }).text
  return (
    <section className="stack" aria-labelledby="market-loop">
      <h2 id="market-loop">{t('loop.title')}</h2>
      <p className="muted">{t('loop.text')}</p>
      <div className="two-columns">
        <div className="stack">
          <ShareSlider
            name="ltv"
            label={t('loop.ltv')}
            value={ltv}
            text={percent(ltv)}
            onChange={(next) => onChange({ ltv: next })}
          />
          <ShareSlider
            name="lt"
            label={t('loop.lt')}
            value={lt}
            text={percent(lt)}
            onChange={(next) => onChange({ lt: next })}
          />
        </div>
        <dl className="figures">
          <div>
            <dt>{t('loop.leverage')}</dt>
            <dd className="num">
              {t('figures.times', {
                factor: numberFormat(t.locale, { maximumSignificantDigits: 2 }).format(leverage),
              })}
            </dd>
          </div>
          <div>
            <dt>{t('loop.drop')}</dt>
            <dd>{ltv >= lt ? t('loop.once') : <RiskPercent value={-priceDropToLiquidation} />}</dd>
          </div>
          <div>
            <dt>{t('loop.equity')}</dt>
            <dd>
              <RiskPercent value={-equityLoss} />
            </dd>
          </div>
          <div>
            <dt>{t('loop.bonus')}</dt>
            <dd>
              {lending ? (
                <Provenance kind="chain" source={t('loop.bonusChain')} block={block}>
                  <Percent value={bonus} />
                </Provenance>
              ) : (
                <Provenance kind="assumption" source={t('loop.bonusAssumed')}>
                  <Percent value={bonus} />
                </Provenance>
              )}
            </dd>
          </div>
        </dl>
      </div>
    </section>
  )
}
