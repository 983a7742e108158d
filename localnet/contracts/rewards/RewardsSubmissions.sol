// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {OperatorSet} from './IRewardsCoordinatorTypes.sol';
import {RewardsValidation} from './RewardsValidation.sol';
import {TokenTransfers} from './TokenTransfers.sol';

/// Reward submissions of every kind: what is paid, for which stake and over which days.
/// The token comes from the caller, who must have approved this contract.
abstract contract RewardsSubmissions is RewardsValidation {
    using TokenTransfers for address;

    uint16 internal constant PROTOCOL_FEE_BIPS = 2_000;

    uint8 internal constant PAUSED_AVS_REWARDS_SUBMISSION = 0;
    uint8 internal constant PAUSED_REWARDS_FOR_ALL_SUBMISSION = 1;
    uint8 internal constant PAUSED_REWARDS_FOR_ALL_EARNERS = 4;
    uint8 internal constant PAUSED_OPERATOR_DIRECTED_AVS = 5;
    uint8 internal constant PAUSED_OPERATOR_DIRECTED_OPERATOR_SET = 9;
    uint8 internal constant PAUSED_UNIQUE_STAKE = 10;
    uint8 internal constant PAUSED_TOTAL_STAKE = 11;

    /// Counts the submissions of every kind together.
    mapping(address avs => uint256 nonce) public submissionNonce;
    mapping(address submitter => bool isOptedIn) public isOptedInForProtocolFee;

    mapping(address avs => mapping(bytes32 hash => bool valid)) public isAVSRewardsSubmissionHash;
    mapping(address avs => mapping(bytes32 hash => bool valid)) public isRewardsSubmissionForAllHash;
    mapping(address avs => mapping(bytes32 hash => bool valid)) public
        isRewardsSubmissionForAllEarnersHash;
    mapping(address avs => mapping(bytes32 hash => bool valid)) public
        isOperatorDirectedAVSRewardsSubmissionHash;
    mapping(address avs => mapping(bytes32 hash => bool valid)) public
        isOperatorDirectedOperatorSetRewardsSubmissionHash;
    mapping(address avs => mapping(bytes32 hash => bool valid)) public
        isUniqueStakeRewardsSubmissionHash;
    mapping(address avs => mapping(bytes32 hash => bool valid)) public
        isTotalStakeRewardsSubmissionHash;

    function createAVSRewardsSubmission(RewardsSubmission[] calldata rewardsSubmissions)
        external
        onlyWhenNotPaused(PAUSED_AVS_REWARDS_SUBMISSION)
        nonReentrant
    {
        _createAVSRewards(msg.sender, rewardsSubmissions);
    }

    /// The emissions controller pays on behalf of an AVS that knows no operator sets.
    function createEigenDARewardsSubmission(
        address avs,
        RewardsSubmission[] calldata rewardsSubmissions
    ) external onlyWhenNotPaused(PAUSED_AVS_REWARDS_SUBMISSION) nonReentrant {
        if (msg.sender != emissionsController) revert UnauthorizedCaller();
        _createAVSRewards(avs, rewardsSubmissions);
    }

    function createRewardsForAllSubmission(RewardsSubmission[] calldata rewardsSubmissions)
        external
        onlyWhenNotPaused(PAUSED_REWARDS_FOR_ALL_SUBMISSION)
        nonReentrant
    {
        if (!isRewardsForAllSubmitter[msg.sender]) revert UnauthorizedCaller();
        for (uint256 i = 0; i < rewardsSubmissions.length; ++i) {
            RewardsSubmission memory submission = _charged(rewardsSubmissions[i]);
            uint256 nonce = submissionNonce[msg.sender]++;
            bytes32 hash = keccak256(abi.encode(msg.sender, nonce, submission));
            isRewardsSubmissionForAllHash[msg.sender][hash] = true;
            emit RewardsSubmissionForAllCreated(msg.sender, nonce, hash, submission);
        }
    }

    function createRewardsForAllEarners(RewardsSubmission[] calldata rewardsSubmissions)
        external
        onlyWhenNotPaused(PAUSED_REWARDS_FOR_ALL_EARNERS)
        nonReentrant
    {
        if (!isRewardsForAllSubmitter[msg.sender]) revert UnauthorizedCaller();
        for (uint256 i = 0; i < rewardsSubmissions.length; ++i) {
            RewardsSubmission memory submission = _charged(rewardsSubmissions[i]);
            uint256 nonce = submissionNonce[msg.sender]++;
            bytes32 hash = keccak256(abi.encode(msg.sender, nonce, submission));
            isRewardsSubmissionForAllEarnersHash[msg.sender][hash] = true;
            emit RewardsSubmissionForAllEarnersCreated(msg.sender, nonce, hash, submission);
        }
    }

    function createOperatorDirectedAVSRewardsSubmission(
        address avs,
        OperatorDirectedRewardsSubmission[] calldata operatorDirectedRewardsSubmissions
    ) external onlyWhenNotPaused(PAUSED_OPERATOR_DIRECTED_AVS) checkCanCall(avs) nonReentrant {
        for (uint256 i = 0; i < operatorDirectedRewardsSubmissions.length; ++i) {
            OperatorDirectedRewardsSubmission memory submission =
                _chargedDirected(operatorDirectedRewardsSubmissions[i]);
            uint256 nonce = submissionNonce[avs]++;
            bytes32 hash = keccak256(abi.encode(avs, nonce, submission));
            isOperatorDirectedAVSRewardsSubmissionHash[avs][hash] = true;
            emit OperatorDirectedAVSRewardsSubmissionCreated(
                msg.sender, avs, hash, nonce, submission
            );
        }
    }

    function createOperatorDirectedOperatorSetRewardsSubmission(
        OperatorSet calldata operatorSet,
        OperatorDirectedRewardsSubmission[] calldata operatorDirectedRewardsSubmissions
    )
        external
        onlyWhenNotPaused(PAUSED_OPERATOR_DIRECTED_OPERATOR_SET)
        checkCanCall(operatorSet.avs)
        nonReentrant
    {
        _requireOperatorSet(operatorSet);
        for (uint256 i = 0; i < operatorDirectedRewardsSubmissions.length; ++i) {
            OperatorDirectedRewardsSubmission memory submission =
                _chargedDirected(operatorDirectedRewardsSubmissions[i]);
            uint256 nonce = submissionNonce[operatorSet.avs]++;
            bytes32 hash = keccak256(abi.encode(operatorSet.avs, nonce, submission));
            isOperatorDirectedOperatorSetRewardsSubmissionHash[operatorSet.avs][hash] = true;
            emit OperatorDirectedOperatorSetRewardsSubmissionCreated(
                msg.sender, hash, operatorSet, nonce, submission
            );
        }
    }

    function createUniqueStakeRewardsSubmission(
        OperatorSet calldata operatorSet,
        RewardsSubmission[] calldata rewardsSubmissions
    ) external onlyWhenNotPaused(PAUSED_UNIQUE_STAKE) nonReentrant {
        _requireStakeSubmitter(operatorSet);
        for (uint256 i = 0; i < rewardsSubmissions.length; ++i) {
            RewardsSubmission memory submission = _charged(rewardsSubmissions[i]);
            uint256 nonce = submissionNonce[operatorSet.avs]++;
            bytes32 hash = keccak256(abi.encode(operatorSet.avs, nonce, submission));
            isUniqueStakeRewardsSubmissionHash[operatorSet.avs][hash] = true;
            emit UniqueStakeRewardsSubmissionCreated(
                msg.sender, hash, operatorSet, nonce, submission
            );
        }
    }

    function createTotalStakeRewardsSubmission(
        OperatorSet calldata operatorSet,
        RewardsSubmission[] calldata rewardsSubmissions
    ) external onlyWhenNotPaused(PAUSED_TOTAL_STAKE) nonReentrant {
        _requireStakeSubmitter(operatorSet);
        for (uint256 i = 0; i < rewardsSubmissions.length; ++i) {
            RewardsSubmission memory submission = _charged(rewardsSubmissions[i]);
            uint256 nonce = submissionNonce[operatorSet.avs]++;
            bytes32 hash = keccak256(abi.encode(operatorSet.avs, nonce, submission));
            isTotalStakeRewardsSubmissionHash[operatorSet.avs][hash] = true;
            emit TotalStakeRewardsSubmissionCreated(
                msg.sender, hash, operatorSet, nonce, submission
            );
        }
    }

    function setOptInForProtocolFee(address submitter, bool optInForProtocolFee)
        external
        checkCanCall(submitter)
    {
        emit OptInForProtocolFeeSet(
            submitter, isOptedInForProtocolFee[submitter], optInForProtocolFee
        );
        isOptedInForProtocolFee[submitter] = optInForProtocolFee;
    }

    function _createAVSRewards(address avs, RewardsSubmission[] calldata rewardsSubmissions)
        private
    {
        for (uint256 i = 0; i < rewardsSubmissions.length; ++i) {
            RewardsSubmission memory submission = _charged(rewardsSubmissions[i]);
            uint256 nonce = submissionNonce[avs]++;
            bytes32 hash = keccak256(abi.encode(avs, nonce, submission));
            isAVSRewardsSubmissionHash[avs][hash] = true;
            emit AVSRewardsSubmissionCreated(avs, nonce, hash, submission);
        }
    }

    /// The emissions controller may reward any operator set; others need the AVS's authority.
    function _requireStakeSubmitter(OperatorSet calldata operatorSet) private view {
        if (msg.sender != emissionsController && !_canCall(operatorSet.avs)) {
            revert InvalidPermissions();
        }
        _requireOperatorSet(operatorSet);
    }

    /// Checks a submission, collects its tokens and returns it with the amount net of the fee.
    function _charged(RewardsSubmission calldata given)
        private
        returns (RewardsSubmission memory submission)
    {
        submission = given;
        _validateRewardsSubmission(submission);
        uint256 fee = _feeOn(submission.amount);
        submission.amount -= fee;
        _collect(submission.token, submission.amount, fee);
    }

    /// As `_charged`; the fee is taken from each operator's amount.
    function _chargedDirected(OperatorDirectedRewardsSubmission calldata given)
        private
        returns (OperatorDirectedRewardsSubmission memory submission)
    {
        submission = given;
        uint256 total = _validateOperatorDirectedRewardsSubmission(submission);
        uint256 fees = 0;
        for (uint256 i = 0; i < submission.operatorRewards.length; ++i) {
            uint256 fee = _feeOn(submission.operatorRewards[i].amount);
            submission.operatorRewards[i].amount -= fee;
            fees += fee;
        }
        _collect(submission.token, total - fees, fees);
    }

    function _feeOn(uint256 amount) private view returns (uint256) {
        if (!isOptedInForProtocolFee[msg.sender]) return 0;
        return (amount * PROTOCOL_FEE_BIPS) / ONE_HUNDRED_IN_BIPS;
    }

    function _collect(address token, uint256 amount, uint256 fee) private {
        if (fee > 0) token.pull(msg.sender, feeRecipient, fee);
        token.pull(msg.sender, address(this), amount);
    }
}
