// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

/// How a contract says whether a signature made in its name is valid.
interface IERC1271 {
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4);
}
