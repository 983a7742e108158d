import { parseAbi } from 'viem'

/** What happens to one restaker's stake. In none of the first seven is the restaker an indexed argument. */
export const stakeEventsAbi = parseAbi([
  'struct OperatorSet { address avs; uint32 id; }',
  'struct Withdrawal { address staker; address delegatedTo; address withdrawer; uint256 nonce; uint32 startBlock; address[] strategies; uint256[] scaledShares; }',
  'event Deposit(address staker, address strategy, uint256 shares)',
  'event SlashingWithdrawalQueued(bytes32 withdrawalRoot, Withdrawal withdrawal, uint256[] sharesToWithdraw)',
  'event SlashingWithdrawalCompleted(bytes32 withdrawalRoot)',
  'event OperatorSlashed(address operator, OperatorSet operatorSet, address[] strategies, uint256[] wadSlashed, string description)',
  'event MaxMagnitudeUpdated(address operator, address strategy, uint64 maxMagnitude)',
  'event BeaconChainSlashingFactorDecreased(address staker, uint64 prevBeaconChainSlashingFactor, uint64 newBeaconChainSlashingFactor)',
  'event TokenRebased(uint256 indexed reportTimestamp, uint256 timeElapsed, uint256 preTotalShares, uint256 preTotalEther, uint256 postTotalShares, uint256 postTotalEther, uint256 sharesMintedAsFees)',
  'event StakerDelegated(address indexed staker, address indexed operator)',
  'event StakerUndelegated(address indexed staker, address indexed operator)',
  'event StakerForceUndelegated(address indexed staker, address indexed operator)',
  'event PodSharesUpdated(address indexed podOwner, int256 sharesDelta)',
  'event RewardsClaimed(bytes32 root, address indexed earner, address indexed claimer, address indexed recipient, address token, uint256 claimedAmount)',
])

/** `Transfer` of an ERC-20 token. */
export const transferAbi = parseAbi([
  'event Transfer(address indexed from, address indexed to, uint256 value)',
])
