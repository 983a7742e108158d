// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

/// ether.fi's contracts can be stopped, for good or until a second. Who may do what is a registry of
/// roles on public chains; here it is one account and the pool's admin contract.
abstract contract EtherFiPausable {
    address public immutable owner;
    bool public paused;
    uint256 public pausedUntil;

    event Paused(address account);
    event Unpaused(address account);
    event PausedUntil(uint256 pausedUntil);

    error IncorrectCaller();
    error ContractPaused();
    error ContractPausedUntil(uint256 pausedUntil);
    error Reentrancy();

    bool private _entered;

    modifier onlyOwner() {
        require(msg.sender == owner, IncorrectCaller());
        _;
    }

    modifier whenNotPaused() {
        require(!paused, ContractPaused());
        require(block.timestamp >= pausedUntil, ContractPausedUntil(pausedUntil));
        _;
    }

    modifier nonReentrant() {
        require(!_entered, Reentrancy());
        _entered = true;
        _;
        _entered = false;
    }

    constructor(address _owner) {
        owner = _owner;
    }

    function pauseContract() external onlyOwner {
        paused = true;
        emit Paused(msg.sender);
    }

    function unPauseContract() external onlyOwner {
        paused = false;
        pausedUntil = 0;
        emit Unpaused(msg.sender);
    }

    /// Local chain only in this form: stops until a timestamp.
    function pauseContractUntil(uint256 timestamp) external onlyOwner {
        pausedUntil = timestamp;
        emit PausedUntil(timestamp);
    }
}
