import { useMemo } from 'react'
import { Link } from 'wouter'
import type { Assessor } from '../../data/assessment.ts'
import type { ExposureInput } from '../../risk/exposure.ts'
import { gammaPosterior } from '../../risk/posterior.ts'
import { formatDecimal } from '../../ui/format/formatNumber.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { RiskPercent } from '../../ui/Percent.tsx'
import { Provenance } from '../../ui/Provenance.tsx'
import { Table } from '../../ui/Table.tsx'
import { useNameOf } from '../common/useNameOf.ts'
import { messages } from './messages.ts'

/** The slash rate of each AVS that can slash the position: the prior and what the chain has shown. */
export function SlashRates({
  assessor,
  input,
}: {
  readonly assessor: Assessor
  readonly input: ExposureInput
}) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const { slashPriorShape, slashPriorYears } = assessor.assumptions
  const rows = useMemo(() => {
    const byAvs = new Map(input.pairs.map((pair) => [pair.avs, pair]))
    return [...byAvs.values()].map(({ avs, slashes, setYears }) => {
      const posterior = gammaPosterior({
        k: slashes,
        T: setYears,
        a0: slashPriorShape,
        T0: slashPriorYears,
      })
      return { avs, slashes, setYears, ...posterior }
    })
  }, [input, slashPriorShape, slashPriorYears])
  return (
    <section className="stack">
      <h2>{t('rates.title')}</h2>
      {rows.length === 0 ? (
        <p>{t('rates.none')}</p>
      ) : (
        <>
          <p className="muted">{t('rates.text')}</p>
          <Table
            caption={t('rates.caption')}
            hideCaption
            narrow="scroll"
            rows={rows}
            rowKey={({ avs }) => avs}
            columns={[
              {
                id: 'avs',
                header: t('rates.avs'),
                rowHeader: true,
                cell: ({ avs }) => <Link href={`/avs/${avs}`}>{nameOf(avs as `0x${string}`)}</Link>,
              },
              {
                id: 'seen',
                header: t('rates.seen'),
                align: 'end',
                cell: ({ slashes }) => <span className="num">{slashes}</span>,
              },
              {
                id: 'years',
                header: t('rates.years'),
                align: 'end',
                cell: ({ setYears }) => (
                  <span className="num">{formatDecimal(setYears, t.locale)}</span>
                ),
              },
              {
                id: 'p',
                header: t('rates.p'),
                align: 'end',
                cell: ({ meanHazard, slashes }) => (
                  <>
                    <Provenance kind="assumption">
                      <RiskPercent value={Math.min(1, meanHazard)} />
                    </Provenance>
                    <span className="secures-note">
                      {t(slashes > 0 ? 'rates.posterior' : 'rates.default')}
                    </span>
                  </>
                ),
              },
              {
                id: 'upper',
                header: t('rates.upper'),
                align: 'end',
                cell: ({ upperProb1y }) => (
                  <Provenance kind="assumption">
                    <RiskPercent value={upperProb1y} />
                  </Provenance>
                ),
              },
            ]}
          />
        </>
      )}
    </section>
  )
}
