import { type Abi, type Client, type Hex, parseAbi } from 'viem'
import { getCode } from 'viem/actions'
import type { Chain } from '../deployments/types.ts'
import type { Address, OperatorSetKey } from '../network/types.ts'
import { parseOperatorSetKey } from '../network/types.ts'
import { readMany } from '../rpc/readMany.ts'

/** Operators asked for in one call: a set may have thousands. */
const ATONCE = 200

const minimumAbi = parseAbi([
  'struct OperatorSet { address avs; uint32 id; }',
  'function getMinimumSlashableStake(OperatorSet, address[] operators, address[] strategies, uint32 futureBlock) view returns (uint256[][] slashableStake)',
])

/**
 * Shares that an operator set can slash at least at a block to come, by strategy
 * (`AllocationManager.getMinimumSlashableStake`): deallocations that are due by then are taken off, allocations that
 * are pending do not count.
 *
 * @param futureBlock not before `blockNumber`
 * @throws Error when a call reverts; RpcError when the node does not answer
 */
export async function readMinimumSlashable(
  client: Client,
  parameters: {
    chain: Chain
    set: OperatorSetKey
    operators: readonly Address[]
    strategies: readonly Address[]
    futureBlock: bigint
    blockNumber: bigint
    signal?: AbortSignal
  },
): Promise<Record<Address, bigint>> {
  const { chain, set, operators, strategies, futureBlock, blockNumber, signal } = parameters
  const sums: Record<Address, bigint> = Object.fromEntries(strategies.map((one) => [one, 0n]))
  if (operators.length === 0 || strategies.length === 0) return sums
  const parts: Address[][] = []
  for (let k = 0; k < operators.length; k += ATONCE) parts.push(operators.slice(k, k + ATONCE))
  const results = await readMany(client, {
    contracts: parts.map((part) => ({
      address: chain.eigenLayer.allocationManager,
      abi: minimumAbi as Abi,
      functionName: 'getMinimumSlashableStake',
      args: [parseOperatorSetKey(set), part, strategies, Number(futureBlock)],
    })),
    blockNumber,
    ...(chain.multicall3 ? { multicall3: chain.multicall3 } : {}),
    ...(signal ? { signal } : {}),
  })
  for (const result of results) {
    if (result.status === 'failure') throw result.error
    for (const row of result.result as readonly (readonly bigint[])[])
      for (const [index, strategy] of strategies.entries())
        sums[strategy] = (sums[strategy] ?? 0n) + (row[index] ?? 0n)
  }
  return sums
}

/** What stands at an address: a key alone, a key that lends a contract's code (EIP-7702), or a contract. */
export type AccountKind = 'eoa' | 'delegatedEoa' | 'contract'

/**
 * Tells keys from contracts by their code.
 *
 * @throws RpcError when the node does not answer
 */
export async function readAccountKinds(
  client: Client,
  addresses: readonly Address[],
  blockNumber: bigint,
): Promise<ReadonlyMap<Address, AccountKind>> {
  const unique = [...new Set(addresses)]
  const codes = await Promise.all(
    unique.map((address) => getCode(client, { address, blockNumber })),
  )
  return new Map(unique.map((address, index) => [address, kindOf(codes[index])]))
}

function kindOf(code: Hex | undefined): AccountKind {
  if (code === undefined || code === '0x') return 'eoa'
  return code.toLowerCase().startsWith('0xef0100') && code.length === 48
    ? 'delegatedEoa'
    : 'contract'
}
