import type { Chain } from '../../protocol/deployments/types.ts'
import type { Network } from '../../protocol/network/types.ts'
import type { Assumptions } from '../../risk/assumptions.ts'
import { SupersededError } from './superseded.ts'
import type { Names, NetworkReader } from './types.ts'
import {
  encodeReading,
  type FromReader,
  type Kind,
  type Port,
  type Requests,
  type ToReader,
} from './wire.ts'
import { encodeError } from './wireError.ts'

/** Readings that can still be asked about. */
const kept = 2

/** Serves a reader through a port: the far end of {@link createPortReader}. */
export function serveReader(
  port: Port,
  open: (chain: Chain, rpcUrl: string, onNames: (names: Names) => void) => NetworkReader,
): void {
  let reader: NetworkReader | null = null
  const running = new Map<number, AbortController>()
  /** The last readings, newest last. */
  const readings: { id: number; network: Network }[] = []
  let count = 0
  let assumptions: { text: string; value: Assumptions } | null = null

  const post = (message: FromReader) => port.postMessage(message)

  /** The same object for equal assumptions, so that nothing is prepared twice. */
  function same(value: Assumptions): Assumptions {
    const text = JSON.stringify(value)
    if (assumptions?.text !== text) assumptions = { text, value }
    return assumptions.value
  }

  function networkOf(id: number): Network {
    const found = readings.find((reading) => reading.id === id)
    if (!found) throw new SupersededError()
    return found.network
  }

  async function answer(
    own: NetworkReader,
    request: Extract<ToReader, { type: Kind }>,
    signal: AbortSignal,
  ): Promise<Requests[Kind]['answer']> {
    switch (request.type) {
      case 'read': {
        const { block, stakers, known } = request.ask
        const read = await own.read({
          block,
          stakers,
          signal,
          onProgress: (progress) => post({ type: 'progress', id: request.id, progress }),
        })
        signal.throwIfAborted()
        const before = readings.find((reading) => reading.id === known)?.network ?? null
        const id = ++count
        readings.push({ id, network: read.network })
        if (readings.length > kept) readings.shift()
        return encodeReading(id, read, before)
      }
      case 'position': {
        const { reading, staker } = request.ask
        return own.position({ network: networkOf(reading), staker, signal })
      }
      case 'judge': {
        const { reading, assumptions, windowDays, stake } = request.ask
        return own.judge({
          network: networkOf(reading),
          assumptions: same(assumptions),
          windowDays,
          stake,
          signal,
        })
      }
      case 'scores':
        return own.scores({
          network: networkOf(request.ask.reading),
          overrides: request.ask.overrides,
          signal,
        })
    }
  }

  async function run(request: Extract<ToReader, { type: Kind }>) {
    const { id } = request
    const controller = new AbortController()
    running.set(id, controller)
    try {
      if (!reader) throw new Error('The reader was asked before it was opened.')
      post({ type: 'done', id, answer: await answer(reader, request, controller.signal) })
    } catch (error) {
      post({ type: 'failed', id, error: encodeError(error) })
    } finally {
      running.delete(id)
    }
  }

  port.addEventListener('message', ({ data }) => {
    const message = data as ToReader
    if (message.type === 'open')
      reader = open(message.chain, message.rpcUrl, (names) => post({ type: 'names', names }))
    else if (message.type === 'abort') running.get(message.id)?.abort()
    else void run(message)
  })
  post({ type: 'ready' })
}
