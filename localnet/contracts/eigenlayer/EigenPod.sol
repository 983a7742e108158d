// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IERC20} from '../interfaces/IERC20.sol';
import {IEigenPod} from './interfaces/IEigenPod.sol';
import {IEigenPodManager} from './interfaces/IEigenPodManager.sol';
import {IETHPOSDeposit} from './interfaces/IETHPOSDeposit.sol';
import {SafeTransfer} from './libraries/SafeTransfer.sol';

interface IPausedByIndex {
    function paused(uint8 index) external view returns (bool);
}

/// Holds one person's native stake: validators that name it in their withdrawal credentials pay
/// into it. It runs as a small copy that borrows this code; `initialize` names its owner once.
contract EigenPod is IEigenPod {
    using SafeTransfer for IERC20;

    uint8 internal constant PAUSED_NON_PROOF_WITHDRAWALS = 5;
    uint256 internal constant GWEI = 1e9;

    IETHPOSDeposit public immutable ethPOS;
    IEigenPodManager public immutable eigenPodManager;

    address public podOwner;
    /// May submit proofs besides the owner.
    address public proofSubmitter;
    /// Gwei that checkpoints have counted as having arrived and that may be withdrawn.
    uint64 public withdrawableRestakedExecutionLayerGwei;
    /// Validators whose credentials were proven; none are, as long as there are no proofs.
    uint256 public activeValidatorCount;

    constructor(address _ethPOS, address _eigenPodManager) {
        ethPOS = IETHPOSDeposit(_ethPOS);
        eigenPodManager = IEigenPodManager(_eigenPodManager);
    }

    modifier onlyEigenPodManager() {
        require(msg.sender == address(eigenPodManager), OnlyEigenPodManager());
        _;
    }

    modifier onlyEigenPodOwner() {
        require(msg.sender == podOwner, OnlyEigenPodOwner());
        _;
    }

    modifier onlyWhenNotPaused(uint8 index) {
        require(!IPausedByIndex(address(eigenPodManager)).paused(index), CurrentlyPaused());
        _;
    }

    receive() external payable {
        emit NonBeaconChainETHReceived(msg.value);
    }

    function initialize(address _podOwner) external onlyEigenPodManager {
        require(_podOwner != address(0), InputAddressZero());
        podOwner = _podOwner;
    }

    /// Deposits 32 ETH for a validator that withdraws to this pod.
    function stake(bytes calldata pubkey, bytes calldata signature, bytes32 depositDataRoot)
        external
        payable
        onlyEigenPodManager
    {
        require(msg.value == 32 ether, MsgValueNot32ETH());
        ethPOS.deposit{value: 32 ether}(
            pubkey,
            abi.encodePacked(bytes1(0x01), bytes11(0), address(this)),
            signature,
            depositDataRoot
        );
        emit EigenPodStaked(_hashPubkey(pubkey));
    }

    /// Pays whole gwei; what is left below one gwei is dropped.
    function withdrawRestakedBeaconChainETH(address recipient, uint256 amountWei)
        external
        onlyEigenPodManager
    {
        uint64 amountGwei = uint64(amountWei / GWEI);
        require(
            amountGwei <= withdrawableRestakedExecutionLayerGwei, InsufficientWithdrawableBalance()
        );
        withdrawableRestakedExecutionLayerGwei -= amountGwei;
        uint256 paid = uint256(amountGwei) * GWEI;
        emit RestakedBeaconChainETHWithdrawn(recipient, paid);
        (bool ok,) = recipient.call{value: paid}('');
        require(ok, 'Address: unable to send value, recipient may have reverted');
    }

    function setProofSubmitter(address newProofSubmitter) external onlyEigenPodOwner {
        emit ProofSubmitterUpdated(proofSubmitter, newProofSubmitter);
        proofSubmitter = newProofSubmitter;
    }

    /// Tokens that were sent here by mistake.
    function recoverTokens(
        address[] calldata tokenList,
        uint256[] calldata amountsToWithdraw,
        address recipient
    ) external onlyEigenPodOwner onlyWhenNotPaused(PAUSED_NON_PROOF_WITHDRAWALS) {
        require(tokenList.length == amountsToWithdraw.length, InputArrayLengthMismatch());
        for (uint256 i = 0; i < tokenList.length; ++i) {
            IERC20(tokenList[i]).send(recipient, amountsToWithdraw[i]);
        }
    }

    /// A validator's key as the beacon chain hashes it: 48 bytes, filled up to two chunks.
    function _hashPubkey(bytes calldata pubkey) internal pure returns (bytes32) {
        require(pubkey.length == 48, InvalidPubKeyLength());
        return sha256(abi.encodePacked(pubkey, bytes16(0)));
    }
}
