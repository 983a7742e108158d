import { useMemo } from 'react'
import { pendingChanges } from '../../data/pendingChanges.ts'
import { parseOperatorSetKey } from '../../protocol/network/types.ts'
import type { ExposureInput } from '../../risk/exposure.ts'
import { exposureTimeline, type TimelineStep } from '../../risk/timeline.ts'
import { BlockNumber } from '../../ui/BlockNumber.tsx'
import { DateTime } from '../../ui/DateTime.tsx'
import { formatDate } from '../../ui/format/formatDate.ts'
import { formatList } from '../../ui/format/formatList.ts'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { formatPoints, formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { RiskPercent } from '../../ui/Percent.tsx'
import { Table } from '../../ui/Table.tsx'
import { useNameOf } from '../common/useNameOf.ts'
import type { Subject } from '../common/useSubject.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { messages } from './messages.ts'

/** The exposure under what is pending, and the last block to leave before it rises. */
export function Future({
  network,
  assessor,
  connection,
  subject,
  input,
}: Reading & { readonly subject: Subject; readonly input: ExposureInput }) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const { chain } = connection
  const delay = network.parameters.minWithdrawalDelayBlocks
  const now = Number(network.block.timestamp)
  const timeline = useMemo(
    () =>
      delay === null
        ? null
        : exposureTimeline({
            input,
            changes: pendingChanges(assessor, subject.stake, subject.operator),
            assumptions: assessor.assumptions,
            now: { block: Number(network.block.number), timestamp: now },
            secondsPerBlock: chain.blockTime,
            withdrawalDelayBlocks: delay,
          }),
    [assessor, chain, delay, input, network, now, subject],
  )
  if (!timeline)
    return (
      <section className="stack">
        <h2>{t('future.title')}</h2>
        <Missing reason={t('future.unread')} />
      </section>
    )
  const { steps, slashableUntil } = timeline
  const [present, ...later] = steps
  const date = (timestamp: number) => formatDate(Math.round(timestamp), { locale: t.locale })
  const until = {
    block: formatCount(slashableUntil.block, t.locale),
    date: date(slashableUntil.timestamp),
  }
  return (
    <section className="stack" aria-labelledby="future">
      <h2 id="future">{t('future.title')}</h2>
      {later.length === 0 || !present ? (
        <p>{t('future.none', until)}</p>
      ) : (
        <>
          {later.map((step) => (
            <p key={step.block}>
              {sentence(step)} {leaving(step)}
            </p>
          ))}
          <p className="muted">{t('future.exit', until)}</p>
          <Table
            caption={t('future.caption')}
            narrow="scroll"
            rows={steps}
            rowKey={({ block }) => String(block)}
            columns={[
              {
                id: 'from',
                header: t('future.from'),
                rowHeader: true,
                cell: ({ block, timestamp }) =>
                  block === present.block ? (
                    t('future.now')
                  ) : (
                    <>
                      <BlockNumber number={BigInt(block)} explorer={chain.explorerUrl} />
                      <span className="secures-note">
                        <DateTime timestamp={Math.round(timestamp)} now={now} />
                      </span>
                    </>
                  ),
              },
              {
                id: 'exposure',
                header: t('future.exposure'),
                align: 'end',
                cell: ({ exposure }) => <RiskPercent value={exposure} />,
              },
              {
                id: 'slashable',
                header: t('future.slashable'),
                align: 'end',
                cell: ({ maxSlashable }) => <RiskPercent value={maxSlashable} />,
              },
              {
                id: 'change',
                header: t('future.change'),
                cell: ({ changed }) => formatList(changed.map(setName), t.locale),
              },
            ]}
          />
        </>
      )}
    </section>
  )

  function sentence({ change, exposure, timestamp }: TimelineStep): string {
    const values = {
      now: formatRisk(present?.exposure ?? 0, { locale: t.locale }).text,
      points: formatPoints(exposure - (present?.exposure ?? 0), t.locale),
      date: date(timestamp),
    }
    if (Math.abs(change) < 1e-9) return t('future.same', values)
    return t(exposure > (present?.exposure ?? 0) ? 'future.rises' : 'future.falls', values)
  }

  function leaving({ leave }: TimelineStep): string {
    if (leave === null) return ''
    if (leave.missed) return t('future.missed', { blocks: delay ?? 0 })
    return t('future.leave', {
      block: formatCount(leave.block, t.locale),
      date: date(leave.timestamp),
    })
  }

  function setName(changed: string): string {
    const set = changed.split('|')[1] as Parameters<typeof parseOperatorSetKey>[0]
    const { avs, id } = parseOperatorSetKey(set)
    return t('part.set', { avs: nameOf(avs), id: String(id) })
  }
}
