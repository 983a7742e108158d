// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

/// A group of operators of one AVS. Ids are chosen by the AVS, 0 included.
struct OperatorSet {
    address avs;
    uint32 id;
}

/// Packs an operator set into one word and back, so that sets of operator sets can be kept.
library OperatorSets {
    function key(OperatorSet memory set) internal pure returns (bytes32) {
        return bytes32((uint256(uint160(set.avs)) << 96) | set.id);
    }

    function fromKey(bytes32 packed) internal pure returns (OperatorSet memory) {
        return OperatorSet(address(uint160(uint256(packed) >> 96)), uint32(uint256(packed)));
    }

    function fromKeys(bytes32[] memory packed) internal pure returns (OperatorSet[] memory sets) {
        sets = new OperatorSet[](packed.length);
        for (uint256 i = 0; i < packed.length; ++i) sets[i] = fromKey(packed[i]);
    }
}
