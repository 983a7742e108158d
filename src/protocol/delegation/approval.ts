import {
  type Address,
  type Client,
  type Hex,
  isAddress,
  isAddressEqual,
  isHex,
  recoverAddress,
  size,
} from 'viem'
import { readContract } from 'viem/actions'
import { delegationManagerAbi } from '../abi/eigenlayer.ts'
import { erc1271Abi } from '../abi/erc1271.ts'

/** An approver's leave for one restaker to delegate to one operator. `expiry` in Unix seconds. */
export type Approval = { signature: Hex; salt: Hex; expiry: bigint }

/** Whom an approval is for. */
export type ApprovalScope = {
  chainId: number
  staker: Address
  operator: Address
  /** `delegationApprover` of the operator. */
  approver: Address
}

/** Why a text is no approval, or none for this restaker and operator. */
export type ApprovalTextFault =
  | 'notJson'
  | 'signature'
  | 'salt'
  | 'expiry'
  | 'otherChain'
  | 'otherStaker'
  | 'otherOperator'

/** Why the contract would refuse an approval; the names are the contract's own errors. */
export type ApprovalFault = 'SignatureExpired' | 'SaltSpent' | 'InvalidSignature'

/** More than any approval needs. */
const longest = 20_000

/**
 * Reads the JSON that an approver hands over: `signature`, `salt` and `expiry`, and where it says them `chainId`,
 * `staker` and `operator`, which must be the ones at hand. Never throws.
 */
export function parseApproval(
  text: string,
  scope: ApprovalScope,
): { approval: Approval } | { fault: ApprovalTextFault } {
  let json: unknown
  try {
    json = text.length > longest ? null : JSON.parse(text)
  } catch {
    return { fault: 'notJson' }
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return { fault: 'notJson' }
  const { signature, salt, expiry, chainId, staker, operator } = json as Record<string, unknown>
  const other = (value: unknown, own: Address) =>
    value !== undefined &&
    !(
      typeof value === 'string' &&
      isAddress(value, { strict: false }) &&
      isAddressEqual(value, own)
    )
  if (chainId !== undefined && Number(chainId) !== scope.chainId) return { fault: 'otherChain' }
  if (other(staker, scope.staker)) return { fault: 'otherStaker' }
  if (other(operator, scope.operator)) return { fault: 'otherOperator' }
  if (!isHex(signature) || signature.length % 2 !== 0 || signature.length < 4)
    return { fault: 'signature' }
  if (!isHex(salt) || size(salt) !== 32) return { fault: 'salt' }
  const seconds = typeof expiry === 'number' ? String(expiry) : expiry
  if (typeof seconds !== 'string' || !/^\d{1,20}$/.test(seconds)) return { fault: 'expiry' }
  return { approval: { signature, salt, expiry: BigInt(seconds) } }
}

/** What a restaker sends to the approver, as JSON: everything that the signature is over. */
export function approvalRequest(scope: ApprovalScope, salt: Hex, expiry: bigint): string {
  const { chainId, staker, operator, approver } = scope
  return JSON.stringify(
    { chainId, delegationApprover: approver, staker, operator, salt, expiry: String(expiry) },
    null,
    2,
  )
}

/**
 * Checks an approval as `delegateTo` will: not expired by the chain's clock, salt not spent, and signed by the
 * approver, an account with a key or a contract (EIP-1271), over the contract's own digest.
 *
 * @param now seconds by the chain's clock
 * @returns why it would be refused, or `null`
 * @throws when the node cannot be asked
 */
export async function checkApproval(
  client: Client,
  delegationManager: Address,
  scope: ApprovalScope,
  { signature, salt, expiry }: Approval,
  now: bigint,
): Promise<ApprovalFault | null> {
  if (expiry < now) return 'SignatureExpired'
  const { staker, operator, approver } = scope
  const contract = { address: delegationManager, abi: delegationManagerAbi }
  const [digest, spent] = await Promise.all([
    readContract(client, {
      ...contract,
      functionName: 'calculateDelegationApprovalDigestHash',
      args: [staker, operator, approver, salt, expiry],
    }),
    readContract(client, {
      ...contract,
      functionName: 'delegationApproverSaltIsSpent',
      args: [approver, salt],
    }),
  ])
  if (spent) return 'SaltSpent'
  const signer =
    size(signature) === 65
      ? await recoverAddress({ hash: digest, signature }).catch(() => null)
      : null
  if (signer !== null && isAddressEqual(signer, approver)) return null
  const answer = await readContract(client, {
    address: approver,
    abi: erc1271Abi,
    functionName: 'isValidSignature',
    args: [digest, signature],
    // An account without code answers nothing, a contract may refuse by a revert: neither is a signature.
  }).catch(() => null)
  return answer === '0x1626ba7e' ? null : 'InvalidSignature'
}
