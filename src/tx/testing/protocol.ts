import { type Address, encodeFunctionData, type Hash, parseAbi } from 'viem'
import { compileContracts } from '../../../localnet/compile.ts'
import { deployEigenLayer } from '../../../localnet/deploy/eigenlayer.ts'
import { deployLido } from '../../../localnet/deploy/lido.ts'
import { type RunningAnvil, startAnvil } from '../../../localnet/testing/anvil.ts'
import type { Chain } from '../../protocol/deployments/types.ts'
import { chainOf } from './harness.ts'

/** What the protocols' owners do in these tests. */
export const ownerAbi = parseAbi([
  'function pause(uint256 newPausedStatus)',
  'function unpause(uint256 newPausedStatus)',
  'function registerAsOperator(address initDelegationApprover, uint32 allocationDelay, string metadataURI)',
  'function undelegate(address staker)',
  'function paused() view returns (uint256)',
])

export type Stage = {
  anvil: RunningAnvil
  chain: Chain
  /** Owner and pauser of everything. */
  owner: Address
  /** Accounts with ether and nothing else. */
  people: readonly Address[]
  /** Sends a call of {@link ownerAbi} from any account, without waiting for a block. */
  send: (
    from: Address,
    to: Address,
    functionName: string,
    args: readonly unknown[],
  ) => Promise<Hash>
}

/** A chain of its own with Lido and EigenLayer, and the stETH strategy whitelisted. */
export async function stage(): Promise<Stage> {
  const contracts = await compileContracts()
  const anvil = await startAnvil({ accounts: 20, balance: 1000 })
  const { client } = anvil
  const [owner, ...people] = (await client.getAddresses()) as [Address, ...Address[]]
  const lido = await deployLido(client, contracts, { from: owner })
  const core = await deployEigenLayer({
    client,
    contracts,
    account: owner,
    ethPOS: owner,
    tokens: { stETH: lido.stETH },
  })
  const chain = chainOf(anvil.url, {
    eigenLayer: {
      delegationManager: core.delegationManager,
      strategyManager: core.strategyManager,
      allocationManager: core.allocationManager,
      eigenPodManager: core.eigenPodManager,
      rewardsCoordinator: owner,
    },
    lido: { ...lido, stETHStrategy: core.strategies.stETH },
  })
  const send: Stage['send'] = (from, to, functionName, args) =>
    client.sendTransaction({
      account: from,
      to,
      data: encodeFunctionData({ abi: ownerAbi, functionName, args } as never),
      gas: 1_000_000n,
    })
  return { anvil, chain, owner, people, send }
}
