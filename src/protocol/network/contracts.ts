import type { Abi } from 'viem'
import {
  allocationManagerReadsAbi,
  delegationManagerReadsAbi,
  rewardsCoordinatorReadsAbi,
  strategyManagerReadsAbi,
} from '../abi/network.ts'
import type { Chain } from '../deployments/types.ts'
import { lower } from './lower.ts'

/** EigenLayer's contracts as a reading of the network asks them, each named by its initials. */
export const contractsOf = ({ eigenLayer }: Chain) => ({
  dm: { address: lower(eigenLayer.delegationManager), abi: delegationManagerReadsAbi as Abi },
  sm: { address: lower(eigenLayer.strategyManager), abi: strategyManagerReadsAbi as Abi },
  am: { address: lower(eigenLayer.allocationManager), abi: allocationManagerReadsAbi as Abi },
  rc: { address: lower(eigenLayer.rewardsCoordinator), abi: rewardsCoordinatorReadsAbi as Abi },
})
