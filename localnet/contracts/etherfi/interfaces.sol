// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

/// What ether.fi's contracts ask of each other.

/// An approval by signature, as ether.fi's functions take it.
struct PermitInput {
    uint256 value;
    uint256 deadline;
    uint8 v;
    bytes32 r;
    bytes32 s;
}

interface IEETH {
    function totalShares() external view returns (uint256);

    function shares(address user) external view returns (uint256);

    function balanceOf(address user) external view returns (uint256);

    function mintShares(address user, uint256 share) external;

    function burnShares(address user, uint256 share) external;

    function transfer(address to, uint256 amount) external returns (bool);

    function transferFrom(address from, address to, uint256 amount) external returns (bool);

    function permit(
        address owner,
        address spender,
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;
}

interface ILiquidityPool {
    function getTotalPooledEther() external view returns (uint256);

    function getTotalEtherClaimOf(address user) external view returns (uint256);

    function totalValueInLp() external view returns (uint128);

    function totalValueOutOfLp() external view returns (uint128);

    function amountForShare(uint256 share) external view returns (uint256);

    function amountPerShareCeil() external view returns (uint256);

    function sharesForAmount(uint256 amount) external view returns (uint256);

    function sharesForWithdrawalAmount(uint256 amount) external view returns (uint256);

    function feeRecipient() external view returns (address);

    function MAX_POSITIVE_REBASE_BPS() external view returns (uint256);

    function rebase(int128 accruedRewards, uint128 protocolFees) external;

    function lockForWithdrawals(uint256 amount, uint256 shares) external;

    function redeem(address receiver, uint256 amount, uint256 shares) external;
}

interface IWithdrawRequestNFT {
    function requestWithdraw(uint96 amountOfEEth, uint96 shareOfEEth, address recipient)
        external
        returns (uint256);

    function finalizeRequests(uint256 requestId) external;

    function finalizableWithin(uint256 upTo, uint256 ether_) external view returns (uint256);

    function lastFinalizedRequestId() external view returns (uint32);
}

interface IWeETH {
    function unwrap(uint256 amount) external returns (uint256);

    function transferFrom(address from, address to, uint256 amount) external returns (bool);

    function permit(
        address owner,
        address spender,
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;
}

/// Lido's stETH as the restaker uses it.
interface ILidoToken {
    function submit(address referral) external payable returns (uint256);

    function balanceOf(address account) external view returns (uint256);

    function approve(address spender, uint256 amount) external returns (bool);
}

struct SignatureWithExpiry {
    bytes signature;
    uint256 expiry;
}

/// EigenLayer's contracts as the restaker uses them.
interface IRestakingDelegation {
    function delegateTo(
        address operator,
        SignatureWithExpiry calldata approverSignatureAndExpiry,
        bytes32 approverSalt
    ) external;

    function delegatedTo(address staker) external view returns (address);

    function getWithdrawableShares(address staker, address[] calldata strategies)
        external
        view
        returns (uint256[] memory withdrawableShares, uint256[] memory depositShares);
}

interface IRestakingManager {
    function depositIntoStrategy(address strategy, address token, uint256 amount)
        external
        returns (uint256);
}

interface IRestakingStrategy {
    function sharesToUnderlyingView(uint256 shares) external view returns (uint256);
}

interface IEtherFiRestaker {
    function restake() external payable;

    function getTotalPooledEther() external view returns (uint256);
}
