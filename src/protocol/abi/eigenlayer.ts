import { parseAbi } from 'viem'
import {
  allocationManagerReadsAbi,
  delegationManagerReadsAbi,
  rewardsCoordinatorReadsAbi,
  strategyManagerReadsAbi,
  strategyReadsAbi,
} from './network.ts'

/** Who delegates to whom, withdrawable shares, the withdrawal queue (EigenLayer v1.12.0). */
export const delegationManagerAbi = [
  ...delegationManagerReadsAbi,
  ...parseAbi([
    'struct SignatureWithExpiry { bytes signature; uint256 expiry; }',
    'struct Withdrawal { address staker; address delegatedTo; address withdrawer; uint256 nonce; uint32 startBlock; address[] strategies; uint256[] scaledShares; }',
    'function delegateTo(address operator, SignatureWithExpiry approverSignatureAndExpiry, bytes32 approverSalt)',
    'function undelegate(address staker) returns (bytes32[] withdrawalRoots)',
    'function delegatedTo(address staker) view returns (address operator)',
    'function isDelegated(address staker) view returns (bool)',
    'function calculateDelegationApprovalDigestHash(address staker, address operator, address approver, bytes32 approverSalt, uint256 expiry) view returns (bytes32)',
    'function delegationApproverSaltIsSpent(address delegationApprover, bytes32 salt) view returns (bool)',
    'function isOperator(address operator) view returns (bool)',
    'function getDepositedShares(address staker) view returns (address[], uint256[])',
    'function getWithdrawableShares(address staker, address[] strategies) view returns (uint256[] withdrawableShares, uint256[] depositShares)',
    'function getOperatorsShares(address[] operators, address[] strategies) view returns (uint256[][])',
    'function getQueuedWithdrawals(address staker) view returns (Withdrawal[] withdrawals, uint256[][] shares)',
    'function convertToDepositShares(address staker, address[] strategies, uint256[] withdrawableShares) view returns (uint256[])',
    'function paused(uint8 index) view returns (bool)',
    'struct QueuedWithdrawalParams { address[] strategies; uint256[] depositShares; address __deprecated_withdrawer; }',
    'function queueWithdrawals(QueuedWithdrawalParams[] params) returns (bytes32[])',
    'function redelegate(address newOperator, SignatureWithExpiry newOperatorApproverSig, bytes32 approverSalt) returns (bytes32[] withdrawalRoots)',
    'function completeQueuedWithdrawal(Withdrawal withdrawal, address[] tokens, bool receiveAsTokens)',
    'function completeQueuedWithdrawals(Withdrawal[] withdrawals, address[][] tokens, bool[] receiveAsTokens)',
    'function depositScalingFactor(address staker, address strategy) view returns (uint256)',
    'function getQueuedWithdrawalRoots(address staker) view returns (bytes32[])',
    'event SlashingWithdrawalQueued(bytes32 withdrawalRoot, Withdrawal withdrawal, uint256[] sharesToWithdraw)',
  ]),
] as const

/** ERC-20 deposits into strategies. */
export const strategyManagerAbi = [
  ...strategyManagerReadsAbi,
  ...parseAbi([
    'function depositIntoStrategy(address strategy, address token, uint256 amount) returns (uint256 depositShares)',
    'function getDeposits(address staker) view returns (address[], uint256[])',
    'function stakerDepositShares(address staker, address strategy) view returns (uint256 shares)',
    'function paused(uint8 index) view returns (bool)',
  ]),
] as const

/** One strategy: a vault of one token with virtual shares. */
export const strategyAbi = [
  ...strategyReadsAbi,
  ...parseAbi(['function underlyingToSharesView(uint256 amountUnderlying) view returns (uint256)']),
] as const

/** Operator sets, magnitudes, allocations and slashing. */
export const allocationManagerAbi = [
  ...allocationManagerReadsAbi,
  ...parseAbi([
    'struct OperatorSet { address avs; uint32 id; }',
    'struct Allocation { uint64 currentMagnitude; int128 pendingDiff; uint32 effectBlock; }',
    'function getAllocation(address, OperatorSet, address) view returns (Allocation allocation)',
    'function getAllocatedSets(address) view returns (OperatorSet[] operatorSets)',
    'function getMaxMagnitudes(address[], address) view returns (uint64[] maxMagnitudes)',
    'function getMaxMagnitudesAtBlock(address operator, address[] strategies, uint32 blockNumber) view returns (uint64[] maxMagnitudes)',
    'function getEncumberedMagnitude(address, address) view returns (uint64 encumberedMagnitude)',
  ]),
] as const

/** Native restakers' pods and what the beacon chain took from them. */
export const eigenPodManagerAbi = parseAbi([
  'function hasPod(address podOwner) view returns (bool)',
  'function getPod(address podOwner) view returns (address)',
  'function createPod() returns (address)',
  'function stake(bytes pubkey, bytes signature, bytes32 depositDataRoot) payable',
  'function podOwnerDepositShares(address podOwner) view returns (int256)',
  'function ownerToPod(address podOwner) view returns (address)',
  'function beaconChainSlashingFactor(address podOwner) view returns (uint64)',
])

/** One restaker's pod. */
export const eigenPodAbi = parseAbi([
  'function withdrawableRestakedExecutionLayerGwei() view returns (uint64)',
  'function activeValidatorCount() view returns (uint256)',
  'event EigenPodStaked(bytes32 pubkeyHash)',
])

/** Operator splits, distribution roots and claims. */
export const rewardsCoordinatorAbi = [
  ...rewardsCoordinatorReadsAbi,
  ...parseAbi([
    'function activationDelay() view returns (uint32)',
    'function getDistributionRootsLength() view returns (uint256)',
    'struct DistributionRoot { bytes32 root; uint32 rewardsCalculationEndTimestamp; uint32 activatedAt; bool disabled; }',
    'function getDistributionRootAtIndex(uint256 index) view returns (DistributionRoot)',
    'function claimerFor(address earner) view returns (address claimer)',
    'function cumulativeClaimed(address earner, address token) view returns (uint256 totalClaimed)',
    'struct EarnerTreeMerkleLeaf { address earner; bytes32 earnerTokenRoot; }',
    'struct TokenTreeMerkleLeaf { address token; uint256 cumulativeEarnings; }',
    'struct RewardsMerkleClaim { uint32 rootIndex; uint32 earnerIndex; bytes earnerTreeProof; EarnerTreeMerkleLeaf earnerLeaf; uint32[] tokenIndices; bytes[] tokenTreeProofs; TokenTreeMerkleLeaf[] tokenLeaves; }',
    'function checkClaim(RewardsMerkleClaim claim) view returns (bool)',
    'function processClaim(RewardsMerkleClaim claim, address recipient)',
    'function processClaims(RewardsMerkleClaim[] claims, address recipient)',
    'function setClaimerFor(address claimer)',
    'event RewardsClaimed(bytes32 root, address indexed earner, address indexed claimer, address indexed recipient, address token, uint256 claimedAmount)',
    'event ClaimerForSet(address indexed earner, address indexed oldClaimer, address indexed claimer)',
  ]),
] as const
