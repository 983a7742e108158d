import { useMemo } from 'react'
import { type Assessor, createAssessor } from '../../data/assessment.ts'

/** The same judgement with rewards of other days; `null` where nobody asks for it. */
export function useWindowed(assessor: Assessor, days: number | null): Assessor | null {
  return useMemo(
    () => (days === null ? null : createAssessor(assessor.reading, assessor.assumptions, days)),
    [assessor, days],
  )
}
