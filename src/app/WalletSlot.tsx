import { useEffect } from 'react'
import type { Deployments } from '../protocol/deployments/types.ts'
import { ConnectButton } from '../wallet/ConnectButton.tsx'
import { startWallet } from '../wallet/walletStore.ts'

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
  return <ConnectButton chainId={chainId} />
}
