import { type Client, type Hex, namehash, parseAbi, zeroAddress } from 'viem'
import { readContract } from 'viem/actions'
import { normalize } from 'viem/ens'
import type { Address } from '../network/types.ts'

/** The ENS registry, at one address on every chain that has one. */
export const ensRegistry: Address = '0x00000000000c2e074ec69a0dfb2997ba6c7d2e1e'

const abi = parseAbi([
  'function resolver(bytes32 node) view returns (address)',
  'function addr(bytes32 node) view returns (address)',
  'function name(bytes32 node) view returns (string)',
])

/** Longest name that is taken over; an address' owner may claim any text. */
const LONGEST = 60

async function resolverOf(client: Client, node: Hex): Promise<Address | null> {
  const resolver = await readContract(client, {
    address: ensRegistry,
    abi,
    functionName: 'resolver',
    args: [node],
  })
  return resolver === zeroAddress ? null : resolver
}

/**
 * The name that an address gives itself (its reverse record), if that name stands for the address in turn: a record
 * alone proves nothing, as anybody may claim any name for their own address.
 *
 * @returns normalized; `null` without a name, and for one that is not confirmed, not valid, or longer than 60 letters
 * @throws when the RPC does not answer
 */
export async function primaryName(client: Client, address: Address): Promise<string | null> {
  const node = namehash(`${address.slice(2).toLowerCase()}.addr.reverse`)
  const resolver = await resolverOf(client, node)
  if (resolver === null) return null
  const claimed = await readContract(client, {
    address: resolver,
    abi,
    functionName: 'name',
    args: [node],
  })
  const name = normalized(claimed)
  if (name === null || name.length > LONGEST) return null
  return (await resolveName(client, name)) === address.toLowerCase() ? name : null
}

function normalized(name: string): string | null {
  try {
    return name === '' ? null : normalize(name)
  } catch {
    return null
  }
}

/**
 * The address that an ENS name stands for, asked of the registry and of the name's own resolver on the chain.
 *
 * @returns lower case; `null` when the name has none
 * @throws when the name is not a valid one, or the RPC does not answer
 */
export async function resolveName(client: Client, name: string): Promise<Address | null> {
  const node = namehash(normalize(name.trim()))
  const resolver = await resolverOf(client, node)
  if (resolver === null) return null
  const address = await readContract(client, {
    address: resolver,
    abi,
    functionName: 'addr',
    args: [node],
  })
  return address === zeroAddress ? null : (address.toLowerCase() as Address)
}
