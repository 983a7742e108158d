// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {OperatorSet} from '../libraries/OperatorSets.sol';

interface IAllocationManager {
    struct CreateSetParams {
        uint32 operatorSetId;
        address[] strategies;
    }

    struct CreateSetParamsV2 {
        uint32 operatorSetId;
        address[] strategies;
        address slasher;
    }

    struct RegisterParams {
        address avs;
        uint32[] operatorSetIds;
        bytes data;
    }

    struct DeregisterParams {
        address operator;
        address avs;
        uint32[] operatorSetIds;
    }

    struct AllocateParams {
        OperatorSet operatorSet;
        address[] strategies;
        uint64[] newMagnitudes;
    }

    struct SlashingParams {
        address operator;
        uint32 operatorSetId;
        address[] strategies;
        uint256[] wadsToSlash;
        string description;
    }

    /// `pendingDiff` is added to `currentMagnitude` from `effectBlock` on.
    struct Allocation {
        uint64 currentMagnitude;
        int128 pendingDiff;
        uint32 effectBlock;
    }

    event AVSMetadataURIUpdated(address indexed avs, string metadataURI);
    event AVSRegistrarSet(address avs, address registrar);
    event AllocationDelaySet(address operator, uint32 delay, uint32 effectBlock);
    event AllocationUpdated(
        address operator,
        OperatorSet operatorSet,
        address strategy,
        uint64 magnitude,
        uint32 effectBlock
    );
    event EncumberedMagnitudeUpdated(
        address operator, address strategy, uint64 encumberedMagnitude
    );
    event MaxMagnitudeUpdated(address operator, address strategy, uint64 maxMagnitude);
    event OperatorAddedToOperatorSet(address indexed operator, OperatorSet operatorSet);
    event OperatorRemovedFromOperatorSet(address indexed operator, OperatorSet operatorSet);
    event OperatorSetCreated(OperatorSet operatorSet);
    event OperatorSlashed(
        address operator,
        OperatorSet operatorSet,
        address[] strategies,
        uint256[] wadSlashed,
        string description
    );
    event RedistributionAddressSet(OperatorSet operatorSet, address redistributionRecipient);
    event SlasherMigrated(OperatorSet operatorSet, address slasher);
    event SlasherUpdated(OperatorSet operatorSet, address slasher, uint32 effectBlock);
    event StrategyAddedToOperatorSet(OperatorSet operatorSet, address strategy);
    event StrategyRemovedFromOperatorSet(OperatorSet operatorSet, address strategy);

    error AlreadyMemberOfSet();
    error Empty();
    error InputArrayLengthMismatch();
    error InsufficientMagnitude();
    error InvalidAVSRegistrar();
    error InvalidCaller();
    error InvalidOperator();
    error InvalidOperatorSet();
    error InvalidRedistributionRecipient();
    error InvalidStrategy();
    error InvalidWadToSlash();
    error ModificationAlreadyPending();
    error NonexistentAVSMetadata();
    error NotMemberOfSet();
    error OperatorNotSlashable();
    error OperatorSetAlreadyMigrated();
    error SameMagnitude();
    error SlasherNotSet();
    error StrategiesMustBeInAscendingOrder();
    error StrategyAlreadyInOperatorSet();
    error StrategyNotInOperatorSet();
    error UninitializedAllocationDelay();

    function setAllocationDelay(address operator, uint32 delay) external;

    function getMaxMagnitude(address operator, address strategy) external view returns (uint64);

    function getMaxMagnitudes(address operator, address[] calldata strategies)
        external
        view
        returns (uint64[] memory maxMagnitudes);

    function getMaxMagnitudesAtBlock(
        address operator,
        address[] calldata strategies,
        uint32 blockNumber
    ) external view returns (uint64[] memory maxMagnitudes);

    function getRedistributionRecipient(OperatorSet calldata operatorSet)
        external
        view
        returns (address);
}
