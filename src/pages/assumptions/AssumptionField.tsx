import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { percentUnit } from '../../ui/format/parts.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Provenance } from '../../ui/Provenance.tsx'
import { useTyped } from '../../ui/useTyped.ts'
import {
  type AssumptionRow,
  fromStep,
  fromText,
  sliderSteps,
  toStep,
  toText,
} from './assumptionRows.ts'
import { messages } from './messages.ts'

/** One assumption: slider and exact field, its default and presets, where it comes from, and the way back. */
export function AssumptionField({
  row,
  value,
  onChange,
  onReset,
}: {
  readonly row: AssumptionRow
  readonly value: number
  readonly onChange: (value: number) => void
  readonly onReset: () => void
}) {
  const t = useT(messages)
  const { typed, input } = useTyped({
    value,
    parse: (text) => fromText(text, row),
    onChange: (next) => next !== null && onChange(next),
    write: (number) => toText(number, row.unit),
  })
  const { unit, values, source, unused, attack, key } = row
  const own = value !== values.default
  const name = t(`name.${key}`)
  const percent = unit === 'share' || unit === 'probability per year' || unit === 'yield per year'
  const written = (number: number) =>
    `${toText(number, unit)}${percent ? percentUnit(t.locale) : ''}`
  const limited = typed !== null && typed !== value
  return (
    <Field
      label={
        <>
          {name}
          <span className="unit">{t('unit.in', { unit: t(`unit.${unit}`) })}</span>
        </>
      }
      hint={
        <>
          <Provenance kind={own ? 'user' : 'assumption'} source={t(`source.${source}`)}>
            {t('sheet.default', { value: written(values.default) })}
          </Provenance>
          {(values.cautious !== values.default || values.trusting !== values.default) && (
            <>
              {' · '}
              {t('sheet.presets', {
                trusting: written(Number(values.trusting.toPrecision(2))),
                cautious: written(values.cautious),
              })}
            </>
          )}
          {unused && <span className="assumptions-note">{t('sheet.unused')}</span>}
          {attack && <span className="assumptions-note">{t('sheet.attack')}</span>}
        </>
      }
      error={
        typed === null
          ? t('sheet.wrong', { min: toText(row.min, unit), max: toText(row.max, unit) })
          : undefined
      }
      notice={limited ? t('sheet.limited') : undefined}
      aside={
        own ? (
          <Button
            aria-label={t('reset.oneOf', { name, value: written(values.default) })}
            onClick={onReset}
          >
            {t('reset.one', { value: written(values.default) })}
          </Button>
        ) : undefined
      }
    >
      {(control) => (
        <span className="assumptions-input">
          <input
            type="range"
            aria-label={name}
            min={0}
            max={sliderSteps}
            value={toStep(value, row)}
            aria-valuetext={written(value)}
            onChange={(event) => onChange(fromStep(Number(event.target.value), row))}
          />
          <input {...control} {...input} />
          <span className="unit" aria-hidden="true">
            {percent ? '%' : ''}
          </span>
        </span>
      )}
    </Field>
  )
}
