/** Something that can be worked out and stopped. */
export type Work<result> = (signal: AbortSignal) => Promise<result>

/**
 * Does one piece of work at a time, and always comes to the newest that was wanted: what was wanted in between is
 * never begun. The one under way is let finish. Were it stopped whenever something newer is wanted, readings that come
 * faster than one can be judged would never let any be judged.
 */
export function createLatestWork<result>(heard: {
  done: (result: result) => void
  failed: (error: unknown) => void
}) {
  let running: AbortController | null = null
  let next: Work<result> | null = null

  function begin(work: Work<result>) {
    const own = new AbortController()
    running = own
    const over = (tell: () => void) => {
      if (running !== own) return
      running = null
      tell()
      const following = next
      next = null
      if (following && running === null) begin(following)
    }
    work(own.signal).then(
      (result) => over(() => heard.done(result)),
      (error: unknown) => over(() => heard.failed(error)),
    )
  }

  return {
    /** Wants this now; `null` wants nothing and stops what is under way. */
    want(work: Work<result> | null) {
      if (work === null) this.stop()
      else if (running) next = work
      else begin(work)
    },
    stop() {
      running?.abort()
      running = null
      next = null
    },
  }
}
