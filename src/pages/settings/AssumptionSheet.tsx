import { useMemo } from 'react'
import type { PresetName } from '../../risk/assumptions.ts'
import { Figure } from '../../ui/Figure.tsx'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { figure, numberFormat } from '../../ui/format/parts.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { type Column, Table } from '../../ui/Table.tsx'
import { type AssumptionRow, assumptionRows } from './assumptionRows.ts'
import { messages } from './messages.ts'

/** Every number that the exposure assumes, with its unit, its presets and where it comes from. */
export function AssumptionSheet() {
  const t = useT(messages)
  const columns = useMemo(() => {
    const preset = (name: PresetName): Column<AssumptionRow> => ({
      id: name,
      header: t(`assume.${name}`),
      align: 'end',
      cell: ({ unit, values }) => (
        <Figure
          of={
            unit === 'probability per year' || unit === 'share'
              ? formatRisk(values[name], { locale: t.locale })
              : figure(
                  numberFormat(t.locale, { maximumSignificantDigits: 2 }).format(values[name]),
                  '',
                )
          }
        />
      ),
    })
    return [
      {
        id: 'name',
        header: t('assume.name'),
        rowHeader: true,
        cell: ({ key, unused }) => (
          <>
            {t(`name.${key}`)}
            {unused && <span className="settings-note">{t('assume.unused')}</span>}
          </>
        ),
      },
      preset('cautious'),
      preset('default'),
      preset('trusting'),
      {
        id: 'unit',
        header: t('assume.unit'),
        cell: ({ unit }) => <span className="nowrap">{t(`unit.${unit}`)}</span>,
      },
      {
        id: 'source',
        header: t('assume.source'),
        cell: ({ source }) => (
          <span className="muted small settings-source">{t(`source.${source}`)}</span>
        ),
      },
    ] satisfies Column<AssumptionRow>[]
  }, [t])
  return (
    <section className="stack" aria-labelledby="assumptions">
      <h2 id="assumptions">{t('assume.title')}</h2>
      <p className="settings-text">{t('assume.text')}</p>
      <Table
        caption={t('assume.caption')}
        hideCaption
        narrow="scroll"
        columns={columns}
        rows={assumptionRows}
        rowKey={(row) => row.key}
      />
    </section>
  )
}
