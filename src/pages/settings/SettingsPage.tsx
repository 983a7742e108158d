import { useEffect, useState } from 'react'
import { useKeel } from '../../data/KeelProvider.tsx'
import type { Session } from '../../data/session.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Page } from '../../ui/Page.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { commonMessages } from '../common/messages.ts'
import { AssumptionSheet } from './AssumptionSheet.tsx'
import { ChainSettings } from './ChainSettings.tsx'
import { DeploymentDetails } from './DeploymentDetails.tsx'
import { LookSettings } from './LookSettings.tsx'
import { messages } from './messages.ts'
import { NameSettings } from './NameSettings.tsx'
import { StoredData } from './StoredData.tsx'
import './settings.css'

/** How Keel looks, what it reads from, what it keeps and what it assumes. */
export default function SettingsPage() {
  const t = useT(messages)
  const common = useT(commonMessages)
  const { session, sessionStore } = useKeel()
  const known = useKnownSession(session)

  // A link to one section: the browser looked for it before the page was there, and what stands above
  // it moves it once the chains are known.
  const placed = known !== null || session.state === 'failed'
  useEffect(() => {
    if (placed && location.hash !== '')
      document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [placed])

  return (
    <Page title={t('title')} lead={t('lead')}>
      <LookSettings />
      {session.state === 'failed' && (
        <ErrorState
          name={common('deployments.title')}
          message={common('deployments.failed')}
          detail={
            'shortMessage' in session.error
              ? String(session.error.shortMessage)
              : session.error.message
          }
          onRetry={() => sessionStore.start()}
        />
      )}
      {known === null ? (
        session.state === 'loading' && <Progress label={common('reading.loading')} value={null} />
      ) : (
        <>
          <ChainSettings session={session} deployments={known.deployments} chain={known.chain} />
          <NameSettings chain={known.chain} />
        </>
      )}
      <StoredData />
      {known !== null && <DeploymentDetails deployments={known.deployments} chain={known.chain} />}
      <AssumptionSheet />
    </Page>
  )
}

type KnownSession = Extract<Session, { state: 'ready' | 'unreachable' }>

/** The session, or the last one that named a chain while the next is on its way. */
function useKnownSession(session: Session): KnownSession | null {
  const present = session.state === 'ready' || session.state === 'unreachable' ? session : null
  const [last, setLast] = useState(present)
  if (present !== null && present !== last) setLast(present)
  return present ?? last
}
