import { Link } from 'wouter'
import { useLegacy } from '../../data/useLegacy.ts'
import type { Address } from '../../protocol/network/types.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { useNameOf } from '../common/useNameOf.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { messages } from './messages.ts'

/** Operators registered from before operator sets; not there where the deployment has no AVSDirectory. */
export function Legacy({ network, connection, avs }: Reading & { readonly avs: Address }) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const legacy = useLegacy(connection, network, { avs })
  if (legacy === null) return null
  const found = legacy.value?.registrations ?? []
  if (legacy.state === 'done' && found.length === 0) return null
  return (
    <section className="stack-s">
      <h2>{t('legacy.title')}</h2>
      {legacy.state === 'reading' && legacy.value === null && <p>{t('legacy.reading')}</p>}
      {legacy.state === 'failed' && <p className="muted">{t('legacy.failed')}</p>}
      {found.length > 0 && (
        <>
          <p>{t('legacy.text')}</p>
          <ul className="avs-conditions">
            {found.map(({ operator }) => (
              <li key={operator}>
                <Link href={`/operators/${operator}`}>
                  <bdi>{nameOf(operator)}</bdi>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
