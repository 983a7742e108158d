import { startTransition, useEffect, useState } from 'react'
import { RpcError } from '../protocol/rpc/errors.ts'
import { createLatestWork, type Work } from './latestWork.ts'
import { SupersededError } from './reader/superseded.ts'

/**
 * What `work` comes to: `null` until there is a first result, the last one while a newer `work` is under way.
 *
 * @param work the same function as long as its subject is the same; `null` does nothing
 */
export function useLatest<result>(work: Work<result> | null): result | null {
  const [latest, setLatest] = useState<result | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [works] = useState(() =>
    createLatestWork<result>({
      done: (result) => startTransition(() => setLatest(() => result)),
      failed: (error) => {
        // With a newer reading, or a reader that was stopped, comes other work.
        if (!(error instanceof SupersededError || error instanceof RpcError)) setFailure(error)
      },
    }),
  )
  useEffect(() => works.want(work), [works, work])
  useEffect(() => () => works.stop(), [works])
  if (failure !== null) throw failure
  return latest
}
