import type { Address, Client, Hash, Hex } from 'viem'
import {
  getCallsStatus,
  getCapabilities,
  sendCalls,
  sendTransaction,
  signTypedData,
} from 'viem/actions'
import { getAccount, getConnectorClient } from 'wagmi/actions'
import { getWalletConfig, switchWalletChain } from '../wallet/walletStore.ts'
import type { BatchStatus, WalletPort } from './engineTypes.ts'
import type { EncodedRequest } from './request.ts'
import type { SignatureRequest } from './types.ts'

/** A wallet that has not said within this time what it can do counts as one that cannot. */
const ANSWER_WITHIN = 3_000

/** EIP-5792's code for a batch that the wallet does not know. */
const UNKNOWN_BATCH = 5730

/** Answers of `wallet_getCapabilities` by connection, account and chain. */
const abilities = new Map<string, Promise<boolean>>()

const codeOf = (error: unknown): unknown => {
  for (let link = error, depth = 0; depth < 10 && typeof link === 'object' && link; depth++) {
    if ((link as { code?: unknown }).code === UNKNOWN_BATCH) return UNKNOWN_BATCH
    link = (link as { cause?: unknown }).cause
  }
  return undefined
}

async function askCapabilities(client: Client, account: Address, chainId: number) {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), ANSWER_WITHIN))
  const answer = await Promise.race([getCapabilities(client, { account, chainId }), late])
  const { atomic } = (answer ?? {}) as { atomic?: { status?: unknown } }
  // `ready`: the wallet offers to upgrade the account when it is asked.
  return atomic?.status === 'supported' || atomic?.status === 'ready'
}

async function statusOf(client: Client, id: string): Promise<BatchStatus> {
  try {
    const { status, statusCode, receipts } = await getCallsStatus(client, { id })
    // One transaction for all: the last receipt is that of the whole.
    const hash = receipts?.at(-1)?.transactionHash
    if (status === 'success' && hash !== undefined) return { state: 'confirmed', hash }
    if (status === 'failure')
      return { state: 'failed', code: statusCode, ...(hash === undefined ? {} : { hash }) }
    return { state: 'pending' }
  } catch (error) {
    if (codeOf(error) === UNKNOWN_BATCH) return { state: 'unknown' }
    throw error
  }
}

/** The connected wallet as the engine sees it, or `null`. */
export async function walletPort(): Promise<WalletPort | null> {
  const config = getWalletConfig()
  const account = getAccount(config)
  if (account.status !== 'connected') return null
  const { address } = account
  // Fails when the wallet has moved to another chain or account meanwhile.
  const clientFor = (chainId: number) => getConnectorClient(config, { chainId, account: address })
  // What a wallet can do it says whatever chain it is on.
  const clientNow = () => getConnectorClient(config, { account: address })
  return {
    account: address,
    chainId: account.chainId,
    switchChain: switchWalletChain,
    async sendTransaction(chainId: number, request: EncodedRequest): Promise<Hash> {
      const client = await clientFor(chainId)
      // Gas and fees are left to the wallet, which shows them to its person.
      return sendTransaction(client, {
        account: client.account,
        chain: client.chain,
        to: request.to,
        data: request.data,
        value: request.value,
      })
    },
    async signTypedData(chainId: number, typedData: SignatureRequest['typedData']): Promise<Hex> {
      const client = await clientFor(chainId)
      return signTypedData(client, {
        ...(typedData as unknown as Parameters<typeof signTypedData>[1]),
        account: client.account,
      })
    },
    canBatch(chainId: number): Promise<boolean> {
      const key = `${account.connector.uid}:${address}:${chainId}`
      const known = abilities.get(key)
      if (known !== undefined) return known
      const asked = clientNow()
        .then((client) => askCapabilities(client, address, chainId))
        .catch(() => false)
      abilities.set(key, asked)
      return asked
    },
    async sendCalls(chainId: number, id: string, calls: readonly EncodedRequest[]) {
      const client = await clientFor(chainId)
      const sent = await sendCalls(client, {
        account: client.account,
        chain: client.chain,
        id,
        forceAtomic: true,
        calls: calls.map(({ to, data, value }) => ({ to, data, value })),
      })
      return sent.id
    },
    async callsStatus(_chainId: number, id: string): Promise<BatchStatus> {
      return statusOf(await clientNow(), id)
    },
  }
}
