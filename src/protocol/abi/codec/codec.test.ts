import {
  type Abi,
  type AbiEvent,
  type AbiFunction,
  decodeEventLog,
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionData,
  encodeFunctionResult,
  type Hex,
  keccak256,
  parseAbi,
  parseAbiItem,
  toEventSelector,
  toFunctionSelector,
} from 'viem'
import { describe, expect, test } from 'vitest'
import { networkEventsAbi } from '../events.ts'
import {
  allocationManagerReadsAbi,
  delegationManagerReadsAbi,
  rewardsCoordinatorReadsAbi,
} from '../network.ts'
import { decodeLog, decodeResult } from './decode.ts'
import { encodeCall } from './encode.ts'
import type { Parameter } from './shape.ts'
import { signatureHash } from './signature.ts'

/** Numbers that look random and are the same each time. */
function dice(seed: number) {
  let state = seed
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return {
    below: (count: number) => Math.floor(next() * count),
    hex: (bytes: number) =>
      `0x${Array.from({ length: bytes }, () =>
        Math.floor(next() * 256)
          .toString(16)
          .padStart(2, '0'),
      ).join('')}` as Hex,
  }
}

/** A value that fits a type: often an edge, else anything. */
function anyValue(parameter: Parameter, { below, hex }: ReturnType<typeof dice>): unknown {
  const again = (inner: Parameter) => anyValue(inner, { below, hex })
  const [, type, length] = /^(.*)\[(\d*)\]$/.exec(parameter.type) ?? []
  if (type !== undefined)
    return Array.from({ length: length ? Number(length) : below(4) }, () =>
      again({ ...parameter, type }),
    )
  if (parameter.components)
    return parameter.components.every(({ name }) => name)
      ? Object.fromEntries(parameter.components.map((one) => [one.name, again(one)]))
      : parameter.components.map(again)
  const [, unsigned, bits] = /^(u?)int(\d+)$/.exec(parameter.type) ?? []
  if (bits !== undefined) {
    const size = BigInt(bits)
    const edges = unsigned
      ? [0n, 1n, 2n ** size - 1n]
      : [0n, -1n, 2n ** (size - 1n) - 1n, -(2n ** (size - 1n))]
    const any = BigInt(hex(Number(size) / 8))
    const value = [...edges, unsigned ? any : BigInt.asIntN(Number(bits), any)][
      below(edges.length + 1)
    ] as bigint
    return size > 48n ? value : Number(value)
  }
  const [, bytes] = /^bytes(\d*)$/.exec(parameter.type) ?? []
  if (bytes !== undefined) return hex(bytes ? Number(bytes) : below(70))
  if (parameter.type === 'bool') return below(2) === 1
  if (parameter.type === 'address') return hex(20)
  if (parameter.type === 'string') return 'Keel 龙骨 ⛵ '.repeat(below(6))
  throw new Error(parameter.type)
}

const odd = parseAbi([
  'struct Inner { uint8 kind; string[] names; }',
  'struct Outer { Inner[2] pair; bytes32[2][] roots; bool on; }',
  'function nothing() view',
  'function one(int24 tick, uint48 at, uint56 later) view returns (int56)',
  'function many(Outer outer, (int128, bytes)[] loose, address[] to, bytes4 selector, bytes data) view returns (Outer, string, (uint256, bool)[3], int8[2][2])',
])
const functions = [
  ...odd,
  ...allocationManagerReadsAbi,
  ...delegationManagerReadsAbi,
  ...rewardsCoordinatorReadsAbi,
] as readonly AbiFunction[]
const events = [
  ...networkEventsAbi,
  parseAbiItem('event Odd(string indexed text, int16 indexed tick, uint8[] list, string rest)'),
] as readonly AbiEvent[]

const checksummed = (value: unknown) =>
  JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? `${one}n` : one))?.replace(
    /0x[0-9a-fA-F]{40}\b/g,
    (address) => address.toLowerCase(),
  )

