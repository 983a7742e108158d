import { useEffect, useState } from 'react'
import type { Address } from '../protocol/network/types.ts'
import type { Assessment, Assessor } from './assessment.ts'

/** Every operator judged by the reference position, all at the block of one assessor. */
export type References = { assessor: Assessor; of: ReadonlyMap<Address, Assessment | null> }

/** Longest stretch of work, in milliseconds, before the browser may draw and answer again. */
const slice = 12

/**
 * Judges all operators by the reference position, a slice at a time, so that the page stays alive meanwhile.
 * `null` until the first reading is judged; while a new one is, the last stays, with the assessor it belongs to.
 */
export function useReferences(assessor: Assessor): References | null {
  const [references, setReferences] = useState<References | null>(null)
  useEffect(() => {
    const { operators } = assessor.network
    const of = new Map<Address, Assessment | null>()
    let timer: ReturnType<typeof setTimeout>
    let next = 0
    const work = () => {
      const until = performance.now() + slice
      while (next < operators.length && performance.now() < until) {
        const operator = operators[next++]
        if (operator) of.set(operator.address, assessor.reference(operator.address))
      }
      if (next < operators.length) timer = setTimeout(work)
      else setReferences({ assessor, of })
    }
    timer = setTimeout(work)
    return () => clearTimeout(timer)
  }, [assessor])
  return references
}
