import type { LogGap } from '../../protocol/logs/types.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { messageOf } from './messageOf.ts'
import { commonMessages } from './messages.ts'

/** Ranges told at most: with more, the RPC is the trouble and not a range. */
const most = 50

/** Which blocks could not be read, and why, for those who ask. */
export function Gaps({ gaps }: { readonly gaps: readonly LogGap[] }) {
  const t = useT(commonMessages)
  return (
    <details>
      <summary>{t('reading.which')}</summary>
      <ul>
        {gaps.slice(0, most).map(({ from, to, error }) => (
          <li key={`${from} ${to}`}>
            {t('reading.gap', { from: BigInt(from), to: BigInt(to) })} {error.name}:{' '}
            <bdi>{messageOf(error)}</bdi>
          </li>
        ))}
      </ul>
    </details>
  )
}
