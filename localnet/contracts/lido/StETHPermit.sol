// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {StETH} from './StETH.sol';

interface IERC1271 {
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4);
}

/// Approvals by signature (EIP-2612), of accounts and of contracts (ERC-1271).
abstract contract StETHPermit is StETH {
    bytes32 private constant PERMIT_TYPEHASH = keccak256(
        'Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)'
    );
    bytes32 private constant DOMAIN_TYPEHASH = keccak256(
        'EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)'
    );
    string private constant DOMAIN_NAME = 'Liquid staked Ether 2.0';
    string private constant DOMAIN_VERSION = '2';
    /// Half the order of secp256k1; a larger s is the malleable twin of a valid signature.
    uint256 private constant MAX_S =
        0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    mapping(address owner => uint256) public nonces;

    function DOMAIN_SEPARATOR() public view returns (bytes32) {
        return keccak256(
            abi.encode(
                DOMAIN_TYPEHASH,
                keccak256(bytes(DOMAIN_NAME)),
                keccak256(bytes(DOMAIN_VERSION)),
                block.chainid,
                address(this)
            )
        );
    }

    /// Four values, unlike the seven of ERC-5267, which has the same selector.
    function eip712Domain()
        external
        view
        returns (
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract
        )
    {
        return (DOMAIN_NAME, DOMAIN_VERSION, block.chainid, address(this));
    }

    /// The contract that knows the domain; here the token itself.
    function getEIP712StETH() external view returns (address) {
        return address(this);
    }

    function permit(
        address _owner,
        address _spender,
        uint256 _value,
        uint256 _deadline,
        uint8 _v,
        bytes32 _r,
        bytes32 _s
    ) external {
        require(block.timestamp <= _deadline, 'DEADLINE_EXPIRED');
        bytes32 message = keccak256(
            abi.encode(PERMIT_TYPEHASH, _owner, _spender, _value, nonces[_owner]++, _deadline)
        );
        bytes32 digest = keccak256(abi.encodePacked('\x19\x01', DOMAIN_SEPARATOR(), message));
        require(_isSignedBy(_owner, digest, _v, _r, _s), 'INVALID_SIGNATURE');
        _approve(_owner, _spender, _value);
    }

    function _isSignedBy(address signer, bytes32 digest, uint8 v, bytes32 r, bytes32 s)
        private
        view
        returns (bool)
    {
        if (signer.code.length == 0) {
            require(uint256(s) <= MAX_S, "ECDSA: invalid signature 's' value");
            address recovered = ecrecover(digest, v, r, s);
            require(recovered != address(0), 'ECDSA: invalid signature');
            return recovered == signer;
        }
        (bool success, bytes memory result) = signer.staticcall(
            abi.encodeCall(IERC1271.isValidSignature, (digest, abi.encodePacked(r, s, v)))
        );
        return success && result.length >= 32
            && bytes32(result) == bytes32(IERC1271.isValidSignature.selector);
    }
}
