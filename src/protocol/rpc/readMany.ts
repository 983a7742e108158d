import type {
  Abi,
  AbiFunction,
  Address,
  Client,
  ContractFunctionParameters,
  Hex,
  MulticallContracts,
  MulticallResults,
} from 'viem'
import { decodeResult } from '../abi/codec/decode.ts'
import { encodeCall } from '../abi/codec/encode.ts'
import { multicall3Abi } from '../abi/multicall3.ts'
import { CANONICAL_MULTICALL3 } from '../deployments/known.ts'
import { inSlices } from '../inSlices.ts'
import { CallError, refused, reverted } from './callError.ts'
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

/** One entry per call, in order: `{ status: 'success', result }` or `{ status: 'failure', error }` with a {@link CallError}. */
export type ReadManyReturnType<contracts extends readonly unknown[]> = MulticallResults<
  contracts,
  true
>

type Contract = ContractFunctionParameters & { abi: Abi }
type Outcome =
  | { status: 'success'; result: unknown }
  | { status: 'failure'; error: CallError; result: undefined }
interface Encoded {
  contract: Contract
  item: AbiFunction
  data: Hex
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
      const item = functionOf(contract)
      encoded.push({ contract, item, data: encodeCall(item, contract.args), index })
    } catch (error) {
      const problem = `does not take these arguments: ${(error as Error).message}`
      outcomes[index] = failure(new CallError(contract.functionName, problem, { cause: error }))
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
  const callOne = async ({ contract, item, data }: Encoded): Promise<Outcome> => {
    try {
      return decoded(item, await ethCall(bound, contract.address, data, blockNumber))
    } catch (error) {
      const rpc = toRpcError(error, { url, method: 'eth_call', signal })
      if (rpc !== null) throw rpc
      return failure(refused(item.name, error))
    }
  }
  const aggregate = async (chunk: readonly Encoded[]): Promise<Outcome[] | null> => {
    const data = await ethCall(
      bound,
      multicall3,
      encodeCall(aggregate3, [
        chunk.map((one) => ({
          target: one.contract.address,
          allowFailure: true,
          callData: one.data,
        })),
      ]),
      blockNumber,
    )
    if (data === '0x') return null
    const results = decodeResult(aggregate3, data) as { success: boolean; returnData: Hex }[]
    if (results.length !== chunk.length) return null
    return inSlices(results, ({ success, returnData }, position) => {
      const { item } = chunk[position] as Encoded
      return success ? decoded(item, returnData) : failure(reverted(item.name, returnData))
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
  return results.map((result, position) =>
    result.status === 'success'
      ? (result as Outcome)
      : failure(refused((chunk[position] as Encoded).item.name, result.error)),
  )
}

/**
 * How many calls at the end of a chunk failed without a word. When the gas of a request runs out,
 * the calls that are left fail just so; alone they may succeed.
 */
function outOfGas(results: readonly Outcome[]): number {
  let count = 0
  for (const result of results.toReversed()) {
    if (result.status === 'success' || result.error.data !== '0x') break
    count += 1
  }
  return count
}

function chunked(calls: readonly Encoded[], limit: number): Encoded[][] {
  const chunks: Encoded[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const one of calls) {
    // Each call costs five words of tuple around its own data.
    const bytes = 160 + (one.data.length - 2) / 2
    if (size + bytes > limit) {
      chunks.push([])
      size = 0
    }
    chunks[chunks.length - 1]?.push(one)
    size += bytes
  }
  return chunks
}

const [aggregate3] = multicall3Abi

/** The function that is called: of those of its name, the one that takes as many arguments. */
function functionOf({ abi, functionName, args = [] }: Contract): AbiFunction {
  const found = abi.find(
    (item): item is AbiFunction =>
      item.type === 'function' && item.name === functionName && item.inputs.length === args.length,
  )
  if (found === undefined)
    throw new Error(`no function ${functionName} of ${args.length} arguments`)
  return found
}

function decoded(item: AbiFunction, data: Hex): Outcome {
  try {
    return { status: 'success', result: decodeResult(item, data) }
  } catch (cause) {
    const problem =
      data === '0x' ? 'returned no data ("0x").' : 'returned something else than it promises.'
    return failure(new CallError(item.name, problem, { cause }))
  }
}

const failure = (error: CallError): Outcome => ({ status: 'failure', error, result: undefined })
