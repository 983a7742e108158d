import type { Address } from 'viem'
import { type CompiledContracts, compileContracts } from '../../compile.ts'
import { createContracts } from '../../deploy/deployer.ts'
import { deployRewardsCoordinator } from '../../deploy/rewards.ts'
import { type RunningAnvil, startAnvil } from '../../testing/anvil.ts'
import { Handle } from '../periphery/handle.ts'

export const DAY = 86_400
/** The chain of these tests begins at this midnight, 2026-01-01 UTC. */
export const START = 1_767_225_600

export interface RewardsFixture {
  chain: RunningAnvil
  contracts: CompiledContracts
  /** The rewards contract, whose owner, rewards updater and emissions controller `admin` is. */
  coordinator: Handle
  /** Stands for all other protocol contracts. */
  stub: Handle
  token: Handle
  secondToken: Handle
  admin: Address
  avs: Address
  operator: Address
  earner: Address
  stranger: Address
  feeRecipient: Address
  /** Two whitelisted strategies, ascending. */
  strategies: [Address, Address]
  operatorSet: { avs: Address; id: number }
  /** Mines a block at this time. */
  at(timestamp: number): Promise<void>
  /** Time of the newest block. */
  now(): Promise<number>
}

/** A rewards contract on a chain of its own, with tokens in the hands of `avs` and `admin`. */
export async function startRewards(): Promise<RewardsFixture> {
  const contracts = await compileContracts({ folders: ['rewards', 'periphery'] })
  const chain = await startAnvil({ timestamp: START })
  const accounts = (await chain.client.getAddresses()) as Address[]
  const [admin, avs, operator, earner, stranger, feeRecipient] = accounts as [
    Address,
    Address,
    Address,
    Address,
    Address,
    Address,
  ]
  const [stubAddress, one, two] = (await createContracts(chain.client, contracts, admin, [
    { name: 'ProtocolStub' },
    { name: 'TestToken', args: ['One', 'ONE', 18, admin] },
    { name: 'TestToken', args: ['Two', 'TWO', 6, admin] },
  ])) as [Address, Address, Address]
  const coordinatorAddress = await deployRewardsCoordinator(chain.client, contracts, {
    from: admin,
    delegationManager: stubAddress,
    strategyManager: stubAddress,
    allocationManager: stubAddress,
    pauserRegistry: stubAddress,
    permissionController: stubAddress,
    feeRecipient,
  })
  const handle = (name: string, address: Address) =>
    new Handle(chain.client, contracts, name, address)
  const stub = handle('ProtocolStub', stubAddress)
  const coordinator = handle('RewardsCoordinator', coordinatorAddress)
  const token = handle('TestToken', one)
  const secondToken = handle('TestToken', two)
  const strategies: [Address, Address] = [
    '0x1000000000000000000000000000000000000001',
    '0x2000000000000000000000000000000000000002',
  ]
  const operatorSet = { avs, id: 7 }
  for (const strategy of strategies) await stub.send(admin, 'setWhitelisted', [strategy, true])
  await stub.send(admin, 'setOperator', [operator, true])
  await stub.send(admin, 'setPausers', [admin, avs])
  await stub.send(admin, 'createOperatorSet', [operatorSet])
  for (const each of [token, secondToken]) {
    for (const holder of [admin, avs]) {
      await each.send(admin, 'mint', [holder, 10n ** 30n])
      await each.send(holder, 'approve', [coordinatorAddress, 2n ** 256n - 1n])
    }
  }
  return {
    chain,
    contracts,
    coordinator,
    stub,
    token,
    secondToken,
    admin,
    avs,
    operator,
    earner,
    stranger,
    feeRecipient,
    strategies,
    operatorSet,
    at: async (timestamp) => {
      await chain.client.setNextBlockTimestamp({ timestamp: BigInt(timestamp) })
      await chain.client.mine({ blocks: 1 })
    },
    now: async () => Number((await chain.client.getBlock()).timestamp),
  }
}
