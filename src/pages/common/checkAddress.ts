import { type Address, getAddress, isAddress } from 'viem'

/** An address as typed: checksummed, or what is wrong with it. */
export function checkAddress(
  text: string,
): { address: Address } | { fault: 'notAddress' | 'checksum' } {
  const trimmed = text.trim()
  if (!isAddress(trimmed, { strict: false })) return { fault: 'notAddress' }
  if (!isAddress(trimmed)) return { fault: 'checksum' }
  return { address: getAddress(trimmed) }
}
