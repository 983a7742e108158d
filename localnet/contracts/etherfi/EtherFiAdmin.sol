// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IEtherFiRestaker, ILiquidityPool, IWithdrawRequestNFT} from './interfaces.sol';

/// Carries out the pool's daily report. On public chains a committee reports numbers; here they are
/// read from the restakers: what they have beyond what the pool counts outside are its rewards.
contract EtherFiAdmin {
    /// Part of the rewards that goes to the protocol.
    uint256 private constant FEE_BPS = 1_000;
    uint256 private constant TOTAL_BPS = 10_000;

    address public immutable oracle;
    ILiquidityPool public immutable liquidityPool;
    IWithdrawRequestNFT public immutable withdrawRequestNFT;
    IEtherFiRestaker[] private _restakers;

    error IncorrectCaller();

    constructor(
        address _oracle,
        ILiquidityPool _liquidityPool,
        IWithdrawRequestNFT _withdrawRequestNFT,
        IEtherFiRestaker[] memory restakers_
    ) {
        oracle = _oracle;
        liquidityPool = _liquidityPool;
        withdrawRequestNFT = _withdrawRequestNFT;
        for (uint256 i = 0; i < restakers_.length; ++i) _restakers.push(restakers_[i]);
    }

    function restakers() external view returns (IEtherFiRestaker[] memory) {
        return _restakers;
    }

    /// Rebases, then finalizes requests up to `lastRequestId` as far as the pool's ether goes.
    function executeTasks(uint256 lastRequestId) external {
        require(msg.sender == oracle, IncorrectCaller());
        (int128 accruedRewards, uint128 protocolFees) = pendingRewards();
        liquidityPool.rebase(accruedRewards, protocolFees);
        uint256 last =
            withdrawRequestNFT.finalizableWithin(lastRequestId, liquidityPool.totalValueInLp());
        if (last > withdrawRequestNFT.lastFinalizedRequestId()) {
            withdrawRequestNFT.finalizeRequests(last);
        }
    }

    /// What the next report adds for holders, in wei, and the fee beside it. A gain above what one
    /// report may add waits for the next.
    function pendingRewards() public view returns (int128 accruedRewards, uint128 protocolFees) {
        uint256 value = 0;
        for (uint256 i = 0; i < _restakers.length; ++i) {
            value += _restakers[i].getTotalPooledEther();
        }
        uint256 counted = liquidityPool.totalValueOutOfLp();
        if (value <= counted) return (-int128(uint128(counted - value)), 0);
        uint256 gain = value - counted;
        uint256 cap =
            liquidityPool.getTotalPooledEther() * liquidityPool.MAX_POSITIVE_REBASE_BPS() / TOTAL_BPS;
        if (gain > cap) gain = cap;
        protocolFees = uint128(gain * FEE_BPS / TOTAL_BPS);
        accruedRewards = int128(uint128(gain - protocolFees));
    }
}
