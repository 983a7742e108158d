import { parseAbi } from 'viem'

/** What an AVS does in the AllocationManager. Keel signs none of it: the demo plays it on the local chain. */
export const avsAllocationAbi = parseAbi([
  'struct OperatorSet { address avs; uint32 id; }',
  'struct SlashingParams { address operator; uint32 operatorSetId; address[] strategies; uint256[] wadsToSlash; string description; }',
  'function slashOperator(address avs, SlashingParams params) returns (uint256, uint256[])',
  'function updateSlasher(OperatorSet operatorSet, address slasher)',
])

/** What an AVS pays through the RewardsCoordinator. */
export const avsRewardsAbi = parseAbi([
  'struct OperatorSet { address avs; uint32 id; }',
  'struct StrategyAndMultiplier { address strategy; uint96 multiplier; }',
  'struct RewardsSubmission { StrategyAndMultiplier[] strategiesAndMultipliers; address token; uint256 amount; uint32 startTimestamp; uint32 duration; }',
  'function createUniqueStakeRewardsSubmission(OperatorSet operatorSet, RewardsSubmission[] rewardsSubmissions)',
])
