import { startTransition, useEffect, useState } from 'react'
import { RpcError } from '../protocol/rpc/errors.ts'
import { SupersededError } from './reader/superseded.ts'

/**
 * What `work` comes to: `null` until there is a first result, the last one while a newer `work` is under way.
 *
 * @param work the same function as long as its subject is the same; `null` does nothing
 */
export function useLatest<result>(
  work: ((signal: AbortSignal) => Promise<result>) | null,
): result | null {
  const [latest, setLatest] = useState<result | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  useEffect(() => {
    const over = new AbortController()
    work?.(over.signal).then(
      (result) => {
        if (!over.signal.aborted) startTransition(() => setLatest(() => result))
      },
      (error: unknown) => {
        // With a newer reading, or a reader that was stopped, comes other work.
        const passing = error instanceof SupersededError || error instanceof RpcError
        if (!over.signal.aborted && !passing) setFailure(error)
      },
    )
    return () => over.abort()
  }, [work])
  if (failure !== null) throw failure
  return latest
}
