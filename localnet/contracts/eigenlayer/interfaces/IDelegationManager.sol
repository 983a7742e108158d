// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {OperatorSet} from '../libraries/OperatorSets.sol';

interface IDelegationManager {
    struct SignatureWithExpiry {
        bytes signature;
        uint256 expiry;
    }

    struct QueuedWithdrawalParams {
        address[] strategies;
        uint256[] depositShares;
        address __deprecated_withdrawer;
    }

    /// `scaledShares` are deposit shares times the staker's scaling factor when they were queued.
    struct Withdrawal {
        address staker;
        address delegatedTo;
        address withdrawer;
        uint256 nonce;
        uint32 startBlock;
        address[] strategies;
        uint256[] scaledShares;
    }

    event OperatorRegistered(address indexed operator, address delegationApprover);
    event DelegationApproverUpdated(address indexed operator, address newDelegationApprover);
    event OperatorMetadataURIUpdated(address indexed operator, string metadataURI);
    event OperatorSharesIncreased(
        address indexed operator, address staker, address strategy, uint256 shares
    );
    event OperatorSharesDecreased(
        address indexed operator, address staker, address strategy, uint256 shares
    );
    event OperatorSharesSlashed(
        address indexed operator, address strategy, uint256 totalSlashedShares
    );
    event StakerDelegated(address indexed staker, address indexed operator);
    event StakerUndelegated(address indexed staker, address indexed operator);
    event StakerForceUndelegated(address indexed staker, address indexed operator);
    event DepositScalingFactorUpdated(
        address staker, address strategy, uint256 newDepositScalingFactor
    );
    event SlashingWithdrawalQueued(
        bytes32 withdrawalRoot, Withdrawal withdrawal, uint256[] sharesToWithdraw
    );
    event SlashingWithdrawalCompleted(bytes32 withdrawalRoot);

    error ActivelyDelegated();
    error CallerCannotUndelegate();
    error FullySlashed();
    error InputArrayLengthMismatch();
    error InputArrayLengthZero();
    error NotActivelyDelegated();
    error OnlyAllocationManager();
    error OnlyEigenPodManager();
    error OnlyStrategyManagerOrEigenPodManager();
    error OperatorNotRegistered();
    error OperatorsCannotUndelegate();
    error SaltSpent();
    error WithdrawalDelayNotElapsed();
    error WithdrawalNotQueued();
    error WithdrawerNotCaller();

    function increaseDelegatedShares(
        address staker,
        address strategy,
        uint256 prevDepositShares,
        uint256 addedShares
    ) external;

    function decreaseDelegatedShares(
        address staker,
        uint256 curDepositShares,
        uint64 beaconChainSlashingFactorDecrease
    ) external;

    function slashOperatorShares(
        address operator,
        OperatorSet calldata operatorSet,
        uint256 slashId,
        address strategy,
        uint64 prevMaxMagnitude,
        uint64 newMaxMagnitude
    ) external returns (uint256 totalDepositSharesToSlash);

    function isOperator(address operator) external view returns (bool);

    function getOperatorsShares(address[] calldata operators, address[] calldata strategies)
        external
        view
        returns (uint256[][] memory);
}
