import { type ReactNode, useRef } from 'react'
import type { Connection } from '../../data/KeelProvider.tsx'
import { PlanSheet } from '../../tx/PlanSheet.tsx'
import { usePlan } from '../../tx/useTx.ts'

/**
 * The sheet of a plan whose effects follow the chain until the wallet has sent it: what it changes is no longer
 * a matter of before and after then.
 */
export function LeaveSheet({
  id,
  connection,
  effects,
  onClose,
}: {
  readonly id: string | null
  readonly connection: Connection
  readonly effects: ReactNode
  readonly onClose: () => void
}) {
  const plan = usePlan(id)
  const kept = useRef<{ id: string | null; effects: ReactNode }>({ id: null, effects: null })
  const sent = plan?.steps.some((step) => step.hash !== undefined) === true
  if (!sent || kept.current.id !== id) kept.current = { id, effects }
  return (
    <PlanSheet
      id={id}
      effects={kept.current.effects ?? undefined}
      onClose={() => {
        onClose()
        connection.store.refresh()
      }}
    />
  )
}
