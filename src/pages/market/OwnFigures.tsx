import { Button } from '../../ui/Button.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Provenance } from '../../ui/Provenance.tsx'
import { messages } from './messages.ts'
import { NumberField } from './NumberField.tsx'
import { type MarketScenario, MOST_OWN_LOANS, type OwnLoan } from './scenario.ts'

/** A loan to begin with. */
const NEW_LOAN: OwnLoan = { coll: 100, debt: 90, lt: 0.93 }

/** A pool and loans that the reader enters by hand. */
export function OwnFigures({
  scenario,
  onChange,
}: {
  readonly scenario: MarketScenario
  readonly onChange: (change: Partial<MarketScenario>) => void
}) {
  const t = useT(messages)
  const { loans } = scenario
  const alter = (index: number, change: Partial<OwnLoan>) =>
    onChange({ loans: loans.map((loan, at) => (at === index ? { ...loan, ...change } : loan)) })
  return (
    <section className="stack" aria-labelledby="market-own">
      <h2 id="market-own">
        <Provenance kind="user" source={t('own.text')}>
          {t('own.title')}
        </Provenance>
      </h2>
      <div className="market-own">
        <NumberField label={t('own.x')} value={scenario.x} onChange={(x) => onChange({ x })} />
        <NumberField label={t('own.y')} value={scenario.y} onChange={(y) => onChange({ y })} />
        {scenario.kind === 'stable' && (
          <NumberField
            label={t('own.A')}
            hint={t('own.AHint')}
            value={scenario.A}
            onChange={(A) => onChange({ A })}
          />
        )}
      </div>
      {loans.map((loan, index) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: a loan of the reader's has only its place
          key={index}
          className="market-own market-loan"
        >
          <legend>{t('own.loan', { number: index + 1 })}</legend>
          <NumberField
            label={t('own.coll')}
            value={loan.coll}
            onChange={(coll) => coll && alter(index, { coll })}
          />
          <NumberField
            label={t('own.debt')}
            value={loan.debt}
            onChange={(debt) => debt && alter(index, { debt })}
          />
          <NumberField
            label={t('own.lt')}
            value={Number((loan.lt * 100).toPrecision(6))}
            onChange={(lt) => lt && alter(index, { lt: Math.min(1, lt / 100) })}
          />
          <Button
            kind="quiet"
            aria-label={t('own.remove', { number: index + 1 })}
            icon="close"
            onClick={() => onChange({ loans: loans.filter((_, at) => at !== index) })}
          >
            {''}
          </Button>
        </fieldset>
      ))}
      <div className="row">
        {loans.length < MOST_OWN_LOANS ? (
          <Button onClick={() => onChange({ loans: [...loans, NEW_LOAN] })}>{t('own.add')}</Button>
        ) : (
          <p className="muted small">{t('own.full', { count: MOST_OWN_LOANS })}</p>
        )}
      </div>
      <p className="muted small">
        {t('own.text')} {t('own.bonus')}
      </p>
    </section>
  )
}
