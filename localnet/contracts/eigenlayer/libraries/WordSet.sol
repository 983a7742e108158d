// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

/// A set of words (or addresses) that can be listed. Removing moves the last member into the gap.
library WordSet {
    struct Set {
        bytes32[] members;
        /// Place in `members`, counted from 1; 0 means absent.
        mapping(bytes32 => uint256) place;
    }

    /// Returns false when the value was a member already.
    function add(Set storage set, bytes32 value) internal returns (bool) {
        if (set.place[value] != 0) return false;
        set.members.push(value);
        set.place[value] = set.members.length;
        return true;
    }

    /// Returns false when the value was not a member.
    function remove(Set storage set, bytes32 value) internal returns (bool) {
        uint256 place = set.place[value];
        if (place == 0) return false;
        bytes32 last = set.members[set.members.length - 1];
        if (last != value) {
            set.members[place - 1] = last;
            set.place[last] = place;
        }
        set.members.pop();
        delete set.place[value];
        return true;
    }

    function contains(Set storage set, bytes32 value) internal view returns (bool) {
        return set.place[value] != 0;
    }

    function length(Set storage set) internal view returns (uint256) {
        return set.members.length;
    }

    function add(Set storage set, address value) internal returns (bool) {
        return add(set, word(value));
    }

    function remove(Set storage set, address value) internal returns (bool) {
        return remove(set, word(value));
    }

    function contains(Set storage set, address value) internal view returns (bool) {
        return contains(set, word(value));
    }

    function addresses(Set storage set) internal view returns (address[] memory list) {
        bytes32[] storage members = set.members;
        list = new address[](members.length);
        for (uint256 i = 0; i < list.length; ++i) list[i] = address(uint160(uint256(members[i])));
    }

    function word(address value) private pure returns (bytes32) {
        return bytes32(uint256(uint160(value)));
    }
}
