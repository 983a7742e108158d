// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

/// Takes beacon chain deposits for tests and remembers the last one's credentials.
contract CoreTestDeposit {
    bytes public lastCredentials;
    uint256 public lastValue;

    function deposit(bytes calldata, bytes calldata credentials, bytes calldata, bytes32)
        external
        payable
    {
        lastCredentials = credentials;
        lastValue = msg.value;
    }
}
