import { useSyncExternalStore } from 'react'
import type { Address } from 'viem'
import type { Config } from 'wagmi'
import { disconnect, getAccount, reconnect, switchChain, watchAccount } from 'wagmi/actions'
import type { Chain, Deployments } from '../protocol/deployments/types.ts'
import { createWalletConfig, type WalletConfigOptions } from './config.ts'

/** The wallet as pages see it. */
export type Wallet =
  /** Nothing is connected; `ready` once a former connection has been looked for. */
  | { status: 'disconnected'; ready: boolean }
  | { status: 'connecting' }
  | {
      status: 'connected'
      address: Address
      /** The chain that the wallet is on, which need not be one that Keel knows. */
      chainId: number
      walletName: string
    }

type Runtime = {
  config: Config
  deployments: Deployments
  stop: () => void
}

const listeners = new Set<() => void>()
let runtime: Runtime | null = null
let wallet: Wallet = { status: 'disconnected', ready: false }

function publish(next: Wallet): void {
  if (JSON.stringify(next) === JSON.stringify(wallet)) return
  wallet = next
  for (const listener of listeners) listener()
}

function read(config: Config, ready: boolean): Wallet {
  const account = getAccount(config)
  if (account.status === 'connected')
    return {
      status: 'connected',
      address: account.address,
      chainId: account.chainId,
      walletName: account.connector.name,
    }
  if (account.status === 'disconnected') return { status: 'disconnected', ready }
  return { status: 'connecting' }
}

/** The demo wallet belongs to a development chain on this very machine, and to demo builds. */
async function announceDemo(deployments: Deployments): Promise<void> {
  if (typeof __KEEL_DEMO__ !== 'undefined' && __KEEL_DEMO__) {
    const { isDemoChain } = await import('./demo/demoChain.ts')
    const chain = deployments.chains.find(isDemoChain)
    if (chain === undefined) return
    const { announceDemoWallet } = await import('./demo/demoWallet.ts')
    await announceDemoWallet(chain)
  }
}

/** Takes up the connection of the last visit, if its wallet still allows it, without asking. */
async function resume(config: Config, deployments: Deployments): Promise<void> {
  await announceDemo(deployments)
  const last = await config.storage?.getItem('recentConnectorId')
  if (last === 'walletConnect' && deployments.walletConnectProjectId !== undefined) {
    const { addWalletConnect } = await import('./walletConnect.ts')
    addWalletConnect(config, deployments.walletConnectProjectId)
  }
  await reconnect(config)
}

/**
 * Starts the wallet side for the deployments; called again, it changes over to the new ones. Looks for the
 * connection of the last visit. Contacts nobody but wallets in this browser.
 */
export function startWallet(deployments: Deployments, options: WalletConfigOptions = {}): void {
  runtime?.stop()
  const config = createWalletConfig(deployments.chains, options)
  let ready = false
  const update = () => publish(read(config, ready))
  const unwatch = watchAccount(config, { onChange: update })
  // A wallet may announce itself after the page has looked for it.
  const unsubscribe = config._internal.connectors.subscribe((connectors) => {
    if (!ready || getAccount(config).status !== 'disconnected') return
    void Promise.resolve(config.storage?.getItem('recentConnectorId')).then((last) => {
      if (connectors.some((connector) => connector.id === last)) return reconnect(config)
      return undefined
    })
  })
  runtime = {
    config,
    deployments,
    stop() {
      unwatch()
      unsubscribe()
    },
  }
  void resume(config, deployments)
    .catch(() => undefined)
    .then(() => {
      ready = true
      if (runtime?.config === config) update()
    })
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** The connected wallet; the component renders again when it changes. */
export function useWallet(): Wallet {
  return useSyncExternalStore(subscribe, () => wallet)
}

/** wagmi's configuration, or `null` before {@link startWallet}. */
export function useWalletConfig(): Config | null {
  return useSyncExternalStore(subscribe, () => runtime?.config ?? null)
}

/** wagmi's configuration. Throws before {@link startWallet}. */
export function getWalletConfig(): Config {
  if (runtime === null) throw new Error('startWallet has not been called.')
  return runtime.config
}

/** The deployment of a chain, or `undefined` when `deployments.json` does not have it. */
export function deploymentOf(chainId: number): Chain | undefined {
  return runtime?.deployments.chains.find((chain) => chain.chainId === chainId)
}

export function walletConnectProjectId(): string | undefined {
  return runtime?.deployments.walletConnectProjectId
}

/** Ends the connection. */
export async function disconnectWallet(): Promise<void> {
  await disconnect(getWalletConfig())
}

/**
 * Asks the wallet to change to a chain, and to add it (with the deployment's RPC and explorer) where it does
 * not know it. Rejects when the wallet or the person refuses.
 */
export async function switchWalletChain(chainId: number): Promise<void> {
  await switchChain(getWalletConfig(), { chainId })
}

/** Whether this browser has any wallet that could be connected. */
export function hasAnyWallet(config: Config): boolean {
  return config.connectors.length > 0 || walletConnectProjectId() !== undefined
}
