import { parseAbi } from 'viem'

/** Lido stETH: `submit` returns shares, not stETH; reverts are strings. */
export const stEthAbi = parseAbi([
  'function submit(address _referral) payable returns (uint256)',
  'function balanceOf(address _account) view returns (uint256)',
  'function sharesOf(address _account) view returns (uint256)',
  'function allowance(address _owner, address _spender) view returns (uint256)',
  'function approve(address _spender, uint256 _amount) returns (bool)',
  'function getPooledEthByShares(uint256 _sharesAmount) view returns (uint256)',
  'function getSharesByPooledEth(uint256 _ethAmount) view returns (uint256)',
  'function getTotalPooledEther() view returns (uint256)',
  'function getTotalShares() view returns (uint256)',
  'function getCurrentStakeLimit() view returns (uint256)',
  'function getFee() view returns (uint16 totalFee)',
  'function permit(address _owner, address _spender, uint256 _value, uint256 _deadline, uint8 _v, bytes32 _r, bytes32 _s)',
  'function nonces(address owner) view returns (uint256)',
  'function DOMAIN_SEPARATOR() view returns (bytes32)',
  // Four values, not the seven of ERC-5267: viem's own reader does not decode it.
  'function eip712Domain() view returns (string name, string version, uint256 chainId, address verifyingContract)',
  'event TransferShares(address indexed from, address indexed to, uint256 sharesValue)',
])

/** Lido wstETH: one wei is one stETH share. `wrap` needs an allowance of stETH, `unwrap` none. */
export const wstEthAbi = parseAbi([
  'function stEthPerToken() view returns (uint256)',
  'function wrap(uint256 _stETHAmount) returns (uint256)',
  'function unwrap(uint256 _wstETHAmount) returns (uint256)',
  'function getWstETHByStETH(uint256 _stETHAmount) view returns (uint256)',
  'function getStETHByWstETH(uint256 _wstETHAmount) view returns (uint256)',
  'function balanceOf(address account) view returns (uint256)',
  'function allowance(address owner, address spender) view returns (uint256)',
  'function approve(address spender, uint256 amount) returns (bool)',
  'function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)',
  'function nonces(address owner) view returns (uint256)',
  'function DOMAIN_SEPARATOR() view returns (bytes32)',
])

/**
 * Lido's withdrawal queue. Amounts are wei of stETH, also the limits of a request of wstETH; ids start at 1
 * and a request cannot be taken back. `getWithdrawalRequests` lists in no order, while hints are found for
 * ascending ids: `findCheckpointHints(ids, 1, getLastCheckpointIndex())`, 0 where nothing is finalized.
 */
export const withdrawalQueueAbi = parseAbi([
  'struct PermitInput { uint256 value; uint256 deadline; uint8 v; bytes32 r; bytes32 s; }',
  'struct WithdrawalRequestStatus { uint256 amountOfStETH; uint256 amountOfShares; address owner; uint256 timestamp; bool isFinalized; bool isClaimed; }',
  'function requestWithdrawals(uint256[] _amounts, address _owner) returns (uint256[] requestIds)',
  'function requestWithdrawalsWithPermit(uint256[] _amounts, address _owner, PermitInput _permit) returns (uint256[] requestIds)',
  'function requestWithdrawalsWstETH(uint256[] _amounts, address _owner) returns (uint256[] requestIds)',
  'function requestWithdrawalsWstETHWithPermit(uint256[] _amounts, address _owner, PermitInput _permit) returns (uint256[] requestIds)',
  'function MIN_STETH_WITHDRAWAL_AMOUNT() view returns (uint256)',
  'function MAX_STETH_WITHDRAWAL_AMOUNT() view returns (uint256)',
  'function getWithdrawalRequests(address _owner) view returns (uint256[] requestsIds)',
  'function getWithdrawalStatus(uint256[] _requestIds) view returns (WithdrawalRequestStatus[] statuses)',
  'function findCheckpointHints(uint256[] _requestIds, uint256 _firstIndex, uint256 _lastIndex) view returns (uint256[] hintIds)',
  'function getClaimableEther(uint256[] _requestIds, uint256[] _hints) view returns (uint256[] claimableEthValues)',
  'function claimWithdrawals(uint256[] _requestIds, uint256[] _hints)',
  'function claimWithdrawalsTo(uint256[] _requestIds, uint256[] _hints, address _recipient)',
  'function getLastCheckpointIndex() view returns (uint256)',
  'function getLastRequestId() view returns (uint256)',
  'function getLastFinalizedRequestId() view returns (uint256)',
  'function unfinalizedRequestNumber() view returns (uint256)',
  'function unfinalizedStETH() view returns (uint256)',
  'function isPaused() view returns (bool)',
  'function isBunkerModeActive() view returns (bool)',
  'function ownerOf(uint256 _requestId) view returns (address)',
  'event WithdrawalRequested(uint256 indexed requestId, address indexed requestor, address indexed owner, uint256 amountOfStETH, uint256 amountOfShares)',
  'event WithdrawalsFinalized(uint256 indexed from, uint256 indexed to, uint256 amountOfETHLocked, uint256 sharesToBurn, uint256 timestamp)',
  'event WithdrawalClaimed(uint256 indexed requestId, address indexed owner, address indexed receiver, uint256 amountOfETH)',
])
