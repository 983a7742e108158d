import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { KeelProvider, useKeel, useSnapshot } from '../data/KeelProvider.tsx'
import { NamesProvider } from '../data/NamesProvider.tsx'
import type { SessionStore } from '../data/session.ts'
import { deviations } from '../protocol/deployments/known.ts'
import type { Chain } from '../protocol/deployments/types.ts'
import type { HeadSnapshot } from '../protocol/rpc/headTracker.ts'
import { Banner } from '../ui/Banner.tsx'
import { useT } from '../ui/i18n/useT.ts'
import { StatusLine } from '../ui/StatusLine.tsx'
import { App } from './App.tsx'
import { Assumptions } from './Assumptions.tsx'
import { ConnectSlot } from './ConnectSlot.tsx'
import { shellMessages } from './i18n/messages.ts'
import { useFreshNumbers } from './useFreshNumbers.ts'

const DemoSlot = __KEEL_DEMO__ ? lazy(() => import('./DemoSlot.tsx')) : null

/** The whole app: data around the shell, and what the shell's slots hold. */
export function KeelApp({ sessionStore }: { readonly sessionStore: SessionStore }) {
  return (
    <KeelProvider sessionStore={sessionStore}>
      <NamesProvider>
        <Composed />
      </NamesProvider>
    </KeelProvider>
  )
}

function Composed() {
  const { session, connection } = useKeel()
  useFreshNumbers(connection)
  const chain = session.state === 'failed' ? null : (session.chain ?? null)
  return (
    <App
      status={<Status />}
      banner={
        <>
          {chain && <DeploymentBanner chain={chain} />}
          <Assumptions />
        </>
      }
      connect={
        (session.state === 'ready' || session.state === 'unreachable') && (
          <ConnectSlot
            deployments={session.deployments}
            chainId={session.chain.chainId}
            rpcUrl={session.state === 'ready' ? session.rpcUrl : undefined}
          />
        )
      }
      demo={
        chain &&
        DemoSlot && (
          <Suspense fallback={null}>
            <DemoSlot chain={chain} />
          </Suspense>
        )
      }
    />
  )
}

/** Whoever alters deployments.json receives the approvals: a deviation is never silent. */
function DeploymentBanner({ chain }: { readonly chain: Chain }) {
  const t = useT(shellMessages)
  const deviation = deviations(chain)
  if (deviation === null) return null
  return (
    <Banner kind={chain.testnet ? 'info' : 'warning'}>
      {deviation.kind === 'unknownChain'
        ? t('deployment.unknown', { chain: chain.name })
        : t('deployment.deviates', { chain: chain.name, fields: deviation.fields.join(', ') })}
    </Banner>
  )
}

const connecting: HeadSnapshot = { state: 'connecting', head: null, error: null }
const never = () => () => undefined

function Status() {
  const { session, connection } = useKeel()
  const { network, progress } = useSnapshot()
  const head = useSyncExternalStore(
    connection?.head.subscribe ?? never,
    connection?.head.getSnapshot ?? (() => connecting),
  )
  const now = useSecond()
  if (session.state === 'failed' || !session.chain) return null
  const age = head.head === null ? undefined : Math.max(0, (now - head.head.seenAt) / 1_000)
  const behind =
    head.head && network ? Number(head.head.timestamp - network.block.timestamp) : undefined
  return (
    <StatusLine
      chainName={session.chain.name}
      state={session.state === 'unreachable' ? 'down' : head.state}
      block={network?.block.number ?? head.head?.number}
      {...(age === undefined ? {} : { ageSeconds: Math.round(age + Math.max(0, behind ?? 0)) })}
      {...(progress
        ? { sync: { state: 'syncing' as const, progress: progress.fraction } }
        : network
          ? {
              sync: {
                state: network.coverage.complete ? ('complete' as const) : ('incomplete' as const),
              },
            }
          : {})}
      explorer={session.chain.explorerUrl}
    />
  )
}

/** Monotonic milliseconds, renewed every second. */
function useSecond(): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
