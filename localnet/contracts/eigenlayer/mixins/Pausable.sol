// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {PauserRegistry} from '../PauserRegistry.sol';

/// Functions switched off by bits: bit n of the status stops what the contract assigns to n.
abstract contract Pausable {
    event Paused(address indexed account, uint256 newPausedStatus);
    event Unpaused(address indexed account, uint256 newPausedStatus);

    error OnlyPauser();
    error OnlyUnpauser();
    error CurrentlyPaused();
    error InvalidNewPausedStatus();
    error InputAddressZero();

    PauserRegistry public immutable pauserRegistry;
    uint256 private _status;

    constructor(address _pauserRegistry) {
        require(_pauserRegistry != address(0), InputAddressZero());
        pauserRegistry = PauserRegistry(_pauserRegistry);
    }

    modifier onlyPauser() {
        require(pauserRegistry.isPauser(msg.sender), OnlyPauser());
        _;
    }

    modifier onlyWhenNotPaused(uint8 index) {
        require(!paused(index), CurrentlyPaused());
        _;
    }

    /// Sets further bits; none may be lifted.
    function pause(uint256 newPausedStatus) external onlyPauser {
        require(_status & newPausedStatus == _status, InvalidNewPausedStatus());
        _setStatus(newPausedStatus);
    }

    function pauseAll() external onlyPauser {
        _setStatus(type(uint256).max);
    }

    /// Lifts bits; none may be set.
    function unpause(uint256 newPausedStatus) external {
        require(msg.sender == pauserRegistry.unpauser(), OnlyUnpauser());
        require(_status | newPausedStatus == _status, InvalidNewPausedStatus());
        _status = newPausedStatus;
        emit Unpaused(msg.sender, newPausedStatus);
    }

    function paused() external view returns (uint256) {
        return _status;
    }

    function paused(uint8 index) public view returns (bool) {
        return _status & (1 << index) != 0;
    }

    function _setStatus(uint256 newPausedStatus) private {
        _status = newPausedStatus;
        emit Paused(msg.sender, newPausedStatus);
    }
}
