// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {WordSet} from './libraries/WordSet.sol';

/// Who may act for an account: its admins for everything, its appointees for single functions.
///
/// An account without admins is its own admin. From the first accepted admin on it is not, unless
/// it is one of them.
contract PermissionController {
    using WordSet for WordSet.Set;

    event AdminSet(address indexed account, address admin);
    event AdminRemoved(address indexed account, address admin);
    event PendingAdminAdded(address indexed account, address admin);
    event PendingAdminRemoved(address indexed account, address admin);
    event AppointeeSet(
        address indexed account, address indexed appointee, address target, bytes4 selector
    );
    event AppointeeRemoved(
        address indexed account, address indexed appointee, address target, bytes4 selector
    );

    error NotAdmin();
    error AdminAlreadySet();
    error AdminNotSet();
    error AdminAlreadyPending();
    error AdminNotPending();
    error CannotHaveZeroAdmins();
    error AppointeeAlreadySet();
    error AppointeeNotSet();

    struct Account {
        WordSet.Set admins;
        WordSet.Set pendingAdmins;
        /// Functions an appointee may call, as target and selector in one word.
        mapping(address appointee => WordSet.Set) functionsOf;
        mapping(bytes32 target => WordSet.Set) appointeesOf;
    }

    mapping(address => Account) private _accounts;

    modifier onlyAdmin(address account) {
        require(isAdmin(account, msg.sender), NotAdmin());
        _;
    }

    function addPendingAdmin(address account, address admin) external onlyAdmin(account) {
        Account storage held = _accounts[account];
        require(!held.admins.contains(admin), AdminAlreadySet());
        require(held.pendingAdmins.add(admin), AdminAlreadyPending());
        emit PendingAdminAdded(account, admin);
    }

    function removePendingAdmin(address account, address admin) external onlyAdmin(account) {
        require(_accounts[account].pendingAdmins.remove(admin), AdminNotPending());
        emit PendingAdminRemoved(account, admin);
    }

    function acceptAdmin(address account) external {
        Account storage held = _accounts[account];
        require(held.pendingAdmins.remove(msg.sender), AdminNotPending());
        require(held.admins.add(msg.sender), AdminAlreadySet());
        emit AdminSet(account, msg.sender);
    }

    function removeAdmin(address account, address admin) external onlyAdmin(account) {
        Account storage held = _accounts[account];
        require(held.admins.length() > 1, CannotHaveZeroAdmins());
        require(held.admins.remove(admin), AdminNotSet());
        emit AdminRemoved(account, admin);
    }

    function setAppointee(address account, address appointee, address target, bytes4 selector)
        external
        onlyAdmin(account)
    {
        Account storage held = _accounts[account];
        bytes32 entry = _pack(target, selector);
        require(held.functionsOf[appointee].add(entry), AppointeeAlreadySet());
        held.appointeesOf[entry].add(appointee);
        emit AppointeeSet(account, appointee, target, selector);
    }

    function removeAppointee(address account, address appointee, address target, bytes4 selector)
        external
        onlyAdmin(account)
    {
        Account storage held = _accounts[account];
        bytes32 entry = _pack(target, selector);
        require(held.functionsOf[appointee].remove(entry), AppointeeNotSet());
        held.appointeesOf[entry].remove(appointee);
        emit AppointeeRemoved(account, appointee, target, selector);
    }

    function canCall(address account, address caller, address target, bytes4 selector)
        external
        view
        returns (bool)
    {
        return isAdmin(account, caller)
            || _accounts[account].functionsOf[caller].contains(_pack(target, selector));
    }

    function isAdmin(address account, address caller) public view returns (bool) {
        WordSet.Set storage admins = _accounts[account].admins;
        return admins.length() == 0 ? account == caller : admins.contains(caller);
    }

    function isPendingAdmin(address account, address pendingAdmin) external view returns (bool) {
        return _accounts[account].pendingAdmins.contains(pendingAdmin);
    }

    function getAdmins(address account) external view returns (address[] memory admins) {
        if (_accounts[account].admins.length() != 0) return _accounts[account].admins.addresses();
        admins = new address[](1);
        admins[0] = account;
    }

    function getPendingAdmins(address account) external view returns (address[] memory) {
        return _accounts[account].pendingAdmins.addresses();
    }

    function getAppointees(address account, address target, bytes4 selector)
        external
        view
        returns (address[] memory)
    {
        return _accounts[account].appointeesOf[_pack(target, selector)].addresses();
    }

    function getAppointeePermissions(address account, address appointee)
        external
        view
        returns (address[] memory targets, bytes4[] memory selectors)
    {
        bytes32[] memory entries = _accounts[account].functionsOf[appointee].members;
        targets = new address[](entries.length);
        selectors = new bytes4[](entries.length);
        for (uint256 i = 0; i < entries.length; ++i) {
            targets[i] = address(uint160(uint256(entries[i]) >> 32));
            selectors[i] = bytes4(uint32(uint256(entries[i])));
        }
    }

    function _pack(address target, bytes4 selector) private pure returns (bytes32) {
        return bytes32((uint256(uint160(target)) << 32) | uint32(selector));
    }
}
