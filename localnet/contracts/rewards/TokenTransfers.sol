// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

/// Token transfers that also accept tokens which return nothing, and pass a token's own revert on.
library TokenTransfers {
    function pull(address token, address from, address to, uint256 amount) internal {
        _call(token, abi.encodeWithSignature('transferFrom(address,address,uint256)', from, to, amount));
    }

    function push(address token, address to, uint256 amount) internal {
        _call(token, abi.encodeWithSignature('transfer(address,uint256)', to, amount));
    }

    function _call(address token, bytes memory data) private {
        require(token.code.length > 0, 'Address: call to non-contract');
        (bool success, bytes memory result) = token.call(data);
        if (!success) {
            require(result.length > 0, 'SafeERC20: low-level call failed');
            assembly ('memory-safe') {
                revert(add(result, 32), mload(result))
            }
        }
        require(
            result.length == 0 || abi.decode(result, (bool)),
            'SafeERC20: ERC20 operation did not succeed'
        );
    }
}
