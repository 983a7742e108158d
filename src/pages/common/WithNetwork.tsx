import type { ReactNode } from 'react'
import type { Assessor } from '../../data/assessment.ts'
import { type Connection, useKeel, useSnapshot } from '../../data/KeelProvider.tsx'
import { useAssessor } from '../../data/useAssessor.ts'
import { NotDeployedError, WrongChainError } from '../../protocol/deployments/errors.ts'
import type { Network } from '../../protocol/network/types.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { uiMessages } from '../../ui/messages.ts'
import { Progress } from '../../ui/Progress.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Gaps } from './Gaps.tsx'
import { messageOf } from './messageOf.ts'
import { commonMessages } from './messages.ts'
import { RpcForm } from './RpcForm.tsx'

export type Reading = { network: Network; assessor: Assessor; connection: Connection }

/** The part of a page that needs the chain and judges stakes: what is missing is said, what was read is kept. */
export function WithNetwork({ children }: { children: (reading: Reading) => ReactNode }) {
  return (
    <WithChain>
      {({ connection }) => <Assessed connection={connection}>{children}</Assessed>}
    </WithChain>
  )
}

function Assessed({
  connection,
  children,
}: {
  readonly connection: Connection
  readonly children: (reading: Reading) => ReactNode
}) {
  const assessor = useAssessor()
  if (!assessor) return <Skeleton lines={8} />
  return children({ network: assessor.network, assessor, connection })
}

/** The same for a page that judges nothing by itself. */
export function WithChain({
  children,
}: {
  children: (reading: Omit<Reading, 'assessor'>) => ReactNode
}) {
  const t = useT(commonMessages)
  const ui = useT(uiMessages)
  const { session, connection, sessionStore } = useKeel()
  const snapshot = useSnapshot()

  if (session.state === 'failed')
    return (
      <ErrorState
        name={t('deployments.title')}
        message={t('deployments.failed')}
        detail={messageOf(session.error)}
        onRetry={() => sessionStore.start()}
      />
    )
  if (session.state === 'unreachable') {
    const chain = session.chain.name
    const error = session.failures.at(-1)?.error
    const message =
      error === undefined
        ? t('rpc.none', { chain })
        : error instanceof WrongChainError
          ? t('rpc.wrongChain')
          : error instanceof NotDeployedError
            ? t('rpc.notDeployed')
            : t('rpc.failed', { chain })
    return (
      <div className="stack">
        <ErrorState
          name={t('rpc.title', { chain })}
          message={message}
          detail={
            session.failures.map((failure) => messageOf(failure.error)).join('\n') || undefined
          }
          {...(session.failures.length > 0
            ? { onRetry: () => sessionStore.start(), retrying: session.trying }
            : {})}
        />
        <RpcForm chainId={session.chain.chainId} />
      </div>
    )
  }

  const { network, progress, error } = snapshot
  if (!network || !connection) {
    const chain = session.state === 'ready' ? session.chain.name : ''
    return (
      <div className="stack">
        {error !== null && (
          <ErrorState
            name={error.name}
            message={t('reading.failed')}
            detail={messageOf(error)}
            onRetry={() => connection?.store.refresh()}
            retrying={snapshot.reading}
          />
        )}
        <Progress
          label={
            session.state === 'loading'
              ? t('reading.loading')
              : progress
                ? t('reading.log', { chain })
                : snapshot.reading
                  ? t('reading.calls')
                  : t('reading.connecting', { chain })
          }
          value={progress ? progress.fraction : null}
        />
        <Skeleton height="8rem" />
        <Skeleton lines={5} />
      </div>
    )
  }
  return (
    <>
      {error !== null && (
        <Banner kind="warning">
          {t('reading.kept', { block: network.block.number })}
          <span className="secures-note">
            {error.name}: <bdi>{messageOf(error)}</bdi>
          </span>
        </Banner>
      )}
      {!network.coverage.complete && (
        <Banner
          kind="warning"
          action={
            <Button icon="retry" onClick={() => connection.store.refresh()}>
              {ui('common.retry')}
            </Button>
          }
        >
          {t('reading.gaps')}
          <Gaps gaps={network.coverage.gaps} />
        </Banner>
      )}
      {network.failures.length > 0 && (
        <Banner kind="warning">
          {t('reading.incomplete', { count: network.failures.length })}
          <details>
            <summary>{t('reading.which')}</summary>
            <ul>
              {network.failures.slice(0, 50).map((failure) => (
                <li key={failure.what}>
                  {failure.what}: <bdi>{failure.message}</bdi>
                </li>
              ))}
            </ul>
          </details>
        </Banner>
      )}
      {children({ network, connection })}
    </>
  )
}
