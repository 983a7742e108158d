// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {EtherFiPausable} from './EtherFiPausable.sol';
import {ILiquidityPool} from './interfaces.sol';

/// ether.fi's rebasing token: an account holds shares of the pool, its balance is what they are worth,
/// rounded down. Amounts turn into shares rounding down, so a transfer may arrive a wei or two short.
contract EETH is EtherFiPausable {
    bytes32 private constant PERMIT_TYPEHASH = keccak256(
        'Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)'
    );
    bytes32 private constant DOMAIN_TYPEHASH = keccak256(
        'EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)'
    );
    uint256 private constant MAX_S =
        0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    ILiquidityPool public immutable liquidityPool;
    uint256 public totalShares;
    mapping(address user => uint256) public shares;
    mapping(address owner => mapping(address spender => uint256)) public allowance;
    mapping(address owner => uint256) public nonces;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event TransferShares(address indexed from, address indexed to, uint256 sharesValue);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    error TransferAmountExceedsBalance();
    error TransferAmountExceedsAllowance();
    error AllowanceBelowZero();
    error ExpiredDeadline();
    error InvalidSignature();
    error AddressZero();

    modifier onlyPool() {
        require(msg.sender == address(liquidityPool), IncorrectCaller());
        _;
    }

    constructor(address _owner, ILiquidityPool _liquidityPool) EtherFiPausable(_owner) {
        liquidityPool = _liquidityPool;
    }

    function name() external pure returns (string memory) {
        return 'ether.fi ETH';
    }

    function symbol() external pure returns (string memory) {
        return 'eETH';
    }

    function decimals() external pure returns (uint8) {
        return 18;
    }

    function totalSupply() external view returns (uint256) {
        return liquidityPool.getTotalPooledEther();
    }

    function balanceOf(address _user) public view returns (uint256) {
        return liquidityPool.getTotalEtherClaimOf(_user);
    }

    /// The pool calls this when its totals are up to date with what the shares were bought for.
    function mintShares(address user, uint256 share) external onlyPool whenNotPaused {
        shares[user] += share;
        totalShares += share;
        emit Transfer(address(0), user, liquidityPool.amountForShare(share));
        emit TransferShares(address(0), user, share);
    }

    /// The pool calls this before it takes away what the shares are paid with.
    function burnShares(address user, uint256 share) external onlyPool whenNotPaused {
        require(shares[user] >= share, TransferAmountExceedsBalance());
        emit Transfer(user, address(0), liquidityPool.amountForShare(share));
        emit TransferShares(user, address(0), share);
        shares[user] -= share;
        totalShares -= share;
    }

    function approve(address _spender, uint256 _amount) external returns (bool) {
        _approve(msg.sender, _spender, _amount);
        return true;
    }

    function increaseAllowance(address _spender, uint256 _increaseAmount) external returns (bool) {
        _approve(msg.sender, _spender, allowance[msg.sender][_spender] + _increaseAmount);
        return true;
    }

    function decreaseAllowance(address _spender, uint256 _decreaseAmount) external returns (bool) {
        uint256 current = allowance[msg.sender][_spender];
        require(current >= _decreaseAmount, AllowanceBelowZero());
        _approve(msg.sender, _spender, current - _decreaseAmount);
        return true;
    }

    function transfer(address _recipient, uint256 _amount) external returns (bool) {
        _transfer(msg.sender, _recipient, _amount);
        return true;
    }

    /// Every transfer is taken off the allowance, the largest one too.
    function transferFrom(address _sender, address _recipient, uint256 _amount)
        external
        returns (bool)
    {
        uint256 current = allowance[_sender][msg.sender];
        require(current >= _amount, TransferAmountExceedsAllowance());
        _approve(_sender, msg.sender, current - _amount);
        _transfer(_sender, _recipient, _amount);
        return true;
    }

    /// The domain's name is not what `name` says.
    function DOMAIN_SEPARATOR() public view returns (bytes32) {
        return keccak256(
            abi.encode(
                DOMAIN_TYPEHASH, keccak256('EETH'), keccak256('1'), block.chainid, address(this)
            )
        );
    }

    /// For accounts with a key; contracts cannot sign here.
    function permit(
        address owner_,
        address spender,
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        require(block.timestamp <= deadline, ExpiredDeadline());
        bytes32 message = keccak256(
            abi.encode(PERMIT_TYPEHASH, owner_, spender, value, nonces[owner_]++, deadline)
        );
        bytes32 digest = keccak256(abi.encodePacked(hex'1901', DOMAIN_SEPARATOR(), message));
        require(uint256(s) <= MAX_S, InvalidSignature());
        address recovered = ecrecover(digest, v, r, s);
        require(recovered != address(0) && recovered == owner_, InvalidSignature());
        _approve(owner_, spender, value);
    }

    function _approve(address owner_, address spender, uint256 amount) private {
        require(owner_ != address(0) && spender != address(0), AddressZero());
        allowance[owner_][spender] = amount;
        emit Approval(owner_, spender, amount);
    }

    function _transfer(address from, address to, uint256 amount) private whenNotPaused {
        uint256 share = liquidityPool.sharesForAmount(amount);
        require(from != address(0) && to != address(0), AddressZero());
        require(shares[from] >= share, TransferAmountExceedsBalance());
        shares[from] -= share;
        shares[to] += share;
        emit Transfer(from, to, amount);
        emit TransferShares(from, to, share);
    }
}
