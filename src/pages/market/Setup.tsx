import { Choice } from '../../ui/Choice.tsx'
import { formatDecimal } from '../../ui/format/formatNumber.ts'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { messages } from './messages.ts'
import { ShareSlider } from './ShareSlider.tsx'
import type { MarketScenario } from './scenario.ts'
import type { Story } from './story.ts'

/** What the scenario can be told: how much is sold, what is lost, what lenders look at. */
export function Setup({
  scenario,
  story,
  reads,
  onChange,
}: {
  readonly scenario: MarketScenario
  readonly story: Story | null
  /** What the lending market's own oracle looks at, where that is known. */
  readonly reads: 'redemption' | 'other' | null
  readonly onChange: (change: Partial<MarketScenario>) => void
}) {
  const t = useT(messages)
  const symbol = story?.symbol || t('token')
  const percent = (value: number, decimals: number) =>
    formatPercent(value, { locale: t.locale, decimals }).text
  return (
    <section className="stack" aria-labelledby="market-setup">
      <h2 id="market-setup">{t('setup.title')}</h2>
      <ShareSlider
        name="sale"
        label={t('sale.label')}
        hint={t('sale.hint', { percent: percent(scenario.sale, 0) })}
        value={scenario.sale}
        text={
          story
            ? t('sale.text', { amount: formatDecimal(story.sale, t.locale), symbol })
            : percent(scenario.sale, 0)
        }
        onChange={(sale) => onChange({ sale })}
      />
      <ShareSlider
        name="drop"
        label={t('drop.label')}
        hint={t('drop.hint')}
        value={scenario.drop}
        text={percent(scenario.drop, 1)}
        onChange={(drop) => onChange({ drop })}
      />
      <Choice
        label={t('oracle.label')}
        options={(['market', 'redemption'] as const).map((id) => ({
          id,
          label: t(`oracle.${id}`),
        }))}
        value={scenario.oracle}
        onChange={(oracle) => onChange({ oracle })}
      />
      {reads && <p className="muted small">{t(`oracle.reads.${reads}`)}</p>}
      <Choice
        label={t('kind.label')}
        options={(['stable', 'cp'] as const).map((id) => ({ id, label: t(`kind.${id}`) }))}
        value={scenario.kind}
        onChange={(kind) => onChange({ kind })}
      />
    </section>
  )
}
