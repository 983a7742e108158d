// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

/// What remembers prices in a pool of Uniswap v3's, with its interface: sums of ticks over time, from which the mean of
/// any window that was kept follows. Its price is set; nothing is traded here, so its liquidity counts as one.
contract ObservedPool {
    struct Observation {
        uint32 blockTimestamp;
        int56 tickCumulative;
        int24 tick;
    }

    address public immutable token0;
    address public immutable token1;
    Observation[] private _observations;

    constructor(address tokenA, address tokenB, int24 tick) {
        require(tokenA != tokenB, 'Two coins make a pool');
        (token0, token1) = tokenA < tokenB ? (tokenA, tokenB) : (tokenB, tokenA);
        _observations.push(Observation(uint32(block.timestamp), 0, tick));
    }

    /// From now on one unit of the first coin is worth 1.0001^tick of the second.
    function setTick(int24 tick) external {
        uint32 current = uint32(block.timestamp);
        _observations.push(Observation(current, _cumulativeAt(current), tick));
    }

    function observe(uint32[] calldata secondsAgos)
        external
        view
        returns (
            int56[] memory tickCumulatives, uint160[] memory secondsPerLiquidityCumulativeX128s
        )
    {
        tickCumulatives = new int56[](secondsAgos.length);
        secondsPerLiquidityCumulativeX128s = new uint160[](secondsAgos.length);
        for (uint256 i = 0; i < secondsAgos.length; i++) {
            uint32 target = uint32(block.timestamp) - secondsAgos[i];
            tickCumulatives[i] = _cumulativeAt(target);
            secondsPerLiquidityCumulativeX128s[i] =
                uint160(target - _observations[0].blockTimestamp) << 128;
        }
    }

    function _cumulativeAt(uint32 target) private view returns (int56) {
        for (uint256 i = _observations.length; i > 0; i--) {
            Observation memory last = _observations[i - 1];
            if (last.blockTimestamp <= target) {
                int56 passed = int56(uint56(target - last.blockTimestamp));
                return last.tickCumulative + int56(last.tick) * passed;
            }
        }
        revert('OLD');
    }
}
