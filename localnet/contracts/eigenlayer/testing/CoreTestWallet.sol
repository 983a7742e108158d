// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IERC1271} from '../../interfaces/IERC1271.sol';

/// A contract account for tests: its owner's approval of a hash is its signature.
contract CoreTestWallet is IERC1271 {
    address public immutable owner;
    mapping(bytes32 => bool) public approved;

    constructor(address _owner) {
        owner = _owner;
    }

    function approveHash(bytes32 hash) external {
        require(msg.sender == owner);
        approved[hash] = true;
    }

    function isValidSignature(bytes32 hash, bytes calldata) external view returns (bytes4) {
        return approved[hash] ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}
