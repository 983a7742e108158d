import type { Client } from 'viem'
import { loadDeployments } from '../protocol/deployments/load.ts'
import type { Chain, Deployments } from '../protocol/deployments/types.ts'
import { verifyChain } from '../protocol/deployments/verify.ts'
import { breath } from '../protocol/inSlices.ts'
import { createClientFor } from '../protocol/rpc/client.ts'
import { readStored, writeStored } from '../ui/storage.ts'

/** What Keel is connected to, or why it is not yet. */
export type Session =
  /** `chain` once `deployments.json` is read and the RPCs are asked. */
  | { state: 'loading'; chain?: Chain }
  /** `deployments.json` cannot be used at all. */
  | { state: 'failed'; error: Error }
  | {
      /** No RPC answers for this chain, or none is configured: the reader can enter one. Tried again by itself. */
      state: 'unreachable'
      deployments: Deployments
      chain: Chain
      failures: readonly { url: string; error: Error }[]
      trying: boolean
    }
  | { state: 'ready'; deployments: Deployments; chain: Chain; rpcUrl: string; client: Client }

const retryAfter = 5_000

const rpcKey = (chainId: number) => `keel.rpc.${chainId}`
const chainKey = 'keel.chain'

/** The reader's own RPC for a chain, if one was entered. */
export function storedRpcUrl(chainId: number): string | null {
  return readStored(rpcKey(chainId))
}

/** `?chain=` of the address, then the stored choice, then the first chain of the file. */
export function chooseChain(
  deployments: Deployments,
  search: string,
  stored: string | null,
): Chain {
  const asked = new URLSearchParams(search).get('chain')
  const find = (id: string | null) =>
    deployments.chains.find((chain) => String(chain.chainId) === id)
  return find(asked) ?? find(stored) ?? deployments.chains[0]
}

/** Loads the deployments, chooses chain and RPC, and keeps trying while no RPC answers. */
export function createSession(fetcher: typeof fetch = (...parameters) => fetch(...parameters)) {
  let session: Session = { state: 'loading' }
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let run = 0

  function publish(next: Session) {
    session = next
    for (const listener of listeners) listener()
  }

  async function start() {
    const own = ++run
    clearTimeout(timer)
    publish({ state: 'loading' })
    try {
      const deployments = await loadDeployments(fetcher)
      if (own !== run) return
      const chain = chooseChain(deployments, location.search, readStored(chainKey))
      publish({ state: 'loading', chain })
      await breath()
      if (own !== run) return
      await connect(own, deployments, chain)
    } catch (error) {
      if (own === run) publish({ state: 'failed', error: error as Error })
    }
  }

  async function connect(own: number, deployments: Deployments, chain: Chain) {
    const stored = storedRpcUrl(chain.chainId)
    const urls = stored ? [stored] : chain.rpcUrls
    const failures: { url: string; error: Error }[] = []
    const before = session.state === 'unreachable' ? session.failures : []
    if (before.length > 0)
      publish({ state: 'unreachable', deployments, chain, failures: before, trying: true })
    for (const rpcUrl of urls) {
      try {
        const client = createClientFor(chain, rpcUrl)
        await verifyChain(client, chain)
        if (own === run) publish({ state: 'ready', deployments, chain, rpcUrl, client })
        return
      } catch (error) {
        if (own !== run) return
        failures.push({ url: rpcUrl, error: error as Error })
      }
    }
    publish({ state: 'unreachable', deployments, chain, failures, trying: false })
    if (urls.length > 0) timer = setTimeout(() => void connect(own, deployments, chain), retryAfter)
  }

  return {
    getSession: () => session,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    start: () => void start(),
    /** Resolves when it is known which chain it is, or that nothing tells; after a second at the latest. */
    chainKnown: () =>
      new Promise<void>((resolve) => {
        const done = () => {
          listeners.delete(look)
          resolve()
        }
        const look = () => {
          if (session.state !== 'loading' || session.chain) done()
        }
        listeners.add(look)
        setTimeout(done, 1_000)
        look()
      }),
    /** Uses the reader's own RPC from now on; `null` returns to the configured ones. */
    setRpcUrl(chainId: number, url: string | null) {
      writeStored(rpcKey(chainId), url)
      void start()
    },
    setChain(chainId: number) {
      writeStored(chainKey, String(chainId))
      const url = new URL(location.href)
      if (url.searchParams.has('chain')) {
        url.searchParams.set('chain', String(chainId))
        history.replaceState(history.state, '', url)
      }
      void start()
    },
    stop() {
      run++
      clearTimeout(timer)
    },
  }
}

export type SessionStore = ReturnType<typeof createSession>
