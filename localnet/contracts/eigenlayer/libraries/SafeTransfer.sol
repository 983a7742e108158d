// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {IERC20} from '../../interfaces/IERC20.sol';

/// Token transfers that fail loudly: a token's own revert passes through, `false` becomes one.
library SafeTransfer {
    function send(IERC20 token, address to, uint256 amount) internal {
        _call(token, abi.encodeCall(IERC20.transfer, (to, amount)));
    }

    function pull(IERC20 token, address from, address to, uint256 amount) internal {
        _call(token, abi.encodeCall(IERC20.transferFrom, (from, to, amount)));
    }

    function _call(IERC20 token, bytes memory data) private {
        require(address(token).code.length > 0, 'Address: call to non-contract');
        (bool ok, bytes memory answer) = address(token).call(data);
        if (!ok) {
            assembly {
                revert(add(answer, 32), mload(answer))
            }
        }
        require(
            answer.length == 0 || abi.decode(answer, (bool)),
            'SafeERC20: ERC20 operation did not succeed'
        );
    }
}
