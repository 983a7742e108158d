import './common.css'
import type { Allocation, Network, Operator, OperatorSetKey } from '../../protocol/network/types.ts'
import { parseOperatorSetKey, WAD } from '../../protocol/network/types.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Provenance } from '../../ui/Provenance.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { Table } from '../../ui/Table.tsx'
import { commonMessages } from './messages.ts'
import { partsMessages } from './partsMessages.ts'
import { useNameOf } from './useNameOf.ts'

type Row = { set: OperatorSetKey; allocation: Allocation | null }

/** Which operator sets may slash which part of an operator's stake, now, soon, or once it registers. */
export function SecuredSets({
  network,
  operator,
  strategies,
}: {
  readonly network: Network
  readonly operator: Operator
  /** Only allocations of these strategies; all when absent. */
  readonly strategies?: ReadonlySet<string> | undefined
}) {
  const t = useT(partsMessages)
  const common = useT(commonMessages)
  const nameOf = useNameOf()
  if (operator.allocations === null || operator.registeredSets === null)
    return <Missing reason={t('secures.unread')} />
  const allocations = operator.allocations.filter(
    (allocation) => strategies?.has(allocation.strategy) ?? true,
  )
  const allocated = new Set(allocations.map((allocation) => allocation.set))
  const rows: Row[] = [
    ...allocations.map((allocation) => ({ set: allocation.set, allocation })),
    ...operator.registeredSets
      .filter((set) => !allocated.has(set))
      .map((set) => ({ set, allocation: null })),
  ]
  if (rows.length === 0) return <EmptyState title={t('secures.none')} />
  const risk = (magnitude: bigint, allocation: Allocation) => {
    const max = operator.maxMagnitudes?.[allocation.strategy] ?? WAD
    return formatRisk(max === 0n ? 0 : Number(magnitude) / Number(max), { locale: t.locale }).text
  }
  return (
    <Table
      caption={t('secures.caption')}
      hideCaption
      rows={rows}
      rowKey={(row) => `${row.set}${row.allocation?.strategy ?? ''}`}
      columns={[
        {
          id: 'set',
          header: t('secures.set'),
          rowHeader: true,
          cell: ({ set }) => {
            const { avs, id } = parseOperatorSetKey(set)
            const recipient = network.operatorSets[set]?.redistributionRecipient
            return (
              <>
                {common('set.name', { avs: nameOf(avs), id: String(id) })}
                {recipient && recipient !== 'none' && (
                  <span className="secures-note">
                    {t('secures.redistributes', { recipient: shortAddress(recipient) })}
                  </span>
                )}
              </>
            )
          },
        },
        {
          id: 'strategy',
          header: t('secures.strategy'),
          cell: ({ allocation }) => {
            if (!allocation) return ''
            const strategy = network.strategies[allocation.strategy]
            return strategy?.kind === 'beaconChainETH'
              ? 'ETH'
              : (strategy?.token?.symbol ?? shortAddress(allocation.strategy))
          },
        },
        {
          id: 'fraction',
          header: t('secures.fraction'),
          cell: ({ allocation }) => {
            if (!allocation) return <span className="unit">{t('secures.unallocated')}</span>
            const live = allocation.inSet && allocation.slashable === true
            const target = allocation.currentMagnitude + allocation.pendingDiff
            return (
              <span className="secures-states">
                {allocation.currentMagnitude > 0n && (
                  <Provenance
                    kind="chain"
                    block={network.block.number}
                    source={t('fraction.source')}
                  >
                    {live ? (
                      <StateMark state="now">
                        {risk(allocation.currentMagnitude, allocation)} {t('secures.now')}
                      </StateMark>
                    ) : (
                      <StateMark state="latent">
                        {t('secures.latent', {
                          share: risk(allocation.currentMagnitude, allocation),
                        })}
                      </StateMark>
                    )}
                  </Provenance>
                )}
                {allocation.pendingDiff !== 0n && (
                  <StateMark
                    state="pending"
                    from={t('secures.pendingBlock', { block: allocation.effectBlock })}
                  >
                    {t(
                      allocation.pendingDiff > 0n ? 'secures.pendingMore' : 'secures.pendingLess',
                      {
                        share: risk(target, allocation),
                      },
                    )}
                  </StateMark>
                )}
                {!live && (
                  <span className="secures-note">
                    {t(allocation.inSet ? 'secures.unregistered' : 'secures.outside')}
                  </span>
                )}
              </span>
            )
          },
        },
        {
          id: 'slasher',
          header: t('secures.slasher'),
          cell: ({ set }) => {
            const slasher = network.operatorSets[set]?.slasher
            return slasher ? (
              <span className="mono unit">{shortAddress(slasher)}</span>
            ) : (
              <Missing reason={t('secures.unread')} />
            )
          },
        },
      ]}
    />
  )
}
