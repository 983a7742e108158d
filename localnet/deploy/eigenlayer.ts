import {
  type Account,
  type Address,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  type Hash,
  type Hex,
  TransactionReceiptNotFoundError,
  zeroAddress,
} from 'viem'
import type { CompiledContract, CompiledContracts } from '../compile.ts'
import type { ChainClient } from '../testing/anvil.ts'

/** Delays of the core, in blocks. */
export interface EigenLayerDelays {
  /** `MIN_WITHDRAWAL_DELAY_BLOCKS`, and `DEALLOCATION_DELAY`, which has the same value. */
  withdrawal: number
  /** `ALLOCATION_CONFIGURATION_DELAY`, and `SLASHER_CONFIGURATION_DELAY` with it. */
  allocationConfiguration: number
}

/** The delays of EigenLayer's test networks, Hoodi among them. */
export const HOODI_DELAYS: EigenLayerDelays = { withdrawal: 50, allocationConfiguration: 75 }

export interface DeployEigenLayerOptions<Name extends string = string> {
  client: ChainClient
  contracts: CompiledContracts
  /** Deployer. Its nonce decides all addresses. An address is sent from unlocked. */
  account: Address | Account
  delays?: EigenLayerDelays
  /** The beacon chain's deposit contract. */
  ethPOS: Address
  /** Tokens to make a strategy for, by a name of the caller's choice; all are whitelisted. */
  tokens: Record<Name, Address>
  /** Which of the names is the EIGEN strategy, which cannot be redistributed. */
  eigen?: NoInfer<Name>
  /** Owner, whitelister, pauser, unpauser and switch of the registrar. Default: the deployer. */
  owner?: Address
  /** Release name; its first character is the version in the EIP-712 domain. */
  version?: string
  /** Mines a block, on a chain that does not mine by itself. */
  mine?: () => Promise<void>
}

/** Where the core stands. */
export interface EigenLayerAddresses<Name extends string = string> {
  pauserRegistry: Address
  permissionController: Address
  allocationManager: Address
  delegationManager: Address
  strategyManager: Address
  eigenPodImplementation: Address
  eigenPodBeacon: Address
  eigenPodManager: Address
  avsRegistrar: Address
  strategies: Record<Name, Address>
  /** Block of the first of these contracts: reading logs may start here. */
  fromBlock: bigint
}

/**
 * Deploys EigenLayer's core and one whitelisted strategy a token.
 *
 * The contracts refer to one another in circles, so their addresses are taken from the deployer's
 * next nonces before anything is sent: the same deployer and nonce give the same addresses.
 *
 * @throws Error when a transaction fails or the chain does not mine it.
 */
export async function deployEigenLayer<Name extends string>(
  options: DeployEigenLayerOptions<Name>,
): Promise<EigenLayerAddresses<Name>> {
  const { client, contracts, account, ethPOS, tokens } = options
  const delays = options.delays ?? HOODI_DELAYS
  const version = options.version ?? '1.12.0'
  const sender = typeof account === 'string' ? account : account.address
  const owner = options.owner ?? sender
  const nonce = await client.getTransactionCount({ address: sender, blockTag: 'pending' })
  const addressAt = (index: number) =>
    getContractAddress({ from: sender, nonce: BigInt(nonce + index) })

  const names = Object.keys(tokens) as Name[]
  const core = {
    pauserRegistry: addressAt(0),
    permissionController: addressAt(1),
    allocationManager: addressAt(2),
    delegationManager: addressAt(3),
    strategyManager: addressAt(4),
    eigenPodImplementation: addressAt(5),
    eigenPodBeacon: addressAt(6),
    eigenPodManager: addressAt(7),
    avsRegistrar: addressAt(8),
  }
  const strategies = Object.fromEntries(
    names.map((name, index) => [name, addressAt(9 + index)]),
  ) as Record<Name, Address>
  const eigenStrategy = options.eigen === undefined ? zeroAddress : strategies[options.eigen]

  const hashes: Hash[] = []
  const send = async (data: Hex, to?: Address) => {
    hashes.push(
      await client.sendTransaction({
        account,
        data,
        ...(to === undefined ? {} : { to }),
        nonce: nonce + hashes.length,
        // Given, because what a transaction needs of the one before it may not be mined yet.
        gas: 8_000_000n,
      }),
    )
  }
  // In the order of the addresses above.
  const creations: [name: string, args: unknown[]][] = [
    ['PauserRegistry', [[owner], owner]],
    ['PermissionController', []],
    [
      'AllocationManager',
      [
        core.delegationManager,
        eigenStrategy,
        core.pauserRegistry,
        core.permissionController,
        delays.withdrawal,
        delays.allocationConfiguration,
      ],
    ],
    [
      'DelegationManager',
      [
        core.strategyManager,
        core.eigenPodManager,
        core.allocationManager,
        core.pauserRegistry,
        core.permissionController,
        delays.withdrawal,
        version,
      ],
    ],
    [
      'StrategyManager',
      [
        core.allocationManager,
        core.delegationManager,
        core.pauserRegistry,
        version,
        // The deployer whitelists the strategies below and then hands this over.
        sender,
        sender,
      ],
    ],
    ['EigenPod', [ethPOS, core.eigenPodManager]],
    ['EigenPodBeacon', [core.eigenPodImplementation]],
    [
      'EigenPodManager',
      [ethPOS, core.eigenPodBeacon, core.delegationManager, core.pauserRegistry, owner],
    ],
    ['AVSRegistrar', [owner]],
    ...names.map((name): [string, unknown[]] => [
      'StrategyBase',
      [core.strategyManager, core.pauserRegistry, tokens[name]],
    ]),
  ]
  for (const [name, args] of creations) {
    const { abi, bytecode } = contractNamed(contracts, name)
    await send(encodeDeployData({ abi, bytecode, args }))
  }

  const { abi } = contractNamed(contracts, 'StrategyManager')
  const manage = (functionName: string, args: unknown[]) =>
    send(encodeFunctionData({ abi, functionName, args }), core.strategyManager)
  await manage('addStrategiesToDepositWhitelist', [Object.values(strategies)])
  if (owner !== sender) {
    await manage('setStrategyWhitelister', [owner])
    await manage('transferOwnership', [owner])
  }

  const blocks = await settle(client, hashes, options.mine)
  return { ...core, strategies, fromBlock: blocks[0] ?? 0n }
}

/** A compiled contract by name. @throws Error when the sources have none of that name. */
export function contractNamed(contracts: CompiledContracts, name: string): CompiledContract {
  const contract = contracts[name]
  if (contract === undefined) throw new Error(`There is no contract called ${name}.`)
  return contract
}

/** Waits for all transactions and returns their blocks. */
async function settle(
  client: ChainClient,
  hashes: readonly Hash[],
  mine: (() => Promise<void>) | undefined,
): Promise<bigint[]> {
  const blocks: bigint[] = []
  for (const hash of hashes) {
    let attempts = 0
    for (;;) {
      try {
        const receipt = await client.getTransactionReceipt({ hash })
        if (receipt.status !== 'success') throw new Error(`Transaction ${hash} failed.`)
        blocks.push(receipt.blockNumber)
        break
      } catch (error) {
        if (!(error instanceof TransactionReceiptNotFoundError)) throw error
        if (++attempts > 50) throw new Error(`Transaction ${hash} was not mined.`)
        if (mine !== undefined) await mine()
        else await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  }
  return blocks
}
