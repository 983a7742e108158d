import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { type Filters, parseFilters, writeFilters } from './filters.ts'

/** The filters in the address, and a way to change some of them. */
export function useFilters(): [Filters, (change: Partial<Filters>) => void] {
  const [query, setQuery] = useSearchParams()
  const text = query.toString()
  const filters = useMemo(() => parseFilters(new URLSearchParams(text)), [text])
  const change = useCallback(
    (part: Partial<Filters>) =>
      setQuery(
        () => {
          // As the address is now: another value may have been set in the same moment.
          const now = new URLSearchParams(window.location.search)
          return writeFilters(now, { ...parseFilters(now), ...part })
        },
        { replace: true },
      ),
    [setQuery],
  )
  return [filters, change]
}
