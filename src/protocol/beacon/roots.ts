import { concatHex, type Hex, numberToHex, sha256, sliceHex } from 'viem'

/** What a validator's deposit says; the amount in gwei. */
export type DepositMessage = { pubkey: Hex; withdrawalCredentials: Hex; amountGwei: bigint }

const zeros = (bytes: number): Hex => `0x${'00'.repeat(bytes)}`
const hash = (...parts: Hex[]): Hex => sha256(concatHex(parts))

/** A number in eight bytes, least significant first. */
function littleEndian(value: bigint): Hex {
  const bytes = numberToHex(value, { size: 8 }).slice(2).match(/../g) ?? []
  return `0x${bytes.reverse().join('')}`
}

const firstPair = ({ pubkey, withdrawalCredentials }: DepositMessage) =>
  hash(hash(pubkey, zeros(16)), withdrawalCredentials)

/** Hash tree root of the consensus specification's DepositMessage. Throws on an amount over 64 bits. */
export function depositMessageRoot(message: DepositMessage): Hex {
  return hash(firstPair(message), hash(littleEndian(message.amountGwei), zeros(24), zeros(32)))
}

/** Hash tree root of DepositData: what the deposit contract compares with what it is given. */
export function depositDataRoot(message: DepositMessage, signature: Hex): Hex {
  const signatureRoot = hash(
    hash(sliceHex(signature, 0, 64)),
    hash(sliceHex(signature, 64), zeros(32)),
  )
  return hash(firstPair(message), hash(littleEndian(message.amountGwei), zeros(24), signatureRoot))
}

/**
 * What a deposit's signature signs: its message in DOMAIN_DEPOSIT of the chain's genesis fork version, without
 * a genesis validators root, so that it is good before genesis too.
 */
export function depositSigningRoot(message: DepositMessage, forkVersion: Hex): Hex {
  const forkData = hash(forkVersion, zeros(28), zeros(32))
  const domain = concatHex(['0x03000000', sliceHex(forkData, 0, 28)])
  return hash(depositMessageRoot(message), domain)
}

/** Withdrawal credentials of a pod: `0x01` pays out by itself, `0x02` compounds. */
export function podCredentials(pod: Hex, prefix: '0x01' | '0x02'): Hex {
  return concatHex([prefix, zeros(11), pod.toLowerCase() as Hex])
}

/** Gwei that `EigenPodManager.stake` sends for one validator. */
export const STAKE_GWEI = 32_000_000_000n
