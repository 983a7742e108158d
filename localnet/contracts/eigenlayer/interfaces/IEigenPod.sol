// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

interface IEigenPod {
    event EigenPodStaked(bytes32 pubkeyHash);
    event ValidatorRestaked(bytes32 pubkeyHash);
    event ValidatorBalanceUpdated(
        bytes32 pubkeyHash, uint64 balanceTimestamp, uint64 newValidatorBalanceGwei
    );
    event RestakedBeaconChainETHWithdrawn(address indexed recipient, uint256 amount);
    event NonBeaconChainETHReceived(uint256 amountReceived);
    event ProofSubmitterUpdated(address prevProofSubmitter, address newProofSubmitter);
    event CheckpointCreated(
        uint64 indexed checkpointTimestamp, bytes32 indexed beaconBlockRoot, uint256 validatorCount
    );
    event CheckpointFinalized(uint64 indexed checkpointTimestamp, int256 totalShareDeltaWei);
    event ValidatorCheckpointed(
        uint64 indexed checkpointTimestamp, bytes32 indexed pubkeyHash
    );
    event ValidatorWithdrawn(uint64 indexed checkpointTimestamp, bytes32 indexed pubkeyHash);
    event ExitRequested(bytes32 indexed validatorPubkeyHash);
    event WithdrawalRequested(bytes32 indexed validatorPubkeyHash, uint64 withdrawalAmountGwei);
    event ConsolidationRequested(
        bytes32 indexed sourcePubkeyHash, bytes32 indexed targetPubkeyHash
    );
    event SwitchToCompoundingRequested(bytes32 indexed validatorPubkeyHash);

    error BeaconTimestampBeforeLatestCheckpoint();
    error BeaconTimestampTooFarInPast();
    error CannotCheckpointTwiceInSingleBlock();
    error CheckpointAlreadyActive();
    error CredentialsAlreadyVerified();
    error CurrentlyPaused();
    error EmptyRoot();
    error FeeQueryFailed();
    error ForkTimestampZero();
    error InputAddressZero();
    error InputArrayLengthMismatch();
    error InsufficientFunds();
    error InsufficientWithdrawableBalance();
    error InvalidEIP4788Response();
    error InvalidIndex();
    error InvalidProof();
    error InvalidProofLength();
    error InvalidPubKeyLength();
    error InvalidValidatorFieldsLength();
    error LeavesNotPowerOfTwo();
    error MsgValueNot32ETH();
    error NoActiveCheckpoint();
    error NoBalanceToCheckpoint();
    error NotEnoughLeaves();
    error OnlyEigenPodManager();
    error OnlyEigenPodOwner();
    error OnlyEigenPodOwnerOrProofSubmitter();
    error PredeployFailed();
    error TimestampOutOfRange();
    error ValidatorInactiveOnBeaconChain();
    error ValidatorIsExitingBeaconChain();
    error ValidatorNotActiveInPod();
    error ValidatorNotSlashedOnBeaconChain();
    error WithdrawalCredentialsNotForEigenPod();

    function initialize(address owner) external;

    function stake(bytes calldata pubkey, bytes calldata signature, bytes32 depositDataRoot)
        external
        payable;

    function withdrawRestakedBeaconChainETH(address recipient, uint256 amountWei) external;
}
