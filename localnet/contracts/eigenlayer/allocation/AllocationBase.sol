// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IAllocationManager} from '../interfaces/IAllocationManager.sol';
import {IAVSRegistrar} from '../interfaces/IAVSRegistrar.sol';
import {IDelegationManager} from '../interfaces/IDelegationManager.sol';
import {History} from '../libraries/History.sol';
import {OperatorSet, OperatorSets} from '../libraries/OperatorSets.sol';
import {WAD} from '../libraries/ShareMath.sol';
import {WordSet} from '../libraries/WordSet.sol';
import {Pausable} from '../mixins/Pausable.sol';
import {Permissioned} from '../mixins/Permissioned.sol';

/// What the allocation manager remembers, and how its parts read it.
///
/// Magnitudes are parts of WAD per operator and strategy, shared by all operator sets. The max
/// magnitude starts at WAD and only falls; encumbered is what is promised to operator sets.
abstract contract AllocationBase is IAllocationManager, Pausable, Permissioned {
    using History for History.Trace;
    using OperatorSets for OperatorSet;
    using WordSet for WordSet.Set;

    uint8 internal constant PAUSED_MODIFY_ALLOCATIONS = 0;
    uint8 internal constant PAUSED_OPERATOR_SLASHING = 1;
    uint8 internal constant PAUSED_OPERATOR_SET_REGISTRATION_AND_DEREGISTRATION = 2;

    address internal constant BEACON_CHAIN_ETH = 0xbeaC0eeEeeeeEEeEeEEEEeeEEeEeeeEeeEEBEaC0;
    address internal constant DEFAULT_BURN_ADDRESS = 0x00000000000000000000000000000000000E16E4;

    IDelegationManager public immutable delegation;
    address public immutable eigenStrategy;
    uint32 public immutable DEALLOCATION_DELAY;
    uint32 public immutable ALLOCATION_CONFIGURATION_DELAY;
    uint32 public immutable SLASHER_CONFIGURATION_DELAY;

    struct Registration {
        bool registered;
        /// Last block at which a deregistered operator can still be slashed.
        uint32 slashableUntil;
    }

    struct DelayInfo {
        uint32 delay;
        bool isSet;
        uint32 pendingDelay;
        uint32 effectBlock;
    }

    struct SlasherInfo {
        address slasher;
        address pendingSlasher;
        uint32 effectBlock;
    }

    /// First in, first out: `first` moves on, `items` only grows.
    struct Queue {
        uint256 first;
        bytes32[] items;
    }

    mapping(address avs => bool) internal _hasMetadata;
    mapping(address avs => IAVSRegistrar) internal _registrar;
    mapping(address avs => WordSet.Set) internal _setIds;
    mapping(bytes32 setKey => WordSet.Set) internal _setStrategies;
    mapping(bytes32 setKey => WordSet.Set) internal _members;
    mapping(bytes32 setKey => address) internal _recipient;
    mapping(bytes32 setKey => SlasherInfo) internal _slashers;
    mapping(bytes32 setKey => uint256) internal _slashCount;

    mapping(address operator => DelayInfo) internal _delays;
    mapping(address operator => WordSet.Set) internal _registeredSets;
    mapping(address operator => mapping(bytes32 setKey => Registration)) internal _registrations;
    mapping(address operator => WordSet.Set) internal _allocatedSets;
    mapping(address operator => mapping(bytes32 setKey => WordSet.Set)) internal
        _allocatedStrategies;
    mapping(address operator => mapping(bytes32 setKey => mapping(address strategy => Allocation)))
        internal _allocations;
    mapping(address operator => mapping(address strategy => uint64)) internal _encumbered;
    mapping(address operator => mapping(address strategy => History.Trace)) internal _maxMagnitude;
    /// Operator sets with a pending deallocation, in the order of their effect blocks.
    mapping(address operator => mapping(address strategy => Queue)) internal _deallocations;

    constructor(
        address _delegation,
        address _eigenStrategy,
        address _pauserRegistry,
        address _permissionController,
        uint32 _DEALLOCATION_DELAY,
        uint32 _ALLOCATION_CONFIGURATION_DELAY
    ) Pausable(_pauserRegistry) Permissioned(_permissionController) {
        delegation = IDelegationManager(_delegation);
        eigenStrategy = _eigenStrategy;
        DEALLOCATION_DELAY = _DEALLOCATION_DELAY;
        ALLOCATION_CONFIGURATION_DELAY = _ALLOCATION_CONFIGURATION_DELAY;
        SLASHER_CONFIGURATION_DELAY = _ALLOCATION_CONFIGURATION_DELAY;
    }

    function isOperatorSet(OperatorSet memory operatorSet) public view returns (bool) {
        return _setIds[operatorSet.avs].contains(bytes32(uint256(operatorSet.id)));
    }

    function isRedistributingOperatorSet(OperatorSet memory operatorSet)
        public
        view
        returns (bool)
    {
        return _recipient[operatorSet.key()] != address(0);
    }

    function isOperatorSlashable(address operator, OperatorSet memory operatorSet)
        public
        view
        returns (bool)
    {
        Registration storage status = _registrations[operator][operatorSet.key()];
        return status.registered || block.number <= status.slashableUntil;
    }

    function getMaxMagnitude(address operator, address strategy) public view returns (uint64) {
        return uint64(_maxMagnitude[operator][strategy].latest(WAD));
    }

    /// The delay that holds now; not set for operators that never chose one.
    function getAllocationDelay(address operator) public view returns (bool isSet, uint32 delay) {
        DelayInfo storage info = _delays[operator];
        if (info.effectBlock != 0 && block.number >= info.effectBlock) {
            return (true, info.pendingDelay);
        }
        return (info.isSet, info.delay);
    }

    function getAVSRegistrar(address avs) public view returns (IAVSRegistrar registrar) {
        registrar = _registrar[avs];
        if (address(registrar) == address(0)) registrar = IAVSRegistrar(avs);
    }

    function getSlasher(OperatorSet memory operatorSet) public view returns (address) {
        SlasherInfo storage info = _slashers[operatorSet.key()];
        if (info.effectBlock != 0 && block.number >= info.effectBlock) return info.pendingSlasher;
        return info.slasher;
    }

    /// The allocation as it stands now: a change whose block has come is part of it.
    function _current(address operator, bytes32 setKey, address strategy)
        internal
        view
        returns (Allocation memory allocation)
    {
        allocation = _allocations[operator][setKey][strategy];
        if (allocation.effectBlock == 0 || block.number < allocation.effectBlock) {
            return allocation;
        }
        allocation.currentMagnitude = _plus(allocation.currentMagnitude, allocation.pendingDiff);
        allocation.pendingDiff = 0;
        allocation.effectBlock = 0;
    }

    function _plus(uint64 magnitude, int128 diff) internal pure returns (uint64) {
        return uint64(uint128(int128(uint128(magnitude)) + diff));
    }
}
