// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

/// Values over block numbers: each entry holds from its block until the next entry.
library History {
    error InvalidSnapshotOrdering();

    struct Entry {
        uint32 fromBlock;
        uint224 value;
    }

    struct Trace {
        Entry[] entries;
    }

    /// Sets the value from this block on.
    function push(Trace storage trace, uint256 value) internal {
        uint32 current = uint32(block.number);
        uint256 count = trace.entries.length;
        if (count > 0) {
            Entry storage last = trace.entries[count - 1];
            require(last.fromBlock <= current, InvalidSnapshotOrdering());
            if (last.fromBlock == current) {
                last.value = uint224(value);
                return;
            }
        }
        trace.entries.push(Entry(current, uint224(value)));
    }

    /// The value now, or `initial` when none was ever set.
    function latest(Trace storage trace, uint256 initial) internal view returns (uint256) {
        uint256 count = trace.entries.length;
        return count == 0 ? initial : trace.entries[count - 1].value;
    }

    /// The value at the end of a block, or `initial` when none had been set by then.
    function at(Trace storage trace, uint32 blockNumber, uint256 initial)
        internal
        view
        returns (uint256)
    {
        // Entries below `low` started no later than the block; those from `high` on, after it.
        uint256 low = 0;
        uint256 high = trace.entries.length;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (trace.entries[middle].fromBlock <= blockNumber) low = middle + 1;
            else high = middle;
        }
        return low == 0 ? initial : trace.entries[low - 1].value;
    }
}
