import { useMemo } from 'react'
import type { Assessment } from '../../data/assessment.ts'
import { poolHolds, poolPairs } from '../../data/poolExposure.ts'
import type { ExposureInput } from '../../risk/exposure.ts'
import { layerStack } from '../../risk/layerStack.ts'
import { formatPercent, formatPoints } from '../../ui/format/formatPercent.ts'
import { minus } from '../../ui/format/parts.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Percent, RiskPercent } from '../../ui/Percent.tsx'
import { Table } from '../../ui/Table.tsx'
import { usePool } from '../common/usePool.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { messages } from './messages.ts'

/** ETH, what is made of it, and what restaking puts on top: each layer with what it adds. */
export function LayerStack({
  assessor,
  network,
  connection,
  input,
  assessment: { apr },
}: Reading & {
  readonly input: ExposureInput
  readonly assessment: Assessment
}) {
  const t = useT(messages)
  const { pool, parts } = usePool({ connection, network })
  const lrtPairs = useMemo(() => parts && poolPairs(assessor, parts), [assessor, parts])
  const lrtApr = pool?.apr?.apr ?? null
  const layers = useMemo(
    () =>
      layerStack({
        input,
        assumptions: assessor.assumptions,
        apr: { base: apr.base, rewards: apr.rewardsApr, lrt: lrtApr },
        lrtPairs,
        lrtPool: parts ? poolHolds(assessor, parts) : undefined,
      }),
    [input, assessor, apr, lrtApr, lrtPairs, parts],
  )
  return (
    <section className="stack">
      <h2>{t('stack.title')}</h2>
      <p className="muted">{t('stack.text')}</p>
      <Table
        caption={t('stack.title')}
        hideCaption
        narrow="scroll"
        rows={layers}
        rowKey={({ layer }) => layer}
        columns={[
          {
            id: 'layer',
            header: t('stack.layer'),
            rowHeader: true,
            cell: ({ layer }) => t(`stack.${layer}`),
          },
          {
            id: 'apr',
            header: t('stack.apr'),
            align: 'end',
            cell: (layer) => <Percent value={layer.apr} reason={t('apr.none')} />,
          },
          {
            id: 'exposure',
            header: t('stack.exposure'),
            align: 'end',
            cell: ({ exposure }) => <RiskPercent value={exposure} />,
          },
          {
            id: 'adds',
            header: t('stack.adds'),
            align: 'end',
            cell: ({ layer, addsApr, addsExposure }) =>
              layer === 'ETH' ? (
                ''
              ) : (
                <span className="num nowrap">
                  {t('stack.plus', {
                    apr:
                      addsApr === null
                        ? '—'
                        : formatPercent(addsApr, { locale: t.locale, sign: 'always' }).text,
                    points: `${addsExposure < 0 ? minus : '+'}${formatPoints(addsExposure, t.locale)}`,
                  })}
                </span>
              ),
          },
          {
            id: 'loss',
            header: t('stack.loss'),
            align: 'end',
            cell: ({ el }) => <RiskPercent value={el} />,
          },
          {
            id: 'contract',
            header: t('stack.contract'),
            align: 'end',
            cell: ({ contractFailure }) => <RiskPercent value={contractFailure.p} />,
          },
        ]}
      />
      {lrtPairs && <p className="muted">{t('stack.lrtNote')}</p>}
    </section>
  )
}
