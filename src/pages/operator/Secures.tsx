import { Link } from 'wouter'
import type { Operator } from '../../protocol/network/types.ts'
import { parseOperatorSetKey, WAD } from '../../protocol/network/types.ts'
import { expectedTime } from '../../protocol/withdrawals/timing.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { formatDate } from '../../ui/format/formatDate.ts'
import { HeatStrip } from '../../ui/HeatStrip.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { commonMessages } from '../common/messages.ts'
import { partsMessages } from '../common/partsMessages.ts'
import { SecuredSets } from '../common/SecuredSets.tsx'
import { useNameOf } from '../common/useNameOf.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { historyMessages } from './historyMessages.ts'

/** Who may slash what: as heat for the eye, and as a table with every word of it. */
export function Secures({
  network,
  connection,
  operator,
}: Reading & { readonly operator: Operator }) {
  const t = useT(historyMessages)
  const common = useT(commonMessages)
  const parts = useT(partsMessages)
  const nameOf = useNameOf()
  const cells = (operator.allocations ?? []).map((allocation) => {
    const { avs, id } = parseOperatorSetKey(allocation.set)
    const max = operator.maxMagnitudes?.[allocation.strategy] ?? WAD
    const share = (magnitude: bigint) => (max === 0n ? 0 : Number(magnitude) / Number(max))
    const strategy = network.strategies[allocation.strategy]
    const at = expectedTime(allocation.effectBlock, network.block, connection.chain.blockTime)
    return {
      id: `${allocation.set}${allocation.strategy}`,
      label: (
        <Link href={`/avs/${avs}#set-${id}`}>
          <bdi>{common('set.name', { avs: nameOf(avs), id: String(id) })}</bdi>
        </Link>
      ),
      note:
        strategy?.kind === 'beaconChainETH'
          ? 'ETH'
          : (strategy?.token?.symbol ?? shortAddress(allocation.strategy)),
      share: share(allocation.currentMagnitude),
      state: allocation.inSet && allocation.slashable === true ? 'now' : 'latent',
      pending:
        allocation.pendingDiff === 0n
          ? undefined
          : {
              share: share(allocation.currentMagnitude + allocation.pendingDiff),
              from: formatDate(at, { locale: t.locale, style: 'date' }),
            },
    } as const
  })
  return (
    <section className="stack">
      <h2>{parts('secures.title')}</h2>
      {cells.length > 0 && <HeatStrip label={t('heat.label')} cells={cells} />}
      <SecuredSets network={network} operator={operator} />
    </section>
  )
}
