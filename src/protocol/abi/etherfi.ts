import { parseAbi } from 'viem'

/** An approval by signature as ether.fi's functions take it: a struct, not bytes; v is 27 or 28. */
const PERMIT_INPUT =
  'struct PermitInput { uint256 value; uint256 deadline; uint8 v; bytes32 r; bytes32 s; }'

/**
 * ether.fi's LiquidityPool: `deposit` returns shares, not eETH; amounts are wei of ether, `amountForShare`
 * and `sharesForAmount` round down. `requestWithdraw` takes eETH that the pool was approved for, and gives
 * `recipient` a request. The `_owner` of the variant with permit is the recipient too; the permit is the
 * caller's, and one that fails is passed over.
 */
export const liquidityPoolAbi = parseAbi([
  PERMIT_INPUT,
  'function deposit() payable returns (uint256)',
  'function requestWithdraw(address recipient, uint256 amount) returns (uint256)',
  'function requestWithdrawWithPermit(address _owner, uint256 _amount, PermitInput _permit) returns (uint256)',
  'function minWithdrawAmount() view returns (uint256)',
  'function maxWithdrawAmount() view returns (uint256)',
  'function getTotalPooledEther() view returns (uint256)',
  'function totalValueInLp() view returns (uint128)',
  'function totalValueOutOfLp() view returns (uint128)',
  'function amountForShare(uint256 _share) view returns (uint256)',
  'function sharesForAmount(uint256 _amount) view returns (uint256)',
  'function paused() view returns (bool)',
  'event Deposit(address indexed sender, uint256 amount, uint8 source, address referral)',
  'event Rebase(uint256 totalEthLocked, uint256 totalEEthShares)',
])

/**
 * ether.fi's rebasing token. Its permit domain is named "EETH", version "1", whatever `name` says: compare
 * with `DOMAIN_SEPARATOR` before asking for a signature.
 */
export const eEthAbi = parseAbi([
  'function balanceOf(address _user) view returns (uint256)',
  'function allowance(address _owner, address _spender) view returns (uint256)',
  'function approve(address _spender, uint256 _amount) returns (bool)',
  'function shares(address) view returns (uint256)',
  'function totalShares() view returns (uint256)',
  'function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)',
  'function nonces(address owner) view returns (uint256)',
  'function DOMAIN_SEPARATOR() view returns (bytes32)',
  'event TransferShares(address indexed from, address indexed to, uint256 sharesValue)',
])

/**
 * ether.fi's wrapped token: one wei is one share of the pool. `wrap` needs an allowance of eETH, `unwrap`
 * none. On mainnet its permit domain is named "EtherFi wrapped ETH", on Hoodi "Wrapped eETH".
 */
export const weEthAbi = parseAbi([
  PERMIT_INPUT,
  'function wrap(uint256 _eETHAmount) returns (uint256)',
  'function wrapWithPermit(uint256 _eETHAmount, PermitInput _permit) returns (uint256)',
  'function unwrap(uint256 _weETHAmount) returns (uint256)',
  'function getRate() view returns (uint256)',
  'function getWeETHByeETH(uint256 _eETHAmount) view returns (uint256)',
  'function getEETHByWeETH(uint256 _weETHAmount) view returns (uint256)',
  'function balanceOf(address account) view returns (uint256)',
  'function totalSupply() view returns (uint256)',
  'function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)',
  'function nonces(address owner) view returns (uint256)',
  'function DOMAIN_SEPARATOR() view returns (bytes32)',
])

/**
 * ether.fi's withdrawal requests. No view lists the requests of an owner: they are found by `Transfer` to
 * the owner. A claim pays min(amountOfEEth, shareOfEEth × frozen rate) to the owner, whoever calls;
 * `getClaimableAmount` reverts before finalization.
 */
export const withdrawRequestNftAbi = parseAbi([
  'struct WithdrawRequest { uint96 amountOfEEth; uint96 shareOfEEth; bool isValid; uint32 feeGwei; }',
  'function claimWithdraw(uint256 tokenId)',
  'function batchClaimWithdraw(uint256[] tokenIds)',
  'function getClaimableAmount(uint256 tokenId) view returns (uint256)',
  'function getRequest(uint256 requestId) view returns (WithdrawRequest)',
  'function isFinalized(uint256 requestId) view returns (bool)',
  'function isValid(uint256 requestId) view returns (bool)',
  'function lastFinalizedRequestId() view returns (uint32)',
  'function nextRequestId() view returns (uint32)',
  'function ownerOf(uint256 tokenId) view returns (address)',
  'function balanceOf(address owner) view returns (uint256)',
  'event WithdrawRequestCreated(uint32 indexed requestId, uint256 amountOfEEth, uint256 shareOfEEth, address owner)',
  'event WithdrawRequestClaimed(uint32 indexed requestId, uint256 amountOfEEth, uint256 shareOfEEth, address owner)',
  'event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)',
])

/**
 * ether.fi's instant way out, less a fee. The output token for ether is
 * 0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE; `previewRedeem` takes shares, `canRedeem` an amount.
 */
export const redemptionManagerAbi = parseAbi([
  PERMIT_INPUT,
  'struct Limit { uint64 capacity; uint64 remaining; uint64 lastRefill; uint64 refillRate; }',
  'function redeemEEth(uint256 eEthAmount, address receiver, address outputToken)',
  'function redeemWeEth(uint256 weEthAmount, address receiver, address outputToken)',
  'function redeemEEthWithPermit(uint256 eEthAmount, address receiver, PermitInput permit, address outputToken)',
  'function redeemWeEthWithPermit(uint256 weEthAmount, address receiver, PermitInput permit, address outputToken)',
  'function previewRedeem(uint256 shares, address token) view returns (uint256)',
  'function canRedeem(uint256 amount, address token) view returns (bool)',
  'function totalRedeemableAmount(address token) view returns (uint256)',
  'function tokenToRedemptionInfo(address) view returns (Limit limit, uint16 exitFeeSplitToTreasuryInBps, uint16 exitFeeInBps, uint16 lowWatermarkInBpsOfTvl)',
])
