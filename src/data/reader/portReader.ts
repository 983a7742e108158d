import type { Chain } from '../../protocol/deployments/types.ts'
import type { LogProgress } from '../../protocol/logs/types.ts'
import type { Network } from '../../protocol/network/types.ts'
import { RpcError } from '../../protocol/rpc/errors.ts'
import type { Names, NetworkReader } from './types.ts'
import {
  decodeReading,
  type FromReader,
  type Kind,
  type Port,
  type Requests,
  type ToReader,
} from './wire.ts'
import { decodeError } from './wireError.ts'

type Waiting = {
  done: (answer: never) => void
  failed: (error: Error) => void
  onProgress: ((progress: LogProgress) => void) | undefined
}

/** A reader that works at the other end of a port; see {@link serveReader}. */
export function createPortReader(
  port: Port,
  parameters: { chain: Chain; rpcUrl: string; onNames?: ((names: Names) => void) | undefined },
): NetworkReader {
  const { chain, rpcUrl, onNames } = parameters
  const waiting = new Map<number, Waiting>()
  const readings = new WeakMap<Network, number>()
  let last: Network | null = null
  let count = 0
  let stopped = false

  const post = (message: ToReader) => port.postMessage(message)
  const notWaitedFor = () => new RpcError('aborted', rpcUrl)

  function ask<kind extends Kind>(
    type: kind,
    parameters: Requests[kind]['ask'],
    signal: AbortSignal | undefined,
    onProgress?: (progress: LogProgress) => void,
  ): Promise<Requests[kind]['answer']> {
    return new Promise((resolve, reject) => {
      if (stopped || signal?.aborted) {
        reject(notWaitedFor())
        return
      }
      const id = ++count
      const abort = () => {
        waiting.delete(id)
        post({ type: 'abort', id })
        reject(notWaitedFor())
      }
      const end = () => {
        waiting.delete(id)
        signal?.removeEventListener('abort', abort)
      }
      waiting.set(id, {
        done(answer) {
          end()
          resolve(answer)
        },
        failed(error) {
          end()
          reject(error)
        },
        onProgress,
      })
      signal?.addEventListener('abort', abort, { once: true })
      post({ type, id, ask: parameters } as ToReader)
    })
  }

  function readingOf(network: Network): number {
    const reading = readings.get(network)
    if (reading === undefined) throw new Error('This network was read by another reader.')
    return reading
  }

  port.addEventListener('message', ({ data }) => {
    const message = data as FromReader
    switch (message.type) {
      case 'ready':
        break
      case 'names':
        onNames?.(message.names)
        break
      case 'progress':
        waiting.get(message.id)?.onProgress?.(message.progress)
        break
      case 'done':
        waiting.get(message.id)?.done(message.answer as never)
        break
      case 'failed':
        waiting.get(message.id)?.failed(decodeError(message.error))
        break
    }
  })
  post({ type: 'open', chain, rpcUrl })

  return {
    async read({ block, stakers, signal, onProgress }) {
      const known = (last && readings.get(last)) ?? null
      const wire = await ask('read', { block, stakers, known }, signal, onProgress)
      const read = decodeReading(wire, last)
      last = read.network
      readings.set(read.network, wire.reading)
      return read
    },
    async position({ network, staker, signal }) {
      return ask('position', { reading: readingOf(network), staker }, signal)
    },
    async judge({ network, assumptions, windowDays, stake, signal }) {
      const reading = readingOf(network)
      return ask('judge', { reading, assumptions, windowDays, stake }, signal)
    },
    async scores({ network, overrides, signal }) {
      return ask('scores', { reading: readingOf(network), overrides }, signal)
    },
    stop() {
      stopped = true
      for (const { failed } of [...waiting.values()]) failed(notWaitedFor())
    },
  }
}
