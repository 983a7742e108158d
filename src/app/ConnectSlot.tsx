import { lazy, Suspense, useState } from 'react'
import type { Deployments } from '../protocol/deployments/types.ts'
import { hasStoredPlans } from '../tx/hasStoredPlans.ts'
import { Button } from '../ui/Button.tsx'
import { useT } from '../ui/i18n/useT.ts'
import { readStored } from '../ui/storage.ts'
import { openConnect, useConnectOpen } from '../wallet/openConnect.ts'
import { shellMessages } from './i18n/messages.ts'

const WalletSlot = lazy(() => import('./WalletSlot.tsx'))

/** Whether there is a connection or a plan to take up: only then does the wallet side load by itself. */
const hasPast = () => readStored('keel.wallet.recentConnectorId') !== null || hasStoredPlans()

/** The connect button. The wallet side is a chunk of its own that arrives when it is wanted. */
export function ConnectSlot(props: {
  readonly deployments: Deployments
  readonly chainId: number
  readonly rpcUrl: string | undefined
}) {
  const t = useT(shellMessages)
  const open = useConnectOpen()
  const [past] = useState(hasPast)
  const [wanted, setWanted] = useState(false)
  // Once there, it stays: closing its dialog must not take the connection away.
  if (open && !wanted) setWanted(true)
  const button = (
    <Button icon="wallet" busy={wanted || past} onClick={openConnect}>
      {t('shell.connect')}
    </Button>
  )
  if (!past && !wanted) return button
  return (
    <Suspense fallback={button}>
      <WalletSlot {...props} />
    </Suspense>
  )
}
