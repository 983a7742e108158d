import { useCallback } from 'react'
import { useSearchParams } from 'wouter'

/** One value of the address' query, so that a view can be shared and survives a reload; '' when absent. */
export function useQueryState(name: string): [string, (value: string) => void] {
  const [parameters, setParameters] = useSearchParams()
  const set = useCallback(
    (value: string) =>
      setParameters(
        () => {
          // As the address is now: another value may have been set in the same moment.
          const next = new URLSearchParams(window.location.search)
          if (value === '') next.delete(name)
          else next.set(name, value)
          return next
        },
        { replace: true },
      ),
    [name, setParameters],
  )
  return [parameters.get(name) ?? '', set]
}
