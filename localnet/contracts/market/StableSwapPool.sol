// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IERC20} from '../interfaces/IERC20.sol';

/// A market for ether and a token that should be worth as much, with the interface of Curve's first
/// pools. It keeps the StableSwap invariant for two coins, with Ann = 2A:
///
///     Ann·(x + y) + D = Ann·D + D³ / 4xy
///
/// What it holds is what its balances say, so that a token whose balances follow rebases is priced
/// by what is there. Deposits that change the proportions pay no fee here.
contract StableSwapPool {
    address private constant ETHER = 0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE;
    uint256 private constant FEE_DENOMINATOR = 1e10;

    uint256 public immutable A;
    /// Of what is paid out, in parts of 1e10. All of it stays in the pool.
    uint256 public immutable fee;
    IERC20 private immutable _token;

    uint256 private _supply;
    mapping(address provider => uint256) public liquidityOf;

    event TokenExchange(
        address indexed buyer,
        int128 sold_id,
        uint256 tokens_sold,
        int128 bought_id,
        uint256 tokens_bought
    );
    event AddLiquidity(
        address indexed provider,
        uint256[2] token_amounts,
        uint256[2] fees,
        uint256 invariant,
        uint256 token_supply
    );
    event RemoveLiquidity(
        address indexed provider, uint256[2] token_amounts, uint256[2] fees, uint256 token_supply
    );

    constructor(IERC20 token, uint256 amplification, uint256 fee_) {
        require(amplification > 0 && fee_ < FEE_DENOMINATOR, 'Unusable parameters');
        _token = token;
        A = amplification;
        fee = fee_;
    }

    function A_precise() external view returns (uint256) {
        return A * 100;
    }

    function coins(uint256 i) external view returns (address) {
        require(i < 2, 'No such coin');
        return i == 0 ? ETHER : address(_token);
    }

    function balances(uint256 i) external view returns (uint256) {
        require(i < 2, 'No such coin');
        return _balances(0)[i];
    }

    function get_virtual_price() external view returns (uint256) {
        return (_invariant(_balances(0)) * 1e18) / _supply;
    }

    /// What `dx` of coin `i` is paid with in coin `j`, after the fee.
    function get_dy(int128 i, int128 j, uint256 dx) external view returns (uint256) {
        return _amountOut(_balances(0), i, j, dx);
    }

    function exchange(int128 i, int128 j, uint256 dx, uint256 min_dy)
        external
        payable
        returns (uint256 dy)
    {
        require(msg.value == (i == 0 ? dx : 0), 'Value does not match');
        dy = _amountOut(_balances(msg.value), i, j, dx);
        require(dy >= min_dy, 'Exchange resulted in fewer coins than expected');
        if (i == 0) {
            require(_token.transfer(msg.sender, dy), 'Transfer failed');
        } else {
            require(_token.transferFrom(msg.sender, address(this), dx), 'Transfer failed');
            _sendEther(dy);
        }
        emit TokenExchange(msg.sender, i, dx, j, dy);
    }

    function add_liquidity(uint256[2] calldata amounts, uint256 min_mint_amount)
        external
        payable
        returns (uint256 minted)
    {
        require(msg.value == amounts[0], 'Value does not match');
        uint256 before = _supply == 0 ? 0 : _invariant(_balances(msg.value));
        if (amounts[1] > 0) {
            require(_token.transferFrom(msg.sender, address(this), amounts[1]), 'Transfer failed');
        }
        uint256[2] memory held = _balances(0);
        require(held[0] > 0 && held[1] > 0, 'The first deposit needs both coins');
        uint256 invariant = _invariant(held);
        minted = before == 0 ? invariant : (_supply * (invariant - before)) / before;
        require(minted >= min_mint_amount, 'Fewer shares than expected');
        _supply += minted;
        liquidityOf[msg.sender] += minted;
        emit AddLiquidity(msg.sender, amounts, [uint256(0), 0], invariant, _supply);
    }

    /// Pays out both coins in the proportions that the pool has.
    function remove_liquidity(uint256 _amount, uint256[2] calldata min_amounts)
        external
        returns (uint256[2] memory amounts)
    {
        uint256[2] memory held = _balances(0);
        for (uint256 i = 0; i < 2; ++i) {
            amounts[i] = (held[i] * _amount) / _supply;
            require(amounts[i] >= min_amounts[i], 'Withdrawal resulted in fewer coins than expected');
        }
        liquidityOf[msg.sender] -= _amount;
        _supply -= _amount;
        require(_token.transfer(msg.sender, amounts[1]), 'Transfer failed');
        _sendEther(amounts[0]);
        emit RemoveLiquidity(msg.sender, amounts, [uint256(0), 0], _supply);
    }

    /// @param value ether that came with the call and does not count yet
    function _balances(uint256 value) private view returns (uint256[2] memory) {
        return [address(this).balance - value, _token.balanceOf(address(this))];
    }

    function _amountOut(uint256[2] memory held, int128 i, int128 j, uint256 dx)
        private
        view
        returns (uint256)
    {
        require(i != j && i >= 0 && i < 2 && j >= 0 && j < 2, 'No such pair');
        uint256 x = held[uint128(i)] + dx;
        uint256 y = _otherBalance(x, _invariant(held));
        // One wei less, so that rounding never favours the buyer.
        uint256 dy = held[uint128(j)] - y - 1;
        return dy - (dy * fee) / FEE_DENOMINATOR;
    }

    /// D of the invariant, by Newton's method from above.
    function _invariant(uint256[2] memory held) private view returns (uint256 d) {
        uint256 sum = held[0] + held[1];
        if (held[0] == 0 || held[1] == 0) return 0;
        uint256 ann = 2 * A;
        d = sum;
        for (uint256 round = 0; round < 255; ++round) {
            uint256 product = (((d * d) / (2 * held[0])) * d) / (2 * held[1]);
            uint256 next = ((ann * sum + 2 * product) * d) / ((ann - 1) * d + 3 * product);
            if (_near(next, d)) return next;
            d = next;
        }
        revert('The invariant does not converge');
    }

    /// The balance that goes with `x` at the same D: the root of y² + (x + D/Ann − D)·y = D³/(4x·Ann).
    function _otherBalance(uint256 x, uint256 d) private view returns (uint256 y) {
        uint256 ann = 2 * A;
        uint256 c = (((d * d) / (2 * x)) * d) / (2 * ann);
        uint256 b = x + d / ann;
        y = d;
        for (uint256 round = 0; round < 255; ++round) {
            uint256 next = (y * y + c) / (2 * y + b - d);
            if (_near(next, y)) return next;
            y = next;
        }
        revert('The balance does not converge');
    }

    function _near(uint256 a, uint256 b) private pure returns (bool) {
        return a > b ? a - b <= 1 : b - a <= 1;
    }

    function _sendEther(uint256 amount) private {
        (bool ok,) = msg.sender.call{value: amount}('');
        require(ok, 'Ether could not be sent');
    }
}
