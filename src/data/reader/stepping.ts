import { breath } from '../../protocol/inSlices.ts'

/** Longest stretch of work, in milliseconds, before a request to stop is heard. */
const slice = 12

/**
 * Takes work through its steps, letting others have their turn between slices of it.
 *
 * @throws the signal's reason once it aborts
 */
export async function inTurns<result>(
  work: Generator<unknown, result>,
  signal: AbortSignal | undefined,
): Promise<result> {
  let until = performance.now() + slice
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    if (performance.now() < until) continue
    await breath()
    signal?.throwIfAborted()
    until = performance.now() + slice
  }
}
