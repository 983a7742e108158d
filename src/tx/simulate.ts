import type { Address, Client } from 'viem'
import { call, estimateFeesPerGas, estimateGas, getBalance, getGasPrice } from 'viem/actions'
import { decodeFailure } from '../protocol/errors/decodeFailure.ts'
import type { EncodedRequest } from './request.ts'
import type { Simulation } from './types.ts'

/** The highest fee per gas (wei) that a wallet would put on a transaction now. */
async function feePerGas(client: Client): Promise<bigint> {
  try {
    return (await estimateFeesPerGas(client)).maxFeePerGas
  } catch {
    return getGasPrice(client)
  }
}

/**
 * Runs a call on top of the latest block without sending it, and prices it. A call that would fail comes
 * back with the contract's reason; one that the account cannot pay for with `insufficientFunds`. Never throws.
 */
export async function simulate(
  client: Client,
  account: Address,
  request: EncodedRequest,
): Promise<Exclude<Simulation, { state: 'running' }>> {
  try {
    const balance = await getBalance(client, { address: account })
    const short = (needed: bigint): Simulation & { state: 'failed' } => ({
      state: 'failed',
      failure: {
        kind: 'insufficientFunds',
        message: `${needed} wei are needed, ${balance} wei are there.`,
      },
    })
    // Before the call: nodes word this differently, and some run the call on borrowed ether.
    if (request.value > balance) return short(request.value)
    const tx = { account, to: request.to, data: request.data, value: request.value }
    await call(client, tx)
    const gas = await estimateGas(client, tx)
    const fee = gas * (await feePerGas(client))
    return request.value + fee > balance ? short(request.value + fee) : { state: 'ok', gas, fee }
  } catch (error) {
    return { state: 'failed', failure: await decodeFailure(error) }
  }
}
