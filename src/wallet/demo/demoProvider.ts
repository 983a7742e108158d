import type { Address } from 'viem'

/** An EIP-1193 failure, as wallets reject with. */
class ProviderError extends Error {
  readonly code: number
  readonly data: unknown

  constructor(code: number, message: string, data?: unknown) {
    super(message)
    this.code = code
    this.data = data
  }
}

type Request = { method: string; params?: readonly unknown[] | undefined }
type Listener = (...values: readonly unknown[]) => void

/** 31337. */
const CHAIN_ID = '0x7a69'

/** Methods that act for an account, with the place of that account among the parameters. */
const ACCOUNT_AT: Readonly<Record<string, number>> = {
  eth_sendTransaction: 0,
  personal_sign: 1,
  eth_sign: 0,
  eth_signTypedData_v4: 0,
}

/** Methods that steer a development node: a wallet has none of them. */
const FOREIGN = /^(anvil|evm|hardhat|debug|admin|miner|txpool|ots|erigon)_/

/** The demo wallet's EIP-1193 provider, and what its panel needs. */
export type DemoProvider = {
  request: (request: Request) => Promise<unknown>
  on: (event: string, listener: Listener) => void
  removeListener: (event: string, listener: Listener) => void
  /** Accounts to choose from; the first is the one in use. */
  accounts: () => readonly Address[]
  /** Puts another account first, as choosing it in a wallet does. */
  select: (account: Address) => void
}

/**
 * A wallet without keys: the node of a local chain signs and sends for its unlocked accounts, without asking.
 * Only what a wallet would do goes through; commands that steer the node do not.
 */
export function createDemoProvider(options: {
  rpcUrl: string
  accounts: readonly Address[]
  /** Whether a page was connected before, so that it is again after a reload. */
  connected: boolean
  onConnected: (connected: boolean) => void
  onSelect: (account: Address) => void
  fetcher?: typeof fetch
}): DemoProvider {
  const { rpcUrl, fetcher = (...parameters) => fetch(...parameters) } = options
  const listeners = new Map<string, Set<Listener>>()
  let accounts = options.accounts
  let connected = options.connected
  let id = 0

  function emit(event: string, value: unknown): void {
    for (const listener of listeners.get(event) ?? []) listener(value)
  }

  async function forward({ method, params = [] }: Request): Promise<unknown> {
    id += 1
    const response = await fetcher(rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id, method, params }),
    }).catch(() => {
      throw new ProviderError(4900, 'The local chain does not answer.')
    })
    const answer = (await response.json()) as {
      result?: unknown
      error?: { code: number; message: string; data?: unknown }
    }
    if (answer.error !== undefined)
      throw new ProviderError(answer.error.code, answer.error.message, answer.error.data)
    return answer.result
  }

  function connect(): readonly Address[] {
    if (!connected) {
      connected = true
      options.onConnected(true)
      emit('connect', { chainId: CHAIN_ID })
    }
    return accounts
  }

  const permissions = () => [
    {
      parentCapability: 'eth_accounts',
      caveats: [{ type: 'restrictReturnedAccounts', value: accounts }],
    },
  ]

  /** Refuses to act for an account that this wallet does not show. */
  function guard({ method, params = [] }: Request): void {
    const place = ACCOUNT_AT[method]
    if (place === undefined) return
    const part = params[place]
    const account =
      typeof part === 'object' && part !== null ? (part as { from?: unknown }).from : part
    const known = accounts.some((own) => own.toLowerCase() === String(account).toLowerCase())
    if (!connected || !known) throw new ProviderError(4100, 'This account is not connected.')
  }

  async function request(asked: Request): Promise<unknown> {
    switch (asked.method) {
      case 'eth_accounts':
        return connected ? accounts : []
      case 'eth_requestAccounts':
        return connect()
      case 'wallet_requestPermissions':
        connect()
        return permissions()
      case 'wallet_getPermissions':
        return connected ? permissions() : []
      case 'wallet_revokePermissions':
        connected = false
        options.onConnected(false)
        emit('accountsChanged', [])
        return null
      case 'eth_chainId':
        return CHAIN_ID
      case 'net_version':
        return String(Number(CHAIN_ID))
      case 'wallet_switchEthereumChain':
      case 'wallet_addEthereumChain': {
        const chain = (asked.params?.[0] as { chainId?: unknown } | undefined)?.chainId
        if (String(chain).toLowerCase() === CHAIN_ID) return null
        throw new ProviderError(4902, 'The demo wallet only knows the local chain.')
      }
      default:
        if (FOREIGN.test(asked.method))
          throw new ProviderError(4200, `The demo wallet does not support ${asked.method}.`)
        guard(asked)
        return forward(asked)
    }
  }

  return {
    request,
    on(event, listener) {
      const all = listeners.get(event) ?? new Set()
      listeners.set(event, all.add(listener))
    },
    removeListener(event, listener) {
      listeners.get(event)?.delete(listener)
    },
    accounts: () => accounts,
    select(account) {
      if (!accounts.includes(account) || accounts[0] === account) return
      accounts = [account, ...accounts.filter((other) => other !== account)]
      options.onSelect(account)
      if (connected) emit('accountsChanged', accounts)
    },
  }
}
