import {
  type Abi,
  type Address,
  BaseError,
  ContractFunctionRevertedError,
  encodeFunctionData,
  type Hex,
  parseEther,
} from 'viem'
import type { ChainClient } from '../testing/anvil.ts'

/** A transaction of an account that nobody holds the key of; the node sends for it. */
export interface KeeperCall {
  from: Address
  address: Address
  abi: Abi
  functionName: string
  args: readonly unknown[]
}

const GAS_MONEY = parseEther('1')

/**
 * Sends calls as their accounts and mines one block for them.
 *
 * @returns for each call in order the reason for which it failed, or undefined when it succeeded.
 */
export async function sendAs(
  client: ChainClient,
  calls: readonly KeeperCall[],
): Promise<(string | undefined)[]> {
  const sent: (Hex | { failure: string })[] = []
  for (const call of calls) {
    try {
      sent.push(await send(client, call))
    } catch (error) {
      sent.push({ failure: reason(error) })
    }
  }
  await client.mine({ blocks: 1 })
  const outcomes: (string | undefined)[] = []
  for (const hash of sent) {
    if (typeof hash !== 'string') {
      outcomes.push(hash.failure)
      continue
    }
    const receipt = await client.waitForTransactionReceipt({ hash, timeout: 30_000 })
    outcomes.push(receipt.status === 'success' ? undefined : `transaction ${hash} reverted`)
  }
  return outcomes
}

async function send(client: ChainClient, call: KeeperCall): Promise<Hex> {
  const { from, address, abi, functionName, args } = call
  await client.impersonateAccount({ address: from })
  try {
    if ((await client.getBalance({ address: from })) < GAS_MONEY) {
      await client.setBalance({ address: from, value: 10n * GAS_MONEY })
    }
    // Simulated first: a call that would revert is named and not sent.
    await client.simulateContract({ account: from, address, abi, functionName, args })
    return await client.sendTransaction({
      account: from,
      to: address,
      data: encodeFunctionData({ abi, functionName, args }),
      gas: 10_000_000n,
    })
  } finally {
    await client.stopImpersonatingAccount({ address: from })
  }
}

function reason(error: unknown): string {
  if (!(error instanceof BaseError)) return (error as Error).message
  const reverted = error.walk((inner) => inner instanceof ContractFunctionRevertedError)
  if (reverted instanceof ContractFunctionRevertedError) {
    // The name of an error with a string is only `Error`; its reason says more.
    return reverted.reason ?? reverted.data?.errorName ?? reverted.shortMessage
  }
  return error.shortMessage
}
