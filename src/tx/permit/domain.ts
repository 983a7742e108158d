import {
  type Address,
  type Client,
  decodeFunctionResult,
  domainSeparator,
  encodeFunctionData,
  type Hex,
  keccak256,
  parseAbi,
  toHex,
} from 'viem'
import { call, getChainId, readContract } from 'viem/actions'
import { decodeFailure } from '../../protocol/errors/decodeFailure.ts'
import { FailureError } from '../../protocol/errors/failure.ts'

/** The EIP-712 domain that a token's EIP-2612 permits are signed in. */
export type PermitDomain = {
  name: string
  version: string
  chainId: number
  verifyingContract: Address
}

const permitAbi = parseAbi([
  'function DOMAIN_SEPARATOR() view returns (bytes32)',
  'function PERMIT_TYPEHASH() view returns (bytes32)',
  'function name() view returns (string)',
  'function version() view returns (string)',
  'function nonces(address owner) view returns (uint256)',
])

/** EIP-5267, and the shorter answer that Lido's stETH gives under the same selector. */
const domainAbis = [
  parseAbi([
    'function eip712Domain() view returns (bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)',
  ]),
  parseAbi([
    'function eip712Domain() view returns (string name, string version, uint256 chainId, address verifyingContract)',
  ]),
] as const

const PERMIT_TYPEHASH = keccak256(
  toHex('Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)'),
)

/** Domain names that differ from the token's own `name()`: tried like every other, and checked like every other. */
const OTHER_NAMES = ['Liquid staked Ether 2.0', 'EETH', 'EtherFi wrapped ETH'] as const

/** The value of a call that a token need not have; `null` when it reverts. Throws when the node does not answer. */
async function optional<value>(promise: Promise<value>): Promise<value | null> {
  try {
    return await promise
  } catch (error) {
    const failure = await decodeFailure(error)
    if (failure.kind === 'revert' || /returned no data|AbiDecoding/.test(failure.message))
      return null
    // viem says "zero data" of a function that is not there, without any code of a revert.
    if (failure.kind === 'unknown') return null
    throw new FailureError(failure)
  }
}

/** Name and version by the token's own `eip712Domain()`, in either shape. */
async function statedDomain(
  client: Client,
  token: Address,
): Promise<{ name: string; version: string }[]> {
  const answer = await optional(
    call(client, {
      to: token,
      data: encodeFunctionData({ abi: domainAbis[0], functionName: 'eip712Domain' }),
    }),
  )
  const data = answer?.data
  if (data === undefined) return []
  return domainAbis.flatMap((abi, index) => {
    try {
      const parts = decodeFunctionResult({ abi, functionName: 'eip712Domain', data } as never)
      const [name, version] = (parts as readonly unknown[]).slice(index === 0 ? 1 : 0)
      return typeof name === 'string' && typeof version === 'string' ? [{ name, version }] : []
    } catch {
      return []
    }
  })
}

async function findDomain(client: Client, token: Address): Promise<PermitDomain | null> {
  const read = (functionName: 'DOMAIN_SEPARATOR' | 'PERMIT_TYPEHASH' | 'name' | 'version') =>
    optional(readContract(client, { address: token, abi: permitAbi, functionName }))
  const separator = await read('DOMAIN_SEPARATOR')
  if (separator === null) return null
  const [chainId, typehash, name, version, stated] = await Promise.all([
    getChainId(client),
    read('PERMIT_TYPEHASH'),
    read('name'),
    read('version'),
    statedDomain(client, token),
  ])
  // Permits of another form, such as DAI's, share the domain but not the struct.
  if (typehash !== null && typehash !== PERMIT_TYPEHASH) return null
  const names = [name, ...OTHER_NAMES].filter((item): item is Hex => item !== null)
  const versions = [version, '1', '2'].filter((item): item is Hex => item !== null)
  const candidates = [
    ...stated,
    ...names.flatMap((item) => versions.map((other) => ({ name: item, version: other }))),
  ]
  for (const candidate of candidates) {
    const domain = { ...candidate, chainId, verifyingContract: token }
    if (domainSeparator({ domain }) === separator) return domain
  }
  return null
}

const known = new WeakMap<Client, Map<string, Promise<PermitDomain | null>>>()

/**
 * The domain of a token's permits, or `null` when the token has none that can be reproduced: name and version come
 * from `eip712Domain()` or `name()` and `version()`, and count only if they hash to `DOMAIN_SEPARATOR()`. Read
 * once a client. Throws `FailureError` when the node does not answer.
 */
export function readPermitDomain(client: Client, token: Address): Promise<PermitDomain | null> {
  const domains = known.get(client) ?? new Map<string, Promise<PermitDomain | null>>()
  known.set(client, domains)
  const key = token.toLowerCase()
  const found = domains.get(key) ?? findDomain(client, token)
  domains.set(key, found)
  found.catch(() => domains.delete(key))
  return found
}

/** The nonce of the next permit of `owner`. */
export function readPermitNonce(client: Client, token: Address, owner: Address): Promise<bigint> {
  return readContract(client, {
    address: token,
    abi: permitAbi,
    functionName: 'nonces',
    args: [owner],
  })
}
