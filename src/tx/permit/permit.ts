import { type Address, type Hex, hashTypedData, parseSignature } from 'viem'
import type { SignatureRequest, StepSignature } from '../types.ts'
import type { PermitDomain } from './domain.ts'

/** What a permit allows. `value` in the token's smallest unit, `deadline` in seconds of the chain's clock. */
export type Permit = {
  owner: Address
  spender: Address
  value: bigint
  nonce: bigint
  deadline: bigint
}

/** A signed permit as `…WithPermit` functions take it. */
export type PermitArguments = { value: bigint; deadline: bigint; v: number; r: Hex; s: Hex }

/** Seconds that a permit is good for once it is asked for. */
export const PERMIT_LIFETIME = 3_600n

/** Seconds that a permit must still have when a transaction is built on it. */
export const PERMIT_MARGIN = 120n

const types = {
  Permit: [
    { name: 'owner', type: 'address' },
    { name: 'spender', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

/** EIP-2612 typed data. */
export function permitRequest(domain: PermitDomain, permit: Permit): SignatureRequest {
  return {
    typedData: { domain, types, primaryType: 'Permit', message: permit },
    deadline: permit.deadline,
  }
}

/** The EIP-712 hash of typed data. */
export function digestOfTypedData({ typedData }: SignatureRequest): Hex {
  return hashTypedData(typedData as Parameters<typeof hashTypedData>[0])
}

/**
 * A kept signature as call arguments, if it is one of this very permit and has not run out: otherwise `null`.
 * Who signed was checked when it was given.
 */
export function usablePermit(
  kept: StepSignature | undefined,
  domain: PermitDomain,
  permit: Omit<Permit, 'deadline'>,
  /** The chain's time in seconds. */
  now: bigint,
): PermitArguments | null {
  if (kept === undefined || kept.deadline < now + PERMIT_MARGIN) return null
  const { deadline } = kept
  if (digestOfTypedData(permitRequest(domain, { ...permit, deadline })) !== kept.digest) return null
  const { r, s, yParity } = parseSignature(kept.signature)
  return { value: permit.value, deadline, v: 27 + yParity, r, s }
}
