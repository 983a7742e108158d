import { type AbiFunction, type Hex, stringToHex } from 'viem'
import { headSizeOf, isDynamic, listOf, type Parameter, within } from './shape.ts'
import { signatureHash } from './signature.ts'

// viem's own codec brings along an error class for whatever may be wrong, nearly a tenth of what the reader of the
// chain weighs. This one follows the same specification (Solidity's "Contract ABI Specification").

/**
 * Data of a call.
 *
 * @throws Error when the arguments are not what the function takes
 */
export function encodeCall(item: AbiFunction, args: readonly unknown[] = []): Hex {
  return `${signatureHash(item).slice(0, 10)}${encodeAll(item.inputs, args)}` as Hex
}

/** Values one after the other, as digits: what has no fixed size follows behind the head. */
function encodeAll(parameters: readonly Parameter[], values: readonly unknown[]): string {
  if (parameters.length !== values.length)
    throw new RangeError(`${values.length} values for ${parameters.length} parameters`)
  const behind = headSizeOf(parameters)
  let head = ''
  let tail = ''
  for (const [index, parameter] of parameters.entries()) {
    const digits = encodeOne(parameter, values[index])
    if (isDynamic(parameter)) {
      head += word(behind + tail.length / 2)
      tail += digits
    } else head += digits
  }
  return head + tail
}

function encodeOne(parameter: Parameter, value: unknown): string {
  const { type, components } = parameter
  const list = listOf(parameter)
  if (list) {
    const values = value as readonly unknown[]
    const { element, length = values.length } = list
    const digits = encodeAll(Array<Parameter>(length).fill(element), values)
    return list.length === undefined ? word(length) + digits : digits
  }
  if (components) {
    const members = value as Record<string, unknown>
    return encodeAll(
      components,
      Array.isArray(value) ? value : components.map(({ name = '' }) => members[name]),
    )
  }
  if (type === 'bool') return word(within('uint1', BigInt(value as boolean)))
  if (type === 'address') return hexDigits(value, 20).padStart(64, '0')
  const [, length] = /^bytes(\d*)$/.exec(type) ?? []
  if (length) return filled(hexDigits(value, Number(length)))
  if (length === undefined && type !== 'string') return word(within(type, BigInt(value as bigint)))
  const digits = hexDigits(type === 'string' ? stringToHex(value as string) : value)
  return word(digits.length / 2) + filled(digits)
}

const word = (value: bigint | number): string =>
  BigInt.asUintN(256, BigInt(value)).toString(16).padStart(64, '0')

/** Filled with zeros up to whole words. */
const filled = (digits: string): string => digits.padEnd(Math.ceil(digits.length / 64) * 64, '0')

function hexDigits(value: unknown, bytes?: number): string {
  const digits = /^0x((?:[0-9a-f]{2})*)$/i.exec(String(value))?.[1]
  if (digits === undefined || (bytes !== undefined && digits.length !== bytes * 2))
    throw new RangeError(`not ${bytes ?? 'whole'} bytes: ${value}`)
  return digits.toLowerCase()
}
