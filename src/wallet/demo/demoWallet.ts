import { type Address, getAddress, numberToHex } from 'viem'
import type { Chain } from '../../protocol/deployments/types.ts'
import { readStored, writeStored } from '../../ui/storage.ts'
import { isDemoChain } from './demoChain.ts'
import { createDemoProvider, type DemoProvider } from './demoProvider.ts'

/** How wallets tell this one from others. */
export const DEMO_RDNS = 'local.keel.demo'

export const DEMO_NAME = 'Demo wallet'

const ICON =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"%3E%3Crect width="32" height="32" rx="7" fill="%2316181c"/%3E%3Cpath d="M8 9h16l-8 15z" fill="none" stroke="%23fff" stroke-width="2"/%3E%3C/svg%3E'

const ACCOUNT_KEY = 'keel.demo.account'
const CONNECTED_KEY = 'keel.demo.connected'

/** Number of node accounts that the demo wallet shows. */
const SHOWN = 8

let demo: { provider: DemoProvider; order: readonly Address[] } | null = null
let announced: Promise<void> | null = null

async function call(chain: Chain, method: string, params: readonly unknown[]): Promise<unknown> {
  if (!isDemoChain(chain)) throw new Error('Only the local chain can be steered.')
  const response = await fetch(chain.rpcUrls[0] as string, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  const answer = (await response.json()) as { result?: unknown; error?: { message: string } }
  if (answer.error !== undefined) throw new Error(answer.error.message)
  return answer.result
}

/**
 * Announces the demo wallet (EIP-6963) once per page: the node's unlocked accounts, no extension, no keys.
 * Does nothing for any chain but a local one. Rejects when the node does not answer.
 */
export function announceDemoWallet(chain: Chain): Promise<void> {
  if (!isDemoChain(chain)) return Promise.resolve()
  announced ??= announce(chain).catch((error: unknown) => {
    announced = null
    throw error
  })
  return announced
}

async function announce(chain: Chain): Promise<void> {
  const all = ((await call(chain, 'eth_accounts', [])) as readonly string[]).map((account) =>
    getAddress(account),
  )
  const shown = all.slice(0, SHOWN)
  if (shown.length === 0) return
  const stored = readStored(ACCOUNT_KEY)
  const first = shown.find((account) => account === stored)
  const provider = createDemoProvider({
    rpcUrl: chain.rpcUrls[0] as string,
    accounts:
      first === undefined ? shown : [first, ...shown.filter((account) => account !== first)],
    connected: readStored(CONNECTED_KEY) === 'yes',
    onConnected: (connected) => writeStored(CONNECTED_KEY, connected ? 'yes' : null),
    onSelect: (account) => writeStored(ACCOUNT_KEY, account),
  })
  demo = { provider, order: shown }
  const detail = Object.freeze({
    info: Object.freeze({
      uuid: crypto.randomUUID(),
      name: DEMO_NAME,
      icon: ICON,
      rdns: DEMO_RDNS,
    }),
    provider,
  })
  const say = () => window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }))
  window.addEventListener('eip6963:requestProvider', say)
  say()
}

/** The demo wallet's accounts in the node's order, and the one in use; `null` before it is announced. */
export function demoAccounts(): { all: readonly Address[]; selected: Address } | null {
  const selected = demo?.provider.accounts()[0]
  return demo === null || selected === undefined ? null : { all: demo.order, selected }
}

/** Changes the demo wallet's account; pages hear `accountsChanged`, as from any wallet. */
export function selectDemoAccount(account: Address): void {
  demo?.provider.select(account)
}

/** Adds 100 ETH to an account of the local chain. Rejects on any other chain. */
export async function fundMe(chain: Chain, address: Address): Promise<void> {
  const balance = BigInt((await call(chain, 'eth_getBalance', [address, 'latest'])) as string)
  await call(chain, 'anvil_setBalance', [address, numberToHex(balance + 100n * 10n ** 18n)])
}
