// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {Lido} from './Lido.sol';
import {UnstETH} from './UnstETH.sol';
import {WstETH} from './WstETH.sol';

/// Lido's way out: stETH or wstETH against a request, later ether for the request. The pool finalizes
/// with its daily report; its reporting account may pause and tell of a bunker mode.
contract WithdrawalQueueERC721 is UnstETH {
    struct PermitInput {
        uint256 value;
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    uint256 public constant MIN_STETH_WITHDRAWAL_AMOUNT = 100;
    uint256 public constant MAX_STETH_WITHDRAWAL_AMOUNT = 1_000 ether;
    uint256 public constant BUNKER_MODE_DISABLED_TIMESTAMP = type(uint256).max;
    uint256 public constant PAUSE_INFINITELY = type(uint256).max;

    Lido public immutable STETH;
    WstETH public immutable WSTETH;
    uint256 private _resumeSince;
    uint256 private _bunkerSince = BUNKER_MODE_DISABLED_TIMESTAMP;

    event BunkerModeEnabled(uint256 _sinceTimestamp);
    event BunkerModeDisabled();
    event Paused(uint256 duration);
    event Resumed();

    error RequestAmountTooSmall(uint256 _amountOfStETH);
    error RequestAmountTooLarge(uint256 _amountOfStETH);
    error RequestIdsNotSorted();
    error ArraysLengthMismatch(uint256 _firstArrayLength, uint256 _secondArrayLength);
    error ZeroRecipient();
    error ResumedExpected();
    error PausedExpected();

    modifier whenResumed() {
        if (isPaused()) revert ResumedExpected();
        _;
    }

    modifier onlyOracle() {
        require(msg.sender == STETH.oracle(), 'APP_AUTH_FAILED');
        _;
    }

    constructor(Lido stETH, WstETH wstETH) {
        STETH = stETH;
        WSTETH = wstETH;
    }

    /// One request for each amount, for `_owner` or, when that is zero, for the caller.
    function requestWithdrawals(uint256[] calldata _amounts, address _owner)
        external
        returns (uint256[] memory)
    {
        return _requestAll(_amounts, _owner);
    }

    function requestWithdrawalsWithPermit(
        uint256[] calldata _amounts,
        address _owner,
        PermitInput calldata _permit
    ) external returns (uint256[] memory) {
        STETH.permit(
            msg.sender,
            address(this),
            _permit.value,
            _permit.deadline,
            _permit.v,
            _permit.r,
            _permit.s
        );
        return _requestAll(_amounts, _owner);
    }

    /// Amounts are of wstETH; the limits apply to the stETH that they unwrap to.
    function requestWithdrawalsWstETH(uint256[] calldata _amounts, address _owner)
        external
        returns (uint256[] memory)
    {
        return _requestAllWrapped(_amounts, _owner);
    }

    function requestWithdrawalsWstETHWithPermit(
        uint256[] calldata _amounts,
        address _owner,
        PermitInput calldata _permit
    ) external returns (uint256[] memory) {
        WSTETH.permit(
            msg.sender,
            address(this),
            _permit.value,
            _permit.deadline,
            _permit.v,
            _permit.r,
            _permit.s
        );
        return _requestAllWrapped(_amounts, _owner);
    }

    function getWithdrawalStatus(uint256[] calldata _requestIds)
        external
        view
        returns (WithdrawalRequestStatus[] memory statuses)
    {
        statuses = new WithdrawalRequestStatus[](_requestIds.length);
        for (uint256 i = 0; i < _requestIds.length; ++i) statuses[i] = _status(_requestIds[i]);
    }

    function getClaimableEther(uint256[] calldata _requestIds, uint256[] calldata _hints)
        external
        view
        returns (uint256[] memory claimableEthValues)
    {
        _checkLengths(_requestIds, _hints);
        claimableEthValues = new uint256[](_requestIds.length);
        for (uint256 i = 0; i < _requestIds.length; ++i) {
            claimableEthValues[i] = _claimableEther(_requestIds[i], _hints[i]);
        }
    }

    /// Checkpoints of requests, whose ids must ascend; 0 for what is not finalized.
    function findCheckpointHints(
        uint256[] calldata _requestIds,
        uint256 _firstIndex,
        uint256 _lastIndex
    ) external view returns (uint256[] memory hintIds) {
        hintIds = new uint256[](_requestIds.length);
        uint256 before = 0;
        for (uint256 i = 0; i < _requestIds.length; ++i) {
            uint256 id = _requestIds[i];
            if (id < before) revert RequestIdsNotSorted();
            hintIds[i] = _findHint(id, _firstIndex, _lastIndex);
            // The next id cannot have an earlier checkpoint.
            if (hintIds[i] != 0) _firstIndex = hintIds[i];
            before = id;
        }
    }

    function claimWithdrawal(uint256 _requestId) external {
        uint256 hint = _findHint(_requestId, 1, getLastCheckpointIndex());
        _claimTo(_requestId, hint, msg.sender);
    }

    function claimWithdrawals(uint256[] calldata _requestIds, uint256[] calldata _hints) external {
        _claimAll(_requestIds, _hints, msg.sender);
    }

    function claimWithdrawalsTo(
        uint256[] calldata _requestIds,
        uint256[] calldata _hints,
        address _recipient
    ) external {
        if (_recipient == address(0)) revert ZeroRecipient();
        _claimAll(_requestIds, _hints, _recipient);
    }

    /// Takes ether for all requests up to one of them; only the pool may.
    function finalize(uint256 _lastRequestIdToBeFinalized, uint256 _maxShareRate)
        external
        payable
        whenResumed
    {
        require(msg.sender == address(STETH), 'APP_AUTH_FAILED');
        uint256 first = getLastFinalizedRequestId() + 1;
        _finalize(_lastRequestIdToBeFinalized, msg.value, _maxShareRate);
        emit BatchMetadataUpdate(first, _lastRequestIdToBeFinalized);
    }

    /// With a report: whether so much was slashed that withdrawals have to slow down.
    function onOracleReport(bool _isBunkerModeNow, uint256 _bunkerStartTimestamp, uint256)
        external
        onlyOracle
    {
        if (_isBunkerModeNow == isBunkerModeActive()) return;
        _bunkerSince = _isBunkerModeNow ? _bunkerStartTimestamp : BUNKER_MODE_DISABLED_TIMESTAMP;
        if (_isBunkerModeNow) emit BunkerModeEnabled(_bunkerStartTimestamp);
        else emit BunkerModeDisabled();
    }

    function isBunkerModeActive() public view returns (bool) {
        return _bunkerSince < BUNKER_MODE_DISABLED_TIMESTAMP;
    }

    function bunkerModeSinceTimestamp() external view returns (uint256) {
        return _bunkerSince;
    }

    /// New requests are refused for some seconds; claims go on.
    function pauseFor(uint256 _duration) external onlyOracle whenResumed {
        _resumeSince =
            _duration == PAUSE_INFINITELY ? PAUSE_INFINITELY : block.timestamp + _duration;
        emit Paused(_duration);
    }

    function resume() external onlyOracle {
        if (!isPaused()) revert PausedExpected();
        _resumeSince = block.timestamp;
        emit Resumed();
    }

    function isPaused() public view returns (bool) {
        return block.timestamp < _resumeSince;
    }

    function getResumeSinceTimestamp() external view returns (uint256) {
        return _resumeSince;
    }

    function _requestAll(uint256[] calldata amounts, address owner)
        private
        whenResumed
        returns (uint256[] memory ids)
    {
        address holder = owner == address(0) ? msg.sender : owner;
        ids = new uint256[](amounts.length);
        for (uint256 i = 0; i < amounts.length; ++i) {
            _checkAmount(amounts[i]);
            STETH.transferFrom(msg.sender, address(this), amounts[i]);
            ids[i] = _request(amounts[i], holder);
        }
    }

    function _requestAllWrapped(uint256[] calldata amounts, address owner)
        private
        whenResumed
        returns (uint256[] memory ids)
    {
        address holder = owner == address(0) ? msg.sender : owner;
        ids = new uint256[](amounts.length);
        for (uint256 i = 0; i < amounts.length; ++i) {
            WSTETH.transferFrom(msg.sender, address(this), amounts[i]);
            uint256 amount = WSTETH.unwrap(amounts[i]);
            _checkAmount(amount);
            ids[i] = _request(amount, holder);
        }
    }

    function _request(uint256 amount, address holder) private returns (uint256 id) {
        id = _enqueue(amount, STETH.getSharesByPooledEth(amount), holder);
        _mint(holder, id);
    }

    function _checkAmount(uint256 amount) private pure {
        if (amount < MIN_STETH_WITHDRAWAL_AMOUNT) revert RequestAmountTooSmall(amount);
        if (amount > MAX_STETH_WITHDRAWAL_AMOUNT) revert RequestAmountTooLarge(amount);
    }

    function _claimAll(uint256[] calldata ids, uint256[] calldata hints, address recipient)
        private
    {
        _checkLengths(ids, hints);
        for (uint256 i = 0; i < ids.length; ++i) _claimTo(ids[i], hints[i], recipient);
    }

    function _claimTo(uint256 id, uint256 hint, address recipient) private {
        _claim(id, hint, recipient);
        _burn(msg.sender, id);
    }

    function _checkLengths(uint256[] calldata first, uint256[] calldata second) private pure {
        if (first.length != second.length) {
            revert ArraysLengthMismatch(first.length, second.length);
        }
    }
}
