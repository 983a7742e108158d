import { useEffect, useState } from 'react'
import { inSlices } from '../protocol/inSlices.ts'
import type { Address } from '../protocol/network/types.ts'
import type { Assessment, Assessor } from './assessment.ts'

/** Every operator judged by the reference position, all at the block of one assessor. */
export type References = { assessor: Assessor; of: ReadonlyMap<Address, Assessment | null> }

/**
 * Judges all operators by the reference position, a slice at a time, so that the page stays alive meanwhile.
 * `null` until the first reading is judged; while a new one is, the last stays, with the assessor it belongs to.
 */
export function useReferences(assessor: Assessor): References | null {
  const [references, setReferences] = useState<References | null>(null)
  useEffect(() => {
    let over = false
    void inSlices(assessor.network.operators, ({ address }) => {
      // Nobody waits for the rest once there is a newer reading.
      return over ? null : ([address, assessor.reference(address)] as const)
    }).then((entries) => {
      if (!over) setReferences({ assessor, of: new Map(entries.filter((entry) => entry !== null)) })
    })
    return () => {
      over = true
    }
  }, [assessor])
  return references
}
