// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IERC20} from '../interfaces/IERC20.sol';
import {IShareManager} from './interfaces/IShareManager.sol';
import {IStrategy} from './interfaces/IStrategy.sol';
import {SafeTransfer} from './libraries/SafeTransfer.sol';
import {Pausable} from './mixins/Pausable.sol';

interface IDecimals {
    function decimals() external view returns (uint8);
}

/// A pool of one token. A share's worth is the pool's balance over its shares, both raised by a
/// thousand so that the first depositor cannot push the rate around.
contract StrategyBase is IStrategy, Pausable {
    using SafeTransfer for IERC20;

    uint8 internal constant PAUSED_DEPOSITS = 0;
    uint8 internal constant PAUSED_WITHDRAWALS = 1;
    uint256 internal constant OFFSET = 1e3;
    uint256 internal constant MAX_TOTAL_SHARES = 1e38 - 1;

    address public immutable strategyManager;
    address public immutable underlyingToken;
    uint256 public totalShares;

    constructor(address _strategyManager, address _pauserRegistry, address _underlyingToken)
        Pausable(_pauserRegistry)
    {
        strategyManager = _strategyManager;
        underlyingToken = _underlyingToken;
        emit StrategyTokenSet(_underlyingToken, IDecimals(_underlyingToken).decimals());
    }

    modifier onlyStrategyManager() {
        require(msg.sender == strategyManager, OnlyStrategyManager());
        _;
    }

    /// Shares for `amount` tokens that have arrived already, at the rate before they came.
    function deposit(address token, uint256 amount)
        external
        onlyWhenNotPaused(PAUSED_DEPOSITS)
        onlyStrategyManager
        returns (uint256 newShares)
    {
        _receive(token, amount);
        uint256 balance = _balance() + OFFSET;
        newShares = amount * (totalShares + OFFSET) / (balance - amount);
        require(newShares != 0, NewSharesZero());
        totalShares += newShares;
        require(totalShares <= MAX_TOTAL_SHARES, TotalSharesExceedsMax());
        _emitRate(balance);
    }

    function withdraw(address recipient, address token, uint256 amountShares)
        external
        onlyWhenNotPaused(PAUSED_WITHDRAWALS)
        onlyStrategyManager
        returns (uint256 amountOut)
    {
        require(_pays(token), OnlyUnderlyingToken());
        require(amountShares <= totalShares, WithdrawalAmountExceedsTotalDeposits());
        amountOut = sharesToUnderlyingView(amountShares);
        totalShares -= amountShares;
        _emitRate(_balance() + OFFSET - amountOut);
        _send(recipient, token, amountOut);
    }

    /// Nothing stops shares of this strategy from being added.
    function beforeAddShares(address, uint256) external virtual onlyStrategyManager {}

    /// Nothing stops shares of this strategy from being removed.
    function beforeRemoveShares(address, uint256) external virtual onlyStrategyManager {}

    function userUnderlying(address user) external view returns (uint256) {
        return userUnderlyingView(user);
    }

    function sharesToUnderlying(uint256 amountShares) external view returns (uint256) {
        return sharesToUnderlyingView(amountShares);
    }

    function underlyingToShares(uint256 amountUnderlying) external view returns (uint256) {
        return underlyingToSharesView(amountUnderlying);
    }

    function explanation() external pure returns (string memory) {
        return 'Holds one token; shares follow its balance.';
    }

    function userUnderlyingView(address user) public view returns (uint256) {
        return sharesToUnderlyingView(shares(user));
    }

    function sharesToUnderlyingView(uint256 amountShares) public view returns (uint256) {
        return (_balance() + OFFSET) * amountShares / (totalShares + OFFSET);
    }

    function underlyingToSharesView(uint256 amountUnderlying) public view returns (uint256) {
        return amountUnderlying * (totalShares + OFFSET) / (_balance() + OFFSET);
    }

    function shares(address user) public view returns (uint256) {
        return IShareManager(strategyManager).stakerDepositShares(user, address(this));
    }

    /// Whether deposits and withdrawals may be in this token.
    function _pays(address token) internal view virtual returns (bool) {
        return token == underlyingToken;
    }

    /// Takes in what has arrived already.
    function _receive(address token, uint256) internal virtual {
        require(_pays(token), OnlyUnderlyingToken());
    }

    function _send(address recipient, address token, uint256 amount) internal virtual {
        IERC20(token).send(recipient, amount);
    }

    function _balance() private view returns (uint256) {
        return IERC20(underlyingToken).balanceOf(address(this));
    }

    function _emitRate(uint256 balance) private {
        emit ExchangeRateEmitted(1e18 * balance / (totalShares + OFFSET));
    }
}
