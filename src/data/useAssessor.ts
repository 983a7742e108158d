import { useMemo } from 'react'
import { defaultAssumptions } from '../risk/assumptions.ts'
import { type Assessor, createAssessor } from './assessment.ts'
import { useSnapshot } from './KeelProvider.tsx'

/** Judges stakes against the latest reading; `null` until there is one. */
export function useAssessor(): Assessor | null {
  const { network } = useSnapshot()
  return useMemo(() => (network ? createAssessor(network, defaultAssumptions) : null), [network])
}
