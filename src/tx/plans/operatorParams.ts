import { type Address, type Hex, isAddress, isHex } from 'viem'
import type { OperatorSetKey } from '../../protocol/network/types.ts'

const fieldOf = (json: unknown, name: string) =>
  (json as Record<string, unknown> | null | undefined)?.[name]

/** A whole number from 0 to `most`. Throws on anything else. */
export function readWhole(json: unknown, name: string, most = 0xffff_ffff): number {
  const value = fieldOf(json, name)
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > most)
    throw new TypeError(`${name} is not a whole number up to ${most}.`)
  return value
}

/** A text of at most 2,000 characters. Throws on anything else. */
export function readText(json: unknown, name: string): string {
  const value = fieldOf(json, name)
  if (typeof value !== 'string' || value.length > 2_000) throw new TypeError(`${name} is no text.`)
  return value
}

/** Bytes as hexadecimal digits. Throws on anything else. */
export function readHex(json: unknown, name: string): Hex {
  const value = fieldOf(json, name)
  if (!isHex(value) || value.length % 2 !== 0) throw new TypeError(`${name} are no bytes.`)
  return value
}

/** An operator set's name, `avs-id`. Throws on anything else. */
export function readSetKey(json: unknown, name: string): OperatorSetKey {
  const value = fieldOf(json, name)
  const [avs = '', id = ''] = typeof value === 'string' ? value.split('-') : []
  if (!isAddress(avs, { strict: false }) || !/^\d{1,10}$/.test(id))
    throw new TypeError(`${name} is no operator set.`)
  return value as OperatorSetKey
}

/** Ids of operator sets, at least one. Throws on anything else. */
export function readSetIds(json: unknown): readonly number[] {
  const ids = fieldOf(json, 'ids')
  if (!Array.isArray(ids) || ids.length === 0) throw new TypeError('ids is not a list.')
  return ids.map((id) => readWhole({ id }, 'id'))
}

/** Addresses, at least one. Throws on anything else. */
export function readAddresses(json: unknown, name: string): readonly Address[] {
  const list = fieldOf(json, name)
  if (!Array.isArray(list) || list.length === 0) throw new TypeError(`${name} is not a list.`)
  return list.map((text) => {
    if (typeof text !== 'string' || !isAddress(text, { strict: false }))
      throw new TypeError(`${name} are not addresses.`)
    return text
  })
}
