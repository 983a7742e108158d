import { connectorsForWallets } from '@rainbow-me/rainbowkit'
import { walletConnectWallet } from '@rainbow-me/rainbowkit/wallets'
import type { Config } from 'wagmi'

/**
 * Offers WalletConnect. Loaded and called only when a project id is configured and the reader wants to
 * connect (or was connected that way before): from here on its relay is contacted.
 */
export function addWalletConnect(config: Config, projectId: string): void {
  const { connectors } = config._internal
  if (config.connectors.some((connector) => connector.id === 'walletConnect')) return
  const made = connectorsForWallets(
    [{ groupName: 'WalletConnect', wallets: [walletConnectWallet] }],
    { appName: 'Keel', projectId },
  )
  connectors.setState((before) => [...before, ...made.map((make) => connectors.setup(make))])
}
