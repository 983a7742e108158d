// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {LendingPool} from './LendingPool.sol';

/// Reads one asset of the lending market at a time, with the results of Aave's data provider. What
/// the local market does not have, such as stable debt, is zero.
contract LendingDataProvider {
    LendingPool private immutable _pool;

    constructor(LendingPool pool) {
        _pool = pool;
    }

    function getReserveConfigurationData(address asset)
        external
        view
        returns (
            uint256 decimals,
            uint256 ltv,
            uint256 liquidationThreshold,
            uint256 liquidationBonus,
            uint256 reserveFactor,
            bool usageAsCollateralEnabled,
            bool borrowingEnabled,
            bool stableBorrowRateEnabled,
            bool isActive,
            bool isFrozen
        )
    {
        LendingPool.Listing memory listed = _pool.listing(asset);
        decimals = 18;
        ltv = listed.ltv;
        liquidationThreshold = listed.liquidationThreshold;
        liquidationBonus = listed.liquidationBonus;
        // Suppliers earn nothing.
        reserveFactor = 10_000;
        usageAsCollateralEnabled = listed.liquidationThreshold > 0;
        borrowingEnabled = listed.borrowingEnabled;
        isActive = listed.asset == asset;
        return (
            decimals,
            ltv,
            liquidationThreshold,
            liquidationBonus,
            reserveFactor,
            usageAsCollateralEnabled,
            borrowingEnabled,
            stableBorrowRateEnabled,
            isActive,
            isFrozen
        );
    }

    function getReserveData(address asset)
        external
        view
        returns (
            uint256 unbacked,
            uint256 accruedToTreasuryScaled,
            uint256 totalAToken,
            uint256 totalStableDebt,
            uint256 totalVariableDebt,
            uint256 liquidityRate,
            uint256 variableBorrowRate,
            uint256 stableBorrowRate,
            uint256 averageStableBorrowRate,
            uint256 liquidityIndex,
            uint256 variableBorrowIndex,
            uint40 lastUpdateTimestamp
        )
    {
        totalAToken = _pool.totalSupplied(asset);
        variableBorrowIndex = _pool.getReserveNormalizedVariableDebt(asset);
        totalVariableDebt = (_pool.totalScaledDebt(asset) * variableBorrowIndex) / 1e27;
        variableBorrowRate = _pool.listing(asset).borrowRate;
        liquidityIndex = 1e27;
        lastUpdateTimestamp = uint40(block.timestamp);
    }

    function getUserReserveData(address asset, address user)
        external
        view
        returns (
            uint256 currentATokenBalance,
            uint256 currentStableDebt,
            uint256 currentVariableDebt,
            uint256 principalStableDebt,
            uint256 scaledVariableDebt,
            uint256 stableBorrowRate,
            uint256 liquidityRate,
            uint40 stableRateLastUpdated,
            bool usageAsCollateralEnabled
        )
    {
        currentATokenBalance = _pool.supplied(asset, user);
        currentVariableDebt = _pool.debtOf(asset, user);
        scaledVariableDebt = _pool.scaledDebt(asset, user);
        usageAsCollateralEnabled = currentATokenBalance > 0;
    }
}
