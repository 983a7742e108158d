import { Hint } from './Hint.tsx'
import { useT } from './i18n/useT.ts'
import { uiMessages } from './messages.ts'

/** A figure that is not there: a dash, and why. Never a zero. */
export function Missing({ reason }: { readonly reason?: string | undefined }) {
  const t = useT(uiMessages)
  const why = reason ?? t('amount.unknown')
  return (
    <Hint className="num muted" content={why} label={`${t('common.missing')} ${why}`}>
      {t('common.missing')}
    </Hint>
  )
}
