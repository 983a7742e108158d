// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IRewardsCoordinatorTypes} from './IRewardsCoordinatorTypes.sol';
import {IAuthority, IPausers} from './RewardsDependencies.sol';

/// Owner, pause switches, permissions and the settings that the owner may change.
abstract contract RewardsAdmin is IRewardsCoordinatorTypes {
    uint16 internal constant ONE_HUNDRED_IN_BIPS = 10_000;

    address public immutable delegationManager;
    address public immutable strategyManager;
    address public immutable allocationManager;
    address public immutable emissionsController;
    address public immutable pauserRegistry;
    address public immutable permissionController;

    uint32 public immutable CALCULATION_INTERVAL_SECONDS;
    uint32 public immutable MAX_REWARDS_DURATION;
    uint32 public immutable MAX_RETROACTIVE_LENGTH;
    uint32 public immutable MAX_FUTURE_LENGTH;
    uint32 public immutable GENESIS_REWARDS_TIMESTAMP;

    address public owner;
    address public rewardsUpdater;
    address public feeRecipient;
    uint32 public activationDelay;
    uint16 public defaultOperatorSplitBips;
    uint256 private _pausedStatus;
    bool private _entered;

    mapping(address submitter => bool valid) public isRewardsForAllSubmitter;

    constructor(RewardsCoordinatorConstructorParams memory params) {
        delegationManager = params.delegationManager;
        strategyManager = params.strategyManager;
        allocationManager = params.allocationManager;
        emissionsController = params.emissionsController;
        if (params.pauserRegistry == address(0)) revert InputAddressZero();
        pauserRegistry = params.pauserRegistry;
        permissionController = params.permissionController;
        if (params.GENESIS_REWARDS_TIMESTAMP % params.CALCULATION_INTERVAL_SECONDS != 0) {
            revert InvalidGenesisRewardsTimestampRemainder();
        }
        // A day is the unit of every snapshot, so intervals are whole days.
        if (params.CALCULATION_INTERVAL_SECONDS % 1 days != 0) {
            revert InvalidCalculationIntervalSecondsRemainder();
        }
        CALCULATION_INTERVAL_SECONDS = params.CALCULATION_INTERVAL_SECONDS;
        MAX_REWARDS_DURATION = params.MAX_REWARDS_DURATION;
        MAX_RETROACTIVE_LENGTH = params.MAX_RETROACTIVE_LENGTH;
        MAX_FUTURE_LENGTH = params.MAX_FUTURE_LENGTH;
        GENESIS_REWARDS_TIMESTAMP = params.GENESIS_REWARDS_TIMESTAMP;
    }

    modifier onlyOwner() {
        require(msg.sender == owner, 'Ownable: caller is not the owner');
        _;
    }

    modifier onlyWhenNotPaused(uint8 index) {
        if (paused(index)) revert CurrentlyPaused();
        _;
    }

    modifier onlyRewardsUpdater() {
        if (msg.sender != rewardsUpdater) revert UnauthorizedCaller();
        _;
    }

    /// Admits the account, its admins and its appointees for the called function.
    modifier checkCanCall(address account) {
        if (!_canCall(account)) revert InvalidPermissions();
        _;
    }

    modifier nonReentrant() {
        require(!_entered, 'ReentrancyGuard: reentrant call');
        _entered = true;
        _;
        _entered = false;
    }

    function transferOwnership(address newOwner) external onlyOwner {
        require(newOwner != address(0), 'Ownable: new owner is the zero address');
        _transferOwnership(newOwner);
    }

    function renounceOwnership() external onlyOwner {
        _transferOwnership(address(0));
    }

    function pause(uint256 newPausedStatus) external {
        _onlyPauser();
        // Pausing only adds switches; lifting one is the unpauser's right.
        if (_pausedStatus & newPausedStatus != _pausedStatus) revert InvalidNewPausedStatus();
        _setPaused(newPausedStatus);
    }

    function pauseAll() external {
        _onlyPauser();
        _setPaused(type(uint256).max);
    }

    function unpause(uint256 newPausedStatus) external {
        if (msg.sender != IPausers(pauserRegistry).unpauser()) revert OnlyUnpauser();
        if (_pausedStatus & newPausedStatus != newPausedStatus) revert InvalidNewPausedStatus();
        _pausedStatus = newPausedStatus;
        emit Unpaused(msg.sender, newPausedStatus);
    }

    function paused() external view returns (uint256) {
        return _pausedStatus;
    }

    function paused(uint8 index) public view returns (bool) {
        return _pausedStatus & (uint256(1) << index) != 0;
    }

    function setActivationDelay(uint32 _activationDelay) external onlyOwner {
        _setActivationDelay(_activationDelay);
    }

    function setDefaultOperatorSplit(uint16 split) external onlyOwner {
        _setDefaultOperatorSplit(split);
    }

    function setRewardsUpdater(address _rewardsUpdater) external onlyOwner {
        _setRewardsUpdater(_rewardsUpdater);
    }

    function setFeeRecipient(address _feeRecipient) external onlyOwner {
        _setFeeRecipient(_feeRecipient);
    }

    function setRewardsForAllSubmitter(address _submitter, bool _newValue) external onlyOwner {
        emit RewardsForAllSubmitterSet(_submitter, isRewardsForAllSubmitter[_submitter], _newValue);
        isRewardsForAllSubmitter[_submitter] = _newValue;
    }

    function _transferOwnership(address newOwner) internal {
        emit OwnershipTransferred(owner, newOwner);
        owner = newOwner;
    }

    function _setPaused(uint256 newPausedStatus) internal {
        _pausedStatus = newPausedStatus;
        emit Paused(msg.sender, newPausedStatus);
    }

    function _setActivationDelay(uint32 delay) internal {
        emit ActivationDelaySet(activationDelay, delay);
        activationDelay = delay;
    }

    function _setDefaultOperatorSplit(uint16 split) internal {
        if (split > ONE_HUNDRED_IN_BIPS) revert SplitExceedsMax();
        emit DefaultOperatorSplitBipsSet(defaultOperatorSplitBips, split);
        defaultOperatorSplitBips = split;
    }

    function _setRewardsUpdater(address updater) internal {
        emit RewardsUpdaterSet(rewardsUpdater, updater);
        rewardsUpdater = updater;
    }

    function _setFeeRecipient(address recipient) internal {
        if (recipient == address(0)) revert InvalidAddressZero();
        emit FeeRecipientSet(feeRecipient, recipient);
        feeRecipient = recipient;
    }

    function _canCall(address account) internal view returns (bool) {
        return IAuthority(permissionController).canCall(account, msg.sender, address(this), msg.sig);
    }

    function _onlyPauser() private view {
        if (!IPausers(pauserRegistry).isPauser(msg.sender)) revert OnlyPauser();
    }
}
