import { useState } from 'react'
import type { Connection } from '../../data/KeelProvider.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { showToast } from '../../ui/toast.ts'
import { messages } from './messages.ts'

/** Starts a plan and keeps its sheet open; what it changed is read again when it closes. */
export function usePlanStart({ store }: Pick<Connection, 'store'>) {
  const t = useT(messages)
  const [id, setId] = useState<string | null>(null)
  const [starting, setStarting] = useState(false)
  return {
    id,
    starting,
    start(plan: Promise<string>) {
      setStarting(true)
      plan
        .then(setId, () => showToast('error', t('start.failed')))
        .finally(() => setStarting(false))
    },
    close() {
      setId(null)
      store.refresh()
    },
  }
}
