import { Link } from 'wouter'
import { useLegacy } from '../../data/useLegacy.ts'
import type { Address } from '../../protocol/network/types.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { StateMark } from '../../ui/StateMark.tsx'
import { useNameOf } from './useNameOf.ts'
import type { Reading } from './WithNetwork.tsx'
import { whoMessages } from './whoMessages.ts'
import './who.css'

/**
 * Registrations from before operator sets, through which nothing can be slashed: AVSs of an operator, or operators of
 * an AVS. Not there where the deployment has no AVSDirectory.
 */
export function Legacy({
  network,
  connection,
  of,
}: Pick<Reading, 'network' | 'connection'> & {
  readonly of: { readonly operator: Address } | { readonly avs: Address }
}) {
  const t = useT(whoMessages)
  const nameOf = useNameOf()
  const legacy = useLegacy(connection, network, of)
  const found = (legacy?.value?.registrations ?? []).map(({ avs, operator }) =>
    'operator' in of
      ? { address: avs, href: `/avs/${avs}` }
      : { address: operator, href: `/operators/${operator}` },
  )
  if (legacy === null || (legacy.state === 'done' && found.length === 0)) return null
  return (
    <section className="stack-s">
      <h2>{t('legacy.title')}</h2>
      {legacy.state === 'reading' && legacy.value === null && (
        <p className="muted">{t('legacy.reading')}</p>
      )}
      {legacy.state === 'failed' && <p className="muted">{t('legacy.failed')}</p>}
      {found.length > 0 && (
        <>
          <p>{t('operator' in of ? 'legacy.avss' : 'legacy.operators')}</p>
          <ul className="row who-legacy">
            {found.map(({ address, href }) => (
              <li key={address}>
                <StateMark state="now">
                  <Link href={href}>
                    <bdi>{nameOf(address)}</bdi>
                  </Link>
                </StateMark>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
