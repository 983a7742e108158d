import type { Address } from 'viem'
import { compileContracts } from '../compile.ts'
import { addEigen, type Eigen } from '../contracts/eigenlayer/testing/eigen.ts'
import {
  type Core,
  eth,
  type OperatorSetId,
  startCore,
  WAD,
  ZERO,
} from '../contracts/eigenlayer/testing/fixture.ts'
import { deployRewardsCoordinator } from '../deploy/rewards.ts'

export interface OtherDeployment {
  core: Core
  /** As a deployments file would name it. */
  chain: {
    chainId: number
    name: string
    rpcUrls: string[]
    startBlock: number
    blockTime: number
    eigenLayer: Record<
      | 'delegationManager'
      | 'strategyManager'
      | 'allocationManager'
      | 'eigenPodManager'
      | 'rewardsCoordinator',
      Address
    >
  }
  operator: Address
  /** Has 12.5 of token A with the operator. */
  staker: Address
  /** The AVS is a plain account. A quarter of the operator's stake in A is allocated to it. */
  set: OperatorSetId
  /** A whitelisted strategy where no contract stands. */
  empty: Address
  /** Keeps bEIGEN and takes EIGEN, of which the staker deposited 3. */
  eigen: Eigen
}

/**
 * Another deployment of the same protocol, known by nothing but its addresses: no Multicall3, no Lido, no feeds, an
 * operator without metadata, an AVS that is a plain account, a token and a strategy that are not what they should be.
 */
export async function startOtherDeployment(): Promise<OtherDeployment> {
  const core = await startCore()
  const { client, at, accounts } = core
  const [deployer] = accounts
  if (deployer === undefined) throw new Error('The chain has no accounts.')
  const rewardsCoordinator = await deployRewardsCoordinator(
    client,
    await compileContracts({ folders: ['rewards'] }),
    {
      from: deployer,
      delegationManager: at.delegationManager,
      strategyManager: at.strategyManager,
      allocationManager: at.allocationManager,
      pauserRegistry: at.pauserRegistry,
      permissionController: at.permissionController,
    },
  )
  const operator = core.fresh()
  await core.write(operator, core.dm, 'registerAsOperator', [ZERO, 0, ''])
  const staker = core.fresh()
  await core.deposit(staker, 'A', eth('12.5'))
  await core.delegate(staker, operator)
  const set = await core.avs(['A'])
  await core.register(operator, set)
  await core.mine(2)
  await core.allocate(operator, set, 'A', WAD / 4n)
  const empty = core.fresh()
  await core.write(deployer, core.sm, 'addStrategiesToDepositWhitelist', [[empty]])
  const eigen = await addEigen(core)
  await eigen.fund(staker, eth('3'))
  await core.write(staker, core.sm, 'depositIntoStrategy', [eigen.strategy, eigen.EIGEN, eth('3')])
  // A token that answers nothing that a token is asked.
  await client.setCode({ address: core.tokens.B, bytecode: '0x60006000fd' })
  await core.mine(1)
  return {
    core,
    chain: {
      chainId: 31337,
      name: 'Somewhere else',
      rpcUrls: [core.chain.url],
      startBlock: Number(at.fromBlock),
      blockTime: 12,
      eigenLayer: {
        delegationManager: at.delegationManager,
        strategyManager: at.strategyManager,
        allocationManager: at.allocationManager,
        eigenPodManager: at.eigenPodManager,
        rewardsCoordinator,
      },
    },
    operator,
    staker,
    set,
    empty,
    eigen,
  }
}
