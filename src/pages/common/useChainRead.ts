import { useEffect, useRef, useState } from 'react'

type State<value> = { key: string; value: value | null; error: Error | null }

/**
 * Something read at each reading of the network and at its very block. While one is under way the last one stays; a
 * failed one says why. One reading ends before the next begins, so that a slow one is never overtaken for ever.
 *
 * @param key what is read: another key forgets what was read before
 * @param at changes with every block that shall be read
 */
export function useChainRead<value>(
  key: string,
  at: unknown,
  read: (() => Promise<value>) | null,
): { value: value | null; error: Error | null } {
  const [state, setState] = useState<State<value>>({ key: '', value: null, error: null })
  const wanted = useRef<{ key: string; read: () => Promise<value> } | undefined>(undefined)
  const running = useRef(false)
  const latest = useRef(read)
  latest.current = read

  // biome-ignore lint/correctness/useExhaustiveDependencies: the block tells when to read again
  useEffect(() => {
    if (latest.current === null) return
    wanted.current = { key, read: latest.current }
    if (running.current) return
    running.current = true
    const work = async () => {
      for (let next = wanted.current; next; next = wanted.current) {
        const asked = next
        try {
          const value = await asked.read()
          setState({ key: asked.key, value, error: null })
        } catch (error) {
          setState((last) => ({
            key: asked.key,
            value: last.key === asked.key ? last.value : null,
            error: error instanceof Error ? error : new Error(String(error)),
          }))
        }
        if (wanted.current === asked) wanted.current = undefined
      }
      running.current = false
    }
    void work()
  }, [key, at, read === null])

  useEffect(
    () => () => {
      wanted.current = undefined
    },
    [],
  )
  return state.key === key
    ? { value: state.value, error: state.error }
    : { value: null, error: null }
}
