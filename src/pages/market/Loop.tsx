import type { LendingState } from '../../protocol/markets/types.ts'
import { loopPosition } from '../../risk/loop.ts'
import { Button } from '../../ui/Button.tsx'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { numberFormat } from '../../ui/format/parts.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Percent, RiskPercent } from '../../ui/Percent.tsx'
import { Provenance } from '../../ui/Provenance.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { useQueryState } from '../common/useQueryState.ts'
import { messages } from './messages.ts'
import { ShareSlider } from './ShareSlider.tsx'
import type { MarketScenario } from './scenario.ts'

/** Bonus where no market says one: that of mainnet's category for ether and its derivatives. */
const USUAL_BONUS = 0.01

/** Borrowing rate where no market says one, and the most the slider takes, in percent. */
const USUAL_BORROW = 0.03
const MOST_BORROW = 20

/** A position that borrows against a token to buy more of it: leverage, and how near liquidation is. */
export function Loop({
  scenario,
  lending,
  assetApr,
  block,
  onChange,
}: {
  readonly scenario: MarketScenario
  readonly lending: LendingState | null
  /** What the looped token earns by itself; `null` where that is not known. */
  readonly assetApr: number | null
  readonly block: bigint | undefined
  readonly onChange: (change: Partial<MarketScenario>) => void
}) {
  const t = useT(messages)
  const { ltv, lt } = scenario
  const bonus = lending?.bonus ?? USUAL_BONUS
  const [borrowText, setBorrow] = useQueryState('borrow')
  const typed = Number(borrowText)
  const own = borrowText !== '' && typed >= 0 && typed <= MOST_BORROW ? typed / 100 : null
  const borrowApr = own ?? lending?.borrowRate ?? USUAL_BORROW
  const { leverage, priceDropToLiquidation, equityLoss, netApr } = loopPosition({
    ltv,
    lt,
    bonus,
    assetApr: assetApr ?? 0,
    borrowApr,
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
          <Slider
            label={t('loop.borrow')}
            hint={t(
              own !== null ? 'loop.borrowOwn' : lending ? 'loop.borrowChain' : 'loop.borrowAssumed',
            )}
            min={0}
            max={MOST_BORROW}
            step={0.1}
            value={Number((borrowApr * 100).toFixed(1))}
            text={formatPercent(borrowApr, { locale: t.locale }).text}
            onChange={(value) => setBorrow(String(value))}
          />
          {own !== null && (
            <p>
              <Button kind="quiet" onClick={() => setBorrow('')}>
                {t(lending ? 'loop.borrowReset' : 'loop.borrowDefault')}
              </Button>
            </p>
          )}
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
            <dt>{t('loop.net')}</dt>
            <dd>
              {assetApr === null ? (
                <Missing reason={t('loop.netGap')} />
              ) : (
                <Provenance
                  kind={own !== null ? 'user' : lending ? 'chain' : 'assumption'}
                  source={t('loop.netSource', {
                    asset: formatPercent(assetApr, { locale: t.locale }).text,
                    borrow: formatPercent(borrowApr, { locale: t.locale }).text,
                  })}
                  block={block}
                >
                  <Percent value={netApr} />
                </Provenance>
              )}
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
