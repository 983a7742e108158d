import { useEffect, useMemo, useState } from 'react'
import { defaultAssumptions } from '../risk/assumptions.ts'
import type { Assessor, createAssessor } from './assessment.ts'
import { useSnapshot } from './KeelProvider.tsx'

let create: typeof createAssessor | null = null

/** Judges stakes against the latest reading; `null` until there is one, and until the code that judges has come. */
export function useAssessor(): Assessor | null {
  const { network } = useSnapshot()
  const [loaded, setLoaded] = useState(() => create)
  const [failure, setFailure] = useState<Error | null>(null)
  useEffect(() => {
    if (create) return
    import('./assessment.ts').then((module) => {
      create = module.createAssessor
      setLoaded(() => create)
    }, setFailure)
  }, [])
  if (failure) throw failure
  return useMemo(
    () => (network && loaded ? loaded(network, defaultAssumptions) : null),
    [network, loaded],
  )
}
