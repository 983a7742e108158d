// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {PermitToken} from '../periphery/PermitToken.sol';
import {EtherFiPausable} from './EtherFiPausable.sol';
import {IEETH, ILiquidityPool, PermitInput} from './interfaces.sol';

/// eETH with a constant balance: one wei of weETH is one share of the pool.
contract WeETH is PermitToken, EtherFiPausable {
    IEETH public immutable eETH;
    ILiquidityPool public immutable liquidityPool;

    error ZeroAmount();
    error ZeroAddress();
    error WeETHUnderbacked(uint256 weETHSupply, uint256 proxyShares);

    constructor(address _owner, IEETH _eETH, ILiquidityPool _liquidityPool)
        PermitToken('Wrapped eETH', 'weETH', 18)
        EtherFiPausable(_owner)
    {
        require(address(_eETH) != address(0), ZeroAddress());
        eETH = _eETH;
        liquidityPool = _liquidityPool;
    }

    /// The name in the signing domain is the one that the token once had, as on mainnet.
    function _domainName() internal pure override returns (string memory) {
        return 'EtherFi wrapped ETH';
    }

    function wrap(uint256 _eETHAmount) external returns (uint256) {
        return _wrap(_eETHAmount);
    }

    /// A permit that fails is passed over: an approval may stand already.
    function wrapWithPermit(uint256 _eETHAmount, PermitInput calldata _permit)
        external
        returns (uint256)
    {
        try eETH.permit(
            msg.sender,
            address(this),
            _permit.value,
            _permit.deadline,
            _permit.v,
            _permit.r,
            _permit.s
        ) {} catch {}
        return _wrap(_eETHAmount);
    }

    function unwrap(uint256 _weETHAmount) external whenNotPaused returns (uint256 amount) {
        require(_weETHAmount > 0, ZeroAmount());
        amount = liquidityPool.amountForShare(_weETHAmount);
        _burn(msg.sender, _weETHAmount);
        eETH.transfer(msg.sender, amount);
    }

    function getWeETHByeETH(uint256 _eETHAmount) external view returns (uint256) {
        return liquidityPool.sharesForAmount(_eETHAmount);
    }

    function getEETHByWeETH(uint256 _weETHAmount) external view returns (uint256) {
        return liquidityPool.amountForShare(_weETHAmount);
    }

    function getRate() external view returns (uint256) {
        return liquidityPool.amountForShare(1 ether);
    }

    function _wrap(uint256 eETHAmount) private whenNotPaused returns (uint256 amount) {
        require(eETHAmount > 0, ZeroAmount());
        amount = liquidityPool.sharesForAmount(eETHAmount);
        _mint(msg.sender, amount);
        eETH.transferFrom(msg.sender, address(this), eETHAmount);
        uint256 backing = eETH.shares(address(this));
        require(totalSupply <= backing, WeETHUnderbacked(totalSupply, backing));
    }
}
