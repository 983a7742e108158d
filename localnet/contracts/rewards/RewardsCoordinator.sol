// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {RewardsAdmin} from './RewardsAdmin.sol';
import {RewardsClaims} from './RewardsClaims.sol';
import {RewardsSplits} from './RewardsSplits.sol';
import {RewardsSubmissions} from './RewardsSubmissions.sol';

/// Takes reward submissions, keeps operators' splits and pays claims, with the interface and the
/// rules of EigenLayer's RewardsCoordinator. Deployed without a proxy: what its initializer sets
/// comes through the constructor.
contract RewardsCoordinator is RewardsSubmissions, RewardsSplits, RewardsClaims {
    constructor(
        RewardsCoordinatorConstructorParams memory params,
        address initialOwner,
        uint256 initialPausedStatus,
        address _rewardsUpdater,
        uint32 _activationDelay,
        uint16 _defaultSplitBips,
        address _feeRecipient
    ) RewardsAdmin(params) {
        _setPaused(initialPausedStatus);
        _transferOwnership(initialOwner);
        _setRewardsUpdater(_rewardsUpdater);
        _setActivationDelay(_activationDelay);
        _setDefaultOperatorSplit(_defaultSplitBips);
        _setFeeRecipient(_feeRecipient);
    }
}
