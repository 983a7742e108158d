// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IAVSRegistrar} from './interfaces/IAVSRegistrar.sol';

/// Lets every operator of every AVS in and out, until its owner switches it to refuse.
contract AVSRegistrar is IAVSRegistrar {
    error OnlyOwner();
    error RegistrationRefused();

    address public immutable owner;
    bool public refusing;

    constructor(address _owner) {
        owner = _owner;
    }

    modifier whileOpen() {
        require(!refusing, RegistrationRefused());
        _;
    }

    function setRefusing(bool _refusing) external {
        require(msg.sender == owner, OnlyOwner());
        refusing = _refusing;
    }

    function registerOperator(address, address, uint32[] calldata, bytes calldata)
        external
        whileOpen
    {}

    function deregisterOperator(address, address, uint32[] calldata) external whileOpen {}

    function supportsAVS(address) external view returns (bool) {
        return !refusing;
    }
}
