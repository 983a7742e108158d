import { useId, useState } from 'react'
import { buttonClass } from '../../ui/Button.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Progress } from '../../ui/Progress.tsx'
import { nativeMessages } from './messages.ts'
import type { DepositFileControl } from './useDepositFile.ts'

/** Takes a deposit file that is dropped or chosen, and says in words why one is none. */
export function DepositFile({ file }: { readonly file: DepositFileControl }) {
  const t = useT(nativeMessages)
  const id = useId()
  const [over, setOver] = useState(false)
  const take = (list: FileList | null) => {
    const [first] = list ?? []
    if (first) file.take(first)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a second way beside the input in it
    <div
      className={over ? 'deposit-drop deposit-drop-over' : 'deposit-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
    >
      <div className="row">
        <label className={`${buttonClass('plain')} deposit-choose`}>
          {t('file.label')}
          <input
            type="file"
            accept=".json,application/json"
            aria-describedby={`${id}-said`}
            onChange={(event) => {
              take(event.target.files)
              // The same file may be chosen again after it was mended.
              event.target.value = ''
            }}
          />
        </label>
        <span>{t('file.drop')}</span>
      </div>
      <p className="muted small">{t('file.local')}</p>
      <div id={`${id}-said`} aria-live="polite">
        {file.state === 'checking' && (
          <Progress
            label={t('file.checking', { name: file.name })}
            value={file.all === 0 ? null : file.checked / file.all}
          />
        )}
        {file.state === 'refused' && (
          <p className="deposit-wrong">
            {t.rich('fault.of', {
              name: <bdi key="name">{file.name}</bdi>,
              why: t(`fault.${file.fault}`),
            })}
          </p>
        )}
        {file.state === 'checked' && (
          <p>
            {t('file.done', {
              name: file.name,
              good: file.good.length,
              all: file.checked.length,
            })}
          </p>
        )}
      </div>
    </div>
  )
}
