import { RpcError } from './errors.ts'

/**
 * Lets at most `limit` requests to one origin through at a time, in the order in which they came,
 * and holds all of them back while that origin has asked for a pause.
 */
export class Gate {
  #active = 0
  #opensAt = 0
  readonly #waiting: (() => void)[] = []
  readonly limit: number

  constructor(limit: number) {
    this.limit = limit
  }

  /** Holds back every request of this origin for so many milliseconds from now. */
  pause(milliseconds: number): void {
    this.#opensAt = Math.max(this.#opensAt, Date.now() + milliseconds)
  }

  /** Runs a request as soon as there is room. Rejects at once when the signal aborts first. */
  async run<T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter(signal)
    try {
      for (let wait = this.#opensAt - Date.now(); wait > 0; wait = this.#opensAt - Date.now()) {
        await sleep(wait, signal)
      }
      return await request()
    } finally {
      this.#active -= 1
      this.#waiting.shift()?.()
    }
  }

  #enter(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(abortReason(signal))
        return
      }
      const enter = () => {
        signal?.removeEventListener('abort', leave)
        this.#active += 1
        resolve()
      }
      const leave = () => {
        const index = this.#waiting.indexOf(enter)
        if (index >= 0) this.#waiting.splice(index, 1)
        reject(abortReason(signal))
      }
      if (this.#active < this.limit) {
        enter()
        return
      }
      this.#waiting.push(enter)
      signal?.addEventListener('abort', leave, { once: true })
    })
  }
}

const gates = new Map<string, Gate>()

/** The one gate that all clients of an RPC's origin share. */
export function gateFor(url: string, limit: number): Gate {
  const origin = new URL(url).origin
  const existing = gates.get(origin)
  if (existing !== undefined) return existing
  const gate = new Gate(limit)
  gates.set(origin, gate)
  return gate
}

/** Resolves after so many milliseconds; rejects at once when the signal aborts. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(abortReason(signal))
      return
    }
    const stop = () => {
      clearTimeout(timer)
      reject(abortReason(signal))
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', stop, { once: true })
  })
}

function abortReason(signal: AbortSignal | undefined): Error {
  return new RpcError('aborted', '', {
    cause: signal?.reason instanceof Error ? signal.reason : new Error('aborted'),
  })
}
