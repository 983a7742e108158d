// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {PermissionController} from '../PermissionController.sol';

/// Asks the permission controller whether the caller may act for an account.
abstract contract Permissioned {
    error InvalidPermissions();

    PermissionController public immutable permissionController;

    constructor(address _permissionController) {
        permissionController = PermissionController(_permissionController);
    }

    modifier checkCanCall(address account) {
        require(_canCall(account), InvalidPermissions());
        _;
    }

    /// Whether the caller may call the function that is running for `account`.
    function _canCall(address account) internal view returns (bool) {
        return permissionController.canCall(account, msg.sender, address(this), msg.sig);
    }
}
