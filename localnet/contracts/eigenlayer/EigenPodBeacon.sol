// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

/// Says which code every pod runs.
contract EigenPodBeacon {
    address public immutable implementation;

    constructor(address _implementation) {
        implementation = _implementation;
    }
}
