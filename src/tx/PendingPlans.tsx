import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useT } from '../ui/i18n/useT.ts'
import { txMessages } from './messages.ts'
import { PlanSheet } from './PlanSheet.tsx'
import { sayRef } from './sayRef.ts'
import { txEngine, usePlans } from './useTx.ts'

/** Plans of this browser that are not over: how many, and the way back into each. */
export default function PendingPlans() {
  const t = useT(txMessages)
  const { plans, notes } = usePlans()
  const [open, setOpen] = useState(false)
  const [shown, setShown] = useState<string | null>(null)
  const pending = plans.filter((plan) => plan.status !== 'done')
  return (
    <>
      {(pending.length > 0 || notes.length > 0) && (
        <Button kind="quiet" icon="clock" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {t('pending.open', { count: pending.length })}
        </Button>
      )}
      <Dialog
        open={open}
        onClose={() => {
          setOpen(false)
          txEngine().dismissNotes()
        }}
        title={t('pending.title')}
      >
        {notes.map((note) => (
          <p key={note.key} role="status">
            {t(`note.${note.key}`, { count: note.count })}
          </p>
        ))}
        {pending.length === 0 && <p>{t('pending.none')}</p>}
        <ul>
          {pending.map((plan) => (
            <li key={plan.id}>
              {sayRef(t, plan.title)} · {t(`pending.status.${plan.status}`)}{' '}
              <Button
                onClick={() => {
                  setOpen(false)
                  setShown(plan.id)
                }}
              >
                {t('pending.resume')}
              </Button>
            </li>
          ))}
        </ul>
      </Dialog>
      <PlanSheet id={shown} onClose={() => setShown(null)} />
    </>
  )
}
