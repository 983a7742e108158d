// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IERC20} from '../interfaces/IERC20.sol';
import {StrategyBase} from './StrategyBase.sol';

/// A token that wraps another one to one.
interface IWrapped is IERC20 {
    function wrap(uint256 amount) external;

    function unwrap(uint256 amount) external;
}

/// The pool of EIGEN: it keeps the token that backs EIGEN, and takes and pays either as it is asked.
contract EigenStrategy is StrategyBase {
    address public immutable EIGEN;

    constructor(
        address _strategyManager,
        address _pauserRegistry,
        address _bEIGEN,
        address _EIGEN
    ) StrategyBase(_strategyManager, _pauserRegistry, _bEIGEN) {
        EIGEN = _EIGEN;
    }

    function _pays(address token) internal view override returns (bool) {
        return token == EIGEN || super._pays(token);
    }

    function _receive(address token, uint256 amount) internal override {
        super._receive(token, amount);
        if (token == EIGEN) IWrapped(EIGEN).unwrap(amount);
    }

    function _send(address recipient, address token, uint256 amount) internal override {
        if (token == EIGEN) {
            IERC20(underlyingToken).approve(EIGEN, amount);
            IWrapped(EIGEN).wrap(amount);
        }
        super._send(recipient, token, amount);
    }
}
