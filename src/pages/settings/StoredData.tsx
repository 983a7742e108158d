import { useState } from 'react'
import { useKeel, useSnapshot } from '../../data/KeelProvider.tsx'
import { deleteLogStore } from '../../protocol/logs/deleteLogStore.ts'
import { BlockNumber } from '../../ui/BlockNumber.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { messages } from './messages.ts'

/** What this browser keeps of the chains, and the way to be rid of it. */
export function StoredData() {
  const t = useT(messages)
  const { connection } = useKeel()
  const { network } = useSnapshot()
  const [open, setOpen] = useState(false)
  const [state, setState] = useState<'idle' | 'deleting' | 'blocked' | 'failed'>('idle')
  const busy = state === 'deleting' || state === 'blocked'

  const forget = () => {
    setState('deleting')
    deleteLogStore(() => setState('blocked')).then(
      () => location.reload(),
      () => setState('failed'),
    )
  }
  return (
    <section className="stack settings-text" aria-labelledby="stored">
      <h2 id="stored">{t('stored.title')}</h2>
      <p>{t('stored.text')}</p>
      {connection && network && (
        <p className="muted">
          {t.rich('stored.now', {
            chain: connection.chain.name,
            from: <BlockNumber bare number={network.coverage.fromBlock} />,
            to: <BlockNumber bare number={network.coverage.toBlock} />,
          })}
        </p>
      )}
      <div className="row">
        <Button onClick={() => setOpen(true)}>{t('stored.forget')}</Button>
      </div>
      <Dialog
        open={open}
        onClose={() => {
          if (!busy) setOpen(false)
        }}
        title={t('stored.sure')}
        footer={
          <div className="row">
            <Button kind="primary" busy={busy} onClick={forget}>
              {t('stored.forget')}
            </Button>
            {!busy && (
              <Button kind="quiet" onClick={() => setOpen(false)}>
                {t('stored.keep')}
              </Button>
            )}
          </div>
        }
      >
        <div className="stack-s">
          <p>{t('stored.what')}</p>
          <p>{t('stored.kept')}</p>
          <p role="status">{state === 'blocked' && t('stored.blocked')}</p>
          {state === 'failed' && <ErrorState compact message={t('stored.failed')} />}
        </div>
      </Dialog>
    </section>
  )
}
