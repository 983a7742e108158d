import { type AbiEvent, type AbiFunction, getAddress, type Hex, hexToBytes } from 'viem'
import { headSize, isDynamic, listOf, type Parameter, within } from './shape.ts'

/**
 * What a function returned: nothing, its one value, or a list of several. Whole numbers of up to 48 bits are numbers,
 * larger ones bigints; addresses carry their checksum.
 *
 * @throws Error when the data is not what the function returns
 */
export function decodeResult({ outputs }: AbiFunction, data: Hex): unknown {
  const values = decodeAll(outputs, data)
  return values.length > 1 ? values : values[0]
}

/**
 * An event's arguments by name. An indexed argument without a fixed size is known by its hash alone.
 *
 * @throws Error when the log is not what the event emits
 */
export function decodeLog(
  { inputs }: AbiEvent,
  { topics, data }: { topics: readonly Hex[]; data: Hex },
): Record<string, unknown> {
  const indexed = inputs.filter((input) => input.indexed)
  const rest = inputs.filter((input) => !input.indexed)
  const own = topics.slice(1)
  if (own.length !== indexed.length)
    throw new RangeError(`${own.length} topics for ${indexed.length} indexed arguments`)
  const values = [
    ...decodeAll(
      indexed.map((input) => (headSize(input) > 32 || isDynamic(input) ? hashed : input)),
      `0x${own.map((topic) => topic.slice(2)).join('')}`,
    ),
    ...decodeAll(rest, data),
  ]
  return Object.fromEntries(
    [...indexed, ...rest].map(({ name = '' }, index) => [name, values[index]]),
  )
}

const hashed: Parameter = { type: 'bytes32' }

/** Values one after the other. */
function decodeAll(parameters: readonly Parameter[], data: Hex): unknown[] {
  const digits = data.slice(2)
  // Each word is read once, unless places overlap: so that nobody makes much of little, they may not often.
  let patience = digits.length / 16 + 64

  const read = (at: number, bytes: number): string => {
    const end = (at + bytes) * 2
    patience -= Math.ceil(bytes / 32)
    if (end > digits.length || patience < 0) throw new RangeError('the data ends too early')
    return digits.slice(at * 2, end)
  }
  const integer = (at: number): bigint => BigInt(`0x${read(at, 32)}`)
  /** A place or a length, within the data. */
  const size = (at: number): number => Number(within('uint32', integer(at)))

  function all(parameters: readonly Parameter[], start: number): unknown[] {
    let at = start
    return parameters.map((parameter) => {
      const value = one(parameter, isDynamic(parameter) ? start + size(at) : at)
      at += headSize(parameter)
      return value
    })
  }

  function one(parameter: Parameter, at: number): unknown {
    const { type, components } = parameter
    const list = listOf(parameter)
    if (list) {
      const { element, length = size(at) } = list
      // Else a length out of thin air would be made a list before its first word is missed.
      if (length > digits.length / 64) throw new RangeError('the data ends too early')
      const elements = Array<Parameter>(length).fill(element)
      return all(elements, list.length === undefined ? at + 32 : at)
    }
    if (components) {
      const values = all(components, at)
      return components.every(({ name }) => name)
        ? Object.fromEntries(components.map(({ name = '' }, index) => [name, values[index]]))
        : values
    }
    if (type === 'bool') return within('uint1', integer(at)) === 1n
    if (type === 'address')
      return getAddress(`0x${within('uint160', integer(at)).toString(16).padStart(40, '0')}`)
    if (type === 'string') return new TextDecoder().decode(hexToBytes(bytes(at)))
    if (type === 'bytes') return bytes(at)
    const [, length] = /^bytes(\d+)$/.exec(type) ?? []
    if (length) return `0x${read(at, 32).slice(0, Number(length) * 2)}`
    const value = integer(at)
    const held = within(type, type.startsWith('u') ? value : BigInt.asIntN(256, value))
    return Number(/\d+/.exec(type)?.[0]) > 48 ? held : Number(held)
  }

  const bytes = (at: number): Hex => `0x${read(at + 32, size(at))}`

  return all(parameters, 0)
}
