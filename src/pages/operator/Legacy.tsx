import { Link } from 'wouter'
import { useLegacy } from '../../data/useLegacy.ts'
import type { Address } from '../../protocol/network/types.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { StateMark } from '../../ui/StateMark.tsx'
import { useNameOf } from '../common/useNameOf.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { historyMessages } from './historyMessages.ts'

/** AVSs that an operator is registered with from before operator sets: nothing slashable. */
export function Legacy({
  network,
  connection,
  operator,
}: Reading & { readonly operator: Address }) {
  const t = useT(historyMessages)
  const nameOf = useNameOf()
  const legacy = useLegacy(connection, network, { operator })
  const found = legacy?.value?.registrations ?? []
  if (legacy === null || (legacy.state !== 'failed' && found.length === 0)) return null
  return (
    <section className="stack-s">
      <h2>{t('legacy.title')}</h2>
      {legacy.state === 'failed' && <p className="muted">{t('legacy.failed')}</p>}
      {found.length > 0 && (
        <>
          <p>{t('legacy.text')}</p>
          <ul className="row operator-legacy">
            {found.map(({ avs }) => (
              <li key={avs}>
                <StateMark state="now">
                  <Link href={`/avs/${avs}`}>
                    <bdi>{nameOf(avs)}</bdi>
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
