// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {EtherFiPausable} from './EtherFiPausable.sol';
import {IEETH, ILiquidityPool, IWeETH, PermitInput} from './interfaces.sol';

/// ether.fi's instant way out: eETH or weETH for ether of the pool, less a fee, as far as the pool keeps
/// ether and the day's limit goes. Of the two outputs of public chains, ether and stETH, only ether.
contract EtherFiRedemptionManager is EtherFiPausable {
    /// A bucket of units that refills second by second.
    struct Limit {
        uint64 capacity;
        uint64 remaining;
        uint64 lastRefill;
        uint64 refillRate;
    }

    struct RedemptionInfo {
        Limit limit;
        uint16 exitFeeSplitToTreasuryInBps;
        uint16 exitFeeInBps;
        uint16 lowWatermarkInBpsOfTvl;
    }

    /// Wei of one unit of the bucket.
    uint256 private constant BUCKET_UNIT = 1e12;
    uint256 private constant TOTAL_BPS = 10_000;
    address public constant ETH_ADDRESS = 0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE;
    uint256 public constant maxExitFeeInBps = 500;

    IEETH public immutable eEth;
    IWeETH public immutable weEth;
    ILiquidityPool public immutable liquidityPool;
    mapping(address token => RedemptionInfo) public tokenToRedemptionInfo;

    event Redeemed(
        address indexed receiver,
        uint256 redemptionAmount,
        uint256 feeAmountToTreasury,
        uint256 feeAmountToStakers,
        address token
    );

    error InsufficientBalance();
    error ExceededRedeemable();
    error InvalidOutputToken();
    error RateLimitExceeded();

    /// A fee of 30 basis points, a tenth of it for the treasury, 2000 ether a day, and 1 % of the pool
    /// left untouched.
    constructor(address _owner, IEETH _eEth, IWeETH _weEth, ILiquidityPool _liquidityPool)
        EtherFiPausable(_owner)
    {
        eEth = _eEth;
        weEth = _weEth;
        liquidityPool = _liquidityPool;
        uint64 day = uint64(2_000 ether / BUCKET_UNIT);
        tokenToRedemptionInfo[ETH_ADDRESS] =
            RedemptionInfo(Limit(day, day, uint64(block.timestamp), day / 1 days), 1_000, 30, 100);
    }

    function redeemEEth(uint256 eEthAmount, address receiver, address outputToken) external {
        _redeemEEth(eEthAmount, receiver, outputToken);
    }

    function redeemWeEth(uint256 weEthAmount, address receiver, address outputToken) external {
        _redeemWeEth(weEthAmount, receiver, outputToken);
    }

    function redeemEEthWithPermit(
        uint256 eEthAmount,
        address receiver,
        PermitInput calldata permit,
        address outputToken
    ) external {
        try eEth.permit(
            msg.sender,
            address(this),
            permit.value,
            permit.deadline,
            permit.v,
            permit.r,
            permit.s
        ) {} catch {}
        _redeemEEth(eEthAmount, receiver, outputToken);
    }

    function redeemWeEthWithPermit(
        uint256 weEthAmount,
        address receiver,
        PermitInput calldata permit,
        address outputToken
    ) external {
        try weEth.permit(
            msg.sender,
            address(this),
            permit.value,
            permit.deadline,
            permit.v,
            permit.r,
            permit.s
        ) {} catch {}
        _redeemWeEth(weEthAmount, receiver, outputToken);
    }

    /// What a number of shares brings.
    function previewRedeem(uint256 shares, address token) external view returns (uint256) {
        uint256 fee = tokenToRedemptionInfo[token].exitFeeInBps;
        return liquidityPool.amountForShare(shares * (TOTAL_BPS - fee) / TOTAL_BPS);
    }

    function canRedeem(uint256 amount, address token) public view returns (bool) {
        return amount <= totalRedeemableAmount(token);
    }

    function totalRedeemableAmount(address token) public view returns (uint256) {
        if (token != ETH_ADDRESS) return 0;
        uint256 liquid = getInstantLiquidityAmount(token);
        uint256 kept = lowWatermarkInETH(token);
        if (liquid <= kept) return 0;
        uint256 bucket = uint256(_refilled(tokenToRedemptionInfo[token].limit)) * BUCKET_UNIT;
        return bucket < liquid - kept ? bucket : liquid - kept;
    }

    function getInstantLiquidityAmount(address token) public view returns (uint256) {
        require(token == ETH_ADDRESS, InvalidOutputToken());
        return liquidityPool.totalValueInLp();
    }

    function lowWatermarkInETH(address token) public view returns (uint256) {
        uint256 bps = tokenToRedemptionInfo[token].lowWatermarkInBpsOfTvl;
        return liquidityPool.getTotalPooledEther() * bps / TOTAL_BPS;
    }

    function _redeemEEth(uint256 amount, address receiver, address token) private {
        require(amount <= eEth.balanceOf(msg.sender), InsufficientBalance());
        require(token == ETH_ADDRESS, InvalidOutputToken());
        require(canRedeem(amount, token), ExceededRedeemable());
        uint256 before = eEth.shares(address(this));
        eEth.transferFrom(msg.sender, address(this), amount);
        _redeem(amount, eEth.shares(address(this)) - before, receiver, token);
    }

    function _redeemWeEth(uint256 weEthAmount, address receiver, address token) private {
        require(token == ETH_ADDRESS, InvalidOutputToken());
        uint256 amount = liquidityPool.amountForShare(weEthAmount);
        require(canRedeem(amount, token), ExceededRedeemable());
        uint256 before = eEth.shares(address(this));
        weEth.transferFrom(msg.sender, address(this), weEthAmount);
        weEth.unwrap(weEthAmount);
        _redeem(amount, eEth.shares(address(this)) - before, receiver, token);
    }

    /// Of the fee, the treasury gets its part in eETH; the shares of the rest are burned, which is a gain
    /// for those who stay.
    function _redeem(uint256 amount, uint256 shares, address receiver, address token)
        private
        whenNotPaused
        nonReentrant
    {
        RedemptionInfo storage info = tokenToRedemptionInfo[token];
        _consume(info.limit, amount);
        uint256 sharesOut = shares * (TOTAL_BPS - info.exitFeeInBps) / TOTAL_BPS;
        uint256 feeShares = shares - sharesOut;
        uint256 treasuryShares = feeShares * info.exitFeeSplitToTreasuryInBps / TOTAL_BPS;
        uint256 redeemed = liquidityPool.amountForShare(sharesOut);
        uint256 toTreasury = liquidityPool.amountForShare(treasuryShares);
        uint256 toStakers = liquidityPool.amountForShare(feeShares - treasuryShares);
        if (toTreasury > 0) eEth.transfer(liquidityPool.feeRecipient(), toTreasury);
        liquidityPool.redeem(receiver, redeemed, shares - treasuryShares);
        emit Redeemed(receiver, redeemed, toTreasury, toStakers, token);
    }

    function _consume(Limit storage limit, uint256 amount) private {
        uint64 available = _refilled(limit);
        uint256 units = (amount + BUCKET_UNIT - 1) / BUCKET_UNIT;
        require(units <= available, RateLimitExceeded());
        limit.remaining = available - uint64(units);
        limit.lastRefill = uint64(block.timestamp);
    }

    function _refilled(Limit storage limit) private view returns (uint64) {
        uint256 refilled =
            limit.remaining + (block.timestamp - limit.lastRefill) * uint256(limit.refillRate);
        return refilled < limit.capacity ? uint64(refilled) : limit.capacity;
    }
}
