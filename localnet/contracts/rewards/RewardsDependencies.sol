// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {OperatorSet} from './IRewardsCoordinatorTypes.sol';

/// What the rewards contract asks of the DelegationManager.
interface IOperatorRegistry {
    function isOperator(address operator) external view returns (bool);
}

/// What the rewards contract asks of the StrategyManager.
interface IStrategyWhitelist {
    function strategyIsWhitelistedForDeposit(address strategy) external view returns (bool);
}

/// What the rewards contract asks of the AllocationManager.
interface IOperatorSetRegistry {
    function isOperatorSet(OperatorSet calldata operatorSet) external view returns (bool);

    function getOperatorSetCount(address avs) external view returns (uint256);
}

/// What the rewards contract asks of the PermissionController.
interface IAuthority {
    function canCall(address account, address caller, address target, bytes4 selector)
        external
        view
        returns (bool);
}

/// What the rewards contract asks of the PauserRegistry.
interface IPausers {
    function isPauser(address pauser) external view returns (bool);

    function unpauser() external view returns (address);
}
