// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IAVSRegistrar} from '../interfaces/IAVSRegistrar.sol';
import {OperatorSet, OperatorSets} from '../libraries/OperatorSets.sol';
import {WordSet} from '../libraries/WordSet.sol';
import {AllocationBase} from './AllocationBase.sol';

/// AVSs, their operator sets, slashers and members.
abstract contract OperatorSetRegistry is AllocationBase {
    using OperatorSets for OperatorSet;
    using WordSet for WordSet.Set;

    // AVSs

    /// The first call makes an account an AVS.
    function updateAVSMetadataURI(address avs, string calldata metadataURI)
        external
        checkCanCall(avs)
    {
        _hasMetadata[avs] = true;
        emit AVSMetadataURIUpdated(avs, metadataURI);
    }

    function setAVSRegistrar(address avs, IAVSRegistrar registrar) external checkCanCall(avs) {
        _registrar[avs] = registrar;
        require(registrar.supportsAVS(avs), InvalidAVSRegistrar());
        emit AVSRegistrarSet(avs, address(getAVSRegistrar(avs)));
    }

    // Operator sets

    /// Older form, in which the AVS itself slashes.
    function createOperatorSets(address avs, CreateSetParams[] calldata params)
        external
        checkCanCall(avs)
    {
        _createOperatorSets(avs, _slashedByAVS(avs, params), new address[](0));
    }

    function createOperatorSets(address avs, CreateSetParamsV2[] calldata params)
        external
        checkCanCall(avs)
    {
        _createOperatorSets(avs, params, new address[](0));
    }

    /// Older form, in which the AVS itself slashes.
    function createRedistributingOperatorSets(
        address avs,
        CreateSetParams[] calldata params,
        address[] calldata redistributionRecipients
    ) external checkCanCall(avs) {
        require(params.length == redistributionRecipients.length, InputArrayLengthMismatch());
        _createOperatorSets(avs, _slashedByAVS(avs, params), redistributionRecipients);
    }

    function createRedistributingOperatorSets(
        address avs,
        CreateSetParamsV2[] calldata params,
        address[] calldata redistributionRecipients
    ) external checkCanCall(avs) {
        require(params.length == redistributionRecipients.length, InputArrayLengthMismatch());
        _createOperatorSets(avs, params, redistributionRecipients);
    }

    function addStrategiesToOperatorSet(
        address avs,
        uint32 operatorSetId,
        address[] calldata strategies
    ) external checkCanCall(avs) {
        OperatorSet memory operatorSet = OperatorSet(avs, operatorSetId);
        require(isOperatorSet(operatorSet), InvalidOperatorSet());
        _addStrategies(operatorSet, strategies);
    }

    /// Takes effect at once: what is allocated from these strategies can no longer be slashed.
    function removeStrategiesFromOperatorSet(
        address avs,
        uint32 operatorSetId,
        address[] calldata strategies
    ) external checkCanCall(avs) {
        OperatorSet memory operatorSet = OperatorSet(avs, operatorSetId);
        require(isOperatorSet(operatorSet), InvalidOperatorSet());
        WordSet.Set storage held = _setStrategies[operatorSet.key()];
        for (uint256 i = 0; i < strategies.length; ++i) {
            require(held.remove(strategies[i]), StrategyNotInOperatorSet());
            emit StrategyRemovedFromOperatorSet(operatorSet, strategies[i]);
        }
    }

    function updateSlasher(OperatorSet memory operatorSet, address slasher)
        external
        checkCanCall(operatorSet.avs)
    {
        require(isOperatorSet(operatorSet), InvalidOperatorSet());
        require(slasher != address(0), InputAddressZero());
        require(getSlasher(operatorSet) != address(0), SlasherNotSet());
        SlasherInfo storage info = _slashers[operatorSet.key()];
        // Asking again for what is pending does not start its delay anew.
        if (slasher == info.pendingSlasher && block.number < info.effectBlock) return;
        info.slasher = getSlasher(operatorSet);
        info.pendingSlasher = slasher;
        info.effectBlock = uint32(block.number) + SLASHER_CONFIGURATION_DELAY + 1;
        emit SlasherUpdated(operatorSet, slasher, info.effectBlock);
    }

    /// For operator sets from before they had slashers of their own. Every set here was created
    /// with one, and such sets are passed over.
    function migrateSlashers(OperatorSet[] memory operatorSets) external {}

    function _slashedByAVS(address avs, CreateSetParams[] calldata params)
        private
        pure
        returns (CreateSetParamsV2[] memory sets)
    {
        sets = new CreateSetParamsV2[](params.length);
        for (uint256 i = 0; i < params.length; ++i) {
            sets[i] = CreateSetParamsV2(params[i].operatorSetId, params[i].strategies, avs);
        }
    }

    /// With no recipients slashed stake is burned; otherwise there is one recipient a set.
    function _createOperatorSets(
        address avs,
        CreateSetParamsV2[] memory params,
        address[] memory recipients
    ) private {
        require(_hasMetadata[avs], NonexistentAVSMetadata());
        for (uint256 i = 0; i < params.length; ++i) {
            OperatorSet memory operatorSet = OperatorSet(avs, params[i].operatorSetId);
            if (recipients.length > 0) {
                require(recipients[i] != address(0), InputAddressZero());
                require(recipients[i] != DEFAULT_BURN_ADDRESS, InvalidRedistributionRecipient());
            }
            require(
                _setIds[avs].add(bytes32(uint256(operatorSet.id))), InvalidOperatorSet()
            );
            emit OperatorSetCreated(operatorSet);
            if (recipients.length > 0) {
                _recipient[operatorSet.key()] = recipients[i];
                emit RedistributionAddressSet(operatorSet, recipients[i]);
            }
            _addStrategies(operatorSet, params[i].strategies);
            _setFirstSlasher(operatorSet, params[i].slasher);
        }
    }

    function _addStrategies(OperatorSet memory operatorSet, address[] memory strategies) private {
        WordSet.Set storage held = _setStrategies[operatorSet.key()];
        bool redistributing = isRedistributingOperatorSet(operatorSet);
        for (uint256 i = 0; i < strategies.length; ++i) {
            address strategy = strategies[i];
            // Neither native ETH nor EIGEN can be handed on.
            require(
                !redistributing || (strategy != BEACON_CHAIN_ETH && strategy != eigenStrategy),
                InvalidStrategy()
            );
            require(held.add(strategy), StrategyAlreadyInOperatorSet());
            emit StrategyAddedToOperatorSet(operatorSet, strategy);
        }
    }

    function _setFirstSlasher(OperatorSet memory operatorSet, address slasher) private {
        require(slasher != address(0), InputAddressZero());
        uint32 current = uint32(block.number);
        _slashers[operatorSet.key()] = SlasherInfo(slasher, slasher, current);
        emit SlasherUpdated(operatorSet, slasher, current);
    }

    // Members

    function registerForOperatorSets(address operator, RegisterParams calldata params)
        external
        onlyWhenNotPaused(PAUSED_OPERATOR_SET_REGISTRATION_AND_DEREGISTRATION)
        checkCanCall(operator)
    {
        require(delegation.isOperator(operator), InvalidOperator());
        for (uint256 i = 0; i < params.operatorSetIds.length; ++i) {
            OperatorSet memory operatorSet = OperatorSet(params.avs, params.operatorSetIds[i]);
            require(isOperatorSet(operatorSet), InvalidOperatorSet());
            require(!isOperatorSlashable(operator, operatorSet), AlreadyMemberOfSet());
            bytes32 setKey = operatorSet.key();
            _registeredSets[operator].add(setKey);
            _members[setKey].add(operator);
            _registrations[operator][setKey].registered = true;
            emit OperatorAddedToOperatorSet(operator, operatorSet);
        }
        getAVSRegistrar(params.avs)
            .registerOperator(operator, params.avs, params.operatorSetIds, params.data);
    }

    /// The operator stays slashable for the deallocation delay.
    function deregisterFromOperatorSets(DeregisterParams calldata params)
        external
        onlyWhenNotPaused(PAUSED_OPERATOR_SET_REGISTRATION_AND_DEREGISTRATION)
    {
        require(_canCall(params.operator) || _canCall(params.avs), InvalidCaller());
        for (uint256 i = 0; i < params.operatorSetIds.length; ++i) {
            OperatorSet memory operatorSet = OperatorSet(params.avs, params.operatorSetIds[i]);
            require(isOperatorSet(operatorSet), InvalidOperatorSet());
            bytes32 setKey = operatorSet.key();
            require(_registrations[params.operator][setKey].registered, NotMemberOfSet());
            _registeredSets[params.operator].remove(setKey);
            _members[setKey].remove(params.operator);
            _registrations[params.operator][setKey] =
                Registration(false, uint32(block.number) + DEALLOCATION_DELAY);
            emit OperatorRemovedFromOperatorSet(params.operator, operatorSet);
        }
        getAVSRegistrar(params.avs)
            .deregisterOperator(params.operator, params.avs, params.operatorSetIds);
    }

    // Views

    function getOperatorSetCount(address avs) external view returns (uint256 count) {
        return _setIds[avs].length();
    }

    function getStrategiesInOperatorSet(OperatorSet memory operatorSet)
        external
        view
        returns (address[] memory strategies)
    {
        return _setStrategies[operatorSet.key()].addresses();
    }

    function getMembers(OperatorSet memory operatorSet)
        external
        view
        returns (address[] memory operators)
    {
        return _members[operatorSet.key()].addresses();
    }

    function getMemberCount(OperatorSet memory operatorSet)
        external
        view
        returns (uint256 memberCount)
    {
        return _members[operatorSet.key()].length();
    }

    function isMemberOfOperatorSet(address operator, OperatorSet memory operatorSet)
        external
        view
        returns (bool result)
    {
        return _members[operatorSet.key()].contains(operator);
    }

    function getRegisteredSets(address operator)
        external
        view
        returns (OperatorSet[] memory operatorSets)
    {
        return OperatorSets.fromKeys(_registeredSets[operator].members);
    }

    /// Where slashed tokens go: the set's recipient, or the address that nobody can spend from.
    function getRedistributionRecipient(OperatorSet memory operatorSet)
        external
        view
        returns (address)
    {
        address recipient = _recipient[operatorSet.key()];
        return recipient == address(0) ? DEFAULT_BURN_ADDRESS : recipient;
    }

    /// The slasher to come and its block; zeros when no change is pending.
    function getPendingSlasher(OperatorSet memory operatorSet)
        external
        view
        returns (address pendingSlasher, uint32 effectBlock)
    {
        SlasherInfo storage info = _slashers[operatorSet.key()];
        if (block.number >= info.effectBlock) return (address(0), 0);
        return (info.pendingSlasher, info.effectBlock);
    }

    function getSlashCount(OperatorSet memory operatorSet)
        external
        view
        returns (uint256 slashCount)
    {
        return _slashCount[operatorSet.key()];
    }
}
