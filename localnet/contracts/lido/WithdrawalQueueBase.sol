// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

/// The queue of withdrawal requests and what is paid for them. Requests are finalized in the order in
/// which they were made; each finalization leaves a checkpoint with the most that a share is paid from
/// its first request on. A request is paid what it asked for, or less when a share has lost value.
abstract contract WithdrawalQueueBase {
    /// Decimals of share rates: wei of ether for one wei of shares, times 1e27.
    uint256 internal constant RATE_UNIT = 1e27;

    struct Request {
        uint128 amountOfStETH;
        uint128 amountOfShares;
        address owner;
        uint40 timestamp;
        bool claimed;
    }

    struct Checkpoint {
        uint256 fromRequestId;
        uint256 maxShareRate;
    }

    struct WithdrawalRequestStatus {
        uint256 amountOfStETH;
        uint256 amountOfShares;
        address owner;
        uint256 timestamp;
        bool isFinalized;
        bool isClaimed;
    }

    uint256 private _lastRequestId;
    uint256 private _lastFinalizedRequestId;
    uint256 private _unfinalizedStETH;
    uint256 private _lockedEther;
    mapping(uint256 id => Request) internal _requests;
    /// Index 0 is never used: as a hint it means "not found".
    Checkpoint[] private _checkpoints;

    event WithdrawalRequested(
        uint256 indexed requestId,
        address indexed requestor,
        address indexed owner,
        uint256 amountOfStETH,
        uint256 amountOfShares
    );
    event WithdrawalsFinalized(
        uint256 indexed from,
        uint256 indexed to,
        uint256 amountOfETHLocked,
        uint256 sharesToBurn,
        uint256 timestamp
    );
    event WithdrawalClaimed(
        uint256 indexed requestId,
        address indexed owner,
        address indexed receiver,
        uint256 amountOfETH
    );

    error InvalidRequestId(uint256 _requestId);
    error InvalidRequestIdRange(uint256 startId, uint256 endId);
    error InvalidHint(uint256 _hint);
    error RequestNotFoundOrNotFinalized(uint256 _requestId);
    error RequestAlreadyClaimed(uint256 _requestId);
    error NotOwner(address _sender, address _owner);
    error NotEnoughEther();
    error CantSendValueRecipientMayHaveReverted();

    constructor() {
        _checkpoints.push();
    }

    function getLastRequestId() public view returns (uint256) {
        return _lastRequestId;
    }

    function getLastFinalizedRequestId() public view returns (uint256) {
        return _lastFinalizedRequestId;
    }

    /// Ether that waits to be claimed.
    function getLockedEtherAmount() public view returns (uint256) {
        return _lockedEther;
    }

    function getLastCheckpointIndex() public view returns (uint256) {
        return _checkpoints.length - 1;
    }

    function unfinalizedRequestNumber() external view returns (uint256) {
        return _lastRequestId - _lastFinalizedRequestId;
    }

    function unfinalizedStETH() external view returns (uint256) {
        return _unfinalizedStETH;
    }

    /// What a finalization would take. A batch is all requests after the batch before it, up to and with
    /// the given id; it is valued as one.
    ///
    /// @param _batches ids in ascending order, the first after the last finalized request
    /// @param _maxShareRate the most that a share is paid, times 1e27
    function prefinalize(uint256[] calldata _batches, uint256 _maxShareRate)
        external
        view
        returns (uint256 ethToLock, uint256 sharesToBurn)
    {
        uint256 before = _lastFinalizedRequestId;
        for (uint256 i = 0; i < _batches.length; ++i) {
            uint256 last = _batches[i];
            if (last <= before || last > _lastRequestId) revert InvalidRequestId(last);
            uint256 amount = 0;
            uint256 shares = 0;
            for (uint256 id = before + 1; id <= last; ++id) {
                amount += _requests[id].amountOfStETH;
                shares += _requests[id].amountOfShares;
            }
            ethToLock += _worth(amount, shares, _maxShareRate);
            sharesToBurn += shares;
            before = last;
        }
    }

    function _status(uint256 id)
        internal
        view
        returns (WithdrawalRequestStatus memory)
    {
        Request storage request = _existing(id);
        return WithdrawalRequestStatus({
            amountOfStETH: request.amountOfStETH,
            amountOfShares: request.amountOfShares,
            owner: request.owner,
            timestamp: request.timestamp,
            isFinalized: id <= _lastFinalizedRequestId,
            isClaimed: request.claimed
        });
    }

    function _existing(uint256 id) internal view returns (Request storage) {
        if (id == 0 || id > _lastRequestId) revert InvalidRequestId(id);
        return _requests[id];
    }

    function _enqueue(uint256 amountOfStETH, uint256 amountOfShares, address owner)
        internal
        returns (uint256 id)
    {
        id = ++_lastRequestId;
        _requests[id] = Request({
            amountOfStETH: uint128(amountOfStETH),
            amountOfShares: uint128(amountOfShares),
            owner: owner,
            timestamp: uint40(block.timestamp),
            claimed: false
        });
        _unfinalizedStETH += amountOfStETH;
        emit WithdrawalRequested(id, msg.sender, owner, amountOfStETH, amountOfShares);
    }

    /// Locks the ether sent for all requests up to `last`.
    function _finalize(uint256 last, uint256 amountOfETH, uint256 maxShareRate) internal {
        if (last <= _lastFinalizedRequestId || last > _lastRequestId) revert InvalidRequestId(last);
        uint256 first = _lastFinalizedRequestId + 1;
        uint256 amount = 0;
        uint256 shares = 0;
        for (uint256 id = first; id <= last; ++id) {
            amount += _requests[id].amountOfStETH;
            shares += _requests[id].amountOfShares;
        }
        _unfinalizedStETH -= amount;
        _lastFinalizedRequestId = last;
        _checkpoints.push(Checkpoint(first, maxShareRate));
        _lockedEther += amountOfETH;
        emit WithdrawalsFinalized(first, last, amountOfETH, shares, block.timestamp);
    }

    /// The checkpoint of a request among those from `start` to `end`; 0 when it is not there.
    function _findHint(uint256 id, uint256 start, uint256 end) internal view returns (uint256) {
        _existing(id);
        if (start == 0 || end > getLastCheckpointIndex()) revert InvalidRequestIdRange(start, end);
        if (id > _lastFinalizedRequestId || start > end) return 0;
        if (id < _checkpoints[start].fromRequestId) return 0;
        bool isLast = end == getLastCheckpointIndex();
        if (!isLast && id >= _checkpoints[end + 1].fromRequestId) return 0;
        uint256 low = start;
        uint256 high = end;
        while (low < high) {
            uint256 middle = (low + high + 1) / 2;
            if (_checkpoints[middle].fromRequestId <= id) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    /// What can be claimed now; nothing before finalization and after the claim.
    function _claimableEther(uint256 id, uint256 hint) internal view returns (uint256) {
        Request storage request = _existing(id);
        if (id > _lastFinalizedRequestId || request.claimed) return 0;
        return _payout(request, id, hint);
    }

    /// Pays a request of the caller to a recipient.
    function _claim(uint256 id, uint256 hint, address recipient) internal {
        if (id == 0) revert InvalidRequestId(id);
        if (id > _lastFinalizedRequestId) revert RequestNotFoundOrNotFinalized(id);
        Request storage request = _requests[id];
        if (request.claimed) revert RequestAlreadyClaimed(id);
        if (request.owner != msg.sender) revert NotOwner(msg.sender, request.owner);
        request.claimed = true;
        uint256 amount = _payout(request, id, hint);
        _lockedEther -= amount;
        if (address(this).balance < amount) revert NotEnoughEther();
        (bool sent,) = recipient.call{value: amount}('');
        if (!sent) revert CantSendValueRecipientMayHaveReverted();
        emit WithdrawalClaimed(id, msg.sender, recipient, amount);
    }

    function _payout(Request storage request, uint256 id, uint256 hint)
        private
        view
        returns (uint256)
    {
        uint256 last = getLastCheckpointIndex();
        if (hint == 0 || hint > last) revert InvalidHint(hint);
        if (id < _checkpoints[hint].fromRequestId) revert InvalidHint(hint);
        if (hint < last && id >= _checkpoints[hint + 1].fromRequestId) revert InvalidHint(hint);
        return _worth(
            request.amountOfStETH, request.amountOfShares, _checkpoints[hint].maxShareRate
        );
    }

    function _worth(uint256 amount, uint256 shares, uint256 maxShareRate)
        private
        pure
        returns (uint256)
    {
        if (amount * RATE_UNIT / shares <= maxShareRate) return amount;
        return shares * maxShareRate / RATE_UNIT;
    }
}
