import {
  type Abi,
  type Address,
  createClient,
  encodeFunctionData,
  type Hex,
  http,
  numberToHex,
} from 'viem'
import { call, waitForTransactionReceipt } from 'viem/actions'
import type { Chain } from '../../protocol/deployments/types.ts'
import { decodeFailure } from '../../protocol/errors/decodeFailure.ts'
import { isDemoChain } from './demoChain.ts'

/** One call, as any account of the local chain would make it. */
export type ActedCall = {
  to: Address
  abi: Abi
  functionName: string
  args: readonly unknown[]
}

/**
 * Sends a call from an account whose key nobody holds, which only the node of a local chain does.
 *
 * @returns the block that it is in
 * @throws Error named by the contract's error when the call would revert, and on any other chain
 */
export async function actAs(chain: Chain, from: Address, request: ActedCall): Promise<bigint> {
  if (!isDemoChain(chain)) throw new Error('Only the local chain can be steered.')
  const client = createClient({ transport: http(chain.rpcUrls[0]), pollingInterval: 500 })
  const ask = (method: string, params: readonly unknown[]) =>
    client.request({ method: method as never, params: params as never })
  const data = encodeFunctionData(request)
  try {
    await call(client, { account: from, to: request.to, data })
  } catch (error) {
    const { errorName, message } = await decodeFailure(error)
    throw new Error(errorName ?? message)
  }
  await ask('anvil_impersonateAccount', [from])
  await ask('anvil_setBalance', [from, numberToHex(10n ** 20n)])
  const hash = (await ask('eth_sendTransaction', [
    { from, to: request.to, data, gas: numberToHex(5_000_000n) },
  ])) as Hex
  const { status, blockNumber } = await waitForTransactionReceipt(client, {
    hash,
    timeout: 30_000,
  })
  if (status !== 'success') throw new Error(`${request.functionName} reverted.`)
  return blockNumber
}
