import { parseAbi } from 'viem'

/** What an operator says of itself to the DelegationManager (EigenLayer v1.12.0). */
export const operatorIdentityAbi = parseAbi([
  'function registerAsOperator(address initDelegationApprover, uint32 allocationDelay, string metadataURI)',
  'function modifyOperatorDetails(address operator, address newDelegationApprover)',
  'function updateOperatorMetadataURI(address operator, string metadataURI)',
  'function delegationApprover(address operator) view returns (address)',
  'function isOperator(address operator) view returns (bool)',
  'function delegatedTo(address staker) view returns (address operator)',
  'function domainSeparator() view returns (bytes32)',
  'function version() view returns (string)',
  'function getSlashableSharesInQueue(address operator, address strategy) view returns (uint256)',
  'event OperatorMetadataURIUpdated(address indexed operator, string metadataURI)',
  'event StakerDelegated(address indexed staker, address indexed operator)',
  'event StakerUndelegated(address indexed staker, address indexed operator)',
])

/** What an operator does with its stake in the AllocationManager. */
export const operatorAllocationAbi = parseAbi([
  'struct OperatorSet { address avs; uint32 id; }',
  'struct Allocation { uint64 currentMagnitude; int128 pendingDiff; uint32 effectBlock; }',
  'struct AllocateParams { OperatorSet operatorSet; address[] strategies; uint64[] newMagnitudes; }',
  'struct RegisterParams { address avs; uint32[] operatorSetIds; bytes data; }',
  'struct DeregisterParams { address operator; address avs; uint32[] operatorSetIds; }',
  'function modifyAllocations(address operator, AllocateParams[] params)',
  'function clearDeallocationQueue(address operator, address[] strategies, uint16[] numToClear)',
  'function registerForOperatorSets(address operator, RegisterParams params)',
  'function deregisterFromOperatorSets(DeregisterParams params)',
  'function setAllocationDelay(address operator, uint32 delay)',
  'function getAllocation(address, OperatorSet, address) view returns (Allocation allocation)',
  'function getAllocationDelay(address operator) view returns (bool, uint32)',
  'function getEncumberedMagnitude(address, address) view returns (uint64 encumberedMagnitude)',
  'function getMaxMagnitudes(address, address[]) view returns (uint64[] maxMagnitudes)',
  'function isOperatorSlashable(address operator, OperatorSet operatorSet) view returns (bool)',
  'function isMemberOfOperatorSet(address, OperatorSet) view returns (bool result)',
  'event AllocationDelaySet(address operator, uint32 delay, uint32 effectBlock)',
  'event EncumberedMagnitudeUpdated(address operator, address strategy, uint64 encumberedMagnitude)',
])

/** What an operator keeps of rewards, and who claims them, in the RewardsCoordinator. */
export const operatorRewardsAbi = parseAbi([
  'struct OperatorSet { address avs; uint32 id; }',
  'function setOperatorAVSSplit(address operator, address avs, uint16 split)',
  'function setOperatorPISplit(address operator, uint16 split)',
  'function setOperatorSetSplit(address operator, OperatorSet operatorSet, uint16 split)',
  'function getOperatorAVSSplit(address operator, address avs) view returns (uint16)',
  'function getOperatorPISplit(address operator) view returns (uint16)',
  'function getOperatorSetSplit(address operator, OperatorSet operatorSet) view returns (uint16)',
  'function setClaimerFor(address earner, address claimer)',
  'function claimerFor(address earner) view returns (address claimer)',
  'function activationDelay() view returns (uint32)',
])

/** Who may act for an account. */
export const permissionControllerAbi = parseAbi([
  'function addPendingAdmin(address account, address admin)',
  'function removePendingAdmin(address account, address admin)',
  'function acceptAdmin(address account)',
  'function removeAdmin(address account, address admin)',
  'function setAppointee(address account, address appointee, address target, bytes4 selector)',
  'function removeAppointee(address account, address appointee, address target, bytes4 selector)',
  'function canCall(address account, address caller, address target, bytes4 selector) view returns (bool)',
  'function getAdmins(address account) view returns (address[])',
  'function getPendingAdmins(address account) view returns (address[])',
  'function getAppointeePermissions(address account, address appointee) view returns (address[], bytes4[])',
  'function isAdmin(address account, address caller) view returns (bool)',
  'function isPendingAdmin(address account, address pendingAdmin) view returns (bool)',
  'event AdminSet(address indexed account, address admin)',
  'event PendingAdminAdded(address indexed account, address admin)',
  'event AppointeeSet(address indexed account, address indexed appointee, address target, bytes4 selector)',
])
