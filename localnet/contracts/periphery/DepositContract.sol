// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

/// The beacon chain's deposit contract: an incremental SHA-256 tree of all deposits, as the
/// consensus specification describes it. Nothing is set up by a constructor, so its code can be
/// placed at the well-known address: the roots of empty subtrees are worked out while folding.
contract DepositContract {
    uint256 private constant DEPTH = 32;
    uint256 private constant MAX_DEPOSITS = 2 ** DEPTH - 1;

    bytes32[DEPTH] private _branch;
    uint256 private _count;

    event DepositEvent(
        bytes pubkey, bytes withdrawal_credentials, bytes amount, bytes signature, bytes index
    );

    function deposit(
        bytes calldata pubkey,
        bytes calldata withdrawal_credentials,
        bytes calldata signature,
        bytes32 deposit_data_root
    ) external payable {
        require(pubkey.length == 48, 'DepositContract: invalid pubkey length');
        require(
            withdrawal_credentials.length == 32,
            'DepositContract: invalid withdrawal_credentials length'
        );
        require(signature.length == 96, 'DepositContract: invalid signature length');
        require(msg.value >= 1 ether, 'DepositContract: deposit value too low');
        require(msg.value % 1 gwei == 0, 'DepositContract: deposit value not multiple of gwei');
        uint256 gweiAmount = msg.value / 1 gwei;
        require(gweiAmount <= type(uint64).max, 'DepositContract: deposit value too high');

        bytes memory amount = _littleEndian(uint64(gweiAmount));
        emit DepositEvent(
            pubkey, withdrawal_credentials, amount, signature, _littleEndian(uint64(_count))
        );

        bytes32 node = _depositDataRoot(pubkey, withdrawal_credentials, amount, signature);
        require(
            node == deposit_data_root,
            'DepositContract: reconstructed DepositData does not match supplied deposit_data_root'
        );
        require(_count < MAX_DEPOSITS, 'DepositContract: merkle tree full');
        uint256 size = ++_count;
        // The new leaf closes as many subtrees as the count has trailing zeros.
        uint256 level = 0;
        for (; size & 1 == 0; size >>= 1) {
            node = sha256(abi.encodePacked(_branch[level++], node));
        }
        _branch[level] = node;
    }

    function get_deposit_root() external view returns (bytes32) {
        bytes32 node = bytes32(0);
        bytes32 empty = bytes32(0);
        for (uint256 level = 0; level < DEPTH; ++level) {
            node = (_count >> level) & 1 == 1
                ? sha256(abi.encodePacked(_branch[level], node))
                : sha256(abi.encodePacked(node, empty));
            empty = sha256(abi.encodePacked(empty, empty));
        }
        return sha256(abi.encodePacked(node, _littleEndian(uint64(_count)), bytes24(0)));
    }

    /// Eight bytes, least significant first.
    function get_deposit_count() external view returns (bytes memory) {
        return _littleEndian(uint64(_count));
    }

    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == 0x01ffc9a7
            || interfaceId
                == this.deposit.selector ^ this.get_deposit_root.selector
                    ^ this.get_deposit_count.selector;
    }

    /// Hash tree root of the SSZ container DepositData.
    function _depositDataRoot(
        bytes calldata pubkey,
        bytes calldata withdrawalCredentials,
        bytes memory amount,
        bytes calldata signature
    ) private pure returns (bytes32) {
        bytes32 pubkeyRoot = sha256(abi.encodePacked(pubkey, bytes16(0)));
        bytes32 signatureRoot = sha256(
            abi.encodePacked(
                sha256(signature[:64]), sha256(abi.encodePacked(signature[64:], bytes32(0)))
            )
        );
        return sha256(
            abi.encodePacked(
                sha256(abi.encodePacked(pubkeyRoot, withdrawalCredentials)),
                sha256(abi.encodePacked(amount, bytes24(0), signatureRoot))
            )
        );
    }

    function _littleEndian(uint64 value) private pure returns (bytes memory result) {
        result = new bytes(8);
        for (uint256 i = 0; i < 8; ++i) {
            result[i] = bytes1(uint8(value >> (8 * i)));
        }
    }
}
