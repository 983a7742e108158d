import { type Config, createConfig, createConnector, createStorage, injected } from 'wagmi'
import type { Chain } from '../protocol/deployments/types.ts'
import { gentleTransport, toViemChain } from '../protocol/rpc/client.ts'

export type WalletConfigOptions = {
  /** The RPC to read a chain with; by default the first of its deployment. */
  rpcUrl?: (chain: Chain) => string | undefined
}

/**
 * A wallet that only sets `window.ethereum`, as old in-app browsers do. `rkDetails` is what RainbowKit needs
 * to list a connector that did not announce itself.
 */
const windowEthereum = createConnector((config) => ({
  ...injected()(config),
  rkDetails: {
    id: 'injected',
    name: 'Browser wallet',
    iconUrl:
      'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="%23556" stroke-width="1.5"%3E%3Cpath d="M4 7.5h14.5v12H4zM4 7.5 15 4v3.5M15 13.5h.2"/%3E%3C/svg%3E',
    iconBackground: '#eef',
    installed: true,
    isRainbowKitConnector: true,
    groupIndex: 1,
    groupName: 'Installed',
    index: 0,
  },
}))

/**
 * wagmi's configuration for the chains of `deployments.json`: wallets announce themselves (EIP-6963), what is
 * connected is remembered under `keel.wallet`, and nothing outside is contacted.
 */
export function createWalletConfig(
  chains: readonly [Chain, ...Chain[]],
  { rpcUrl = (chain) => chain.rpcUrls[0] }: WalletConfigOptions = {},
): Config {
  const [first, ...rest] = chains.map(toViemChain)
  return createConfig({
    chains: [first!, ...rest],
    // A chain without an RPC can still be connected to; reading it fails with the address named.
    transports: Object.fromEntries(
      chains.map((chain) => [
        chain.chainId,
        gentleTransport(rpcUrl(chain) ?? 'http://no-rpc.invalid'),
      ]),
    ),
    connectors: typeof window !== 'undefined' && 'ethereum' in window ? [windowEthereum] : [],
    multiInjectedProviderDiscovery: true,
    storage: createStorage({ key: 'keel.wallet', storage: safeStorage() }),
    ssr: false,
  })
}

/** `localStorage`, or nothing where the browser blocks it. */
function safeStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  try {
    const storage = window.localStorage
    storage.getItem('keel.wallet')
    return storage
  } catch {
    return { getItem: () => null, setItem: () => undefined, removeItem: () => undefined }
  }
}
