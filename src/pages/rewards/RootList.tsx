import { DateTime } from '../../ui/DateTime.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { StateMark } from '../../ui/StateMark.tsx'
import { Table } from '../../ui/Table.tsx'
import { messages } from './messages.ts'
import type { Parts } from './parts.ts'

const SHOWN = 8

/** The newest distribution roots, and which of them claims are made against. */
export function RootList({ rewards }: Parts) {
  const t = useT(messages)
  const { roots, block } = rewards
  if (roots === null) return null
  const now = Number(block.timestamp)
  return (
    <section className="stack">
      <h2>{t('list.title')}</h2>
      <Table
        caption={t('list.caption')}
        hideCaption
        rows={roots.roots.slice(-SHOWN).reverse()}
        rowKey={({ index }) => String(index)}
        isCurrent={({ index }) => index === roots.active?.index}
        empty={<p className="muted">{t('list.none')}</p>}
        columns={[
          {
            id: 'index',
            header: t('list.index'),
            rowHeader: true,
            cell: ({ index, root }) => (
              <span className="num" title={root}>
                {index}
              </span>
            ),
          },
          {
            id: 'end',
            header: t('list.end'),
            cell: ({ rewardsCalculationEndTimestamp: end }) => (
              <DateTime timestamp={end} style="date" />
            ),
          },
          {
            id: 'active',
            header: t('list.active'),
            cell: ({ activatedAt }) => <DateTime timestamp={activatedAt} now={now} />,
          },
          {
            id: 'state',
            header: t('list.state'),
            cell: ({ index, activatedAt, disabled }) =>
              disabled ? (
                t('list.isDisabled')
              ) : activatedAt > now ? (
                <StateMark state="pending" from={null}>
                  {t('list.isWaiting')}
                </StateMark>
              ) : index === roots.active?.index ? (
                <strong>{t('list.used')}</strong>
              ) : (
                t('list.isActive')
              ),
          },
        ]}
      />
    </section>
  )
}
