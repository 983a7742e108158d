import type { Address, Client } from 'viem'
import { call, estimateFeesPerGas, estimateGas, getBalance, getGasPrice } from 'viem/actions'
import type { Chain } from '../protocol/deployments/types.ts'
import { decodeFailure } from '../protocol/errors/decodeFailure.ts'
import type { Failure } from '../protocol/errors/failure.ts'
import { balanceChanges } from './balanceChanges.ts'
import type { EncodedRequest } from './request.ts'
import { type SimulatedCall, simulateCalls } from './simulateCalls.ts'
import type { BalanceChanges, Simulation } from './types.ts'

/** What is simulated. */
export type SimulateParameters = {
  account: Address
  chain: Chain
  /** What the next signature sends: one call, or several as a batch. */
  calls: readonly EncodedRequest[]
  /** All calls that are left, where they are known: for the change of balances. Starts with `calls`. */
  all?: readonly EncodedRequest[]
  /** The account is a contract: whoever executes for it pays the fee. */
  contract?: boolean
  /** Run as if in this block. */
  block?: bigint
}

type Outcome = Exclude<Simulation, { state: 'running' }>

/** Gas that a batch costs beyond its calls: the transaction itself and the wallet's own code, with some room. */
const BATCH_OVERHEAD = 80_000n

/** The highest fee per gas (wei) that a wallet would put on a transaction now. */
async function feePerGas(client: Client): Promise<bigint> {
  try {
    return (await estimateFeesPerGas(client)).maxFeePerGas
  } catch {
    return getGasPrice(client)
  }
}

/** Why a simulated call failed, in the contract's words. */
function reasonOf(failed: SimulatedCall): Promise<Failure> {
  return decodeFailure({
    code: 3,
    message: failed.message || 'execution reverted',
    data: failed.returnData,
  })
}

/** Gas of the calls. Throws, or says why, when one of them fails. */
async function gasOf(
  client: Client,
  { account, calls, block }: SimulateParameters,
  traced: readonly SimulatedCall[] | null,
): Promise<{ gas: bigint; firstOnly: boolean } | { failure: Failure }> {
  const [first] = calls
  if (first === undefined) return { gas: 0n, firstOnly: false }
  const failed = traced?.find((result) => !result.ok)
  if (calls.length > 1 && traced !== null) {
    if (failed !== undefined) return { failure: await reasonOf(failed) }
    const used = traced.reduce((sum, result) => sum + result.gasUsed, 0n)
    return { gas: (used * 5n) / 4n + BATCH_OVERHEAD, firstOnly: false }
  }
  const tx = { account, to: first.to, data: first.data, value: first.value }
  if (block !== undefined) {
    await call(client, { ...tx, blockOverrides: { number: block } })
    // On top of the head the call would still fail, and so would the estimate.
    const used = traced?.[0]?.gasUsed
    return { gas: ((used ?? 500_000n) * 5n) / 4n, firstOnly: false }
  }
  await call(client, tx)
  return { gas: await estimateGas(client, tx), firstOnly: calls.length > 1 }
}

/** What the calls move; `undefined` when the node cannot tell. */
async function changesOf(
  client: Client,
  { account, chain, calls, all = calls, block }: SimulateParameters,
  traced: readonly SimulatedCall[] | null,
): Promise<BalanceChanges | undefined> {
  if (traced === null) return undefined
  const sound = traced.every((result) => result.ok)
  const known = sound ? all.slice(0, traced.length) : calls
  const results = traced.slice(0, known.length)
  if (!results.every((result) => result.ok)) return undefined
  const rows = await balanceChanges(client, {
    account,
    chain,
    calls: known,
    logs: results.flatMap((result) => result.logs),
    ...(block === undefined ? {} : { block }),
  }).catch(() => null)
  return rows === null
    ? undefined
    : { of: known.length > calls.length || calls.length > 1 ? 'all' : 'next', rows }
}

/**
 * Runs calls on top of the latest block without sending them, prices them, and tells what they move. Calls that
 * would fail come back with the contract's reason; those that the account cannot pay for with
 * `insufficientFunds`. Never throws.
 */
export async function simulate(client: Client, parameters: SimulateParameters): Promise<Outcome> {
  const { account, calls, all = calls, contract = false, block } = parameters
  try {
    const balance = await getBalance(client, { address: account })
    const short = (needed: bigint): Outcome => ({
      state: 'failed',
      failure: {
        kind: 'insufficientFunds',
        message: `${needed} wei are needed, ${balance} wei are there.`,
      },
    })
    // Before the call: nodes word this differently, and some run the call on borrowed ether.
    const value = calls.reduce((sum, item) => sum + item.value, 0n)
    if (value > balance) return short(value)
    const traced = await simulateCalls(client, account, all, block === undefined ? {} : { block })
    const priced = await gasOf(client, parameters, traced?.slice(0, calls.length) ?? null)
    if ('failure' in priced) return { state: 'failed', failure: priced.failure }
    const fee = priced.gas * (await feePerGas(client))
    if (!contract && value + fee > balance) return short(value + fee)
    const changes = await changesOf(client, parameters, traced)
    return {
      state: 'ok',
      gas: priced.gas,
      fee,
      ...(changes === undefined ? {} : { changes }),
      ...(priced.firstOnly ? { firstOnly: true } : {}),
    }
  } catch (error) {
    return { state: 'failed', failure: await decodeFailure(error) }
  }
}
