/** The node's own words where there are some: what a library says of them is the same for every failure. */
export function messageOf(error: Error): string {
  if ('details' in error && error.details) return String(error.details)
  return 'shortMessage' in error ? String(error.shortMessage) : error.message
}
