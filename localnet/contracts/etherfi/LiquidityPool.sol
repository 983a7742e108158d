// SPDX-License-Identifier: MIT
pragma solidity ^0.8.27;

import {EtherFiPausable} from './EtherFiPausable.sol';
import {IEETH, IEtherFiRestaker, IWithdrawRequestNFT, PermitInput} from './interfaces.sol';

/// ether.fi's pool as its users see it: ether in, eETH shares out. What of it is not kept for
/// withdrawals goes to restakers, and the admin contract reports what that has become.
contract LiquidityPool is EtherFiPausable {
    /// What a deposit was for; 1 is eETH.
    uint8 private constant SOURCE_EETH = 1;
    uint256 private constant UNIT = 1e18;
    uint256 private constant TOTAL_BPS = 10_000;
    /// The most that one report may add.
    uint256 public constant MAX_POSITIVE_REBASE_BPS = 25;

    IEETH public immutable eETH;
    IWithdrawRequestNFT public immutable withdrawRequestNFT;
    address public immutable redemptionManager;
    address public immutable etherFiAdmin;
    address public immutable feeRecipient;

    uint128 public totalValueOutOfLp;
    uint128 public totalValueInLp;
    uint256 public minWithdrawAmount = 0.001 ether;
    uint256 public maxWithdrawAmount = 1_000 ether;

    event Deposit(address indexed sender, uint256 amount, uint8 source, address referral);
    event Withdraw(address indexed sender, address recipient, uint256 amount, uint8 source);
    event Rebase(uint256 totalEthLocked, uint256 totalEEthShares);
    event ProtocolFeePaid(uint128 protocolFees);
    event MinWithdrawAmountSet(uint256 minWithdrawAmount);
    event MaxWithdrawAmountSet(uint256 maxWithdrawAmount);

    error InvalidAmount();
    error InvalidWithdrawalAmount();
    error InvalidShareAmount();
    error InsufficientLiquidity();
    error SendFail();
    error EETHRateDeflation();
    error RebaseExceedsPositiveCap();

    constructor(
        address _owner,
        IEETH _eETH,
        IWithdrawRequestNFT _withdrawRequestNFT,
        address _redemptionManager,
        address _etherFiAdmin,
        address _feeRecipient
    ) EtherFiPausable(_owner) {
        eETH = _eETH;
        withdrawRequestNFT = _withdrawRequestNFT;
        redemptionManager = _redemptionManager;
        etherFiAdmin = _etherFiAdmin;
        feeRecipient = _feeRecipient;
    }

    /// Returns the shares minted, not the eETH amount.
    function deposit() external payable returns (uint256) {
        return _deposit(address(0));
    }

    function deposit(address _referral) external payable returns (uint256) {
        return _deposit(_referral);
    }

    /// Only for the membership manager, which does not exist here.
    function deposit(address, address) external payable returns (uint256) {
        revert IncorrectCaller();
    }

    /// Takes eETH that the pool was approved for, against a request that `recipient` owns.
    function requestWithdraw(address recipient, uint256 amount) public returns (uint256) {
        return _requestWithdraw(recipient, amount);
    }

    /// The permit is the caller's. One that fails is passed over: an approval may stand already.
    function requestWithdrawWithPermit(
        address _owner,
        uint256 _amount,
        PermitInput calldata _permit
    ) external returns (uint256) {
        try eETH.permit(
            msg.sender,
            address(this),
            _permit.value,
            _permit.deadline,
            _permit.v,
            _permit.r,
            _permit.s
        ) {} catch {}
        return _requestWithdraw(_owner, _amount);
    }

    function getTotalPooledEther() public view returns (uint256) {
        return uint256(totalValueOutOfLp) + totalValueInLp;
    }

    function getTotalEtherClaimOf(address _user) external view returns (uint256) {
        return amountForShare(eETH.shares(_user));
    }

    function amountForShare(uint256 _share) public view returns (uint256) {
        uint256 totalShares = eETH.totalShares();
        return totalShares == 0 ? 0 : _share * getTotalPooledEther() / totalShares;
    }

    /// What 1e18 shares are worth, rounded up: the rate at which requests are finalized.
    function amountPerShareCeil() external view returns (uint256) {
        uint256 totalShares = eETH.totalShares();
        return totalShares == 0 ? 0 : _ceilDiv(UNIT * getTotalPooledEther(), totalShares);
    }

    function sharesForAmount(uint256 _amount) public view returns (uint256) {
        uint256 total = getTotalPooledEther();
        return total == 0 ? 0 : _amount * eETH.totalShares() / total;
    }

    /// Shares that pay for an amount, rounded up.
    function sharesForWithdrawalAmount(uint256 _amount) external view returns (uint256) {
        uint256 total = getTotalPooledEther();
        return total == 0 ? 0 : _ceilDiv(_amount * eETH.totalShares(), total);
    }

    /// What happened to the ether outside since the last report. The fee is new shares at the rate after
    /// it: a deposit for the fee recipient that takes nothing from the holders.
    function rebase(int128 accruedRewards, uint128 protocolFees) external {
        require(msg.sender == etherFiAdmin, IncorrectCaller());
        uint256 cap = getTotalPooledEther() * MAX_POSITIVE_REBASE_BPS / TOTAL_BPS;
        require(
            accruedRewards <= 0 || uint256(int256(accruedRewards)) <= cap,
            RebaseExceedsPositiveCap()
        );
        totalValueOutOfLp = uint128(int128(totalValueOutOfLp) + accruedRewards);
        emit Rebase(getTotalPooledEther(), eETH.totalShares());
        if (protocolFees == 0) return;
        uint256 share = sharesForAmount(protocolFees);
        totalValueOutOfLp += protocolFees;
        eETH.mintShares(feeRecipient, share);
        emit ProtocolFeePaid(protocolFees);
    }

    /// Local chain only: sends ether of the pool to a restaker, which puts it to work at once. On public
    /// chains the pool funds validators and their pods instead.
    function fundRestaker(IEtherFiRestaker restaker, uint128 amount) external onlyOwner {
        require(amount <= totalValueInLp, InsufficientLiquidity());
        totalValueInLp -= amount;
        totalValueOutOfLp += amount;
        restaker.restake{value: amount}();
    }

    /// Ether for requests that are finalized, against the shares that were given for them.
    function lockForWithdrawals(uint256 amount, uint256 shares) external {
        require(msg.sender == address(withdrawRequestNFT), IncorrectCaller());
        _pay(msg.sender, msg.sender, amount, shares);
    }

    /// Ether for an instant redemption. It must not cost the other holders anything.
    function redeem(address receiver, uint256 amount, uint256 shares) external nonReentrant {
        require(msg.sender == redemptionManager, IncorrectCaller());
        require(shares > 0, InvalidShareAmount());
        uint256 totalBefore = getTotalPooledEther();
        uint256 sharesBefore = eETH.totalShares();
        _pay(msg.sender, receiver, amount, shares);
        require(
            getTotalPooledEther() * sharesBefore >= totalBefore * eETH.totalShares(),
            EETHRateDeflation()
        );
    }

    function setMinWithdrawAmount(uint256 amount) external onlyOwner {
        minWithdrawAmount = amount;
        emit MinWithdrawAmountSet(amount);
    }

    function setMaxWithdrawAmount(uint256 amount) external onlyOwner {
        maxWithdrawAmount = amount;
        emit MaxWithdrawAmountSet(amount);
    }

    function _deposit(address referral) private whenNotPaused nonReentrant returns (uint256 share) {
        uint256 total = getTotalPooledEther();
        share = total == 0 ? msg.value : msg.value * eETH.totalShares() / total;
        require(msg.value > 0 && share > 0, InvalidAmount());
        require(msg.value <= type(uint128).max, InvalidAmount());
        totalValueInLp += uint128(msg.value);
        eETH.mintShares(msg.sender, share);
        emit Deposit(msg.sender, msg.value, SOURCE_EETH, referral);
    }

    function _requestWithdraw(address recipient, uint256 amount)
        private
        whenNotPaused
        nonReentrant
        returns (uint256 requestId)
    {
        uint256 share = sharesForAmount(amount);
        require(amount > 0 && share > 0 && amount <= type(uint96).max, InvalidAmount());
        require(
            amount >= minWithdrawAmount && amount <= maxWithdrawAmount, InvalidWithdrawalAmount()
        );
        eETH.transferFrom(msg.sender, address(withdrawRequestNFT), amount);
        requestId =
            withdrawRequestNFT.requestWithdraw(uint96(amount), uint96(share), recipient);
        emit Withdraw(msg.sender, recipient, amount, SOURCE_EETH);
    }

    function _pay(address holder, address receiver, uint256 amount, uint256 shares) private {
        require(amount <= totalValueInLp, InsufficientLiquidity());
        eETH.burnShares(holder, shares);
        totalValueInLp -= uint128(amount);
        (bool sent,) = receiver.call{value: amount}('');
        require(sent, SendFail());
    }

    function _ceilDiv(uint256 a, uint256 b) private pure returns (uint256) {
        return (a + b - 1) / b;
    }
}
