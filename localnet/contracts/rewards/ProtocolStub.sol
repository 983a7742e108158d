// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {OperatorSet} from './IRewardsCoordinatorTypes.sol';

/// For tests: answers in place of the contracts that the rewards contract asks, as told.
contract ProtocolStub {
    mapping(address => bool) public isOperator;
    mapping(address => bool) public strategyIsWhitelistedForDeposit;
    mapping(address => bool) public isPauser;
    mapping(address => uint256) public getOperatorSetCount;
    address public unpauser;
    mapping(bytes32 => bool) private _sets;
    mapping(bytes32 => bool) private _appointed;

    function setOperator(address operator, bool value) external {
        isOperator[operator] = value;
    }

    function setWhitelisted(address strategy, bool value) external {
        strategyIsWhitelistedForDeposit[strategy] = value;
    }

    function setPausers(address pauser, address unpauser_) external {
        isPauser[pauser] = true;
        unpauser = unpauser_;
    }

    function createOperatorSet(OperatorSet calldata operatorSet) external {
        _sets[keccak256(abi.encode(operatorSet))] = true;
        ++getOperatorSetCount[operatorSet.avs];
    }

    function isOperatorSet(OperatorSet calldata operatorSet) external view returns (bool) {
        return _sets[keccak256(abi.encode(operatorSet))];
    }

    function appoint(address account, address caller, address target, bytes4 selector) external {
        _appointed[keccak256(abi.encode(account, caller, target, selector))] = true;
    }

    function canCall(address account, address caller, address target, bytes4 selector)
        external
        view
        returns (bool)
    {
        return caller == account
            || _appointed[keccak256(abi.encode(account, caller, target, selector))];
    }
}
