import { lazy, Suspense, useEffect } from 'react'
import { useLocation } from 'wouter'
import type { Deployments } from '../protocol/deployments/types.ts'
import type { Address } from '../protocol/network/types.ts'
import { hasStoredPlans } from '../tx/hasStoredPlans.ts'
import { ConnectButton } from '../wallet/ConnectButton.tsx'
import { startWallet, useWallet } from '../wallet/walletStore.ts'
import { setConnectedAccount } from './connectedAccount.ts'

const ConsoleRights = lazy(() => import('./ConsoleRights.tsx'))
const PendingPlans = lazy(() => import('../tx/PendingPlans.tsx'))

/** The connect button, with the wallet side started for the deployments in force. */
export default function WalletSlot({
  deployments,
  chainId,
  rpcUrl,
}: {
  readonly deployments: Deployments
  readonly chainId: number
  readonly rpcUrl: string | undefined
}) {
  useEffect(() => {
    startWallet(deployments, {
      rpcUrl: (chain) => (chain.chainId === chainId && rpcUrl) || chain.rpcUrls[0],
    })
  }, [deployments, chainId, rpcUrl])
  const wallet = useWallet()
  const account = wallet.status === 'connected' ? wallet.address : null
  useEffect(() => setConnectedAccount(account), [account])
  // Looked for again on every page: a plan may have been made on the last one.
  useLocation()
  return (
    <>
      {hasStoredPlans() && (
        <Suspense fallback={null}>
          <PendingPlans />
        </Suspense>
      )}
      {account !== null && (
        <Suspense fallback={null}>
          <ConsoleRights account={account.toLowerCase() as Address} />
        </Suspense>
      )}
      <ConnectButton chainId={chainId} />
    </>
  )
}