describe('the same as viem, over random values', () => {
  test.each(functions.map((item) => [item.name, item] as const))('%s', (_, item) => {
    expect(signatureHash(item).slice(0, 10)).toBe(toFunctionSelector(item))
    const abi: Abi = [item]
    for (let seed = 0; seed < 40; seed += 1) {
      const random = dice(seed)
      const args = item.inputs.map((one) => anyValue(one, random))
      expect(encodeCall(item, args)).toBe(
        encodeFunctionData({ abi, functionName: item.name, args }),
      )
      if (item.outputs.length === 0) {
        expect(decodeResult(item, '0x')).toBeUndefined()
        continue
      }
      const values = item.outputs.map((one) => anyValue(one, random))
      const result = values.length === 1 ? values[0] : values
      const data = encodeFunctionResult({ abi, functionName: item.name, result })
      expect(checksummed(decodeResult(item, data))).toBe(checksummed(result))
    }
  })

  test.each(events.flatMap((item) => (item.type === 'event' ? [[item.name, item] as const] : [])))(
    '%s',
    (_, item) => {
      expect(signatureHash(item)).toBe(toEventSelector(item))
      const abi: Abi = [item]
      for (let seed = 0; seed < 40; seed += 1) {
        const random = dice(seed)
        const args = Object.fromEntries(item.inputs.map((one) => [one.name, anyValue(one, random)]))
        const topics = encodeEventTopics({ abi, eventName: item.name, args }) as [Hex, ...Hex[]]
        const rest = item.inputs.filter((one) => !one.indexed)
        const data = encodeAbiParameters(
          rest,
          rest.map((one) => args[one.name as string]),
        )
        // Also the order of the arguments, and the checksums of addresses.
        expect(Object.entries(decodeLog(item, { topics, data }))).toEqual(
          Object.entries(decodeEventLog({ abi, topics, data }).args as object),
        )
      }
    },
  )
})

describe('what does not fit', () => {
  const [, one, many] = odd as readonly AbiFunction[] as [AbiFunction, AbiFunction, AbiFunction]

  test.each([
    ['too large', [2n ** 23n, 0, 0n]],
    ['negative', [0, -1, 0n]],
    ['too few', [0, 0]],
    ['missing', [0, 0, undefined]],
    ['no number', [0, 0, 'x']],
  ])('an argument that is %s', (_, args) => {
    expect(() => encodeCall(one, args)).toThrow()
  })

  test('an address, bytes and a flag of another size', () => {
    const item = parseAbiItem('function f(address a, bytes4 b, bool c, uint8[2] d)') as AbiFunction
    const good: unknown[] = [
      '0x00000000219ab540356cBB839Cbe05303d7705Fa',
      '0x01020304',
      true,
      [1, 2],
    ]
    expect(encodeCall(item, good)).toMatch(/^0x[0-9a-f]{328}$/)
    for (const [index, bad] of ['0x01', '0x0102', 2, [1]].entries())
      expect(() => encodeCall(item, good.with(index, bad))).toThrow()
  })

  test('data that ends too early, wherever it is cut', () => {
    const random = dice(7)
    const result = many.outputs.map((output) => anyValue(output, random))
    const data = encodeFunctionResult({ abi: [many] as Abi, functionName: 'many', result })
    expect(() => decodeResult(many, '0x')).toThrow('ends too early')
    for (let words = 0; words < (data.length - 2) / 64 - 1; words += 1)
      expect(() => decodeResult(many, data.slice(0, 2 + 64 * words) as Hex)).toThrow()
  })

  test('numbers, flags and addresses beyond their type', () => {
    const large = `0x${'f'.repeat(64)}` as const
    for (const type of ['uint8', 'bool', 'address', 'uint64'])
      expect(() =>
        decodeResult(parseAbiItem(`function f() returns (${type})`) as AbiFunction, large),
      ).toThrow()
    expect(decodeResult(one, large)).toBe(-1n)
  })

  test('lists that share their members, or claim endless ones, cost no time', () => {
    const item = parseAbiItem('function f() returns (uint256[][])') as AbiFunction
    const data = (lists: number, members: number) =>
      `0x${[32, lists, ...Array(lists).fill(lists * 32), members, ...Array(members).fill(1)]
        .map((value: number) => value.toString(16).padStart(64, '0'))
        .join('')}` as const
    expect(decodeResult(item, data(2, 3))).toEqual(Array(2).fill([1n, 1n, 1n]))
    expect(() => decodeResult(item, data(200, 200))).toThrow('ends too early')
    const endless = data(0, 2).slice(0, 66) + 'f'.repeat(8).padStart(64, '0')
    expect(() => decodeResult(item, endless as Hex)).toThrow('ends too early')
  })

  test('a log with other topics than its event has', () => {
    const item = parseAbiItem('event E(address indexed a, uint256 b)') as AbiEvent
    const topics = [keccak256('0x'), `0x${'0'.repeat(64)}`] as const
    const data = `0x${'0'.repeat(64)}` as const
    expect(decodeLog(item, { topics, data }).b).toBe(0n)
    expect(() => decodeLog(item, { topics: topics.slice(0, 1), data })).toThrow()
    expect(() => decodeLog(item, { topics: [...topics, topics[0]], data })).toThrow()
    expect(() => decodeLog(item, { topics, data: '0x' })).toThrow()
  })
})
