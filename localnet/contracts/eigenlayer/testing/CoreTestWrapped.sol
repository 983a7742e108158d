// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IERC20} from '../../interfaces/IERC20.sol';
import {CoreTestToken} from './CoreTestToken.sol';

/// A token for tests that wraps another one to one, as EIGEN wraps bEIGEN.
contract CoreTestWrapped is CoreTestToken {
    IERC20 public immutable bEIGEN;

    constructor(string memory _symbol, IERC20 _bEIGEN) CoreTestToken(_symbol) {
        bEIGEN = _bEIGEN;
    }

    function wrap(uint256 amount) external {
        bEIGEN.transferFrom(msg.sender, address(this), amount);
        mint(msg.sender, amount);
    }

    function unwrap(uint256 amount) external {
        burn(msg.sender, amount);
        bEIGEN.transfer(msg.sender, amount);
    }
}
