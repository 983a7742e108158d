// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {History} from '../libraries/History.sol';
import {OperatorSet, OperatorSets} from '../libraries/OperatorSets.sol';
import {WordSet} from '../libraries/WordSet.sol';
import {AllocationBase} from './AllocationBase.sol';

/// Operators promise parts of their stake to operator sets and take them back.
abstract contract Allocations is AllocationBase {
    using History for History.Trace;
    using OperatorSets for OperatorSet;
    using WordSet for WordSet.Set;

    /// The delegation manager sets the first delay, which holds at once; later ones wait.
    function setAllocationDelay(address operator, uint32 delay) external {
        bool first = msg.sender == address(delegation);
        if (!first) {
            require(_canCall(operator), InvalidPermissions());
            require(delegation.isOperator(operator), InvalidOperator());
        }
        DelayInfo storage info = _delays[operator];
        (info.isSet, info.delay) = getAllocationDelay(operator);
        info.pendingDelay = delay;
        if (first) {
            info.isSet = true;
            info.delay = delay;
            info.effectBlock = uint32(block.number);
        } else {
            info.effectBlock = uint32(block.number) + ALLOCATION_CONFIGURATION_DELAY + 1;
        }
        emit AllocationDelaySet(operator, delay, info.effectBlock);
    }

    /// Sets magnitudes (not differences). An increase is encumbered now and slashable after the
    /// operator's delay; a decrease of what is slashable stays slashable for the deallocation
    /// delay, and of anything else is free at once.
    function modifyAllocations(address operator, AllocateParams[] calldata params)
        external
        onlyWhenNotPaused(PAUSED_MODIFY_ALLOCATIONS)
        checkCanCall(operator)
    {
        (bool isSet, uint32 delay) = getAllocationDelay(operator);
        require(isSet, UninitializedAllocationDelay());
        for (uint256 i = 0; i < params.length; ++i) {
            AllocateParams calldata change = params[i];
            require(
                change.strategies.length == change.newMagnitudes.length, InputArrayLengthMismatch()
            );
            require(isOperatorSet(change.operatorSet), InvalidOperatorSet());
            for (uint256 j = 0; j < change.strategies.length; ++j) {
                _modify(
                    operator,
                    change.operatorSet,
                    change.strategies[j],
                    change.newMagnitudes[j],
                    delay
                );
            }
        }
    }

    /// Anybody may complete deallocations whose block has come, at most so many a strategy.
    function clearDeallocationQueue(
        address operator,
        address[] calldata strategies,
        uint16[] calldata numToClear
    ) external onlyWhenNotPaused(PAUSED_MODIFY_ALLOCATIONS) {
        require(strategies.length == numToClear.length, InputArrayLengthMismatch());
        for (uint256 i = 0; i < strategies.length; ++i) {
            _clearQueue(operator, strategies[i], numToClear[i]);
        }
    }

    function _modify(
        address operator,
        OperatorSet memory operatorSet,
        address strategy,
        uint64 newMagnitude,
        uint32 delay
    ) private {
        _clearQueue(operator, strategy, type(uint256).max);
        bytes32 setKey = operatorSet.key();
        Allocation memory allocation = _current(operator, setKey, strategy);
        require(allocation.effectBlock == 0, ModificationAlreadyPending());
        uint64 magnitude = allocation.currentMagnitude;
        require(newMagnitude != magnitude, SameMagnitude());
        uint32 effectBlock = uint32(block.number);

        if (newMagnitude > magnitude) {
            effectBlock += delay;
            allocation.pendingDiff = int128(uint128(newMagnitude - magnitude));
            allocation.effectBlock = effectBlock;
            uint256 encumbered =
                uint256(_encumbered[operator][strategy]) + newMagnitude - magnitude;
            require(encumbered <= getMaxMagnitude(operator, strategy), InsufficientMagnitude());
            _setEncumbered(operator, strategy, uint64(encumbered));
        } else if (_isSlashable(operator, operatorSet, strategy, magnitude)) {
            effectBlock += DEALLOCATION_DELAY + 1;
            allocation.pendingDiff = -int128(uint128(magnitude - newMagnitude));
            allocation.effectBlock = effectBlock;
            _deallocations[operator][strategy].items.push(setKey);
        } else {
            allocation.currentMagnitude = newMagnitude;
            _setEncumbered(
                operator, strategy, _encumbered[operator][strategy] - (magnitude - newMagnitude)
            );
        }
        _store(operator, setKey, strategy, allocation);
        emit AllocationUpdated(operator, operatorSet, strategy, newMagnitude, effectBlock);
    }

    function _isSlashable(
        address operator,
        OperatorSet memory operatorSet,
        address strategy,
        uint64 magnitude
    ) private view returns (bool) {
        return magnitude != 0 && _setStrategies[operatorSet.key()].contains(strategy)
            && isOperatorSlashable(operator, operatorSet);
    }

    function _clearQueue(address operator, address strategy, uint256 limit) private {
        Queue storage queue = _deallocations[operator][strategy];
        for (uint256 cleared = 0; cleared < limit && queue.first < queue.items.length; ++cleared) {
            bytes32 setKey = queue.items[queue.first];
            Allocation memory allocation = _current(operator, setKey, strategy);
            if (allocation.effectBlock != 0) break;
            int128 freed = _allocations[operator][setKey][strategy].pendingDiff;
            ++queue.first;
            _setEncumbered(operator, strategy, _plus(_encumbered[operator][strategy], freed));
            _store(operator, setKey, strategy, allocation);
        }
    }

    function _setEncumbered(address operator, address strategy, uint64 encumbered) internal {
        if (encumbered == _encumbered[operator][strategy]) return;
        _encumbered[operator][strategy] = encumbered;
        emit EncumberedMagnitudeUpdated(operator, strategy, encumbered);
    }

    /// Writes an allocation and keeps the lists of what is allocated.
    function _store(
        address operator,
        bytes32 setKey,
        address strategy,
        Allocation memory allocation
    ) internal {
        _allocations[operator][setKey][strategy] = allocation;
        WordSet.Set storage strategies = _allocatedStrategies[operator][setKey];
        if (allocation.pendingDiff != 0) {
            strategies.add(strategy);
            _allocatedSets[operator].add(setKey);
        } else if (allocation.currentMagnitude == 0) {
            strategies.remove(strategy);
            if (strategies.length() == 0) _allocatedSets[operator].remove(setKey);
        }
    }

    /// What is promised now, with deallocations taken off whose block has come.
    function _encumberedNow(address operator, address strategy) internal view returns (uint64 sum) {
        sum = _encumbered[operator][strategy];
        Queue storage queue = _deallocations[operator][strategy];
        for (uint256 i = queue.first; i < queue.items.length; ++i) {
            Allocation storage allocation = _allocations[operator][queue.items[i]][strategy];
            if (block.number < allocation.effectBlock) break;
            sum = _plus(sum, allocation.pendingDiff);
        }
    }
}
