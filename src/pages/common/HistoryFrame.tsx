import { type ReactNode, useState } from 'react'
import type { LogGap } from '../../protocol/logs/types.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Progress } from '../../ui/Progress.tsx'
import { showToast } from '../../ui/toast.ts'
import { Gaps } from './Gaps.tsx'
import { commonMessages } from './messages.ts'
import './common.css'

/** What is read from logs, newest first: how far it has come, what is missing, and the same as a file. */
export function HistoryFrame({
  title,
  save,
  error,
  failed,
  onRetry,
  gaps,
  loading,
  fraction,
  children,
}: {
  readonly title: string
  /** Makes the file and hands it over; `null` while there is nothing to save. */
  readonly save: (() => Promise<void>) | null
  readonly error: Error | null
  /** What it means that there is an error. */
  readonly failed: string
  readonly onRetry?: () => void
  readonly gaps: readonly LogGap[]
  /** What is being read. */
  readonly loading: string
  readonly fraction: number | null
  /** `null` until it has been read once. */
  readonly children: ReactNode | null
}) {
  const t = useT(commonMessages)
  const [busy, setBusy] = useState(false)
  const press = () => {
    setBusy(true)
    save?.()
      .catch(() => showToast('error', t('csv.failed')))
      .finally(() => setBusy(false))
  }
  return (
    <section className="stack">
      <div className="section-head">
        <h2>{title}</h2>
        {save !== null && (
          <Button busy={busy} onClick={press}>
            {t('csv.save')}
          </Button>
        )}
      </div>
      {error !== null && (
        <ErrorState
          compact
          name={error.name}
          message={failed}
          detail={error.message}
          {...(onRetry ? { onRetry } : {})}
        />
      )}
      {gaps.length > 0 && (
        <Banner kind="warning">
          {t('history.gaps', { count: gaps.length })}
          <Gaps gaps={gaps} />
        </Banner>
      )}
      {children ?? (error === null && <Progress label={loading} value={fraction} />)}
    </section>
  )
}
