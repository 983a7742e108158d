import { type Address, encodeDeployData, getContractAddress, type Hex, numberToHex } from 'viem'
import type { CompiledContracts } from '../compile.ts'
import type { ChainClient } from '../testing/anvil.ts'

/** One contract to create. */
export interface Creation {
  /** Name of the compiled contract. */
  name: string
  args?: readonly unknown[]
  /** Wei for a payable constructor. */
  value?: bigint
}

/** The compiled contract of that name. @throws Error when the sources do not have it. */
export function compiled(contracts: CompiledContracts, name: string) {
  const contract = contracts[name]
  if (contract === undefined) throw new Error(`There is no compiled contract ${name}.`)
  return contract
}

/**
 * Creates contracts from an account that the node sends for, and resolves with their addresses in
 * order. On a chain that mines by hand all of them go into one block, which this mines.
 *
 * @throws Error naming the contract whose creation failed.
 */
export async function createContracts(
  client: ChainClient,
  contracts: CompiledContracts,
  from: Address,
  creations: readonly Creation[],
): Promise<Address[]> {
  const nonce = await client.getTransactionCount({ address: from, blockTag: 'pending' })
  const hashes: Hex[] = []
  for (const [index, { name, args = [], value = 0n }] of creations.entries()) {
    const { abi, bytecode } = compiled(contracts, name)
    const hash = await client.request({
      method: 'eth_sendTransaction',
      params: [
        {
          from,
          data: encodeDeployData({ abi, bytecode, args }),
          value: numberToHex(value),
          nonce: numberToHex(nonce + index),
          // Stated, because what a later contract needs may not exist before the block is mined.
          gas: numberToHex(10_000_000n),
        },
      ],
    })
    hashes.push(hash)
  }
  if (!(await client.getAutomine())) await client.mine({ blocks: 1 })
  for (const [index, hash] of hashes.entries()) {
    const receipt = await client.waitForTransactionReceipt({ hash })
    if (receipt.status !== 'success') {
      throw new Error(`${creations[index]?.name} could not be deployed (transaction ${hash}).`)
    }
  }
  return creations.map((_, index) => getContractAddress({ from, nonce: BigInt(nonce + index) }))
}

/** The address at which the n-th contract from now of an account will stand, n counted from 0. */
export async function nextAddress(client: ChainClient, from: Address, n: number): Promise<Address> {
  const nonce = await client.getTransactionCount({ address: from, blockTag: 'pending' })
  return getContractAddress({ from, nonce: BigInt(nonce + n) })
}
