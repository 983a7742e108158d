import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { type MarketScenario, parseScenario, scenarioQuery } from './scenario.ts'

/** The scenario in the page's address, and a way to change parts of it. */
export function useScenario(): [MarketScenario, (change: Partial<MarketScenario>) => void] {
  const [query, setQuery] = useSearchParams()
  const scenario = useMemo(() => parseScenario(query), [query])
  const change = useCallback(
    (part: Partial<MarketScenario>) =>
      setQuery(
        () => {
          // As the address is now: another part may have been changed in the same moment.
          const next = new URLSearchParams(window.location.search)
          const whole = scenarioQuery({ ...parseScenario(next), ...part })
          for (const [name, value] of Object.entries(whole)) {
            if (value === '') next.delete(name)
            else next.set(name, value)
          }
          return next
        },
        { replace: true },
      ),
    [setQuery],
  )
  return [scenario, change]
}
