// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {WordSet} from '../eigenlayer/libraries/WordSet.sol';
import {WithdrawalQueueBase} from './WithdrawalQueueBase.sol';

interface IERC721Receiver {
    function onERC721Received(
        address operator,
        address from,
        uint256 tokenId,
        bytes calldata data
    ) external returns (bytes4);
}

/// Requests as tokens (ERC-721): whoever holds one may claim it. A claimed request has no holder.
abstract contract UnstETH is WithdrawalQueueBase {
    using WordSet for WordSet.Set;

    string public constant name = 'Lido: stETH Withdrawal NFT';
    string public constant symbol = 'unstETH';

    mapping(address owner => WordSet.Set) private _ownedIds;
    mapping(uint256 id => address) private _approved;
    mapping(address owner => mapping(address operator => bool)) private _operators;

    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);
    event Approval(address indexed owner, address indexed approved, uint256 indexed tokenId);
    event ApprovalForAll(address indexed owner, address indexed operator, bool approved);
    event BatchMetadataUpdate(uint256 _fromTokenId, uint256 _toTokenId);

    error NotOwnerOrApproved(address sender);
    error NotOwnerOrApprovedForAll(address sender);
    error InvalidOwnerAddress(address);
    error ApproveToOwner();
    error TransferToZeroAddress();
    error TransferToThemselves();
    error TransferFromIncorrectOwner(address from, address realOwner);
    error TransferToNonIERC721Receiver(address);

    function balanceOf(address _owner) external view returns (uint256) {
        if (_owner == address(0)) revert InvalidOwnerAddress(_owner);
        return _ownedIds[_owner].length();
    }

    function ownerOf(uint256 _requestId) public view returns (address) {
        Request storage request = _existing(_requestId);
        if (request.claimed) revert RequestAlreadyClaimed(_requestId);
        return request.owner;
    }

    /// Ids of the requests that an account can claim now or later, in no particular order.
    function getWithdrawalRequests(address _owner)
        external
        view
        returns (uint256[] memory requestsIds)
    {
        bytes32[] storage ids = _ownedIds[_owner].members;
        requestsIds = new uint256[](ids.length);
        for (uint256 i = 0; i < requestsIds.length; ++i) requestsIds[i] = uint256(ids[i]);
    }

    function tokenURI(uint256 _requestId) external view returns (string memory) {
        ownerOf(_requestId);
        return '';
    }

    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        // ERC-165, ERC-721 with metadata, ERC-4906.
        return interfaceId == 0x01ffc9a7 || interfaceId == 0x80ac58cd || interfaceId == 0x5b5e139f
            || interfaceId == 0x49064906;
    }

    function approve(address _to, uint256 _requestId) external {
        address owner = ownerOf(_requestId);
        if (_to == owner) revert ApproveToOwner();
        if (msg.sender != owner && !isApprovedForAll(owner, msg.sender)) {
            revert NotOwnerOrApprovedForAll(msg.sender);
        }
        _approved[_requestId] = _to;
        emit Approval(owner, _to, _requestId);
    }

    function getApproved(uint256 _requestId) external view returns (address) {
        ownerOf(_requestId);
        return _approved[_requestId];
    }

    function setApprovalForAll(address _operator, bool _approvedForAll) external {
        _operators[msg.sender][_operator] = _approvedForAll;
        emit ApprovalForAll(msg.sender, _operator, _approvedForAll);
    }

    function isApprovedForAll(address _owner, address _operator) public view returns (bool) {
        return _operators[_owner][_operator];
    }

    function transferFrom(address _from, address _to, uint256 _requestId) external {
        _transfer(_from, _to, _requestId);
    }

    function safeTransferFrom(address _from, address _to, uint256 _requestId) external {
        safeTransferFrom(_from, _to, _requestId, '');
    }

    function safeTransferFrom(address _from, address _to, uint256 _requestId, bytes memory _data)
        public
    {
        _transfer(_from, _to, _requestId);
        if (_to.code.length == 0) return;
        try IERC721Receiver(_to).onERC721Received(msg.sender, _from, _requestId, _data) returns (
            bytes4 answer
        ) {
            if (answer == IERC721Receiver.onERC721Received.selector) return;
        } catch {}
        revert TransferToNonIERC721Receiver(_to);
    }

    function _mint(address to, uint256 id) internal {
        _ownedIds[to].add(bytes32(id));
        emit Transfer(address(0), to, id);
    }

    function _burn(address from, uint256 id) internal {
        _ownedIds[from].remove(bytes32(id));
        delete _approved[id];
        emit Transfer(from, address(0), id);
    }

    function _transfer(address from, address to, uint256 id) private {
        if (to == address(0)) revert TransferToZeroAddress();
        if (to == from) revert TransferToThemselves();
        address owner = ownerOf(id);
        if (owner != from) revert TransferFromIncorrectOwner(from, owner);
        bool allowed = msg.sender == from || isApprovedForAll(from, msg.sender)
            || _approved[id] == msg.sender;
        if (!allowed) revert NotOwnerOrApproved(msg.sender);
        delete _approved[id];
        _ownedIds[from].remove(bytes32(id));
        _ownedIds[to].add(bytes32(id));
        _requests[id].owner = to;
        emit Transfer(from, to, id);
    }
}
