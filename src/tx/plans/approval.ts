import { type Address, type Client, isAddressEqual, isHex, zeroAddress, zeroHash } from 'viem'
import { getBlock } from 'viem/actions'
import { type Approval, checkApproval } from '../../protocol/delegation/approval.ts'
import type { Chain } from '../../protocol/deployments/types.ts'
import type { Failure } from '../../protocol/errors/failure.ts'

/** Revives a stored approval; an empty object where there is none. Throws on anything else. */
export function readApproval(json: unknown): { approval?: Approval } {
  const { approval } = json as { approval?: unknown }
  if (approval === undefined) return {}
  const { signature, salt, expiry } = Object(approval) as Record<string, unknown>
  if (!isHex(signature) || !isHex(salt) || typeof expiry !== 'string' || !/^\d+$/.test(expiry))
    throw new TypeError('approval is not an approval.')
  return { approval: { signature, salt, expiry: BigInt(expiry) } }
}

/** The last two arguments of `delegateTo` and `redelegate`. Without an approver they stay empty. */
export function approvalArguments(approval: Approval | undefined) {
  return [
    { signature: approval?.signature ?? '0x', expiry: approval?.expiry ?? 0n },
    approval?.salt ?? zeroHash,
  ] as const
}

/** What speaks against delegating without this approval, or with it. */
export async function approvalRefusal(
  client: Client,
  chain: Chain,
  who: { account: Address; operator: Address; approver: Address },
  approval: Approval | undefined,
): Promise<Failure | undefined> {
  const { account, operator, approver } = who
  if (isAddressEqual(approver, zeroAddress)) return undefined
  if (approval === undefined)
    return {
      kind: 'refused',
      errorName: 'ApproverRequired',
      args: [approver],
      message: `delegationApprover is ${approver}.`,
    }
  const { timestamp } = await getBlock(client)
  const fault = await checkApproval(
    client,
    chain.eigenLayer.delegationManager,
    { chainId: chain.chainId, staker: account, operator, approver },
    approval,
    timestamp,
  )
  if (fault === null) return undefined
  return { kind: 'refused', errorName: fault, message: `The approval is refused: ${fault}.` }
}
