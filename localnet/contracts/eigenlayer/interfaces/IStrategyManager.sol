// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {OperatorSet} from '../libraries/OperatorSets.sol';
import {IShareManager} from './IShareManager.sol';

interface IStrategyManager is IShareManager {
    event Deposit(address staker, address strategy, uint256 shares);
    event StrategyWhitelisterChanged(address previousAddress, address newAddress);
    event StrategyAddedToDepositWhitelist(address strategy);
    event StrategyRemovedFromDepositWhitelist(address strategy);
    event BurnOrRedistributableSharesIncreased(
        OperatorSet operatorSet, uint256 slashId, address strategy, uint256 shares
    );
    event BurnOrRedistributableSharesDecreased(
        OperatorSet operatorSet, uint256 slashId, address strategy, uint256 shares
    );
    event BurnableSharesDecreased(address strategy, uint256 shares);

    error MaxStrategiesExceeded();
    error OnlyStrategyWhitelister();
    error SharesAmountTooHigh();
    error SharesAmountZero();
    error StakerAddressZero();
    error StrategyAlreadyInSlash();
    error StrategyNotFound();
    error StrategyNotWhitelisted();

    function getDeposits(address staker) external view returns (address[] memory, uint256[] memory);
}
