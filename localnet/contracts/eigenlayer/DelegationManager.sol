// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IAllocationManager} from './interfaces/IAllocationManager.sol';
import {IDelegationManager} from './interfaces/IDelegationManager.sol';
import {IEigenPodManager} from './interfaces/IEigenPodManager.sol';
import {IShareManager} from './interfaces/IShareManager.sol';
import {IStrategyManager} from './interfaces/IStrategyManager.sol';
import {History} from './libraries/History.sol';
import {OperatorSet} from './libraries/OperatorSets.sol';
import {ShareMath, WAD} from './libraries/ShareMath.sol';
import {WordSet} from './libraries/WordSet.sol';
import {Pausable} from './mixins/Pausable.sol';
import {Permissioned} from './mixins/Permissioned.sol';
import {Signed} from './mixins/Signed.sol';

/// Who is an operator, who delegates to whom, what every operator's stake is, and the queue that
/// stake leaves by.
///
/// Letters as in ShareMath: s deposit shares, k deposit scaling factor, l slashing factor, which
/// is the operator's max magnitude, for native ETH times the pod owner's beacon chain factor.
contract DelegationManager is IDelegationManager, Pausable, Permissioned, Signed {
    using History for History.Trace;
    using ShareMath for uint256;
    using WordSet for WordSet.Set;

    uint8 internal constant PAUSED_NEW_DELEGATION = 0;
    uint8 internal constant PAUSED_ENTER_WITHDRAWAL_QUEUE = 1;
    uint8 internal constant PAUSED_EXIT_WITHDRAWAL_QUEUE = 2;

    bytes32 public constant DELEGATION_APPROVAL_TYPEHASH = keccak256(
        'DelegationApproval(address delegationApprover,address staker,address operator,bytes32 salt,uint256 expiry)'
    );
    /// Stands for native ETH; there is no contract at this address.
    address public constant beaconChainETHStrategy = 0xbeaC0eeEeeeeEEeEeEEEEeeEEeEeeeEeeEEBEaC0;

    IStrategyManager public immutable strategyManager;
    IEigenPodManager public immutable eigenPodManager;
    IAllocationManager public immutable allocationManager;
    uint32 public immutable minWithdrawalDelayBlocks;

    mapping(address staker => address) public delegatedTo;
    mapping(address operator => address) public delegationApprover;
    mapping(address approver => mapping(bytes32 salt => bool)) public delegationApproverSaltIsSpent;
    mapping(address operator => mapping(address strategy => uint256)) public operatorShares;
    mapping(bytes32 withdrawalRoot => bool) public pendingWithdrawals;
    mapping(address staker => uint256) public cumulativeWithdrawalsQueued;

    /// 0 means never set, which counts as 1 (WAD).
    mapping(address staker => mapping(address strategy => uint256)) private _scalingFactor;
    mapping(address staker => WordSet.Set) private _queuedRoots;
    mapping(bytes32 withdrawalRoot => Withdrawal) private _queued;
    /// Scaled shares ever queued, by block: the difference over the delay is what is slashable.
    mapping(address operator => mapping(address strategy => History.Trace)) private _queuedTotal;

    constructor(
        address _strategyManager,
        address _eigenPodManager,
        address _allocationManager,
        address _pauserRegistry,
        address _permissionController,
        uint32 _MIN_WITHDRAWAL_DELAY,
        string memory _version
    ) Pausable(_pauserRegistry) Permissioned(_permissionController) Signed(_version) {
        strategyManager = IStrategyManager(_strategyManager);
        eigenPodManager = IEigenPodManager(_eigenPodManager);
        allocationManager = IAllocationManager(_allocationManager);
        minWithdrawalDelayBlocks = _MIN_WITHDRAWAL_DELAY;
    }

    // Operators

    function registerAsOperator(
        address initDelegationApprover,
        uint32 allocationDelay,
        string calldata metadataURI
    ) external {
        require(!isDelegated(msg.sender), ActivelyDelegated());
        allocationManager.setAllocationDelay(msg.sender, allocationDelay);
        _setDelegationApprover(msg.sender, initDelegationApprover);
        _delegate(msg.sender, msg.sender);
        emit OperatorRegistered(msg.sender, initDelegationApprover);
        emit OperatorMetadataURIUpdated(msg.sender, metadataURI);
    }

    function modifyOperatorDetails(address operator, address newDelegationApprover)
        external
        checkCanCall(operator)
    {
        require(isOperator(operator), OperatorNotRegistered());
        _setDelegationApprover(operator, newDelegationApprover);
    }

    function updateOperatorMetadataURI(address operator, string calldata metadataURI)
        external
        checkCanCall(operator)
    {
        require(isOperator(operator), OperatorNotRegistered());
        emit OperatorMetadataURIUpdated(operator, metadataURI);
    }

    function _setDelegationApprover(address operator, address newDelegationApprover) private {
        delegationApprover[operator] = newDelegationApprover;
        emit DelegationApproverUpdated(operator, newDelegationApprover);
    }

    // Delegating

    function delegateTo(
        address operator,
        SignatureWithExpiry memory approverSignatureAndExpiry,
        bytes32 approverSalt
    ) public {
        require(!isDelegated(msg.sender), ActivelyDelegated());
        require(isOperator(operator), OperatorNotRegistered());
        _checkApproval(operator, approverSignatureAndExpiry, approverSalt);
        _delegate(msg.sender, operator);
    }

    function undelegate(address staker) public returns (bytes32[] memory withdrawalRoots) {
        require(isDelegated(staker), NotActivelyDelegated());
        require(!isOperator(staker), OperatorsCannotUndelegate());
        if (msg.sender != staker) {
            address operator = delegatedTo[staker];
            require(
                _canCall(operator) || msg.sender == delegationApprover[operator],
                CallerCannotUndelegate()
            );
            emit StakerForceUndelegated(staker, operator);
        }
        return _undelegate(staker);
    }

    function redelegate(
        address newOperator,
        SignatureWithExpiry memory newOperatorApproverSig,
        bytes32 approverSalt
    ) external returns (bytes32[] memory withdrawalRoots) {
        withdrawalRoots = undelegate(msg.sender);
        delegateTo(newOperator, newOperatorApproverSig, approverSalt);
    }

    function _checkApproval(address operator, SignatureWithExpiry memory approval, bytes32 salt)
        private
    {
        address approver = delegationApprover[operator];
        if (approver == address(0)) return;
        require(!delegationApproverSaltIsSpent[approver][salt], SaltSpent());
        delegationApproverSaltIsSpent[approver][salt] = true;
        bytes32 digest = calculateDelegationApprovalDigestHash(
            msg.sender, operator, approver, salt, approval.expiry
        );
        _checkSignature(approver, digest, approval.signature, approval.expiry);
    }

    /// Gives the operator all that the staker has. What the operator was slashed before is divided
    /// out of the scaling factor; what the staker lost on the beacon chain stays lost.
    function _delegate(address staker, address operator)
        private
        onlyWhenNotPaused(PAUSED_NEW_DELEGATION)
    {
        (address[] memory strategies, uint256[] memory shares) = getDepositedShares(staker);
        uint64[] memory magnitudes = allocationManager.getMaxMagnitudes(operator, strategies);
        delegatedTo[staker] = operator;
        emit StakerDelegated(staker, operator);
        for (uint256 i = 0; i < strategies.length; ++i) {
            uint256 added = shares[i];
            if (strategies[i] == beaconChainETHStrategy) {
                added = added.withdrawable(
                    depositScalingFactor(staker, strategies[i]),
                    eigenPodManager.beaconChainSlashingFactor(staker)
                );
            }
            _increaseDelegation(operator, staker, strategies[i], 0, added, magnitudes[i]);
        }
    }

    /// Ends the delegation and queues one withdrawal for each of the staker's strategies.
    function _undelegate(address staker)
        private
        onlyWhenNotPaused(PAUSED_ENTER_WITHDRAWAL_QUEUE)
        returns (bytes32[] memory withdrawalRoots)
    {
        address operator = delegatedTo[staker];
        delegatedTo[staker] = address(0);
        emit StakerUndelegated(staker, operator);

        (address[] memory strategies, uint256[] memory shares) = getDepositedShares(staker);
        withdrawalRoots = new bytes32[](strategies.length);
        for (uint256 i = 0; i < strategies.length; ++i) {
            address[] memory strategy = new address[](1);
            uint256[] memory amount = new uint256[](1);
            strategy[0] = strategies[i];
            amount[0] = shares[i];
            withdrawalRoots[i] = _queueWithdrawal(staker, operator, strategy, amount);
        }
    }

    function _increaseDelegation(
        address operator,
        address staker,
        address strategy,
        uint256 held,
        uint256 added,
        uint256 l
    ) private {
        require(l != 0, FullySlashed());
        uint256 k = depositScalingFactor(staker, strategy);
        k = ShareMath.scalingFactorAfter(held, added, k, l);
        _scalingFactor[staker][strategy] = k;
        emit DepositScalingFactorUpdated(staker, strategy, k);
        if (operator == address(0)) return;
        operatorShares[operator][strategy] += added;
        emit OperatorSharesIncreased(operator, staker, strategy, added);
    }

    function _decreaseDelegation(
        address operator,
        address staker,
        address strategy,
        uint256 removed
    ) private {
        operatorShares[operator][strategy] -= removed;
        emit OperatorSharesDecreased(operator, staker, strategy, removed);
    }

    // Withdrawing

    function queueWithdrawals(QueuedWithdrawalParams[] calldata params)
        external
        onlyWhenNotPaused(PAUSED_ENTER_WITHDRAWAL_QUEUE)
        returns (bytes32[] memory withdrawalRoots)
    {
        withdrawalRoots = new bytes32[](params.length);
        for (uint256 i = 0; i < params.length; ++i) {
            require(
                params[i].strategies.length == params[i].depositShares.length,
                InputArrayLengthMismatch()
            );
            withdrawalRoots[i] = _queueWithdrawal(
                msg.sender,
                delegatedTo[msg.sender],
                params[i].strategies,
                params[i].depositShares
            );
        }
    }

    function completeQueuedWithdrawal(
        Withdrawal calldata withdrawal,
        address[] calldata tokens,
        bool receiveAsTokens
    ) external onlyWhenNotPaused(PAUSED_EXIT_WITHDRAWAL_QUEUE) {
        _complete(withdrawal, tokens, receiveAsTokens);
    }

    function completeQueuedWithdrawals(
        Withdrawal[] calldata withdrawals,
        address[][] calldata tokens,
        bool[] calldata receiveAsTokens
    ) external onlyWhenNotPaused(PAUSED_EXIT_WITHDRAWAL_QUEUE) {
        for (uint256 i = 0; i < withdrawals.length; ++i) {
            _complete(withdrawals[i], tokens[i], receiveAsTokens[i]);
        }
    }

    function _queueWithdrawal(
        address staker,
        address operator,
        address[] memory strategies,
        uint256[] memory depositShares
    ) private returns (bytes32 root) {
        require(staker != address(0), InputAddressZero());
        require(strategies.length != 0, InputArrayLengthZero());
        uint256[] memory factors = _slashingFactors(
            staker, strategies, allocationManager.getMaxMagnitudes(operator, strategies)
        );
        uint256[] memory scaledShares = new uint256[](strategies.length);
        uint256[] memory current = new uint256[](strategies.length);
        for (uint256 i = 0; i < strategies.length; ++i) {
            (scaledShares[i], current[i]) =
                _leave(staker, operator, strategies[i], depositShares[i], factors[i]);
        }

        Withdrawal memory withdrawal = Withdrawal({
            staker: staker,
            delegatedTo: operator,
            withdrawer: staker,
            nonce: cumulativeWithdrawalsQueued[staker]++,
            startBlock: uint32(block.number),
            strategies: strategies,
            scaledShares: scaledShares
        });
        root = calculateWithdrawalRoot(withdrawal);
        pendingWithdrawals[root] = true;
        _queued[root] = withdrawal;
        _queuedRoots[staker].add(root);
        emit SlashingWithdrawalQueued(root, withdrawal, current);
    }

    /// Takes deposit shares from the staker and their present worth from the operator.
    function _leave(
        address staker,
        address operator,
        address strategy,
        uint256 depositShares,
        uint256 l
    ) private returns (uint256 scaled, uint256 current) {
        uint256 k = depositScalingFactor(staker, strategy);
        scaled = depositShares.mulWad(k);
        current = depositShares.withdrawable(k, l);
        if (operator != address(0)) {
            // Native ETH is not taken out of the queue by a slash, so it is not counted there.
            if (strategy != beaconChainETHStrategy) {
                History.Trace storage total = _queuedTotal[operator][strategy];
                total.push(total.latest(0) + scaled);
            }
            _decreaseDelegation(operator, staker, strategy, current);
        }
        uint256 left = _shareManager(strategy).removeDepositShares(staker, strategy, depositShares);
        if (left == 0) _scalingFactor[staker][strategy] = 0;
    }

    function _complete(
        Withdrawal calldata withdrawal,
        address[] calldata tokens,
        bool receiveAsTokens
    ) private {
        require(tokens.length == withdrawal.strategies.length, InputArrayLengthMismatch());
        require(msg.sender == withdrawal.withdrawer, WithdrawerNotCaller());
        bytes32 root = calculateWithdrawalRoot(withdrawal);
        require(pendingWithdrawals[root], WithdrawalNotQueued());
        require(
            block.number > withdrawal.startBlock + minWithdrawalDelayBlocks,
            WithdrawalDelayNotElapsed()
        );
        uint256[] memory shares = _sharesToReceive(withdrawal);
        _queuedRoots[withdrawal.staker].remove(root);
        delete _queued[root];
        delete pendingWithdrawals[root];
        emit SlashingWithdrawalCompleted(root);

        for (uint256 i = 0; i < shares.length; ++i) {
            if (shares[i] == 0) continue;
            address strategy = withdrawal.strategies[i];
            if (receiveAsTokens) {
                _shareManager(strategy)
                    .withdrawSharesAsTokens(withdrawal.staker, strategy, tokens[i], shares[i]);
            } else {
                _returnShares(withdrawal.staker, strategy, shares[i]);
            }
        }
    }

    /// Puts shares back and delegates them to whom the staker delegates now.
    function _returnShares(address staker, address strategy, uint256 shares) private {
        (uint256 held, uint256 added) =
            _shareManager(strategy).addShares(staker, strategy, shares);
        address operator = delegatedTo[staker];
        uint256 l = _slashingFactor(
            staker, strategy, allocationManager.getMaxMagnitude(operator, strategy)
        );
        _increaseDelegation(operator, staker, strategy, held, added, l);
    }

    // For the other core contracts

    function increaseDelegatedShares(
        address staker,
        address strategy,
        uint256 prevDepositShares,
        uint256 addedShares
    ) external {
        require(
            msg.sender == address(strategyManager) || msg.sender == address(eigenPodManager),
            OnlyStrategyManagerOrEigenPodManager()
        );
        address operator = delegatedTo[staker];
        uint256 l = _slashingFactor(
            staker, strategy, allocationManager.getMaxMagnitude(operator, strategy)
        );
        _increaseDelegation(operator, staker, strategy, prevDepositShares, addedShares, l);
    }

    /// A pod owner lost ETH on the beacon chain: the operator's stake falls with it.
    function decreaseDelegatedShares(
        address staker,
        uint256 curDepositShares,
        uint64 beaconChainSlashingFactorDecrease
    ) external {
        require(msg.sender == address(eigenPodManager), OnlyEigenPodManager());
        address operator = delegatedTo[staker];
        if (operator == address(0)) return;
        uint256 magnitude = allocationManager.getMaxMagnitude(operator, beaconChainETHStrategy);
        uint256 lost = curDepositShares.withdrawable(
            depositScalingFactor(staker, beaconChainETHStrategy),
            magnitude.mulWad(beaconChainSlashingFactorDecrease)
        );
        _decreaseDelegation(operator, staker, beaconChainETHStrategy, lost);
    }

    /// Takes the slashed part of the operator's stake and of what left it within the delay.
    function slashOperatorShares(
        address operator,
        OperatorSet calldata operatorSet,
        uint256 slashId,
        address strategy,
        uint64 prevMaxMagnitude,
        uint64 newMaxMagnitude
    ) external returns (uint256 totalDepositSharesToSlash) {
        require(msg.sender == address(allocationManager), OnlyAllocationManager());
        uint256 taken = operatorShares[operator][strategy].slashed(prevMaxMagnitude, newMaxMagnitude);
        uint256 takenFromQueue = _slashableInQueue(operator, strategy, prevMaxMagnitude)
            .slashed(prevMaxMagnitude, newMaxMagnitude);
        totalDepositSharesToSlash = taken + takenFromQueue;
        _decreaseDelegation(operator, address(0), strategy, taken);
        emit OperatorSharesSlashed(operator, strategy, totalDepositSharesToSlash);
        _shareManager(strategy).increaseBurnOrRedistributableShares(
            operatorSet, slashId, strategy, totalDepositSharesToSlash
        );
    }

    // Views

    function isDelegated(address staker) public view returns (bool) {
        return delegatedTo[staker] != address(0);
    }

    function isOperator(address operator) public view returns (bool) {
        return operator != address(0) && delegatedTo[operator] == operator;
    }

    function depositScalingFactor(address staker, address strategy) public view returns (uint256) {
        uint256 k = _scalingFactor[staker][strategy];
        return k == 0 ? WAD : k;
    }

    function getOperatorShares(address operator, address[] memory strategies)
        public
        view
        returns (uint256[] memory shares)
    {
        shares = new uint256[](strategies.length);
        for (uint256 i = 0; i < shares.length; ++i) {
            shares[i] = operatorShares[operator][strategies[i]];
        }
    }

    function getOperatorsShares(address[] calldata operators, address[] calldata strategies)
        external
        view
        returns (uint256[][] memory shares)
    {
        shares = new uint256[][](operators.length);
        for (uint256 i = 0; i < shares.length; ++i) {
            shares[i] = getOperatorShares(operators[i], strategies);
        }
    }

    /// Shares queued within the delay, at the operator's present magnitude.
    function getSlashableSharesInQueue(address operator, address strategy)
        external
        view
        returns (uint256)
    {
        return _slashableInQueue(
            operator, strategy, allocationManager.getMaxMagnitude(operator, strategy)
        );
    }

    function getWithdrawableShares(address staker, address[] memory strategies)
        external
        view
        returns (uint256[] memory withdrawableShares, uint256[] memory depositShares)
    {
        uint256[] memory factors = _slashingFactors(
            staker, strategies, allocationManager.getMaxMagnitudes(delegatedTo[staker], strategies)
        );
        withdrawableShares = new uint256[](strategies.length);
        depositShares = new uint256[](strategies.length);
        for (uint256 i = 0; i < strategies.length; ++i) {
            address strategy = strategies[i];
            depositShares[i] = _shareManager(strategy).stakerDepositShares(staker, strategy);
            withdrawableShares[i] =
                depositShares[i].withdrawable(depositScalingFactor(staker, strategy), factors[i]);
        }
    }

    /// All of a staker's strategies and deposit shares, native ETH last.
    function getDepositedShares(address staker)
        public
        view
        returns (address[] memory strategies, uint256[] memory shares)
    {
        (address[] memory listed, uint256[] memory held) = strategyManager.getDeposits(staker);
        uint256 native = eigenPodManager.stakerDepositShares(staker, beaconChainETHStrategy);
        if (native == 0) return (listed, held);
        strategies = new address[](listed.length + 1);
        shares = new uint256[](listed.length + 1);
        for (uint256 i = 0; i < listed.length; ++i) {
            strategies[i] = listed[i];
            shares[i] = held[i];
        }
        strategies[listed.length] = beaconChainETHStrategy;
        shares[listed.length] = native;
    }

    function convertToDepositShares(
        address staker,
        address[] memory strategies,
        uint256[] memory withdrawableShares
    ) external view returns (uint256[] memory depositShares) {
        uint256[] memory factors = _slashingFactors(
            staker, strategies, allocationManager.getMaxMagnitudes(delegatedTo[staker], strategies)
        );
        depositShares = new uint256[](strategies.length);
        for (uint256 i = 0; i < strategies.length; ++i) {
            depositShares[i] = withdrawableShares[i].toDepositShares(
                depositScalingFactor(staker, strategies[i]), factors[i]
            );
        }
    }

    function queuedWithdrawals(bytes32 withdrawalRoot)
        external
        view
        returns (Withdrawal memory withdrawal)
    {
        return _queued[withdrawalRoot];
    }

    function getQueuedWithdrawalRoots(address staker) external view returns (bytes32[] memory) {
        return _queuedRoots[staker].members;
    }

    /// A queued withdrawal and the shares that completing it would give.
    function getQueuedWithdrawal(bytes32 withdrawalRoot)
        public
        view
        returns (Withdrawal memory withdrawal, uint256[] memory shares)
    {
        withdrawal = _queued[withdrawalRoot];
        shares = _sharesToReceive(withdrawal);
    }

    function getQueuedWithdrawals(address staker)
        external
        view
        returns (Withdrawal[] memory withdrawals, uint256[][] memory shares)
    {
        bytes32[] memory roots = _queuedRoots[staker].members;
        withdrawals = new Withdrawal[](roots.length);
        shares = new uint256[][](roots.length);
        for (uint256 i = 0; i < roots.length; ++i) {
            (withdrawals[i], shares[i]) = getQueuedWithdrawal(roots[i]);
        }
    }

    function calculateWithdrawalRoot(Withdrawal memory withdrawal) public pure returns (bytes32) {
        return keccak256(abi.encode(withdrawal));
    }

    function calculateDelegationApprovalDigestHash(
        address staker,
        address operator,
        address approver,
        bytes32 approverSalt,
        uint256 expiry
    ) public view returns (bytes32) {
        return _digest(
            keccak256(
                abi.encode(
                    DELEGATION_APPROVAL_TYPEHASH, approver, staker, operator, approverSalt, expiry
                )
            )
        );
    }

    // Parts

    function _shareManager(address strategy) private view returns (IShareManager) {
        return strategy == beaconChainETHStrategy
            ? IShareManager(eigenPodManager)
            : IShareManager(strategyManager);
    }

    function _slashingFactor(address staker, address strategy, uint256 magnitude)
        private
        view
        returns (uint256)
    {
        if (strategy != beaconChainETHStrategy) return magnitude;
        return magnitude.mulWad(eigenPodManager.beaconChainSlashingFactor(staker));
    }

    function _slashingFactors(
        address staker,
        address[] memory strategies,
        uint64[] memory magnitudes
    ) private view returns (uint256[] memory factors) {
        factors = new uint256[](strategies.length);
        for (uint256 i = 0; i < factors.length; ++i) {
            factors[i] = _slashingFactor(staker, strategies[i], magnitudes[i]);
        }
    }

    /// Scaled shares times the slashing factor: the operator's at the last slashable block, or
    /// now while that is ahead; the beacon chain's now.
    function _sharesToReceive(Withdrawal memory withdrawal)
        private
        view
        returns (uint256[] memory shares)
    {
        uint32 slashableUntil = withdrawal.startBlock + minWithdrawalDelayBlocks;
        uint64[] memory magnitudes = slashableUntil < block.number
            ? allocationManager.getMaxMagnitudesAtBlock(
                withdrawal.delegatedTo, withdrawal.strategies, slashableUntil
            )
            : allocationManager.getMaxMagnitudes(withdrawal.delegatedTo, withdrawal.strategies);
        shares = _slashingFactors(withdrawal.staker, withdrawal.strategies, magnitudes);
        for (uint256 i = 0; i < shares.length; ++i) {
            shares[i] = withdrawal.scaledShares[i].mulWad(shares[i]);
        }
    }

    /// What was queued in this block and the `minWithdrawalDelayBlocks` before it.
    function _slashableInQueue(address operator, address strategy, uint64 magnitude)
        private
        view
        returns (uint256)
    {
        uint32 lastSafeBlock = uint32(block.number) - minWithdrawalDelayBlocks - 1;
        History.Trace storage total = _queuedTotal[operator][strategy];
        return (total.latest(0) - total.at(lastSafeBlock, 0)).mulWad(magnitude);
    }
}
