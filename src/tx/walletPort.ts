import type { Address, Hash } from 'viem'
import { sendTransaction } from 'viem/actions'
import { getAccount, getConnectorClient } from 'wagmi/actions'
import { getWalletConfig, switchWalletChain } from '../wallet/walletStore.ts'
import type { WalletPort } from './engineTypes.ts'
import type { EncodedRequest } from './request.ts'

/** The connected wallet as the engine sees it, or `null`. */
export async function walletPort(): Promise<WalletPort | null> {
  const config = getWalletConfig()
  const account = getAccount(config)
  if (account.status !== 'connected') return null
  return {
    account: account.address,
    chainId: account.chainId,
    switchChain: switchWalletChain,
    async sendTransaction(chainId: number, request: EncodedRequest): Promise<Hash> {
      // Fails when the wallet has moved to another chain or account meanwhile.
      const client = await getConnectorClient(config, {
        chainId,
        account: account.address as Address,
      })
      // Gas and fees are left to the wallet, which shows them to its person.
      return sendTransaction(client, {
        account: client.account,
        chain: client.chain,
        to: request.to,
        data: request.data,
        value: request.value,
      })
    },
  }
}
