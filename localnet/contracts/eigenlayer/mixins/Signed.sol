// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IERC1271} from '../../interfaces/IERC1271.sol';

/// EIP-712 signatures under the domain "EigenLayer", by accounts with a key and by contracts.
abstract contract Signed {
    error InvalidSignature();
    error SignatureExpired();
    /// Raised where names are packed into one word; names are plain strings here.
    error InvalidShortString();
    error StringTooLong(string str);

    bytes32 private constant DOMAIN_TYPEHASH = keccak256(
        'EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)'
    );
    uint256 private constant HALF_ORDER =
        0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    string public version;

    constructor(string memory _version) {
        version = _version;
    }

    function domainSeparator() public view returns (bytes32) {
        // The domain's version is the first character of the release: "1" for "1.12.0".
        bytes memory major = new bytes(1);
        major[0] = bytes(version)[0];
        return keccak256(
            abi.encode(
                DOMAIN_TYPEHASH,
                keccak256('EigenLayer'),
                keccak256(major),
                block.chainid,
                address(this)
            )
        );
    }

    function _digest(bytes32 structHash) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(hex'1901', domainSeparator(), structHash));
    }

    function _checkSignature(
        address signer,
        bytes32 digest,
        bytes memory signature,
        uint256 expiry
    ) internal view {
        require(expiry >= block.timestamp, SignatureExpired());
        require(
            _recovers(signer, digest, signature) || _accepts(signer, digest, signature),
            InvalidSignature()
        );
    }

    function _recovers(address signer, bytes32 digest, bytes memory signature)
        private
        pure
        returns (bool)
    {
        if (signature.length != 65) return false;
        bytes32 r;
        bytes32 s;
        uint8 v;
        assembly {
            r := mload(add(signature, 32))
            s := mload(add(signature, 64))
            v := byte(0, mload(add(signature, 96)))
        }
        // Of the two signatures with one meaning only the low one counts.
        if (uint256(s) > HALF_ORDER) return false;
        address recovered = ecrecover(digest, v, r, s);
        return recovered != address(0) && recovered == signer;
    }

    function _accepts(address signer, bytes32 digest, bytes memory signature)
        private
        view
        returns (bool)
    {
        (bool ok, bytes memory answer) =
            signer.staticcall(abi.encodeCall(IERC1271.isValidSignature, (digest, signature)));
        return ok && answer.length >= 32
            && abi.decode(answer, (bytes32)) == bytes32(IERC1271.isValidSignature.selector);
    }
}
