import { type Address, isAddress } from 'viem'

/** Reads the fields of stored plan parameters; every reader throws on what it does not expect. */
export function readFields(json: unknown): {
  amount: (name: string) => bigint
  address: (name: string) => Address
} {
  if (typeof json !== 'object' || json === null)
    throw new TypeError('Plan parameters are an object.')
  const fields = json as Record<string, unknown>
  return {
    /** An amount above zero in the smallest unit, stored as a decimal string. */
    amount(name) {
      const text = fields[name]
      if (typeof text !== 'string' || !/^\d{1,78}$/.test(text) || BigInt(text) === 0n)
        throw new TypeError(`${name} is not an amount.`)
      return BigInt(text)
    },
    address(name) {
      const text = fields[name]
      if (typeof text !== 'string' || !isAddress(text, { strict: false }))
        throw new TypeError(`${name} is not an address.`)
      return text
    },
  }
}

/** Reads a list of stored plan parameters that has at least one entry. Throws on anything else. */
export function readList(json: unknown, name: string): readonly unknown[] {
  const list = (json as Record<string, unknown> | null)?.[name]
  if (!Array.isArray(list) || list.length === 0) throw new TypeError(`${name} is not a list.`)
  return list
}

/** Reads `ids`: whole numbers stored as decimal strings, at least one, handed back in ascending order. */
export function readIds(json: unknown): readonly bigint[] {
  return readList(json, 'ids')
    .map((text) => {
      if (typeof text !== 'string' || !/^\d{1,78}$/.test(text))
        throw new TypeError('ids are whole numbers.')
      return BigInt(text)
    })
    .sort((a, b) => (a < b ? -1 : 1))
}

/** Reads a field that is one of a few words. Throws on anything else. */
export function readOneOf<word extends string>(
  json: unknown,
  name: string,
  words: readonly word[],
): word {
  const text = (json as Record<string, unknown> | null)?.[name]
  const found = words.find((word) => word === text)
  if (found === undefined) throw new TypeError(`${name} is none of ${words.join(', ')}.`)
  return found
}
