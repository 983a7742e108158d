import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { openConnect } from '../../wallet/openConnect.ts'
import { messages } from './messages.ts'

/** Goes on to the plan, or connects a wallet first. */
export function GoButton({
  account,
  busy,
  disabled = false,
  children,
}: {
  readonly account: string | null
  readonly busy: boolean
  readonly disabled?: boolean
  readonly children: ReactNode
}) {
  const t = useT(messages)
  return (
    <div className="row">
      {account === null ? (
        <Button kind="primary" onClick={openConnect}>
          {t('go.connect')}
        </Button>
      ) : (
        <Button kind="primary" type="submit" busy={busy} disabled={disabled}>
          {children}
        </Button>
      )}
    </div>
  )
}
