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
  'event TransferShares(address indexed from, address indexed to, uint256 sharesValue)',
])

/** Lido wstETH: one wei is one stETH share. */
export const wstEthAbi = parseAbi(['function stEthPerToken() view returns (uint256)'])
