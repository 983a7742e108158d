// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IERC20} from '../interfaces/IERC20.sol';
import {LendingOracle} from './LendingOracle.sol';

/// A lending market with the functions and events of Aave's third version that borrowers use. Kept
/// simple: debt grows at one fixed rate an asset, suppliers earn nothing, all assets have 18
/// decimals and all that is supplied serves as collateral.
contract LendingPool {
    uint256 private constant RAY = 1e27;
    uint256 private constant BIPS = 10_000;
    uint256 private constant WAD = 1e18;
    uint256 private constant YEAR = 365 days;
    uint256 private constant VARIABLE = 2;
    /// Above this health factor a liquidation closes half of the debt at most.
    uint256 private constant CLOSE_FACTOR_THRESHOLD = 0.95e18;

    /// What an asset is listed with; thresholds in bips, the rate a year in rays.
    struct Listing {
        address asset;
        uint16 ltv;
        uint16 liquidationThreshold;
        /// 10,500 gives liquidators 5 % more than they repay.
        uint16 liquidationBonus;
        bool borrowingEnabled;
        uint128 borrowRate;
    }

    LendingOracle public immutable oracle;
    uint256 public immutable startedAt;

    address[] private _assets;
    mapping(address asset => Listing) private _listings;
    mapping(address asset => uint256) public totalSupplied;
    mapping(address asset => uint256) public totalScaledDebt;
    mapping(address asset => mapping(address user => uint256)) public supplied;
    mapping(address asset => mapping(address user => uint256)) public scaledDebt;

    event Supply(
        address indexed reserve,
        address user,
        address indexed onBehalfOf,
        uint256 amount,
        uint16 indexed referralCode
    );
    event Withdraw(
        address indexed reserve, address indexed user, address indexed to, uint256 amount
    );
    event Borrow(
        address indexed reserve,
        address user,
        address indexed onBehalfOf,
        uint256 amount,
        uint8 interestRateMode,
        uint256 borrowRate,
        uint16 indexed referralCode
    );
    event Repay(
        address indexed reserve,
        address indexed user,
        address indexed repayer,
        uint256 amount,
        bool useATokens
    );
    event LiquidationCall(
        address indexed collateralAsset,
        address indexed debtAsset,
        address indexed user,
        uint256 debtToCover,
        uint256 liquidatedCollateralAmount,
        address liquidator,
        bool receiveAToken
    );

    constructor(LendingOracle oracle_, Listing[] memory listings) {
        oracle = oracle_;
        startedAt = block.timestamp;
        for (uint256 i = 0; i < listings.length; ++i) {
            _listings[listings[i].asset] = listings[i];
            _assets.push(listings[i].asset);
        }
    }

    function getReservesList() external view returns (address[] memory) {
        return _assets;
    }

    /// What an asset is listed with; all zero for one that is not.
    function listing(address asset) external view returns (Listing memory) {
        return _listings[asset];
    }

    function supply(address asset, uint256 amount, address onBehalfOf, uint16 referralCode)
        external
    {
        require(_listings[asset].asset != address(0) && amount > 0, 'Not possible');
        supplied[asset][onBehalfOf] += amount;
        totalSupplied[asset] += amount;
        _pull(asset, amount);
        emit Supply(asset, msg.sender, onBehalfOf, amount, referralCode);
    }

    function withdraw(address asset, uint256 amount, address to) external returns (uint256) {
        _takeSupply(asset, msg.sender, amount);
        require(_healthFactor(msg.sender) >= WAD, 'Health factor too low');
        require(IERC20(asset).transfer(to, amount), 'Transfer failed');
        emit Withdraw(asset, msg.sender, to, amount);
        return amount;
    }

    function borrow(
        address asset,
        uint256 amount,
        uint256 interestRateMode,
        uint16 referralCode,
        address onBehalfOf
    ) external {
        require(interestRateMode == VARIABLE && onBehalfOf == msg.sender, 'Not possible');
        require(_listings[asset].borrowingEnabled && amount > 0, 'Cannot be borrowed');
        uint256 index = getReserveNormalizedVariableDebt(asset);
        // Rounded up: a debt is never smaller than what was borrowed.
        uint256 scaled = (amount * RAY + index - 1) / index;
        scaledDebt[asset][msg.sender] += scaled;
        totalScaledDebt[asset] += scaled;
        (,, uint256 available,,,) = getUserAccountData(msg.sender);
        require(available > 0, 'Collateral cannot cover it');
        require(IERC20(asset).transfer(msg.sender, amount), 'Transfer failed');
        emit Borrow(
            asset,
            msg.sender,
            onBehalfOf,
            amount,
            uint8(VARIABLE),
            _listings[asset].borrowRate,
            referralCode
        );
    }

    function repay(address asset, uint256 amount, uint256 interestRateMode, address onBehalfOf)
        external
        returns (uint256)
    {
        require(interestRateMode == VARIABLE, 'Not possible');
        uint256 paid = _reduceDebt(asset, onBehalfOf, amount);
        _pull(asset, paid);
        emit Repay(asset, onBehalfOf, msg.sender, paid, false);
        return paid;
    }

    /// Repays a debt that its collateral no longer covers well enough, for collateral and a bonus.
    function liquidationCall(
        address collateralAsset,
        address debtAsset,
        address borrower,
        uint256 debtToCover,
        bool receiveAToken
    ) external {
        uint256 health = _healthFactor(borrower);
        require(health < WAD && !receiveAToken, 'Not possible');
        uint256 most = debtOf(debtAsset, borrower);
        if (health > CLOSE_FACTOR_THRESHOLD) most /= 2;
        uint256 covered = debtToCover < most ? debtToCover : most;
        uint256 seized = (
            covered * oracle.getAssetPrice(debtAsset)
                * _listings[collateralAsset].liquidationBonus
        ) / (oracle.getAssetPrice(collateralAsset) * BIPS);
        uint256 held = supplied[collateralAsset][borrower];
        if (seized > held) {
            covered = (covered * held) / seized;
            seized = held;
        }
        covered = _reduceDebt(debtAsset, borrower, covered);
        _takeSupply(collateralAsset, borrower, seized);
        _pull(debtAsset, covered);
        require(IERC20(collateralAsset).transfer(msg.sender, seized), 'Transfer failed');
        emit LiquidationCall(
            collateralAsset, debtAsset, borrower, covered, seized, msg.sender, receiveAToken
        );
    }

    /// What one unit of scaled debt is worth, in rays: it grows by the rate, not compounded.
    function getReserveNormalizedVariableDebt(address asset) public view returns (uint256) {
        return RAY + (uint256(_listings[asset].borrowRate) * (block.timestamp - startedAt)) / YEAR;
    }

    function getReserveNormalizedIncome(address) external pure returns (uint256) {
        return RAY;
    }

    function debtOf(address asset, address user) public view returns (uint256) {
        return (scaledDebt[asset][user] * getReserveNormalizedVariableDebt(asset)) / RAY;
    }

    /// Amounts in the oracle's currency, thresholds in bips averaged over the collateral, health
    /// factor with 18 decimals and the largest number without debt.
    function getUserAccountData(address user)
        public
        view
        returns (
            uint256 totalCollateralBase,
            uint256 totalDebtBase,
            uint256 availableBorrowsBase,
            uint256 currentLiquidationThreshold,
            uint256 ltv,
            uint256 healthFactor
        )
    {
        for (uint256 i = 0; i < _assets.length; ++i) {
            address asset = _assets[i];
            uint256 price = oracle.getAssetPrice(asset);
            uint256 value = (supplied[asset][user] * price) / WAD;
            totalCollateralBase += value;
            currentLiquidationThreshold += value * _listings[asset].liquidationThreshold;
            ltv += value * _listings[asset].ltv;
            totalDebtBase += (debtOf(asset, user) * price) / WAD;
        }
        if (totalCollateralBase > 0) {
            currentLiquidationThreshold /= totalCollateralBase;
            ltv /= totalCollateralBase;
        }
        uint256 limit = (totalCollateralBase * ltv) / BIPS;
        availableBorrowsBase = limit > totalDebtBase ? limit - totalDebtBase : 0;
        healthFactor = totalDebtBase == 0
            ? type(uint256).max
            : (totalCollateralBase * currentLiquidationThreshold * WAD) / (BIPS * totalDebtBase);
    }

    function _healthFactor(address user) private view returns (uint256 healthFactor) {
        (,,,,, healthFactor) = getUserAccountData(user);
    }

    function _reduceDebt(address asset, address user, uint256 amount)
        private
        returns (uint256 paid)
    {
        uint256 debt = debtOf(asset, user);
        uint256 owed = scaledDebt[asset][user];
        uint256 scaled = owed;
        paid = debt;
        if (amount < debt) {
            paid = amount;
            scaled = (amount * RAY) / getReserveNormalizedVariableDebt(asset);
        }
        scaledDebt[asset][user] = owed - scaled;
        totalScaledDebt[asset] -= scaled;
    }

    function _takeSupply(address asset, address user, uint256 amount) private {
        require(supplied[asset][user] >= amount, 'Not enough supplied');
        supplied[asset][user] -= amount;
        totalSupplied[asset] -= amount;
    }

    function _pull(address asset, uint256 amount) private {
        require(IERC20(asset).transferFrom(msg.sender, address(this), amount), 'Transfer failed');
    }
}
