// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

interface IEtherFeed {
    function latestAnswer() external view returns (int256);
}

interface IRateProvider {
    function stEthPerToken() external view returns (uint256);
}

/// Prices of a lending market in US dollars with eight decimals, with the interface of Aave's oracle.
/// As on mainnet, wstETH is worth its redemption rate times the price of ether: a discount on the
/// market does not reach borrowers, a loss of the staking pool does.
contract LendingOracle {
    uint256 public constant BASE_CURRENCY_UNIT = 1e8;

    address private immutable _weth;
    address private immutable _wstETH;
    IEtherFeed private immutable _ethUsd;

    constructor(address weth, address wstETH, IEtherFeed ethUsd) {
        _weth = weth;
        _wstETH = wstETH;
        _ethUsd = ethUsd;
    }

    function getAssetPrice(address asset) public view returns (uint256) {
        int256 answer = _ethUsd.latestAnswer();
        require(answer > 0, 'No price of ether');
        uint256 ether_ = uint256(answer);
        if (asset == _weth) return ether_;
        require(asset == _wstETH, 'No price of this asset');
        return (ether_ * IRateProvider(_wstETH).stEthPerToken()) / 1e18;
    }

    function getAssetsPrices(address[] calldata assets)
        external
        view
        returns (uint256[] memory prices)
    {
        prices = new uint256[](assets.length);
        for (uint256 i = 0; i < assets.length; ++i) {
            prices[i] = getAssetPrice(assets[i]);
        }
    }
}
