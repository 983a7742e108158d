// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {PermitToken} from '../periphery/PermitToken.sol';

/// Ether as a token, one for one.
contract WrappedEther is PermitToken {
    event Deposit(address indexed dst, uint256 wad);
    event Withdrawal(address indexed src, uint256 wad);

    constructor() PermitToken('Wrapped Ether', 'WETH', 18) {}

    receive() external payable {
        deposit();
    }

    function deposit() public payable {
        _mint(msg.sender, msg.value);
        emit Deposit(msg.sender, msg.value);
    }

    function withdraw(uint256 wad) external {
        _burn(msg.sender, wad);
        (bool ok,) = msg.sender.call{value: wad}('');
        require(ok, 'Ether could not be sent');
        emit Withdrawal(msg.sender, wad);
    }
}
