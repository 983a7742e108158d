import { encodeAbiParameters, keccak256 } from 'viem'
import type { Hex } from '../network/types.ts'
import type { Withdrawal } from './types.ts'

const struct = [
  {
    type: 'tuple',
    components: [
      { name: 'staker', type: 'address' },
      { name: 'delegatedTo', type: 'address' },
      { name: 'withdrawer', type: 'address' },
      { name: 'nonce', type: 'uint256' },
      { name: 'startBlock', type: 'uint32' },
      { name: 'strategies', type: 'address[]' },
      { name: 'scaledShares', type: 'uint256[]' },
    ],
  },
] as const

/** The name of a withdrawal: keccak256(abi.encode(withdrawal)), as `calculateWithdrawalRoot`. */
export function withdrawalRoot(withdrawal: Withdrawal): Hex {
  return keccak256(encodeAbiParameters(struct, [withdrawal]))
}
