import {
  createClient,
  custom,
  decodeFunctionData,
  encodeFunctionResult,
  namehash,
  parseAbi,
  zeroAddress,
} from 'viem'
import { describe, expect, test } from 'vitest'
import type { Address } from '../network/types.ts'
import { ensRegistry, primaryName, resolveName } from './resolveName.ts'

const abi = parseAbi([
  'function resolver(bytes32 node) view returns (address)',
  'function addr(bytes32 node) view returns (address)',
  'function name(bytes32 node) view returns (string)',
])
const resolver: Address = '0x00000000000000000000000000000000000000e5'
const alice: Address = '0xabcdef0123456789abcdef0123456789abcdef01'
const mallory: Address = '0x00000000000000000000000000000000000000bb'
const reverse = (address: Address) => `${address.slice(2)}.addr.reverse`

/** A registry and one resolver, with records by name. */
function registry(addresses: Record<string, Address>, names: Record<string, string> = {}) {
  const addr = new Map(Object.entries(addresses).map(([name, own]) => [namehash(name), own]))
  const name = new Map(Object.entries(names).map(([node, own]) => [namehash(node), own]))
  return createClient({
    transport: custom({
      async request({ method, params }) {
        if (method === 'eth_chainId') return '0x1'
        expect(method).toBe('eth_call')
        const [{ to, data }] = params as [{ to: Address; data: `0x${string}` }]
        const { functionName, args } = decodeFunctionData({ abi, data })
        const [node] = args
        const asked = to.toLowerCase() === ensRegistry
        expect(asked).toBe(functionName === 'resolver')
        if (functionName === 'resolver')
          return encodeFunctionResult({
            abi,
            functionName,
            result: addr.has(node) || name.has(node) ? resolver : zeroAddress,
          })
        return functionName === 'addr'
          ? encodeFunctionResult({ abi, functionName, result: addr.get(node) ?? zeroAddress })
          : encodeFunctionResult({ abi, functionName, result: name.get(node) ?? '' })
      },
    }),
  })
}

describe('resolveName', () => {
  const client = registry({ 'alice.eth': alice })

  test('asks the registry, then the resolver of the name', async () => {
    expect(await resolveName(client, 'alice.eth')).toBe(alice)
    expect(await resolveName(client, ' Alice.ETH ')).toBe(alice)
  })

  test('a name without a resolver or an address has none', async () => {
    expect(await resolveName(client, 'nobody.eth')).toBeNull()
    expect(await resolveName(registry({ 'empty.eth': zeroAddress }), 'empty.eth')).toBeNull()
  })

  test('what is no name is refused', async () => {
    await expect(resolveName(client, 'a b.eth')).rejects.toThrow()
  })
})

describe('primaryName', () => {
  const of = (address: Address, names: Record<string, string>) =>
    primaryName(registry({ 'alice.eth': alice }, names), address)

  test('the name that an address gives itself, when it leads back', async () => {
    expect(await of(alice, { [reverse(alice)]: 'alice.eth' })).toBe('alice.eth')
    expect(await of(alice, { [reverse(alice)]: 'ALICE.eth' })).toBe('alice.eth')
    const capitals = `0x${alice.slice(2).toUpperCase()}` as Address
    expect(await of(capitals, { [reverse(alice)]: 'alice.eth' })).toBe('alice.eth')
  })

  test('somebody else’s name is not taken over', async () => {
    expect(await of(mallory, { [reverse(mallory)]: 'alice.eth' })).toBeNull()
  })

  test.each(['', 'gone.eth', 'a b.eth', `${'x'.repeat(60)}.eth`, '\u202egnp.eth'])(
    'none for %j',
    async (claimed) => {
      expect(await of(alice, { [reverse(alice)]: claimed })).toBeNull()
    },
  )

  test('none without a record', async () => {
    expect(await of(alice, {})).toBeNull()
  })
})
