import {
  type Abi,
  type Address,
  BaseError,
  type Client,
  type ContractFunctionParameters,
  decodeFunctionResult,
  encodeFunctionData,
  getContractError,
  type Hex,
  type MulticallContracts,
  type MulticallResults,
  RawContractError,
} from 'viem'
import { multicall3Abi } from '../abi/multicall3.ts'
import { CANONICAL_MULTICALL3 } from '../deployments/known.ts'
import { inSlices } from '../inSlices.ts'
import { withRequest, withSignal } from './client.ts'
import { toRpcError } from './errors.ts'
import { ethCall } from './requests.ts'

export type ReadManyParameters<contracts extends readonly unknown[]> = {
  /** Calls as viem's `readContract` takes them. */
  contracts: MulticallContracts<contracts> & readonly unknown[]
  /** The one block at which all of them are read. */
  blockNumber: bigint
  signal?: AbortSignal
  /** Where Multicall3 is, when not at its canonical address. */
  multicall3?: Address
  /** Most bytes of call data in one request. Default 24,000: with code that comes along it stays below the 49,152 of EIP-3860. */
  chunkSize?: number
}

/** One entry per call, in order: `{ status: 'success', result }` or `{ status: 'failure', error }`. */
export type ReadManyReturnType<contracts extends readonly unknown[]> = MulticallResults<
  contracts,
  true
>

type Contract = ContractFunctionParameters & { abi: Abi }
type Outcome =
  | { status: 'success'; result: unknown }
  | { status: 'failure'; error: Error; result: undefined }
interface Encoded {
  contract: Contract
  /** Undefined when the arguments do not fit the ABI. */
  data: Hex | undefined
  index: number
}

/** How the calls of one chunk are sent together. */
type Way = 'multicall' | 'deployless' | 'single'

/**
 * Reads many contract functions at one block, in as few `eth_call`s as the node allows.
 *
 * Through Multicall3 where it has code at that block, else through code that comes with the request
 * (nothing is deployed), else call by call. A chunk that fails as a whole, for gas or size, is halved
 * and sent again. A call that reverts fails alone; it never becomes a zero.
 *
 * @throws `RpcError` when the RPC does not serve: an incomplete reading is no reading.
 */
export async function readMany<const contracts extends readonly unknown[]>(
  client: Client,
  parameters: ReadManyParameters<contracts>,
): Promise<ReadManyReturnType<contracts>> {
  const { blockNumber, signal, multicall3 = CANONICAL_MULTICALL3, chunkSize = 24_000 } = parameters
  const contracts = parameters.contracts as readonly Contract[]
  const outcomes: Outcome[] = new Array(contracts.length)
  const encoded: Encoded[] = []
  for (const [index, contract] of contracts.entries()) {
    try {
      encoded.push({ contract, data: encodeFunctionData(contract), index })
    } catch (error) {
      outcomes[index] = failed(contract, error as BaseError)
    }
  }
  const bound = withSignal(client, signal)
  const url = String(client.transport.url ?? '')
  let way: Way = 'multicall'
  const send = async (chunk: readonly Encoded[]): Promise<void> => {
    if (chunk.length === 0) return
    const used = way
    if (chunk.length === 1 || used === 'single') {
      await Promise.all(chunk.map(async (one) => settle(one, await callOne(one))))
      return
    }
    try {
      const results =
        used === 'multicall' ? await aggregate(chunk) : await deployless(bound, chunk, blockNumber)
      if (results !== null) {
        const ranOut = outOfGas(results)
        for (const [position, one] of chunk.slice(0, chunk.length - ranOut).entries()) {
          settle(one, results[position] as Outcome)
        }
        if (ranOut < chunk.length) return await send(chunk.slice(chunk.length - ranOut))
        throw new Error('not one call of the chunk went through')
      }
      // Nothing answered at Multicall3's address: it is not there at this block.
      if (way === used) way = 'deployless'
      await send(chunk)
    } catch (error) {
      const rpc = toRpcError(error, { url, method: 'eth_call', signal })
      if (rpc !== null && rpc.kind !== 'rangeTooLarge') throw rpc
      // A node that does not run code without an account refuses small chunks too.
      if (used === 'deployless' && chunk.length <= 4) way = 'single'
      const middle = Math.ceil(chunk.length / 2)
      await send(chunk.slice(0, middle))
      await send(chunk.slice(middle))
    }
  }
  const settle = (one: Encoded, outcome: Outcome) => {
    outcomes[one.index] = outcome
  }
  const callOne = async ({ contract, data }: Encoded): Promise<Outcome> => {
    try {
      return decoded(contract, await ethCall(bound, contract.address, data ?? '0x', blockNumber))
    } catch (error) {
      const rpc = toRpcError(error, { url, method: 'eth_call', signal })
      if (rpc !== null) throw rpc
      return failed(contract, error as BaseError)
    }
  }
  const aggregate = async (chunk: readonly Encoded[]): Promise<Outcome[] | null> => {
    const data = await ethCall(
      bound,
      multicall3,
      encodeFunctionData({
        abi: multicall3Abi,
        functionName: 'aggregate3',
        args: [
          chunk.map((one) => ({
            target: one.contract.address,
            allowFailure: true,
            callData: one.data ?? '0x',
          })),
        ],
      }),
      blockNumber,
    )
    if (data === '0x') return null
    const results = decodeFunctionResult({
      abi: multicall3Abi,
      functionName: 'aggregate3',
      data,
    })
    if (results.length !== chunk.length) return null
    return inSlices(chunk, ({ contract }, position) => {
      const { success, returnData } = results[position] as { success: boolean; returnData: Hex }
      return success
        ? decoded(contract, returnData)
        : failed(contract, new RawContractError({ data: returnData }))
    })
  }
  const chunks = chunked(encoded, chunkSize)
  // The first chunk finds out which way works; the others follow it together.
  const [first, ...rest] = chunks
  if (first !== undefined) await send(first)
  await Promise.all(rest.map(send))
  return outcomes as unknown as ReadManyReturnType<contracts>
}

