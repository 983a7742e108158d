// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {PermitToken} from '../periphery/PermitToken.sol';
import {Lido} from './Lido.sol';

/// stETH with a constant balance: one wei of wstETH is one share.
contract WstETH is PermitToken {
    Lido private immutable _lido;

    constructor(Lido lido) PermitToken('Wrapped liquid staked Ether 2.0', 'wstETH', 18) {
        _lido = lido;
    }

    /// Stakes the ether sent and wraps it at once.
    receive() external payable {
        _mint(msg.sender, _lido.submit{value: msg.value}(address(0)));
    }

    function wrap(uint256 _stETHAmount) external returns (uint256 amount) {
        require(_stETHAmount > 0, "wstETH: can't wrap zero stETH");
        amount = _lido.getSharesByPooledEth(_stETHAmount);
        _mint(msg.sender, amount);
        _lido.transferFrom(msg.sender, address(this), _stETHAmount);
    }

    function unwrap(uint256 _wstETHAmount) external returns (uint256 amount) {
        require(_wstETHAmount > 0, 'wstETH: zero amount unwrap not allowed');
        amount = _lido.getPooledEthByShares(_wstETHAmount);
        _burn(msg.sender, _wstETHAmount);
        _lido.transfer(msg.sender, amount);
    }

    function stETH() external view returns (address) {
        return address(_lido);
    }

    function getWstETHByStETH(uint256 _stETHAmount) external view returns (uint256) {
        return _lido.getSharesByPooledEth(_stETHAmount);
    }

    function getStETHByWstETH(uint256 _wstETHAmount) external view returns (uint256) {
        return _lido.getPooledEthByShares(_wstETHAmount);
    }

    function stEthPerToken() external view returns (uint256) {
        return _lido.getPooledEthByShares(1 ether);
    }

    function tokensPerStEth() external view returns (uint256) {
        return _lido.getSharesByPooledEth(1 ether);
    }
}
