// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IShareManager} from './IShareManager.sol';

interface IEigenPodManager is IShareManager {
    event PodDeployed(address indexed eigenPod, address indexed podOwner);
    event BeaconChainETHDeposited(address indexed podOwner, uint256 amount);
    event PodSharesUpdated(address indexed podOwner, int256 sharesDelta);
    event NewTotalShares(address indexed podOwner, int256 newTotalShares);
    event BeaconChainETHWithdrawalCompleted(
        address indexed podOwner,
        uint256 shares,
        uint96 nonce,
        address delegatedAddress,
        address withdrawer,
        bytes32 withdrawalRoot
    );
    event BeaconChainSlashingFactorDecreased(
        address staker, uint64 prevBeaconChainSlashingFactor, uint64 newBeaconChainSlashingFactor
    );
    event BurnableETHSharesIncreased(uint256 shares);
    event PectraForkTimestampSet(uint64 newPectraForkTimestamp);
    event ProofTimestampSetterSet(address newProofTimestampSetter);

    error EigenPodAlreadyExists();
    error InvalidStrategy();
    error LegacyWithdrawalsNotCompleted();
    error OnlyEigenPod();
    error OnlyProofTimestampSetter();
    error SharesNegative();
    error SharesNotMultipleOfGwei();

    function recordBeaconChainETHBalanceUpdate(
        address podOwner,
        uint256 prevRestakedBalanceWei,
        int256 balanceDeltaWei
    ) external;

    function beaconChainSlashingFactor(address podOwner) external view returns (uint64);

    function pectraForkTimestamp() external view returns (uint64);
}
