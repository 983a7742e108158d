import { type Address, getAddress, isAddress, isHex, zeroAddress } from 'viem'
import { DeploymentsError } from './errors.ts'
import { isCompiledIn } from './known.ts'

/** A JSON object whose keys are still to be checked. */
export type JsonObject = Readonly<Record<string, unknown>>

const shown = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}

function fail(path: string, expected: string, value: unknown): never {
  throw new DeploymentsError(path, `expected ${expected}, got ${shown(value)}`)
}

/** Collects what is odd but harmless while a file is read. */
export class Warnings {
  readonly list: string[] = []

  unknownKeys(value: JsonObject, path: string, known: readonly string[]): void {
    for (const key of Object.keys(value)) {
      if (!known.includes(key)) this.list.push(`${join(path, key)}: unknown key, ignored`)
    }
  }

  add(path: string, text: string): void {
    this.list.push(`${path}: ${text}`)
  }
}

export function join(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`
  return path === '' ? key : `${path}.${key}`
}

export function object(value: unknown, path: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    fail(path, 'an object', value)
  }
  return value as JsonObject
}

export function array(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) fail(path, 'an array', value)
  return value
}

/** Text of 1 to 64 characters without control or bidirectional characters. */
export function label(value: unknown, path: string): string {
  if (typeof value !== 'string' || !/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,64}$/u.test(value)) {
    fail(path, 'a name of 1 to 64 printable characters', value)
  }
  return value
}

export function integer(value: unknown, path: string, min: number): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min) {
    fail(path, `a whole number of at least ${min}`, value)
  }
  return value
}

export function seconds(value: unknown, path: string): number {
  if (typeof value !== 'number' || !(value > 0) || value > 3600) {
    fail(path, 'seconds between 0 and 3600', value)
  }
  return value
}

export function boolean(value: unknown, path: string): boolean {
  if (typeof value !== 'boolean') fail(path, 'true or false', value)
  return value
}

export function oneOf<const T extends string>(
  value: unknown,
  path: string,
  options: readonly T[],
): T {
  const found = options.find((option) => option === value)
  if (found === undefined) fail(path, options.map((o) => `"${o}"`).join(' or '), value)
  return found
}

/** A 20-byte address, checksummed. Mixed case must carry the right checksum; zero is refused. */
export function address(value: unknown, path: string): Address {
  if (typeof value !== 'string' || !isAddress(value, { strict: false })) {
    fail(path, 'a 20-byte address', value)
  }
  if (isCompiledIn(value)) return value
  const checksummed = getAddress(value.toLowerCase())
  if (value !== value.toLowerCase() && value !== checksummed) {
    throw new DeploymentsError(path, `the checksum is wrong: ${value} should be ${checksummed}`)
  }
  if (checksummed === zeroAddress) {
    throw new DeploymentsError(path, 'the zero address is not a contract')
  }
  return checksummed
}

export function hash(value: unknown, path: string): `0x${string}` {
  if (!isHex(value, { strict: true }) || value.length !== 66) fail(path, 'a 32-byte hash', value)
  return value.toLowerCase() as `0x${string}`
}

/** An absolute URL with one of the protocols. Script and data URLs can never pass. */
export function url(value: unknown, path: string, protocols: readonly string[]): string {
  const expected = `a URL that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`
  if (typeof value !== 'string') fail(path, expected, value)
  let parsed: URL
  try {
    parsed = new URL(value)
  } catch {
    fail(path, expected, value)
  }
  if (!protocols.includes(parsed.protocol)) fail(path, expected, value)
  return value
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether a URL names this very machine. */
export function isLoopbackUrl(value: string): boolean {
  try {
    return LOOPBACK.test(new URL(value).hostname)
  } catch {
    return false
  }
}
