import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Assessor } from './assessment.ts'
import { assumptionStore } from './assumptionStore.ts'
import { useSnapshot } from './KeelProvider.tsx'

async function load() {
  const [{ createAssessor }, { inForce }] = await Promise.all([
    import('./assessment.ts'),
    import('./inForce.ts'),
  ])
  return { createAssessor, inForce }
}

let loaded: Awaited<ReturnType<typeof load>> | null = null

/**
 * Judges stakes against the latest reading under the assumptions in force; `null` until there is a reading, and until
 * the code that judges has come.
 */
export function useAssessor(): Assessor | null {
  const { network } = useSnapshot()
  const { overrides } = useSyncExternalStore(assumptionStore.subscribe, assumptionStore.get)
  const [code, setCode] = useState(loaded)
  const [failure, setFailure] = useState<Error | null>(null)
  useEffect(() => {
    if (loaded) return
    load().then((modules) => {
      loaded = modules
      setCode(modules)
    }, setFailure)
  }, [])
  if (failure) throw failure
  return useMemo(
    () => (network && code ? code.createAssessor(network, code.inForce(overrides)) : null),
    [network, code, overrides],
  )
}
