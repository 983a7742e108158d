// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {
    IEtherFiRestaker,
    ILidoToken,
    IRestakingDelegation,
    IRestakingManager,
    IRestakingStrategy,
    SignatureWithExpiry
} from './interfaces.sol';

/// A restaker of the pool's: an account of EigenLayer like any other, delegated to one operator. What
/// the pool sends becomes stETH and goes into EigenLayer's strategy for it.
contract EtherFiRestaker is IEtherFiRestaker {
    address public immutable owner;
    address public immutable liquidityPool;
    ILidoToken public immutable lido;
    IRestakingDelegation public immutable eigenLayerDelegationManager;
    IRestakingManager public immutable eigenLayerStrategyManager;
    address public immutable strategy;

    error IncorrectCaller();

    constructor(
        address _owner,
        address _liquidityPool,
        ILidoToken _lido,
        IRestakingDelegation delegationManager,
        IRestakingManager strategyManager,
        address _strategy
    ) {
        owner = _owner;
        liquidityPool = _liquidityPool;
        lido = _lido;
        eigenLayerDelegationManager = delegationManager;
        eigenLayerStrategyManager = strategyManager;
        strategy = _strategy;
    }

    function delegateTo(
        address operator,
        SignatureWithExpiry calldata approverSignatureAndExpiry,
        bytes32 approverSalt
    ) external {
        require(msg.sender == owner, IncorrectCaller());
        eigenLayerDelegationManager.delegateTo(operator, approverSignatureAndExpiry, approverSalt);
    }

    function restake() external payable {
        require(msg.sender == liquidityPool, IncorrectCaller());
        lido.submit{value: msg.value}(address(0));
        uint256 amount = lido.balanceOf(address(this));
        lido.approve(address(eigenLayerStrategyManager), amount);
        eigenLayerStrategyManager.depositIntoStrategy(strategy, address(lido), amount);
    }

    function isDelegated() external view returns (bool) {
        return eigenLayerDelegationManager.delegatedTo(address(this)) != address(0);
    }

    /// What it has, in wei of ether: stETH in hand and in the strategy, after slashings.
    function getTotalPooledEther() external view returns (uint256) {
        address[] memory strategies = new address[](1);
        strategies[0] = strategy;
        (uint256[] memory withdrawable,) =
            eigenLayerDelegationManager.getWithdrawableShares(address(this), strategies);
        return lido.balanceOf(address(this))
            + IRestakingStrategy(strategy).sharesToUnderlyingView(withdrawable[0]);
    }
}
