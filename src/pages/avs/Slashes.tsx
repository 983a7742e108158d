import type { Address, Network } from '../../protocol/network/types.ts'
import { parseOperatorSetKey } from '../../protocol/network/types.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { DateTime } from '../../ui/DateTime.tsx'
import { formatList } from '../../ui/format/formatList.ts'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { useNameOf } from '../common/useNameOf.ts'
import { messages } from './messages.ts'

/** Everyone whom an AVS has slashed. */
export function Slashes({ network, avs }: { readonly network: Network; readonly avs: Address }) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const slashes = network.slashes.filter(({ set }) => set.startsWith(avs)).reverse()
  return (
    <section className="stack-s">
      <h2>{t('slashes.title')}</h2>
      {slashes.length === 0 && <p className="muted">{t('slashes.none')}</p>}
      <ul className="avs-conditions">
        {slashes.map((slash) => (
          <li key={`${slash.block}${slash.operator}${slash.set}`}>
            <DateTime timestamp={slash.timestamp} now={network.block.timestamp} />
            {' · '}
            {t('slashes.line', {
              operator: nameOf(slash.operator),
              id: String(parseOperatorSetKey(slash.set).id),
              taken: formatList(
                slash.strategies.map((strategy, index) =>
                  t('slashes.taken', {
                    share: formatRisk(Number(slash.wadSlashed[index] ?? 0n) / 1e18, {
                      locale: t.locale,
                    }).text,
                    strategy: network.strategies[strategy]?.token?.symbol ?? shortAddress(strategy),
                  }),
                ),
                t.locale,
              ),
            })}
            {slash.description !== '' && (
              <span className="secures-note">
                <bdi>{slash.description.slice(0, 280)}</bdi>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
