import { bls12_381 } from '@noble/curves/bls12-381'
import { bytesToHex, type Hex, hexToBytes, keccak256, toHex } from 'viem'
import {
  depositDataRoot,
  depositMessageRoot,
  depositSigningRoot,
  podCredentials,
  STAKE_GWEI,
} from '../roots.ts'

export type MadeDeposit = {
  pubkey: string
  withdrawal_credentials: string
  amount: number
  signature: string
  deposit_message_root: string
  deposit_data_root: string
  fork_version: string
  network_name: string
  deposit_cli_version: string
}

const bare = (hex: Hex) => hex.slice(2)

/** A deposit as staking tools write it, signed with a real BLS key that is made from a name. */
export function makeDeposit(options: {
  name: string
  pod: Hex
  forkVersion: Hex
  prefix?: '0x01' | '0x02'
  amountGwei?: bigint
  /** Signs this instead of the deposit's own root. */
  signs?: Hex
}): MadeDeposit {
  const { name, pod, forkVersion, prefix = '0x01', amountGwei = STAKE_GWEI } = options
  const key = bls12_381.G1.normPrivateKeyToScalar(`0x00${keccak256(toHex(name)).slice(4)}`.slice(2))
  const secret = hexToBytes(toHex(key, { size: 32 }))
  const message = {
    pubkey: bytesToHex(bls12_381.getPublicKey(secret)),
    withdrawalCredentials: podCredentials(pod, prefix),
    amountGwei,
  }
  const root = options.signs ?? depositSigningRoot(message, forkVersion)
  const signature = bytesToHex(
    bls12_381.sign(hexToBytes(root), secret, {
      DST: 'BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_',
    }),
  )
  return {
    pubkey: bare(message.pubkey),
    withdrawal_credentials: bare(message.withdrawalCredentials),
    amount: Number(amountGwei),
    signature: bare(signature),
    deposit_message_root: bare(depositMessageRoot(message)),
    deposit_data_root: bare(depositDataRoot(message, signature)),
    fork_version: bare(forkVersion),
    network_name: 'local',
    deposit_cli_version: '2.8.0',
  }
}
