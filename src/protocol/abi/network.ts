import { parseAbi } from 'viem'

/*
 * What the network is read with: the only interfaces that the first view carries. The whole ones, with
 * everything that is signed, build upon these.
 */

/** Delegation and its delay. */
export const delegationManagerReadsAbi = parseAbi([
  'function delegationApprover(address operator) view returns (address)',
  'function getOperatorShares(address operator, address[] strategies) view returns (uint256[])',
  'function minWithdrawalDelayBlocks() view returns (uint32)',
])

/** Which strategies take deposits. */
export const strategyManagerReadsAbi = parseAbi([
  'function strategyIsWhitelistedForDeposit(address strategy) view returns (bool whitelisted)',
])

/** One strategy, a vault of one token. */
export const strategyReadsAbi = parseAbi([
  'function underlyingToken() view returns (address)',
  'function totalShares() view returns (uint256)',
  'function sharesToUnderlyingView(uint256 amountShares) view returns (uint256)',
])

/** What EigenStrategy has besides: it keeps bEIGEN, people give and get EIGEN. */
export const eigenStrategyAbi = parseAbi(['function EIGEN() view returns (address)'])

/** Operator sets, magnitudes and allocations. */
export const allocationManagerReadsAbi = parseAbi([
  'struct OperatorSet { address avs; uint32 id; }',
  'struct Allocation { uint64 currentMagnitude; int128 pendingDiff; uint32 effectBlock; }',
  'function getAllocationDelay(address operator) view returns (bool, uint32)',
  'function getAllocations(address[], OperatorSet, address) view returns (Allocation[] allocations)',
  'function getRegisteredSets(address) view returns (OperatorSet[] operatorSets)',
  'function getMaxMagnitudes(address, address[]) view returns (uint64[] maxMagnitudes)',
  'function getStrategiesInOperatorSet(OperatorSet) view returns (address[] strategies)',
  'function getSlasher(OperatorSet operatorSet) view returns (address)',
  'function getPendingSlasher(OperatorSet) view returns (address pendingSlasher, uint32 effectBlock)',
  'function getRedistributionRecipient(OperatorSet operatorSet) view returns (address)',
  'function isRedistributingOperatorSet(OperatorSet operatorSet) view returns (bool)',
  'function isOperatorSlashable(address operator, OperatorSet operatorSet) view returns (bool)',
  'function getMemberCount(OperatorSet) view returns (uint256 memberCount)',
  'function DEALLOCATION_DELAY() view returns (uint32)',
  'function ALLOCATION_CONFIGURATION_DELAY() view returns (uint32)',
])

/** Operator splits. */
export const rewardsCoordinatorReadsAbi = parseAbi([
  'struct OperatorSet { address avs; uint32 id; }',
  'function defaultOperatorSplitBips() view returns (uint16)',
  'function getOperatorSetSplit(address operator, OperatorSet operatorSet) view returns (uint16)',
])

/** Rate of wstETH. */
export const wstEthReadsAbi = parseAbi(['function stEthPerToken() view returns (uint256)'])
