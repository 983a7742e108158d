// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {Allocations} from './allocation/Allocations.sol';
import {AllocationBase} from './allocation/AllocationBase.sol';
import {OperatorSetRegistry} from './allocation/OperatorSetRegistry.sol';
import {History} from './libraries/History.sol';
import {OperatorSet, OperatorSets} from './libraries/OperatorSets.sol';
import {ShareMath, WAD} from './libraries/ShareMath.sol';
import {WordSet} from './libraries/WordSet.sol';

/// Operator sets, what operators allocate to them, and slashing.
contract AllocationManager is OperatorSetRegistry, Allocations {
    using History for History.Trace;
    using OperatorSets for OperatorSet;
    using ShareMath for uint256;
    using WordSet for WordSet.Set;

    constructor(
        address _delegation,
        address _eigenStrategy,
        address _pauserRegistry,
        address _permissionController,
        uint32 _DEALLOCATION_DELAY,
        uint32 _ALLOCATION_CONFIGURATION_DELAY
    )
        AllocationBase(
            _delegation,
            _eigenStrategy,
            _pauserRegistry,
            _permissionController,
            _DEALLOCATION_DELAY,
            _ALLOCATION_CONFIGURATION_DELAY
        )
    {}

    /// Takes parts of what is allocated to one operator set. A strategy with nothing allocated is
    /// passed over.
    function slashOperator(address avs, SlashingParams calldata params)
        external
        onlyWhenNotPaused(PAUSED_OPERATOR_SLASHING)
        returns (uint256 slashId, uint256[] memory shares)
    {
        OperatorSet memory operatorSet = OperatorSet(avs, params.operatorSetId);
        require(params.strategies.length == params.wadsToSlash.length, InputArrayLengthMismatch());
        require(isOperatorSet(operatorSet), InvalidOperatorSet());
        require(isOperatorSlashable(params.operator, operatorSet), OperatorNotSlashable());
        require(msg.sender == getSlasher(operatorSet), InvalidCaller());
        slashId = ++_slashCount[operatorSet.key()];

        uint256[] memory wadSlashed = new uint256[](params.strategies.length);
        shares = new uint256[](params.strategies.length);
        for (uint256 i = 0; i < params.strategies.length; ++i) {
            address strategy = params.strategies[i];
            require(
                i == 0 || uint160(strategy) > uint160(params.strategies[i - 1]),
                StrategiesMustBeInAscendingOrder()
            );
            uint256 wad = params.wadsToSlash[i];
            require(0 < wad && wad <= WAD, InvalidWadToSlash());
            require(
                _setStrategies[operatorSet.key()].contains(strategy), StrategyNotInOperatorSet()
            );
            (wadSlashed[i], shares[i]) =
                _slash(params.operator, operatorSet, slashId, strategy, wad);
        }
        emit OperatorSlashed(
            params.operator, operatorSet, params.strategies, wadSlashed, params.description
        );
    }

    /// Returns the part of the operator's whole stake that was taken, and the shares.
    function _slash(
        address operator,
        OperatorSet memory operatorSet,
        uint256 slashId,
        address strategy,
        uint256 wad
    ) private returns (uint256 wadSlashed, uint256 shares) {
        bytes32 setKey = operatorSet.key();
        Allocation memory allocation = _current(operator, setKey, strategy);
        if (allocation.currentMagnitude == 0) return (0, 0);

        // A deallocation that is over but still in the queue is completed here; the queue then finds
        // nothing left to free for it.
        uint64 encumbered = _encumbered[operator][strategy];
        if (allocation.effectBlock == 0) {
            int128 done = _allocations[operator][setKey][strategy].pendingDiff;
            if (done < 0) encumbered = _plus(encumbered, done);
        }

        uint64 slashed = uint64(uint256(allocation.currentMagnitude).mulWadUp(wad));
        uint64 before = getMaxMagnitude(operator, strategy);
        wadSlashed = uint256(slashed).divWad(before);
        allocation.currentMagnitude -= slashed;
        if (allocation.pendingDiff < 0) {
            uint256 pending = uint256(uint128(-allocation.pendingDiff));
            allocation.pendingDiff += int128(uint128(pending.mulWadUp(wad)));
            emit AllocationUpdated(
                operator,
                operatorSet,
                strategy,
                _plus(allocation.currentMagnitude, allocation.pendingDiff),
                allocation.effectBlock
            );
        }
        _setEncumbered(operator, strategy, encumbered - slashed);
        _store(operator, setKey, strategy, allocation);
        emit AllocationUpdated(
            operator,
            operatorSet,
            strategy,
            allocation.currentMagnitude,
            uint32(block.number)
        );
        _maxMagnitude[operator][strategy].push(before - slashed);
        emit MaxMagnitudeUpdated(operator, strategy, before - slashed);
        shares = delegation.slashOperatorShares(
            operator, operatorSet, slashId, strategy, before, before - slashed
        );
    }

    // Views of magnitudes

    function getMaxMagnitudes(address operator, address[] calldata strategies)
        external
        view
        returns (uint64[] memory maxMagnitudes)
    {
        maxMagnitudes = new uint64[](strategies.length);
        for (uint256 i = 0; i < strategies.length; ++i) {
            maxMagnitudes[i] = getMaxMagnitude(operator, strategies[i]);
        }
    }

    function getMaxMagnitudes(address[] calldata operators, address strategy)
        external
        view
        returns (uint64[] memory maxMagnitudes)
    {
        maxMagnitudes = new uint64[](operators.length);
        for (uint256 i = 0; i < operators.length; ++i) {
            maxMagnitudes[i] = getMaxMagnitude(operators[i], strategy);
        }
    }

    function getMaxMagnitudesAtBlock(
        address operator,
        address[] calldata strategies,
        uint32 blockNumber
    ) external view returns (uint64[] memory maxMagnitudes) {
        maxMagnitudes = new uint64[](strategies.length);
        for (uint256 i = 0; i < strategies.length; ++i) {
            maxMagnitudes[i] = uint64(_maxMagnitude[operator][strategies[i]].at(blockNumber, WAD));
        }
    }

    function getEncumberedMagnitude(address operator, address strategy)
        external
        view
        returns (uint64 encumberedMagnitude)
    {
        return _encumberedNow(operator, strategy);
    }

    function getAllocatableMagnitude(address operator, address strategy)
        external
        view
        returns (uint64 allocatableMagnitude)
    {
        return getMaxMagnitude(operator, strategy) - _encumberedNow(operator, strategy);
    }

    // Views of allocations

    function getAllocation(address operator, OperatorSet memory operatorSet, address strategy)
        public
        view
        returns (Allocation memory allocation)
    {
        return _current(operator, operatorSet.key(), strategy);
    }

    function getAllocations(
        address[] calldata operators,
        OperatorSet memory operatorSet,
        address strategy
    ) external view returns (Allocation[] memory allocations) {
        allocations = new Allocation[](operators.length);
        for (uint256 i = 0; i < operators.length; ++i) {
            allocations[i] = getAllocation(operators[i], operatorSet, strategy);
        }
    }

    /// An operator's allocations of one strategy, over all operator sets that it allocates to.
    function getStrategyAllocations(address operator, address strategy)
        external
        view
        returns (OperatorSet[] memory operatorSets, Allocation[] memory allocations)
    {
        operatorSets = getAllocatedSets(operator);
        allocations = new Allocation[](operatorSets.length);
        for (uint256 i = 0; i < operatorSets.length; ++i) {
            allocations[i] = getAllocation(operator, operatorSets[i], strategy);
        }
    }

    function getAllocatedSets(address operator)
        public
        view
        returns (OperatorSet[] memory operatorSets)
    {
        return OperatorSets.fromKeys(_allocatedSets[operator].members);
    }

    function getAllocatedStrategies(address operator, OperatorSet memory operatorSet)
        external
        view
        returns (address[] memory strategies)
    {
        return _allocatedStrategies[operator][operatorSet.key()].addresses();
    }

    /// Whether a slash of the operator could end in somebody's pocket.
    function isOperatorRedistributable(address operator) external view returns (bool result) {
        return _anyRedistributes(operator, _registeredSets[operator].members)
            || _anyRedistributes(operator, _allocatedSets[operator].members);
    }

    // Views of stake

    /// Shares behind allocations, slashable or not: by operator, then by strategy.
    function getAllocatedStake(
        OperatorSet memory operatorSet,
        address[] memory operators,
        address[] memory strategies
    ) external view returns (uint256[][] memory stake) {
        stake = delegation.getOperatorsShares(operators, strategies);
        for (uint256 i = 0; i < operators.length; ++i) {
            for (uint256 j = 0; j < strategies.length; ++j) {
                uint64 magnitude =
                    getAllocation(operators[i], operatorSet, strategies[j]).currentMagnitude;
                stake[i][j] = _part(operators[i], strategies[j], stake[i][j], magnitude);
            }
        }
    }

    /// The least that can be slashed at a block to come: pending deallocations count once their
    /// block is reached, pending allocations do not, and whoever is not slashable has nothing.
    function getMinimumSlashableStake(
        OperatorSet memory operatorSet,
        address[] memory operators,
        address[] memory strategies,
        uint32 futureBlock
    ) external view returns (uint256[][] memory stake) {
        stake = delegation.getOperatorsShares(operators, strategies);
        for (uint256 i = 0; i < operators.length; ++i) {
            bool slashable = isOperatorSlashable(operators[i], operatorSet);
            for (uint256 j = 0; j < strategies.length; ++j) {
                uint64 magnitude =
                    slashable ? _leastAt(operators[i], operatorSet, strategies[j], futureBlock) : 0;
                stake[i][j] = _part(operators[i], strategies[j], stake[i][j], magnitude);
            }
        }
    }

    /// The views are part of this contract.
    function viewImplementation() external view returns (address) {
        return address(this);
    }

    function _leastAt(
        address operator,
        OperatorSet memory operatorSet,
        address strategy,
        uint32 futureBlock
    ) private view returns (uint64) {
        Allocation memory allocation = getAllocation(operator, operatorSet, strategy);
        if (allocation.pendingDiff < 0 && allocation.effectBlock <= futureBlock) {
            return _plus(allocation.currentMagnitude, allocation.pendingDiff);
        }
        return allocation.currentMagnitude;
    }

    function _part(address operator, address strategy, uint256 shares, uint64 magnitude)
        private
        view
        returns (uint256)
    {
        if (magnitude == 0) return 0;
        return shares.mulWad(uint256(magnitude).divWad(getMaxMagnitude(operator, strategy)));
    }

    function _anyRedistributes(address operator, bytes32[] memory setKeys)
        private
        view
        returns (bool)
    {
        for (uint256 i = 0; i < setKeys.length; ++i) {
            OperatorSet memory operatorSet = OperatorSets.fromKey(setKeys[i]);
            if (
                isRedistributingOperatorSet(operatorSet)
                    && isOperatorSlashable(operator, operatorSet)
            ) return true;
        }
        return false;
    }
}
