// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

/// The contract that an AVS lets decide on the registration of operators.
interface IAVSRegistrar {
    function registerOperator(
        address operator,
        address avs,
        uint32[] calldata operatorSetIds,
        bytes calldata data
    ) external;

    function deregisterOperator(address operator, address avs, uint32[] calldata operatorSetIds)
        external;

    function supportsAVS(address avs) external view returns (bool);
}
