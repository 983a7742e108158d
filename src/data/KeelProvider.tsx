import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import type { Client } from 'viem'
import type { Chain } from '../protocol/deployments/types.ts'
import { createHeadTracker, type HeadTracker } from '../protocol/rpc/headTracker.ts'
import { rememberNames } from './checkpointNames.ts'
import { createNetworkStore, type NetworkStore, type Snapshot } from './networkStore.ts'
import { openReader } from './reader/openReader.ts'
import type { Session, SessionStore } from './session.ts'

/** A chain that is connected: what the pages read from. */
export type Connection = {
  chain: Chain
  client: Client
  rpcUrl: string
  store: NetworkStore
  head: HeadTracker
}

type Keel = { sessionStore: SessionStore; session: Session; connection: Connection | null }

const KeelContext = createContext<Keel | null>(null)

/** Readings follow each other no faster than this, however quick the blocks. */
const leastInterval = 6_000

/** Keeps one network store for the chain in use. The session is the page's own and started already. */
export function KeelProvider({
  sessionStore,
  children,
}: {
  sessionStore: SessionStore
  children: ReactNode
}) {
  const session = useSyncExternalStore(
    sessionStore.subscribe,
    sessionStore.getSession,
    sessionStore.getSession,
  )
  const [connection, setConnection] = useState<Connection | null>(null)

  const ready = session.state === 'ready' ? session : null
  useEffect(() => {
    if (!ready) return
    const { chain, client, rpcUrl } = ready
    const store = createNetworkStore({
      interval: Math.max(leastInterval, chain.blockTime * 1_000),
      reader: openReader({
        chain,
        client,
        rpcUrl,
        onNames: (names) => rememberNames(chain.chainId, names),
      }),
    })
    const tracker = createHeadTracker({ client, blockTime: chain.blockTime })
    const unsubscribe = tracker.subscribe(() => {
      const { head } = tracker.getSnapshot()
      if (head) store.setHead(head)
    })
    tracker.start()
    setConnection({ chain, client, rpcUrl, store, head: tracker })
    return () => {
      unsubscribe()
      tracker.stop()
      store.stop()
      setConnection(null)
    }
  }, [ready])

  const value = useMemo(
    () => ({ sessionStore, session, connection }),
    [sessionStore, session, connection],
  )
  return <KeelContext.Provider value={value}>{children}</KeelContext.Provider>
}

/** The session and the connection of this page. */
export function useKeel(): Keel {
  const keel = useContext(KeelContext)
  if (!keel) throw new Error('useKeel needs a KeelProvider around it')
  return keel
}

const nothing: Snapshot = {
  network: null,
  positions: new Map(),
  progress: null,
  error: null,
  reading: false,
}
const never = () => () => undefined

/** The latest reading of the network. */
export function useSnapshot(): Snapshot {
  const { connection } = useKeel()
  const snapshot = connection?.store.getSnapshot ?? (() => nothing)
  return useSyncExternalStore(connection?.store.subscribe ?? never, snapshot, snapshot)
}
