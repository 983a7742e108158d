// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {PermitToken} from './PermitToken.sol';

/// A plain token for rewards and for strategies; its owner mints.
contract TestToken is PermitToken {
    address public immutable owner;

    constructor(string memory name_, string memory symbol_, uint8 decimals_, address owner_)
        PermitToken(name_, symbol_, decimals_)
    {
        owner = owner_;
    }

    function mint(address to, uint256 amount) external {
        require(msg.sender == owner, 'Ownable: caller is not the owner');
        _mint(to, amount);
    }
}
