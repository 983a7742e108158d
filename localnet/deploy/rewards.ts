import type { Address } from 'viem'
import type { CompiledContracts } from '../compile.ts'
import type { ChainClient } from '../testing/anvil.ts'
import { createContracts } from './deployer.ts'

export interface RewardsCoordinatorParameters {
  /** The account that deploys; the node must send for it. */
  from: Address
  delegationManager: Address
  strategyManager: Address
  allocationManager: Address
  pauserRegistry: Address
  permissionController: Address
  /** May reward any operator set and legacy AVSs. Default: `from`. */
  emissionsController?: Address
  /** Default: `from`. */
  owner?: Address
  /** May submit and disable roots. Default: `from`. */
  rewardsUpdater?: Address
  /** Gets the protocol fee of submitters that opted in. Default: `from`. */
  feeRecipient?: Address
  /** Pause bits from the start. Default 0; public networks pause bit 1 (for-all submissions). */
  initialPausedStatus?: bigint
  /** Seconds until a root or a split counts. Default 7,200, as on Hoodi. */
  activationDelay?: number
  /** Bips. Default 1,000. */
  defaultSplitBips?: number
  /** Seconds. Default 168 days. */
  maxRetroactiveLength?: number
  /** Seconds since 1970, a multiple of a day. Default 2024-03-21. */
  genesisRewardsTimestamp?: number
}

const DAY = 86_400

/** Deploys `RewardsCoordinator` with the constants of Hoodi. */
export async function deployRewardsCoordinator(
  client: ChainClient,
  contracts: CompiledContracts,
  parameters: RewardsCoordinatorParameters,
): Promise<Address> {
  const { from } = parameters
  const [address] = await createContracts(client, contracts, from, [
    {
      name: 'RewardsCoordinator',
      args: [
        {
          delegationManager: parameters.delegationManager,
          strategyManager: parameters.strategyManager,
          allocationManager: parameters.allocationManager,
          emissionsController: parameters.emissionsController ?? from,
          pauserRegistry: parameters.pauserRegistry,
          permissionController: parameters.permissionController,
          CALCULATION_INTERVAL_SECONDS: DAY,
          MAX_REWARDS_DURATION: 730 * DAY,
          MAX_RETROACTIVE_LENGTH: parameters.maxRetroactiveLength ?? 168 * DAY,
          MAX_FUTURE_LENGTH: 30 * DAY,
          GENESIS_REWARDS_TIMESTAMP: parameters.genesisRewardsTimestamp ?? 1_710_979_200,
        },
        parameters.owner ?? from,
        parameters.initialPausedStatus ?? 0n,
        parameters.rewardsUpdater ?? from,
        parameters.activationDelay ?? 7_200,
        parameters.defaultSplitBips ?? 1_000,
        parameters.feeRecipient ?? from,
      ],
    },
  ])
  return address as Address
}
