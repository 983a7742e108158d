// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

/// A pool of one token, in which the strategy manager keeps people's shares.
interface IStrategy {
    event ExchangeRateEmitted(uint256 rate);
    event StrategyTokenSet(address token, uint8 decimals);

    error OnlyStrategyManager();
    error OnlyUnderlyingToken();
    error NewSharesZero();
    error TotalSharesExceedsMax();
    error WithdrawalAmountExceedsTotalDeposits();
    error MaxPerDepositExceedsMax();
    error BalanceExceedsMaxTotalDeposits();

    function deposit(address token, uint256 amount) external returns (uint256);

    function withdraw(address recipient, address token, uint256 amountShares)
        external
        returns (uint256);

    function beforeAddShares(address staker, uint256 shares) external;

    function beforeRemoveShares(address staker, uint256 shares) external;

    function sharesToUnderlying(uint256 amountShares) external returns (uint256);

    function underlyingToShares(uint256 amountUnderlying) external returns (uint256);

    function userUnderlying(address user) external returns (uint256);

    function sharesToUnderlyingView(uint256 amountShares) external view returns (uint256);

    function underlyingToSharesView(uint256 amountUnderlying) external view returns (uint256);

    function userUnderlyingView(address user) external view returns (uint256);

    function shares(address user) external view returns (uint256);

    function totalShares() external view returns (uint256);

    function underlyingToken() external view returns (address);

    function explanation() external view returns (string memory);
}
