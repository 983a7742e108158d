import { useEffect, useState } from 'react'

/** Something that is read from the chain for this page alone. */
export type Read<value> =
  | { state: 'idle' | 'reading'; value: value | null }
  | { state: 'done'; value: value }
  | { state: 'failed'; value: value | null; error: Error }

/**
 * Reads something whenever `key` changes; the last value stays while the next is read, and when that fails.
 *
 * @param key what is read, in one string; `null` reads nothing
 */
export function useRead<value>(
  work: (signal: AbortSignal) => Promise<value>,
  key: string | null,
): Read<value> {
  const [read, setRead] = useState<Read<value>>({ state: 'idle', value: null })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the work is told by its key
  useEffect(() => {
    if (key === null) return
    const over = new AbortController()
    setRead(({ value }) => ({ state: 'reading', value }))
    work(over.signal).then(
      (value) => {
        if (!over.signal.aborted) setRead({ state: 'done', value })
      },
      (error: unknown) => {
        if (!over.signal.aborted)
          setRead(({ value }) => ({
            state: 'failed',
            value,
            error: error instanceof Error ? error : new Error(String(error)),
          }))
      },
    )
    return () => over.abort()
  }, [key])
  return read
}
