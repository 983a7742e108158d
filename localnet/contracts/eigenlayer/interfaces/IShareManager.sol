// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {OperatorSet} from '../libraries/OperatorSets.sol';

/// What the delegation manager asks of whoever keeps deposit shares: the strategy manager for
/// tokens, the pod manager for native ETH.
interface IShareManager {
    error OnlyDelegationManager();

    function removeDepositShares(address staker, address strategy, uint256 depositSharesToRemove)
        external
        returns (uint256);

    function addShares(address staker, address strategy, uint256 shares)
        external
        returns (uint256, uint256);

    function withdrawSharesAsTokens(address staker, address strategy, address token, uint256 shares)
        external;

    function stakerDepositShares(address user, address strategy)
        external
        view
        returns (uint256 depositShares);

    function increaseBurnOrRedistributableShares(
        OperatorSet calldata operatorSet,
        uint256 slashId,
        address strategy,
        uint256 addedSharesToBurn
    ) external;
}
