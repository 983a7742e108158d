// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {OperatorSet} from './IRewardsCoordinatorTypes.sol';
import {IOperatorSetRegistry, IStrategyWhitelist} from './RewardsDependencies.sol';
import {RewardsAdmin} from './RewardsAdmin.sol';

/// What a reward submission must fulfil.
abstract contract RewardsValidation is RewardsAdmin {
    uint256 internal constant MAX_REWARDS_AMOUNT = 1e38 - 1;

    address public constant beaconChainETHStrategy = 0xbeaC0eeEeeeeEEeEeEEEEeeEEeEeeeEeeEEBEaC0;

    function _validateRewardsSubmission(RewardsSubmission memory submission) internal view {
        _validatePeriodAndStrategies(
            submission.strategiesAndMultipliers, submission.startTimestamp, submission.duration
        );
        if (submission.amount == 0) revert AmountIsZero();
        if (submission.amount > MAX_REWARDS_AMOUNT) revert AmountExceedsMax();
        if (submission.startTimestamp > block.timestamp + MAX_FUTURE_LENGTH) {
            revert StartTimestampTooFarInFuture();
        }
    }

    /// Returns the sum of the operators' amounts.
    function _validateOperatorDirectedRewardsSubmission(
        OperatorDirectedRewardsSubmission memory submission
    ) internal view returns (uint256 total) {
        _validatePeriodAndStrategies(
            submission.strategiesAndMultipliers, submission.startTimestamp, submission.duration
        );
        OperatorReward[] memory rewards = submission.operatorRewards;
        if (rewards.length == 0) revert InputArrayLengthZero();
        if (uint256(submission.startTimestamp) + submission.duration >= block.timestamp) {
            revert SubmissionNotRetroactive();
        }
        address previous = address(0);
        for (uint256 i = 0; i < rewards.length; ++i) {
            if (rewards[i].operator == address(0)) revert InvalidAddressZero();
            if (rewards[i].operator <= previous) revert OperatorsNotInAscendingOrder();
            if (rewards[i].amount == 0) revert AmountIsZero();
            previous = rewards[i].operator;
            total += rewards[i].amount;
        }
        if (total > MAX_REWARDS_AMOUNT) revert AmountExceedsMax();
    }

    function _requireOperatorSet(OperatorSet memory operatorSet) internal view {
        if (!IOperatorSetRegistry(allocationManager).isOperatorSet(operatorSet)) {
            revert InvalidOperatorSet();
        }
    }

    function _validatePeriodAndStrategies(
        StrategyAndMultiplier[] memory strategies,
        uint32 startTimestamp,
        uint32 duration
    ) private view {
        if (strategies.length == 0) revert InputArrayLengthZero();
        if (duration == 0) revert DurationIsZero();
        if (duration > MAX_REWARDS_DURATION) revert DurationExceedsMax();
        if (duration % CALCULATION_INTERVAL_SECONDS != 0) revert InvalidDurationRemainder();
        if (startTimestamp == 0 || startTimestamp % CALCULATION_INTERVAL_SECONDS != 0) {
            revert InvalidStartTimestampRemainder();
        }
        if (
            uint256(startTimestamp) + MAX_RETROACTIVE_LENGTH < block.timestamp
                || startTimestamp < GENESIS_REWARDS_TIMESTAMP
        ) revert StartTimestampTooFarInPast();
        address previous = address(0);
        for (uint256 i = 0; i < strategies.length; ++i) {
            address strategy = strategies[i].strategy;
            if (
                strategy != beaconChainETHStrategy
                    && !IStrategyWhitelist(strategyManager).strategyIsWhitelistedForDeposit(strategy)
            ) revert StrategyNotWhitelisted();
            if (strategy <= previous) revert StrategiesNotInAscendingOrder();
            previous = strategy;
        }
    }
}
