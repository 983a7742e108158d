import { type AbiEvent, type AbiFunction, type Hex, keccak256, stringToHex } from 'viem'
import type { Parameter } from './shape.ts'

/** A list of types as signatures spell it: of a tuple, its members. */
const typesOf = (parameters: readonly Parameter[]): string =>
  `(${parameters
    .map(({ type, components }) => (components ? typesOf(components) + type.slice(5) : type))
    .join()})`

const hashes = new WeakMap<object, Hex>()

/** Keccak-256 of a signature: an event's first topic; its first four bytes select a function. */
export function signatureHash(item: AbiFunction | AbiEvent): Hex {
  const known = hashes.get(item)
  if (known !== undefined) return known
  const hash = keccak256(stringToHex(item.name + typesOf(item.inputs)))
  hashes.set(item, hash)
  return hash
}
