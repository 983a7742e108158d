import { type Client, namehash, parseAbi, zeroAddress } from 'viem'
import { readContract } from 'viem/actions'
import { normalize } from 'viem/ens'
import type { Address } from '../network/types.ts'

/** The ENS registry, at one address on every chain that has one. */
export const ensRegistry: Address = '0x00000000000c2e074ec69a0dfb2997ba6c7d2e1e'

const abi = parseAbi([
  'function resolver(bytes32 node) view returns (address)',
  'function addr(bytes32 node) view returns (address)',
])

/**
 * The address that an ENS name stands for, asked of the registry and of the name's own resolver on the chain.
 *
 * @returns lower case; `null` when the name has none
 * @throws when the name is not a valid one, or the RPC does not answer
 */
export async function resolveName(client: Client, name: string): Promise<Address | null> {
  const node = namehash(normalize(name.trim()))
  const resolver = await readContract(client, {
    address: ensRegistry,
    abi,
    functionName: 'resolver',
    args: [node],
  })
  if (resolver === zeroAddress) return null
  const address = await readContract(client, {
    address: resolver,
    abi,
    functionName: 'addr',
    args: [node],
  })
  return address === zeroAddress ? null : (address.toLowerCase() as Address)
}
