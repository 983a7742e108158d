// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

// One, as a fixed-point number with 18 decimals.
uint64 constant WAD = 1e18;

/// Conversions between deposit shares, scaled shares and withdrawable shares.
///
/// s deposit shares, k deposit scaling factor, l slashing factor:
/// withdrawable = floor(floor(s * k) * l). Everything rounds down unless its name says otherwise.
library ShareMath {
    error InvalidDepositScalingFactor();

    /// floor(x * y / denominator) with the product taken in 512 bits. Reverts when the result does
    /// not fit into 256 bits; a zero denominator is the usual division panic.
    function mulDiv(uint256 x, uint256 y, uint256 denominator) internal pure returns (uint256) {
        unchecked {
            uint256 low = x * y;
            uint256 residue = mulmod(x, y, type(uint256).max);
            uint256 high = residue - low - (residue < low ? 1 : 0);
            if (high == 0) return low / denominator;
            require(denominator > high, 'Math: mulDiv overflow');

            // Take the remainder off, so that the division is exact.
            uint256 remainder = mulmod(x, y, denominator);
            if (remainder > low) --high;
            low -= remainder;

            // Divide both by the denominator's power of two, which leaves an odd denominator.
            uint256 two = denominator & (~denominator + 1);
            denominator /= two;
            low /= two;
            low |= high * ((~two + 1) / two + 1);

            // Newton's steps double the correct bits of the inverse modulo 2^256: 4 become 256.
            uint256 inverse = (3 * denominator) ^ 2;
            for (uint256 step = 0; step < 6; ++step) inverse *= 2 - denominator * inverse;
            return low * inverse;
        }
    }

    /// ceil(x * y / denominator).
    function mulDivUp(uint256 x, uint256 y, uint256 denominator) internal pure returns (uint256) {
        uint256 down = mulDiv(x, y, denominator);
        return mulmod(x, y, denominator) == 0 ? down : down + 1;
    }

    function mulWad(uint256 x, uint256 y) internal pure returns (uint256) {
        return mulDiv(x, y, WAD);
    }

    function mulWadUp(uint256 x, uint256 y) internal pure returns (uint256) {
        return mulDivUp(x, y, WAD);
    }

    function divWad(uint256 x, uint256 y) internal pure returns (uint256) {
        return mulDiv(x, WAD, y);
    }

    /// Withdrawable shares of `depositShares`.
    function withdrawable(uint256 depositShares, uint256 k, uint256 l)
        internal
        pure
        returns (uint256)
    {
        return mulWad(mulWad(depositShares, k), l);
    }

    /// Deposit shares that are worth `withdrawableShares`, possibly a few wei short.
    function toDepositShares(uint256 withdrawableShares, uint256 k, uint256 l)
        internal
        pure
        returns (uint256)
    {
        return divWad(divWad(withdrawableShares, k), l);
    }

    /// The scaling factor after `added` deposit shares come to `previous` ones.
    ///
    /// With nothing held before (a first deposit, or delegating anew) the slashing of the past is
    /// divided out; otherwise old and new shares are averaged.
    function scalingFactorAfter(uint256 previous, uint256 added, uint256 k, uint256 l)
        internal
        pure
        returns (uint256 next)
    {
        if (previous == 0) return divWad(k, l);
        uint256 total = withdrawable(previous, k, l) + added;
        next = divWad(divWad(total, previous + added), l);
        require(next != 0, InvalidDepositScalingFactor());
    }

    /// What a fall of the operator's magnitude takes from `amount`: amount - ceil(amount * m' / m).
    function slashed(uint256 amount, uint64 previousMagnitude, uint64 newMagnitude)
        internal
        pure
        returns (uint256)
    {
        return amount - mulDivUp(amount, newMagnitude, previousMagnitude);
    }
}
