// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {OperatorSet} from './IRewardsCoordinatorTypes.sol';
import {RewardsValidation} from './RewardsValidation.sol';

/// The operators' own shares of rewards, in bips. They count off-chain, from the day after activation.
abstract contract RewardsSplits is RewardsValidation {
    uint8 internal constant PAUSED_OPERATOR_AVS_SPLIT = 6;
    uint8 internal constant PAUSED_OPERATOR_PI_SPLIT = 7;
    uint8 internal constant PAUSED_OPERATOR_SET_SPLIT = 8;

    /// Stands for "the default of that time" in place of a first split's predecessor.
    uint16 private constant NO_SPLIT_BEFORE = type(uint16).max;

    struct Split {
        uint16 oldBips;
        uint16 newBips;
        uint32 activatedAt;
    }

    mapping(address operator => mapping(address avs => Split)) private _avsSplits;
    mapping(address operator => Split) private _piSplits;
    mapping(address operator => mapping(bytes32 operatorSetKey => Split)) private _operatorSetSplits;

    function setOperatorAVSSplit(address operator, address avs, uint16 split)
        external
        onlyWhenNotPaused(PAUSED_OPERATOR_AVS_SPLIT)
        checkCanCall(operator)
    {
        (uint32 activatedAt, uint16 before) = _change(_avsSplits[operator][avs], split);
        emit OperatorAVSSplitBipsSet(msg.sender, operator, avs, activatedAt, before, split);
    }

    function setOperatorPISplit(address operator, uint16 split)
        external
        onlyWhenNotPaused(PAUSED_OPERATOR_PI_SPLIT)
        checkCanCall(operator)
    {
        (uint32 activatedAt, uint16 before) = _change(_piSplits[operator], split);
        emit OperatorPISplitBipsSet(msg.sender, operator, activatedAt, before, split);
    }

    function setOperatorSetSplit(address operator, OperatorSet calldata operatorSet, uint16 split)
        external
        onlyWhenNotPaused(PAUSED_OPERATOR_SET_SPLIT)
        checkCanCall(operator)
    {
        _requireOperatorSet(operatorSet);
        (uint32 activatedAt, uint16 before) =
            _change(_operatorSetSplits[operator][_key(operatorSet)], split);
        emit OperatorSetSplitBipsSet(msg.sender, operator, operatorSet, activatedAt, before, split);
    }

    function getOperatorAVSSplit(address operator, address avs) external view returns (uint16) {
        return _current(_avsSplits[operator][avs]);
    }

    function getOperatorPISplit(address operator) external view returns (uint16) {
        return _current(_piSplits[operator]);
    }

    function getOperatorSetSplit(address operator, OperatorSet calldata operatorSet)
        external
        view
        returns (uint16)
    {
        return _current(_operatorSetSplits[operator][_key(operatorSet)]);
    }

    function _change(Split storage split, uint16 bips)
        private
        returns (uint32 activatedAt, uint16 before)
    {
        if (bips > ONE_HUNDRED_IN_BIPS) revert SplitExceedsMax();
        if (block.timestamp <= split.activatedAt) revert PreviousSplitPending();
        before = _current(split);
        activatedAt = uint32(block.timestamp) + activationDelay;
        split.oldBips = split.activatedAt == 0 ? NO_SPLIT_BEFORE : split.newBips;
        split.newBips = bips;
        split.activatedAt = activatedAt;
    }

    function _current(Split memory split) private view returns (uint16) {
        if (split.activatedAt == 0) return defaultOperatorSplitBips;
        if (block.timestamp >= split.activatedAt) return split.newBips;
        return split.oldBips == NO_SPLIT_BEFORE ? defaultOperatorSplitBips : split.oldBips;
    }

    function _key(OperatorSet calldata operatorSet) private pure returns (bytes32) {
        return bytes32(abi.encodePacked(operatorSet.avs, uint96(operatorSet.id)));
    }
}
