import type { Address } from './types.ts'

/** An address as the keys of a `Network` spell it: lower case, whatever a contract or a reader wrote. */
export const lower = (address: string): Address => address.toLowerCase() as Address
