import { Link } from 'wouter'
import type { EtherFi } from '../../protocol/etherfi/readEtherFi.ts'
import type { PoolPart } from '../../protocol/etherfi/readThrough.ts'
import type { Network } from '../../protocol/network/types.ts'
import { parseOperatorSetKey } from '../../protocol/network/types.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Percent } from '../../ui/Percent.tsx'
import { Provenance } from '../../ui/Provenance.tsx'
import { Table } from '../../ui/Table.tsx'
import { useNameOf } from '../common/useNameOf.ts'
import type { WayFacts } from './compareWays.ts'
import { compareMessages, etherFiMessages } from './messages.ts'

type Row = PoolPart & { slashable: { name: string; share: number }[] }

/** What the pool has restaked, read through: with whom, how much of it, and who may slash that. */
export function PoolThrough({
  facts,
  network,
  pool,
}: {
  readonly facts: WayFacts | null
  readonly network: Network
  readonly pool: EtherFi | null
}) {
  const t = useT(etherFiMessages)
  const compare = useT(compareMessages)
  const nameOf = useNameOf()
  if (pool === null) return null
  const parts = facts?.poolParts ?? null
  const gap = facts?.gap.exposure ?? 'restakersUnread'
  if (parts === null)
    return <EmptyState title={t('through.none')}>{compare(`gap.${gap}`)}</EmptyState>
  const rows = parts.map((part): Row => ({ ...part, slashable: setsOf(part) }))
  const restaked = parts.reduce((sum, { share }) => sum + share, 0)
  const block = network.block.number
  return (
    <section className="stack">
      <h2>{t('through.title')}</h2>
      <Table
        caption={t('through.caption', {
          share: formatPercent(restaked, { locale: t.locale }).text,
        })}
        columns={[
          {
            id: 'operator',
            header: t('through.operator'),
            rowHeader: true,
            cell: ({ operator }) =>
              operator === null ? (
                t('through.noOperator')
              ) : (
                <Link href={`/operators/${operator}`}>{nameOf(operator)}</Link>
              ),
          },
          {
            id: 'token',
            header: t('through.strategy'),
            cell: ({ strategy }) => {
              const known = network.strategies[strategy]
              return known?.kind === 'beaconChainETH' ? 'ETH' : (known?.token?.symbol ?? strategy)
            },
          },
          {
            id: 'share',
            header: t('through.share'),
            align: 'end',
            cell: ({ share }) => (
              <Provenance kind="chain" block={block} source={t('through.source')}>
                <Percent value={share} />
              </Provenance>
            ),
          },
          {
            id: 'sets',
            header: t('through.sets'),
            wide: true,
            cell: ({ slashable }) =>
              slashable.length === 0 ? (
                t('through.nobody')
              ) : (
                <ul className="way-parts">
                  {slashable.map(({ name, share }) => (
                    <li key={name}>
                      {name} <Percent value={share} />
                    </li>
                  ))}
                </ul>
              ),
          },
        ]}
        rows={rows}
        rowKey={(row) => `${row.restaker}${row.strategy}`}
      />
      <p className="muted">{t('through.note')}</p>
    </section>
  )

  /** Sets that may slash the part, with the most that each may take of the whole pool. */
  function setsOf({ operator, strategy, share }: PoolPart): Row['slashable'] {
    const known = network.operators.find(({ address }) => address === operator)
    const max = known?.maxMagnitudes?.[strategy] ?? 10n ** 18n
    return (known?.allocations ?? [])
      .filter(
        (allocation) =>
          allocation.strategy === strategy &&
          allocation.currentMagnitude > 0n &&
          allocation.inSet &&
          allocation.slashable === true,
      )
      .map(({ set, currentMagnitude }) => {
        const { avs, id } = parseOperatorSetKey(set)
        return {
          name: t('through.set', { avs: nameOf(avs), id: String(id) }),
          share: max === 0n ? 0 : (share * Number(currentMagnitude)) / Number(max),
        }
      })
  }
}
