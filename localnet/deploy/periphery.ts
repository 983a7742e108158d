import { type Address, type Hex, numberToHex } from 'viem'
import type { CompiledContracts } from '../compile.ts'
import type { ChainClient } from '../testing/anvil.ts'
import { compiled, createContracts } from './deployer.ts'

/** Where these contracts stand on public networks, and therefore here. */
export const MULTICALL3: Address = '0xcA11bde05977b3631167028862bE2a173976CA11'
export const BEACON_DEPOSIT: Address = '0x00000000219ab540356cBB839Cbe05303d7705Fa'
export const BEACON_ROOTS: Address = '0x000F3df6D732807Ef1319fB7B8bB8522d0Beac02'
/** The account that clients push beacon block roots from (EIP-4788). */
export const SYSTEM: Address = '0xffffFFFfFFffffffffffffffFfFFFfffFFFfFFfE'

/** Places the code of Multicall3, the deposit contract and the beacon roots at their addresses. */
export async function deployPeriphery(
  client: ChainClient,
  contracts: CompiledContracts,
): Promise<{ multicall3: Address; beaconDeposit: Address; beaconRoots: Address }> {
  const places = [
    [MULTICALL3, 'Multicall3'],
    [BEACON_DEPOSIT, 'DepositContract'],
    [BEACON_ROOTS, 'BeaconRoots'],
  ] as const
  for (const [address, name] of places) {
    await client.setCode({ address, bytecode: compiled(contracts, name).deployedBytecode })
  }
  return { multicall3: MULTICALL3, beaconDeposit: BEACON_DEPOSIT, beaconRoots: BEACON_ROOTS }
}

/**
 * Makes a beacon block root readable at a timestamp, by writing the predeploy's two rings
 * (EIP-4788). Works for any timestamp, also one whose block is not mined yet.
 */
export async function setBeaconRoot(
  client: ChainClient,
  timestamp: number,
  root: Hex,
): Promise<void> {
  const ring = 8191
  const slot = timestamp % ring
  for (const [index, value] of [
    [slot, numberToHex(timestamp, { size: 32 })],
    [slot + ring, root],
  ] as const) {
    await client.setStorageAt({
      address: BEACON_ROOTS,
      index: numberToHex(index, { size: 32 }),
      value,
    })
  }
}

export interface TestTokenParameters {
  from: Address
  name: string
  symbol: string
  /** Default 18. */
  decimals?: number
  /** May mint. Default: `from`. */
  owner?: Address
}

/** Deploys a plain ERC-20 whose owner mints. */
export async function deployTestToken(
  client: ChainClient,
  contracts: CompiledContracts,
  { from, name, symbol, decimals = 18, owner = from }: TestTokenParameters,
): Promise<Address> {
  const [token] = await createContracts(client, contracts, from, [
    { name: 'TestToken', args: [name, symbol, decimals, owner] },
  ])
  return token as Address
}

export interface PriceFeedParameters {
  from: Address
  /** For instance `ETH / USD`. */
  description: string
  /** Of the answers: 8 for USD feeds, 18 for ETH feeds. */
  decimals: number
  /** May post. Default: `from`. */
  owner?: Address
}

/** Deploys a price feed; its first answer comes with `post`. */
export async function deployPriceFeed(
  client: ChainClient,
  contracts: CompiledContracts,
  { from, description, decimals, owner = from }: PriceFeedParameters,
): Promise<Address> {
  const [feed] = await createContracts(client, contracts, from, [
    { name: 'PriceFeed', args: [decimals, description, owner] },
  ])
  return feed as Address
}
