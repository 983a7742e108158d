import type { Client } from 'viem'
import type { Chain } from '../../protocol/deployments/types.ts'
import { createPortReader } from './portReader.ts'
import type { Names, NetworkReader } from './types.ts'
import type { FromReader } from './wire.ts'

type Ready = { worker: Worker; ready: Promise<boolean> }

/**
 * A reader in a worker of its own; where the browser starts none (or its code does not come), one in this thread,
 * which does the same and holds the page up for it.
 */
export function openReader(parameters: {
  chain: Chain
  client: Client
  rpcUrl: string
  onNames?: (names: Names) => void
}): NetworkReader {
  const own = startWorker()
  let over = false
  const chosen: Promise<NetworkReader> = (own?.ready ?? Promise.resolve(false)).then(
    async (ready) => {
      if (own && ready) return createPortReader(own.worker, parameters)
      const { createChainReader } = await import('./chainReader.ts')
      return createChainReader(parameters)
    },
  )
  return {
    read: async (request) => (await chosen).read(request),
    position: async (request) => (await chosen).position(request),
    judge: async (request) => (await chosen).judge(request),
    scores: async (request) => (await chosen).scores(request),
    stop() {
      if (over) return
      over = true
      own?.worker.terminate()
      void chosen.then((reader) => reader.stop())
    },
  }
}

function startWorker(): Ready | null {
  try {
    const worker = new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' })
    const ready = new Promise<boolean>((resolve) => {
      worker.addEventListener('error', () => resolve(false), { once: true })
      worker.addEventListener(
        'message',
        ({ data }: MessageEvent) => resolve((data as FromReader).type === 'ready'),
        { once: true },
      )
    })
    return { worker, ready }
  } catch {
    return null
  }
}
