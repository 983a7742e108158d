// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

/// Token whose balances follow the ether that stands behind it: an account holds shares, and its
/// balance is its part of the pooled ether, rounded down. Amounts turn into shares rounding down
/// too, so a transfer of an amount may arrive one or two wei short; shares move exactly.
abstract contract StETH {
    uint256 private constant INFINITE_ALLOWANCE = type(uint256).max;

    uint256 private _totalShares;
    mapping(address account => uint256) private _shares;
    mapping(address owner => mapping(address spender => uint256)) private _allowances;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event TransferShares(address indexed from, address indexed to, uint256 sharesValue);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event SharesBurnt(
        address indexed account,
        uint256 preRebaseTokenAmount,
        uint256 postRebaseTokenAmount,
        uint256 sharesAmount
    );
    event Stopped();
    event Resumed();

    function getTotalPooledEther() public view virtual returns (uint256);

    function isStopped() public view virtual returns (bool);

    function name() external pure returns (string memory) {
        return 'Liquid staked Ether 2.0';
    }

    function symbol() external pure returns (string memory) {
        return 'stETH';
    }

    function decimals() external pure returns (uint8) {
        return 18;
    }

    function totalSupply() external view returns (uint256) {
        return getTotalPooledEther();
    }

    function balanceOf(address _account) external view returns (uint256) {
        return getPooledEthByShares(_shares[_account]);
    }

    function sharesOf(address _account) external view returns (uint256) {
        return _shares[_account];
    }

    function getTotalShares() public view returns (uint256) {
        return _totalShares;
    }

    function allowance(address _owner, address _spender) external view returns (uint256) {
        return _allowances[_owner][_spender];
    }

    function getSharesByPooledEth(uint256 _ethAmount) public view returns (uint256) {
        require(_ethAmount < type(uint128).max, 'ETH_TOO_LARGE');
        return (_ethAmount * _totalShares) / getTotalPooledEther();
    }

    function getPooledEthByShares(uint256 _sharesAmount) public view returns (uint256) {
        require(_sharesAmount < type(uint128).max, 'SHARES_TOO_LARGE');
        return (_sharesAmount * getTotalPooledEther()) / _totalShares;
    }

    function getPooledEthBySharesRoundUp(uint256 _sharesAmount) external view returns (uint256) {
        require(_sharesAmount < type(uint128).max, 'SHARES_TOO_LARGE');
        uint256 numerator = _sharesAmount * getTotalPooledEther();
        return (numerator + _totalShares - 1) / _totalShares;
    }

    function approve(address _spender, uint256 _amount) external returns (bool) {
        _approve(msg.sender, _spender, _amount);
        return true;
    }

    function increaseAllowance(address _spender, uint256 _addedValue) external returns (bool) {
        _approve(msg.sender, _spender, _allowances[msg.sender][_spender] + _addedValue);
        return true;
    }

    function decreaseAllowance(address _spender, uint256 _subtractedValue) external returns (bool) {
        uint256 current = _allowances[msg.sender][_spender];
        require(current >= _subtractedValue, 'ALLOWANCE_BELOW_ZERO');
        _approve(msg.sender, _spender, current - _subtractedValue);
        return true;
    }

    function transfer(address _recipient, uint256 _amount) external returns (bool) {
        _transfer(msg.sender, _recipient, _amount);
        return true;
    }

    function transferFrom(address _sender, address _recipient, uint256 _amount)
        external
        returns (bool)
    {
        _spendAllowance(_sender, _amount);
        _transfer(_sender, _recipient, _amount);
        return true;
    }

    /// Returns the stETH amount that the shares are worth.
    function transferShares(address _recipient, uint256 _sharesAmount) external returns (uint256) {
        uint256 amount = getPooledEthByShares(_sharesAmount);
        _transferShares(msg.sender, _recipient, _sharesAmount, amount);
        return amount;
    }

    function transferSharesFrom(address _sender, address _recipient, uint256 _sharesAmount)
        external
        returns (uint256)
    {
        uint256 amount = getPooledEthByShares(_sharesAmount);
        _spendAllowance(_sender, amount);
        _transferShares(_sender, _recipient, _sharesAmount, amount);
        return amount;
    }

    function _approve(address owner, address spender, uint256 amount) internal {
        require(owner != address(0), 'APPROVE_FROM_ZERO_ADDR');
        require(spender != address(0), 'APPROVE_TO_ZERO_ADDR');
        _allowances[owner][spender] = amount;
        emit Approval(owner, spender, amount);
    }

    function _spendAllowance(address owner, uint256 amount) private {
        uint256 current = _allowances[owner][msg.sender];
        if (current == INFINITE_ALLOWANCE) return;
        require(current >= amount, 'ALLOWANCE_EXCEEDED');
        _approve(owner, msg.sender, current - amount);
    }

    function _transfer(address from, address to, uint256 amount) private {
        _transferShares(from, to, getSharesByPooledEth(amount), amount);
    }

    function _transferShares(address from, address to, uint256 shares, uint256 amount) private {
        require(from != address(0), 'TRANSFER_FROM_ZERO_ADDR');
        require(to != address(0), 'TRANSFER_TO_ZERO_ADDR');
        require(to != address(this), 'TRANSFER_TO_STETH_CONTRACT');
        require(!isStopped(), 'CONTRACT_IS_STOPPED');
        require(_shares[from] >= shares, 'BALANCE_EXCEEDED');
        _shares[from] -= shares;
        _shares[to] += shares;
        emit Transfer(from, to, amount);
        emit TransferShares(from, to, shares);
    }

    /// The caller emits the events when the pooled ether is up to date.
    function _mintShares(address to, uint256 shares) internal {
        require(to != address(0), 'MINT_TO_ZERO_ADDR');
        _totalShares += shares;
        _shares[to] += shares;
    }

    function _emitMint(address to, uint256 shares) internal {
        emit Transfer(address(0), to, getPooledEthByShares(shares));
        emit TransferShares(address(0), to, shares);
    }

    /// The caller has taken the ether that stood behind the shares.
    /// @param etherBefore total pooled ether when it still did
    function _burnShares(address from, uint256 shares, uint256 etherBefore) internal {
        uint256 preAmount = (shares * etherBefore) / _totalShares;
        require(_shares[from] >= shares, 'BALANCE_EXCEEDED');
        _shares[from] -= shares;
        _totalShares -= shares;
        emit SharesBurnt(from, preAmount, getPooledEthByShares(shares), shares);
    }
}
