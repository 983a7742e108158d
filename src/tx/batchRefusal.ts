/**
 * Codes with which a wallet declines to take calls together, not what they do: the methods are unknown or not
 * allowed (-32601, -32602, 4100, 4200), or one of EIP-5792's own: a capability, the chain, the id, the size, the upgrade
 * of the account, or atomicity.
 */
const CODES: ReadonlySet<unknown> = new Set([
  -32601, -32602, 4100, 4200, 5700, 5710, 5720, 5740, 5750, 5760,
])

/** Whether a failed `wallet_sendCalls` leaves the way of one call at a time. */
export function isBatchRefusal(error: unknown): boolean {
  for (let link = error, depth = 0; depth < 10; depth++) {
    if (typeof link !== 'object' || link === null) return false
    if (CODES.has((link as { code?: unknown }).code)) return true
    link = (link as { cause?: unknown }).cause
  }
  return false
}
