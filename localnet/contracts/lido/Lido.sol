// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {StETHPermit} from './StETHPermit.sol';

/// What the pool asks of its withdrawal queue.
interface IWithdrawalQueue {
    function getLastFinalizedRequestId() external view returns (uint256);

    function prefinalize(uint256[] calldata batches, uint256 maxShareRate)
        external
        view
        returns (uint256 ethToLock, uint256 sharesToBurn);

    function finalize(uint256 lastRequestId, uint256 maxShareRate) external payable;
}

/// Lido's staking pool and its stETH, as far as stakers see it. The real protocol learns its
/// validators' balance from an oracle committee; here one account reports it, and that account also
/// has the pause and limit switches.
contract Lido is StETHPermit {
    uint256 private constant FEE_BIPS = 1_000;
    uint256 private constant OPERATORS_FEE_BIPS = 500;
    uint256 private constant TOTAL_BIPS = 10_000;
    uint256 private constant VALIDATOR_DEPOSIT = 32 ether;
    /// Holds the first shares for ever, so that the share rate is always defined.
    address private constant INITIAL_TOKEN_HOLDER = 0x000000000000000000000000000000000000dEaD;

    /// A window that refills block by block up to `max`; `max` 0 means no limit. One storage slot, so
    /// that a stake costs the same gas in whichever block it is mined after its estimate.
    struct StakeLimit {
        uint32 prevBlock;
        uint96 prev;
        uint32 growthBlocks;
        uint96 max;
    }

    address public immutable oracle;
    IWithdrawalQueue public immutable withdrawalQueue;
    address public immutable treasury;
    address public immutable operatorsFeeRecipient;

    bool private _stopped;
    bool private _stakingPaused;
    StakeLimit private _limit;
    uint256 private _bufferedEther;
    uint256 private _clBalance;

    event Submitted(address indexed sender, uint256 amount, address referral);
    event TokenRebased(
        uint256 indexed reportTimestamp,
        uint256 timeElapsed,
        uint256 preTotalShares,
        uint256 preTotalEther,
        uint256 postTotalShares,
        uint256 postTotalEther,
        uint256 sharesMintedAsFees
    );
    event ETHDistributed(
        uint256 indexed reportTimestamp,
        uint256 preCLBalance,
        uint256 postCLBalance,
        uint256 withdrawalsWithdrawn,
        uint256 executionLayerRewardsWithdrawn,
        uint256 postBufferedEther
    );
    event InternalShareRateUpdated(
        uint256 indexed reportTimestamp,
        uint256 postInternalShares,
        uint256 postInternalEther,
        uint256 sharesMintedAsFees
    );
    event StakingPaused();
    event StakingResumed();
    event StakingLimitSet(uint256 maxStakeLimit, uint256 stakeLimitIncreasePerBlock);
    event StakingLimitRemoved();

    modifier onlyOracle() {
        require(msg.sender == oracle, 'APP_AUTH_FAILED');
        _;
    }

    /// @param initialShares shares that exist from the start
    /// @param initialClBalance wei that those shares have on the beacon chain, beside the ether sent
    constructor(
        address _oracle,
        address _treasury,
        address _operatorsFeeRecipient,
        address _withdrawalQueue,
        uint256 initialShares,
        uint256 initialClBalance
    ) payable {
        require(initialShares > 0 && initialClBalance + msg.value > 0, 'ZERO_DEPOSIT');
        oracle = _oracle;
        treasury = _treasury;
        operatorsFeeRecipient = _operatorsFeeRecipient;
        withdrawalQueue = IWithdrawalQueue(_withdrawalQueue);
        _clBalance = initialClBalance;
        _bufferedEther = msg.value;
        _mintShares(INITIAL_TOKEN_HOLDER, initialShares);
        _emitMint(INITIAL_TOKEN_HOLDER, initialShares);
    }

    receive() external payable {
        _submit(address(0));
    }

    /// Stakes the ether sent; returns the shares, not the stETH amount.
    function submit(address _referral) external payable returns (uint256) {
        return _submit(_referral);
    }

    /// Local chain only: the daily oracle report. Validators gained or lost `clRewards` wei in
    /// `timeElapsed` seconds. Of a gain, Lido takes its fee in new shares; of a loss, nothing.
    function report(uint256 reportTimestamp, uint256 timeElapsed, int256 clRewards)
        external
        onlyOracle
    {
        _report(reportTimestamp, timeElapsed, clRewards, 0);
    }

    /// Local chain only: a report that also pays the withdrawal requests up to one of them, as far as
    /// the buffered ether goes, at the rate that the report leads to.
    function reportAndFinalize(
        uint256 reportTimestamp,
        uint256 timeElapsed,
        int256 clRewards,
        uint256 lastRequestId
    ) external onlyOracle {
        _report(reportTimestamp, timeElapsed, clRewards, lastRequestId);
    }

    function stop() external onlyOracle {
        require(!_stopped, 'CONTRACT_IS_STOPPED');
        _stopped = true;
        emit Stopped();
        if (!_stakingPaused) {
            _stakingPaused = true;
            emit StakingPaused();
        }
    }

    function resume() external onlyOracle {
        require(_stopped, 'CONTRACT_IS_ACTIVE');
        _stopped = false;
        _stakingPaused = false;
        emit Resumed();
        emit StakingResumed();
    }

    function pauseStaking() external onlyOracle {
        _stakingPaused = true;
        emit StakingPaused();
    }

    function resumeStaking() external onlyOracle {
        require(!_stopped, 'CONTRACT_IS_STOPPED');
        _stakingPaused = false;
        emit StakingResumed();
    }

    function setStakingLimit(uint256 _maxStakeLimit, uint256 _stakeLimitIncreasePerBlock)
        external
        onlyOracle
    {
        require(_maxStakeLimit > 0, 'ZERO_MAX_STAKE_LIMIT');
        require(_maxStakeLimit <= type(uint96).max, 'TOO_LARGE_MAX_STAKE_LIMIT');
        require(_maxStakeLimit >= _stakeLimitIncreasePerBlock, 'TOO_LARGE_LIMIT_INCREASE');
        require(
            _stakeLimitIncreasePerBlock == 0
                || _maxStakeLimit / _stakeLimitIncreasePerBlock <= type(uint32).max,
            'TOO_SMALL_LIMIT_INCREASE'
        );
        // A first or a lower limit starts full; a raised one keeps what has been used of it.
        bool full = _limit.max == 0 || _maxStakeLimit < _limit.prev;
        _limit = StakeLimit({
            prevBlock: uint32(block.number),
            prev: uint96(full ? _maxStakeLimit : _refilled(_limit)),
            growthBlocks: _stakeLimitIncreasePerBlock == 0
                ? 0
                : uint32(_maxStakeLimit / _stakeLimitIncreasePerBlock),
            max: uint96(_maxStakeLimit)
        });
        emit StakingLimitSet(_maxStakeLimit, _stakeLimitIncreasePerBlock);
    }

    function removeStakingLimit() external onlyOracle {
        delete _limit;
        emit StakingLimitRemoved();
    }

    function isStopped() public view override returns (bool) {
        return _stopped;
    }

    function isStakingPaused() external view returns (bool) {
        return _stakingPaused;
    }

    /// Wei that can be staked in this block: 0 when paused, the largest number when unlimited.
    function getCurrentStakeLimit() public view returns (uint256) {
        if (_stakingPaused) return 0;
        return _limit.max == 0 ? type(uint256).max : _refilled(_limit);
    }

    function getStakeLimitFullInfo()
        external
        view
        returns (
            bool isStakingPaused_,
            bool isStakingLimitSet,
            uint256 currentStakeLimit,
            uint256 maxStakeLimit,
            uint256 maxStakeLimitGrowthBlocks,
            uint256 prevStakeLimit,
            uint256 prevStakeBlockNumber
        )
    {
        return (
            _stakingPaused,
            _limit.max != 0,
            getCurrentStakeLimit(),
            _limit.max,
            _limit.growthBlocks,
            _limit.prev,
            _limit.prevBlock
        );
    }

    function getTotalPooledEther() public view override returns (uint256) {
        return _bufferedEther + _clBalance;
    }

    function getBufferedEther() external view returns (uint256) {
        return _bufferedEther;
    }

    function getDepositableEther() external view returns (uint256) {
        return _bufferedEther;
    }

    function getBeaconStat()
        external
        view
        returns (uint256 depositedValidators, uint256 beaconValidators, uint256 beaconBalance)
    {
        uint256 validators = _clBalance / VALIDATOR_DEPOSIT;
        return (validators, validators, _clBalance);
    }

    /// Staking vaults, whose shares these would be, do not exist here.
    function getExternalShares() external pure returns (uint256) {
        return 0;
    }

    function getExternalEther() external pure returns (uint256) {
        return 0;
    }

    function getFee() external pure returns (uint16 totalFee) {
        return uint16(FEE_BIPS);
    }

    function getFeeDistribution()
        external
        pure
        returns (
            uint16 treasuryFeeBasisPoints,
            uint16 insuranceFeeBasisPoints,
            uint16 operatorsFeeBasisPoints
        )
    {
        return (uint16(FEE_BIPS - OPERATORS_FEE_BIPS), 0, uint16(OPERATORS_FEE_BIPS));
    }

    function getContractVersion() external pure returns (uint256) {
        return 3;
    }

    function _submit(address referral) private returns (uint256 shares) {
        require(msg.value > 0, 'ZERO_DEPOSIT');
        require(!_stakingPaused, 'STAKING_PAUSED');
        if (_limit.max != 0) {
            uint256 available = _refilled(_limit);
            require(msg.value <= available, 'STAKE_LIMIT');
            _limit.prev = uint96(available - msg.value);
            _limit.prevBlock = uint32(block.number);
        }
        shares = getSharesByPooledEth(msg.value);
        _mintShares(msg.sender, shares);
        _bufferedEther += msg.value;
        emit Submitted(msg.sender, msg.value, referral);
        _emitMint(msg.sender, shares);
    }

    function _report(
        uint256 reportTimestamp,
        uint256 timeElapsed,
        int256 clRewards,
        uint256 lastRequestId
    ) private {
        require(!_stopped, 'CONTRACT_IS_STOPPED');
        uint256 preShares = getTotalShares();
        uint256 preEther = getTotalPooledEther();
        uint256 preCl = _clBalance;
        // Checked arithmetic refuses a loss above the balance.
        _clBalance = clRewards >= 0 ? preCl + uint256(clRewards) : preCl - uint256(-clRewards);
        uint256 feeShares = clRewards > 0 ? _mintFee(uint256(clRewards), preShares) : 0;
        _finalizeWithdrawals(lastRequestId);
        emit ETHDistributed(reportTimestamp, preCl, _clBalance, 0, 0, _bufferedEther);

        uint256 postShares = getTotalShares();
        uint256 postEther = getTotalPooledEther();
        emit InternalShareRateUpdated(reportTimestamp, postShares, postEther, feeShares);
        emit TokenRebased(
            reportTimestamp, timeElapsed, preShares, preEther, postShares, postEther, feeShares
        );
    }

    /// Locks ether in the queue and burns the shares that were given for it. Who stays loses nothing:
    /// a request is paid at most what its shares are worth.
    function _finalizeWithdrawals(uint256 upTo) private {
        if (upTo == 0) return;
        uint256 first = withdrawalQueue.getLastFinalizedRequestId() + 1;
        if (upTo < first) return;
        uint256 rate = getTotalPooledEther() * 1e27 / getTotalShares();
        // Every request is a batch of its own, so that what is locked is what will be claimed.
        uint256[] memory batches = new uint256[](upTo - first + 1);
        for (uint256 i = 0; i < batches.length; ++i) batches[i] = first + i;
        (uint256 ethToLock, uint256 shares) = withdrawalQueue.prefinalize(batches, rate);
        while (ethToLock > _bufferedEther) {
            uint256 fewer = batches.length - 1;
            if (fewer == 0) return;
            assembly {
                mstore(batches, fewer)
            }
            (ethToLock, shares) = withdrawalQueue.prefinalize(batches, rate);
        }
        uint256 etherBefore = getTotalPooledEther();
        _bufferedEther -= ethToLock;
        _burnShares(address(withdrawalQueue), shares, etherBefore);
        withdrawalQueue.finalize{value: ethToLock}(batches[batches.length - 1], rate);
    }

    /// The fee is taken as new shares worth it at the rate after the report:
    /// shares = rewards * fee * preShares / (postEther - rewards * fee).
    function _mintFee(uint256 rewards, uint256 preShares) private returns (uint256 shares) {
        uint256 fee = rewards * FEE_BIPS;
        shares = (fee * preShares) / (getTotalPooledEther() * TOTAL_BIPS - fee);
        uint256 operatorsShares = (shares * OPERATORS_FEE_BIPS) / FEE_BIPS;
        uint256 treasuryShares = shares - operatorsShares;
        _mintShares(operatorsFeeRecipient, operatorsShares);
        _mintShares(treasury, treasuryShares);
        _emitMint(operatorsFeeRecipient, operatorsShares);
        _emitMint(treasury, treasuryShares);
    }

    function _refilled(StakeLimit memory limit) private view returns (uint256) {
        uint256 perBlock = limit.growthBlocks == 0 ? 0 : uint256(limit.max) / limit.growthBlocks;
        uint256 available = limit.prev + (block.number - limit.prevBlock) * perBlock;
        return available < limit.max ? available : limit.max;
    }
}
