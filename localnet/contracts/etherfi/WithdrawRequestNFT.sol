// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {Erc721} from './Erc721.sol';
import {EtherFiPausable} from './EtherFiPausable.sol';
import {ILiquidityPool} from './interfaces.sol';

/// ether.fi's withdrawal requests. Finalization freezes the rate and brings the ether here; a request
/// then pays what it asked for, or less when its shares are worth less at the frozen rate.
contract WithdrawRequestNFT is Erc721, EtherFiPausable {
    struct WithdrawRequest {
        uint96 amountOfEEth;
        uint96 shareOfEEth;
        bool isValid;
        uint32 feeGwei;
    }

    /// The rate of all requests up to `lastId` that no earlier entry has.
    struct FrozenRate {
        uint32 lastId;
        uint224 rate;
    }

    ILiquidityPool public immutable liquidityPool;
    address public immutable etherFiAdmin;
    uint32 public nextRequestId = 1;
    uint32 public lastFinalizedRequestId;
    mapping(uint256 id => WithdrawRequest) private _requests;
    FrozenRate[] private _rates;

    event WithdrawRequestCreated(
        uint32 indexed requestId, uint256 amountOfEEth, uint256 shareOfEEth, address owner
    );
    event WithdrawRequestClaimed(
        uint32 indexed requestId, uint256 amountOfEEth, uint256 shareOfEEth, address owner
    );
    event WithdrawRequestInvalidated(uint32 indexed requestId);
    event WithdrawRequestValidated(uint32 indexed requestId);

    error RequestNotFinalized();
    error RequestNotValid();
    error RequestNotFound();
    error InsufficientEscrow();
    error EthTransferFailed();

    modifier onlyPool() {
        require(msg.sender == address(liquidityPool), IncorrectCaller());
        _;
    }

    constructor(address _owner, ILiquidityPool _liquidityPool, address _etherFiAdmin)
        Erc721('Withdraw Request NFT', 'WithdrawRequestNFT')
        EtherFiPausable(_owner)
    {
        liquidityPool = _liquidityPool;
        etherFiAdmin = _etherFiAdmin;
    }

    receive() external payable onlyPool {}

    function requestWithdraw(uint96 amountOfEEth, uint96 shareOfEEth, address recipient)
        external
        onlyPool
        whenNotPaused
        returns (uint256)
    {
        uint32 id = nextRequestId++;
        _requests[id] = WithdrawRequest(amountOfEEth, shareOfEEth, true, 0);
        _mint(recipient, id);
        emit WithdrawRequestCreated(id, amountOfEEth, shareOfEEth, recipient);
        return id;
    }

    /// Anybody may call; the ether goes to the owner of the request.
    function claimWithdraw(uint256 tokenId) external nonReentrant whenNotPaused {
        _claim(tokenId);
    }

    function batchClaimWithdraw(uint256[] calldata tokenIds) external nonReentrant whenNotPaused {
        for (uint256 i = 0; i < tokenIds.length; ++i) _claim(tokenIds[i]);
    }

    function getClaimableAmount(uint256 tokenId) public view returns (uint256) {
        require(isFinalized(tokenId), RequestNotFinalized());
        require(_ownerOf(tokenId) != address(0), RequestNotFound());
        return _payout(_requests[tokenId], frozenRateFor(tokenId));
    }

    function getRequest(uint256 requestId) external view returns (WithdrawRequest memory) {
        return _requests[requestId];
    }

    function isFinalized(uint256 requestId) public view returns (bool) {
        return requestId <= lastFinalizedRequestId;
    }

    function isValid(uint256 requestId) public view returns (bool) {
        require(_ownerOf(requestId) != address(0), RequestNotFound());
        return _requests[requestId].isValid;
    }

    /// 0 for what is not finalized.
    function frozenRateFor(uint256 tokenId) public view returns (uint224) {
        uint256 low = 0;
        uint256 high = _rates.length;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (_rates[middle].lastId < tokenId) low = middle + 1;
            else high = middle;
        }
        return low == _rates.length ? 0 : _rates[low].rate;
    }

    /// Freezes the pool's rate for all requests up to one of them and takes their ether from the pool.
    function finalizeRequests(uint256 requestId) external {
        require(msg.sender == etherFiAdmin, IncorrectCaller());
        require(requestId < nextRequestId, RequestNotFound());
        require(!isFinalized(requestId), RequestNotValid());
        uint224 rate = uint224(liquidityPool.amountPerShareCeil());
        uint256 amount = 0;
        uint256 shares = 0;
        for (uint256 id = lastFinalizedRequestId + 1; id <= requestId; ++id) {
            WithdrawRequest storage request = _requests[id];
            if (!request.isValid) continue;
            amount += _payout(request, rate);
            shares += request.shareOfEEth;
        }
        lastFinalizedRequestId = uint32(requestId);
        _rates.push(FrozenRate(uint32(requestId), rate));
        if (shares > 0) liquidityPool.lockForWithdrawals(amount, shares);
    }

    /// Local chain only: the last request, up to one of them, that so much ether can pay for now.
    function finalizableWithin(uint256 upTo, uint256 ether_) external view returns (uint256 last) {
        uint256 rate = liquidityPool.amountPerShareCeil();
        last = lastFinalizedRequestId;
        uint256 end = upTo < nextRequestId ? upTo : nextRequestId - 1;
        for (uint256 id = last + 1; id <= end; ++id) {
            WithdrawRequest storage request = _requests[id];
            uint256 amount = request.isValid ? _payout(request, rate) : 0;
            if (amount > ether_) return last;
            ether_ -= amount;
            last = id;
        }
    }

    function invalidateRequest(uint256 requestId) external onlyOwner {
        require(isValid(requestId), RequestNotValid());
        _requests[requestId].isValid = false;
        emit WithdrawRequestInvalidated(uint32(requestId));
    }

    function validateRequest(uint256 requestId) external onlyOwner {
        require(!isValid(requestId), RequestNotValid());
        _requests[requestId].isValid = true;
        emit WithdrawRequestValidated(uint32(requestId));
    }

    function _claim(uint256 tokenId) private {
        uint256 amount = getClaimableAmount(tokenId);
        WithdrawRequest memory request = _requests[tokenId];
        require(request.isValid, RequestNotValid());
        address recipient = ownerOf(tokenId);
        require(amount <= address(this).balance, InsufficientEscrow());
        _burn(tokenId);
        delete _requests[tokenId];
        (bool sent,) = recipient.call{value: amount}('');
        require(sent, EthTransferFailed());
        emit WithdrawRequestClaimed(uint32(tokenId), amount, request.shareOfEEth, recipient);
    }

    function _payout(WithdrawRequest memory request, uint256 rate)
        private
        pure
        returns (uint256)
    {
        uint256 worth = uint256(request.shareOfEEth) * rate / 1e18;
        return worth < request.amountOfEEth ? worth : request.amountOfEEth;
    }
}
