// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IERC20} from '../interfaces/IERC20.sol';
import {IAllocationManager} from './interfaces/IAllocationManager.sol';
import {IDelegationManager} from './interfaces/IDelegationManager.sol';
import {IStrategy} from './interfaces/IStrategy.sol';
import {IStrategyManager} from './interfaces/IStrategyManager.sol';
import {OperatorSet, OperatorSets} from './libraries/OperatorSets.sol';
import {SafeTransfer} from './libraries/SafeTransfer.sol';
import {WordSet} from './libraries/WordSet.sol';
import {Owned} from './mixins/Owned.sol';
import {Pausable} from './mixins/Pausable.sol';
import {Signed} from './mixins/Signed.sol';

/// Takes deposits of tokens into strategies and keeps everyone's deposit shares. Shares that were
/// slashed wait here until anybody has them turned into tokens and sent away.
contract StrategyManager is IStrategyManager, Owned, Pausable, Signed {
    using OperatorSets for OperatorSet;
    using SafeTransfer for IERC20;
    using WordSet for WordSet.Set;

    uint8 internal constant PAUSED_DEPOSITS = 0;
    uint256 internal constant MAX_STAKER_STRATEGY_LIST_LENGTH = 32;

    bytes32 public constant DEPOSIT_TYPEHASH = keccak256(
        'Deposit(address staker,address strategy,address token,uint256 amount,uint256 nonce,uint256 expiry)'
    );
    address public constant DEFAULT_BURN_ADDRESS = 0x00000000000000000000000000000000000E16E4;

    IDelegationManager public immutable delegation;
    IAllocationManager public immutable allocationManager;

    address public strategyWhitelister;
    mapping(address signer => uint256) public nonces;
    mapping(address strategy => bool) public strategyIsWhitelistedForDeposit;
    mapping(address staker => mapping(address strategy => uint256)) public stakerDepositShares;
    mapping(address staker => address[]) public stakerStrategyList;

    /// Shares of one slash that wait to be sent away.
    struct Slash {
        WordSet.Set strategies;
        mapping(address strategy => uint256) shares;
    }

    mapping(bytes32 setKey => mapping(uint256 slashId => Slash)) private _slashes;
    mapping(bytes32 setKey => WordSet.Set) private _pendingSlashIds;
    WordSet.Set private _pendingOperatorSets;

    constructor(
        address _allocationManager,
        address _delegation,
        address _pauserRegistry,
        string memory _version,
        address initialOwner,
        address initialStrategyWhitelister
    ) Owned(initialOwner) Pausable(_pauserRegistry) Signed(_version) {
        allocationManager = IAllocationManager(_allocationManager);
        delegation = IDelegationManager(_delegation);
        _setStrategyWhitelister(initialStrategyWhitelister);
    }

    modifier onlyDelegationManager() {
        require(msg.sender == address(delegation), OnlyDelegationManager());
        _;
    }

    modifier onlyStrategyWhitelister() {
        require(msg.sender == strategyWhitelister, OnlyStrategyWhitelister());
        _;
    }

    // Deposits

    function depositIntoStrategy(address strategy, address token, uint256 amount)
        external
        onlyWhenNotPaused(PAUSED_DEPOSITS)
        returns (uint256 depositShares)
    {
        return _deposit(msg.sender, strategy, token, amount);
    }

    /// The tokens come from the caller; the shares go to `staker`, who has signed for it.
    function depositIntoStrategyWithSignature(
        address strategy,
        address token,
        uint256 amount,
        address staker,
        uint256 expiry,
        bytes memory signature
    ) external onlyWhenNotPaused(PAUSED_DEPOSITS) returns (uint256 depositShares) {
        bytes32 digest = calculateStrategyDepositDigestHash(
            staker, strategy, token, amount, nonces[staker], expiry
        );
        _checkSignature(staker, digest, signature, expiry);
        ++nonces[staker];
        return _deposit(staker, strategy, token, amount);
    }

    function _deposit(address staker, address strategy, address token, uint256 amount)
        private
        returns (uint256 depositShares)
    {
        require(strategyIsWhitelistedForDeposit[strategy], StrategyNotWhitelisted());
        IERC20(token).pull(msg.sender, strategy, amount);
        depositShares = IStrategy(strategy).deposit(token, amount);
        uint256 held = _addShares(staker, strategy, depositShares);
        delegation.increaseDelegatedShares(staker, strategy, held, depositShares);
    }

    /// Returns what the staker held before.
    function _addShares(address staker, address strategy, uint256 added)
        private
        returns (uint256 held)
    {
        require(staker != address(0), StakerAddressZero());
        require(added != 0, SharesAmountZero());
        IStrategy(strategy).beforeAddShares(staker, added);
        held = stakerDepositShares[staker][strategy];
        if (held == 0) {
            address[] storage list = stakerStrategyList[staker];
            require(list.length < MAX_STAKER_STRATEGY_LIST_LENGTH, MaxStrategiesExceeded());
            list.push(strategy);
        }
        stakerDepositShares[staker][strategy] = held + added;
        emit Deposit(staker, strategy, added);
    }

    // For the delegation manager

    function removeDepositShares(address staker, address strategy, uint256 depositSharesToRemove)
        external
        onlyDelegationManager
        returns (uint256 left)
    {
        require(depositSharesToRemove != 0, SharesAmountZero());
        IStrategy(strategy).beforeRemoveShares(staker, depositSharesToRemove);
        uint256 held = stakerDepositShares[staker][strategy];
        require(depositSharesToRemove <= held, SharesAmountTooHigh());
        left = held - depositSharesToRemove;
        stakerDepositShares[staker][strategy] = left;
        if (left == 0) _unlist(staker, strategy);
    }

    function addShares(address staker, address strategy, uint256 shares)
        external
        onlyDelegationManager
        returns (uint256, uint256)
    {
        return (_addShares(staker, strategy, shares), shares);
    }

    function withdrawSharesAsTokens(address staker, address strategy, address token, uint256 shares)
        external
        onlyDelegationManager
    {
        IStrategy(strategy).withdraw(staker, token, shares);
    }

    function increaseBurnOrRedistributableShares(
        OperatorSet calldata operatorSet,
        uint256 slashId,
        address strategy,
        uint256 sharesToBurn
    ) external onlyDelegationManager {
        bytes32 setKey = operatorSet.key();
        Slash storage slash = _slashes[setKey][slashId];
        require(slash.strategies.add(strategy), StrategyAlreadyInSlash());
        slash.shares[strategy] = sharesToBurn;
        _pendingSlashIds[setKey].add(bytes32(slashId));
        _pendingOperatorSets.add(setKey);
        emit BurnOrRedistributableSharesIncreased(operatorSet, slashId, strategy, sharesToBurn);
    }

    function _unlist(address staker, address strategy) private {
        address[] storage list = stakerStrategyList[staker];
        uint256 count = list.length;
        uint256 i = 0;
        while (i < count && list[i] != strategy) ++i;
        require(i < count, StrategyNotFound());
        list[i] = list[count - 1];
        list.pop();
    }

    // Slashed shares

    /// Sends the tokens behind all strategies of one slash to where the operator set sends them.
    function clearBurnOrRedistributableShares(OperatorSet calldata operatorSet, uint256 slashId)
        external
        returns (uint256[] memory amounts)
    {
        address[] memory strategies =
            _slashes[operatorSet.key()][slashId].strategies.addresses();
        amounts = new uint256[](strategies.length);
        for (uint256 i = 0; i < strategies.length; ++i) {
            amounts[i] = clearBurnOrRedistributableSharesByStrategy(
                operatorSet, slashId, strategies[i]
            );
        }
    }

    function clearBurnOrRedistributableSharesByStrategy(
        OperatorSet calldata operatorSet,
        uint256 slashId,
        address strategy
    ) public returns (uint256 amount) {
        bytes32 setKey = operatorSet.key();
        Slash storage slash = _slashes[setKey][slashId];
        uint256 shares = slash.shares[strategy];
        slash.strategies.remove(strategy);
        delete slash.shares[strategy];
        if (slash.strategies.length() == 0) {
            _pendingSlashIds[setKey].remove(bytes32(slashId));
            if (_pendingSlashIds[setKey].length() == 0) _pendingOperatorSets.remove(setKey);
        }
        if (shares == 0) return 0;
        amount = IStrategy(strategy).withdraw(
            allocationManager.getRedistributionRecipient(operatorSet),
            IStrategy(strategy).underlyingToken(),
            shares
        );
        emit BurnOrRedistributableSharesDecreased(operatorSet, slashId, strategy, shares);
    }

    /// Burns what slashes from before redistribution left. There are none on a chain that began
    /// after it, so only the event with 0 remains.
    function burnShares(address strategy) external {
        emit BurnableSharesDecreased(strategy, getBurnableShares(strategy));
    }

    // Settings

    function setStrategyWhitelister(address newStrategyWhitelister) external onlyOwner {
        _setStrategyWhitelister(newStrategyWhitelister);
    }

    function addStrategiesToDepositWhitelist(address[] calldata strategiesToWhitelist)
        external
        onlyStrategyWhitelister
    {
        for (uint256 i = 0; i < strategiesToWhitelist.length; ++i) {
            address strategy = strategiesToWhitelist[i];
            if (strategyIsWhitelistedForDeposit[strategy]) continue;
            strategyIsWhitelistedForDeposit[strategy] = true;
            emit StrategyAddedToDepositWhitelist(strategy);
        }
    }

    function removeStrategiesFromDepositWhitelist(
        address[] calldata strategiesToRemoveFromWhitelist
    ) external onlyStrategyWhitelister {
        for (uint256 i = 0; i < strategiesToRemoveFromWhitelist.length; ++i) {
            address strategy = strategiesToRemoveFromWhitelist[i];
            if (!strategyIsWhitelistedForDeposit[strategy]) continue;
            strategyIsWhitelistedForDeposit[strategy] = false;
            emit StrategyRemovedFromDepositWhitelist(strategy);
        }
    }

    function _setStrategyWhitelister(address newStrategyWhitelister) private {
        emit StrategyWhitelisterChanged(strategyWhitelister, newStrategyWhitelister);
        strategyWhitelister = newStrategyWhitelister;
    }

    // Views

    function getDeposits(address staker)
        external
        view
        returns (address[] memory strategies, uint256[] memory shares)
    {
        strategies = stakerStrategyList[staker];
        shares = new uint256[](strategies.length);
        for (uint256 i = 0; i < shares.length; ++i) {
            shares[i] = stakerDepositShares[staker][strategies[i]];
        }
    }

    function getStakerStrategyList(address staker) external view returns (address[] memory) {
        return stakerStrategyList[staker];
    }

    function stakerStrategyListLength(address staker) external view returns (uint256) {
        return stakerStrategyList[staker].length;
    }

    function getBurnOrRedistributableShares(OperatorSet calldata operatorSet, uint256 slashId)
        external
        view
        returns (address[] memory strategies, uint256[] memory shares)
    {
        Slash storage slash = _slashes[operatorSet.key()][slashId];
        strategies = slash.strategies.addresses();
        shares = new uint256[](strategies.length);
        for (uint256 i = 0; i < shares.length; ++i) shares[i] = slash.shares[strategies[i]];
    }

    function getBurnOrRedistributableShares(
        OperatorSet calldata operatorSet,
        uint256 slashId,
        address strategy
    ) external view returns (uint256) {
        return _slashes[operatorSet.key()][slashId].shares[strategy];
    }

    function getBurnOrRedistributableCount(OperatorSet calldata operatorSet, uint256 slashId)
        external
        view
        returns (uint256)
    {
        return _slashes[operatorSet.key()][slashId].strategies.length();
    }

    function getPendingOperatorSets() external view returns (OperatorSet[] memory) {
        return OperatorSets.fromKeys(_pendingOperatorSets.members);
    }

    function getPendingSlashIds(OperatorSet calldata operatorSet)
        external
        view
        returns (uint256[] memory ids)
    {
        bytes32[] memory words = _pendingSlashIds[operatorSet.key()].members;
        ids = new uint256[](words.length);
        for (uint256 i = 0; i < ids.length; ++i) ids[i] = uint256(words[i]);
    }

    /// Shares left by slashes from before redistribution: none.
    function getBurnableShares(address) public pure returns (uint256) {
        return 0;
    }

    /// Strategies with shares left by slashes from before redistribution: none.
    function getStrategiesWithBurnableShares()
        external
        pure
        returns (address[] memory, uint256[] memory)
    {
        return (new address[](0), new uint256[](0));
    }

    function calculateStrategyDepositDigestHash(
        address staker,
        address strategy,
        address token,
        uint256 amount,
        uint256 nonce,
        uint256 expiry
    ) public view returns (bytes32) {
        return _digest(
            keccak256(
                abi.encode(DEPOSIT_TYPEHASH, staker, strategy, token, amount, nonce, expiry)
            )
        );
    }
}