/** Multicall through code that comes with the request; null when the node does not run such code. */
async function deployless(
  client: Client,
  chunk: readonly Encoded[],
  blockNumber: bigint,
): Promise<Outcome[] | null> {
  // viem reports a failed request as the failure of every call; here it has to stay one failure.
  let broken: unknown
  const watched = withRequest(client, (request) => async (args, options) => {
    try {
      return await request(args, options)
    } catch (error) {
      broken = error
      throw error
    }
  })
  const { multicall } = await import('viem/actions')
  const results = await multicall(watched, {
    contracts: chunk.map((one) => one.contract),
    deployless: true,
    batchSize: 0,
    blockNumber,
    allowFailure: true,
  })
  if (broken !== undefined) throw broken
  return results as Outcome[]
}

/**
 * How many calls at the end of a chunk failed without a word. When the gas of a request runs out,
 * the calls that are left fail just so; alone they may succeed.
 */
function outOfGas(results: readonly Outcome[]): number {
  let count = 0
  for (const result of results.toReversed()) {
    if (result.status === 'success' || revertData(result.error) !== '0x') break
    count += 1
  }
  return count
}

function revertData(error: Error): unknown {
  const raw =
    error instanceof BaseError ? error.walk((cause) => cause instanceof RawContractError) : null
  if (raw === null) return undefined
  const { data } = raw as RawContractError
  return typeof data === 'object' ? data.data : data
}

function chunked(calls: readonly Encoded[], limit: number): Encoded[][] {
  const chunks: Encoded[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const one of calls) {
    // Each call costs five words of tuple around its own data.
    const bytes = 160 + ((one.data?.length ?? 2) - 2) / 2
    if (size + bytes > limit) {
      chunks.push([])
      size = 0
    }
    chunks[chunks.length - 1]?.push(one)
    size += bytes
  }
  return chunks
}

function decoded(contract: Contract, data: Hex): Outcome {
  try {
    return { status: 'success', result: decodeFunctionResult({ ...contract, data }) }
  } catch (error) {
    return failed(contract, error as BaseError)
  }
}

function failed({ abi, address, functionName, args }: Contract, error: BaseError): Outcome {
  return {
    status: 'failure',
    error: getContractError(error, { abi, address, functionName, args }),
    result: undefined,
  }
}
