import { type Address, type Client, type Hex, hashTypedData } from 'viem'
import { readContract } from 'viem/actions'
import { delegationManagerAbi } from '../abi/eigenlayer.ts'
import { operatorIdentityAbi } from '../abi/operator.ts'
import type { Approval, ApprovalScope } from './approval.ts'

const types = {
  DelegationApproval: [
    { name: 'delegationApprover', type: 'address' },
    { name: 'staker', type: 'address' },
    { name: 'operator', type: 'address' },
    { name: 'salt', type: 'bytes32' },
    { name: 'expiry', type: 'uint256' },
  ],
} as const

/** What an approver signs (EIP-712). */
export type ApprovalTypedData = {
  domain: { name: string; version: string; chainId: number; verifyingContract: Address }
  types: typeof types
  primaryType: 'DelegationApproval'
  message: {
    delegationApprover: Address
    staker: Address
    operator: Address
    salt: Hex
    expiry: bigint
  }
}

/** No domain leads to the contract's own digest: a signature would be worth nothing. */
export class UnknownApprovalDomainError extends Error {
  override name = 'UnknownApprovalDomainError'
}

/**
 * The typed data whose hash is the contract's own `calculateDelegationApprovalDigestHash`.
 *
 * The domain's version is the first character of `version()`; contracts deployed before v1.5.0 took the first two. So
 * both are tried, and none is used that does not lead to the contract's digest.
 *
 * @throws UnknownApprovalDomainError when none does
 * @throws when the node cannot be asked
 */
export async function approvalTypedData(
  client: Client,
  delegationManager: Address,
  { chainId, staker, operator, approver }: ApprovalScope,
  salt: Hex,
  expiry: bigint,
): Promise<ApprovalTypedData> {
  const [version, digest] = await Promise.all([
    readContract(client, {
      address: delegationManager,
      abi: operatorIdentityAbi,
      functionName: 'version',
    }).catch(() => '1'),
    readContract(client, {
      address: delegationManager,
      abi: delegationManagerAbi,
      functionName: 'calculateDelegationApprovalDigestHash',
      args: [staker, operator, approver, salt, expiry],
    }),
  ])
  for (const candidate of [version.slice(0, 1), version.slice(0, 2), version, 'v1']) {
    const data: ApprovalTypedData = {
      domain: {
        name: 'EigenLayer',
        version: candidate,
        chainId,
        verifyingContract: delegationManager,
      },
      types,
      primaryType: 'DelegationApproval',
      message: { delegationApprover: approver, staker, operator, salt, expiry },
    }
    if (hashTypedData(data) === digest) return data
  }
  throw new UnknownApprovalDomainError('No domain leads to the digest of the contract.')
}

/** An approval as a file or a link carries it; `parseApproval` reads it. */
export function approvalFile(scope: ApprovalScope, { signature, salt, expiry }: Approval): string {
  const { chainId, staker, operator } = scope
  return JSON.stringify(
    { chainId, staker, operator, signature, salt, expiry: String(expiry) },
    null,
    2,
  )
}
