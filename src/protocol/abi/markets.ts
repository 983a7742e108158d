import { parseAbi } from 'viem'

/** Curve's first pools (StableSwapSTETH): coins by `uint256`, trades by `int128`; `fee` in parts of 1e10. */
export const stableSwapPoolAbi = parseAbi([
  'function A() view returns (uint256)',
  'function fee() view returns (uint256)',
  'function coins(uint256 arg0) view returns (address)',
  'function balances(uint256 arg0) view returns (uint256)',
])

/** Aave v3's pool: amounts in the oracle's currency, thresholds in bips, health factor with 18 decimals. */
export const lendingPoolAbi = parseAbi([
  'function getUserAccountData(address user) view returns (uint256 totalCollateralBase, uint256 totalDebtBase, uint256 availableBorrowsBase, uint256 currentLiquidationThreshold, uint256 ltv, uint256 healthFactor)',
  'event Supply(address indexed reserve, address user, address indexed onBehalfOf, uint256 amount, uint16 indexed referralCode)',
])

/** Aave v3's data provider: terms in bips, rates in rays. */
export const lendingDataProviderAbi = parseAbi([
  'function getReserveConfigurationData(address asset) view returns (uint256 decimals, uint256 ltv, uint256 liquidationThreshold, uint256 liquidationBonus, uint256 reserveFactor, bool usageAsCollateralEnabled, bool borrowingEnabled, bool stableBorrowRateEnabled, bool isActive, bool isFrozen)',
  'function getReserveData(address asset) view returns (uint256 unbacked, uint256 accruedToTreasuryScaled, uint256 totalAToken, uint256 totalStableDebt, uint256 totalVariableDebt, uint256 liquidityRate, uint256 variableBorrowRate, uint256 stableBorrowRate, uint256 averageStableBorrowRate, uint256 liquidityIndex, uint256 variableBorrowIndex, uint40 lastUpdateTimestamp)',
  'function getUserReserveData(address asset, address user) view returns (uint256 currentATokenBalance, uint256 currentStableDebt, uint256 currentVariableDebt, uint256 principalStableDebt, uint256 scaledVariableDebt, uint256 stableBorrowRate, uint256 liquidityRate, uint40 stableRateLastUpdated, bool usageAsCollateralEnabled)',
])

/** Aave's oracle: prices in its base currency. */
export const lendingOracleAbi = parseAbi([
  'function getAssetPrice(address asset) view returns (uint256)',
])
