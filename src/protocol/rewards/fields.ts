import { type Address, bytesToHex, getAddress, type Hex, isAddress, isHex, size } from 'viem'
import { ClaimSourceError } from './types.ts'

const invalid = (what: string, value: unknown) =>
  new ClaimSourceError('invalid', `${what} is ${String(JSON.stringify(value)).slice(0, 80)}.`)

/** An object, not a list. */
export function asObject(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid(what, value)
  return value as Record<string, unknown>
}

/** A list of at most so many entries; an absent one is empty, as JSON of protocol buffers leaves those out. */
export function asList(value: unknown, what: string, most: number): readonly unknown[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value) || value.length > most) throw invalid(what, value)
  return value
}

/** An address in any case, checksummed. */
export function asAddress(value: unknown, what: string): Address {
  if (typeof value !== 'string' || !isAddress(value, { strict: false })) throw invalid(what, value)
  return getAddress(value.toLowerCase())
}

/** A uint256 as a decimal string. */
export function asAmount(value: unknown, what: string): bigint {
  if (typeof value !== 'string' || !/^\d{1,78}$/.test(value)) throw invalid(what, value)
  const amount = BigInt(value)
  if (amount >= 1n << 256n) throw invalid(what, value)
  return amount
}

/** A uint32 as a number or decimal string; absent it is 0, as JSON of protocol buffers leaves zeros out. */
export function asIndex(value: unknown, what: string): number {
  const number = value === undefined || value === null ? 0 : Number(value)
  const text = typeof value === 'string' ? /^\d{1,10}$/.test(value) : true
  if (!text || !Number.isInteger(number) || number < 0 || number >= 2 ** 32)
    throw invalid(what, value)
  return number
}

/**
 * Bytes as protocol buffers write them in JSON, base64 of either alphabet; hexadecimal with `0x` also passes.
 *
 * @param length how many there must be, where that is known
 */
export function asBytes(value: unknown, what: string, length?: number): Hex {
  if (value === undefined || value === null || value === '') {
    if (length) throw invalid(what, value)
    return '0x'
  }
  if (typeof value !== 'string') throw invalid(what, value)
  const hex = value.startsWith('0x') ? hexOf(value) : base64Of(value)
  if (hex === null || (length !== undefined && size(hex) !== length)) throw invalid(what, value)
  return hex
}

function hexOf(value: string): Hex | null {
  return isHex(value, { strict: true }) && value.length % 2 === 0
    ? (value.toLowerCase() as Hex)
    : null
}

function base64Of(value: string): Hex | null {
  try {
    const text = atob(value.replaceAll('-', '+').replaceAll('_', '/'))
    return bytesToHex(Uint8Array.from(text, (character) => character.charCodeAt(0)))
  } catch {
    return null
  }
}
