import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import { parseScenario, type Scenario, writeScenario } from '../../data/scenario.ts'

/** A slider moves faster than an address may be written. */
const WAIT = 200

/** The scenario in the address, and a way to change a part of it; what is being dragged counts at once. */
export function useScenario(): [Scenario, (change: Partial<Scenario>) => void] {
  const [query, setQuery] = useSearchParams()
  const text = query.toString()
  const written = useMemo(() => parseScenario(new URLSearchParams(text)), [text])
  const [draft, setDraft] = useState<Scenario | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  useEffect(() => () => clearTimeout(timer.current), [])
  const scenario = draft ?? written
  const latest = useRef(scenario)
  latest.current = scenario
  const change = useCallback(
    (part: Partial<Scenario>) => {
      const next = { ...latest.current, ...part }
      latest.current = next
      setDraft(next)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        // As the address is now: another value may have been set meanwhile.
        setQuery(() => writeScenario(new URLSearchParams(window.location.search), next), {
          replace: true,
        })
        setDraft(null)
      }, WAIT)
    },
    [setQuery],
  )
  return [scenario, change]
}
