/**
 * JSON with bigint, one text for one value: keys ascend, nothing is indented, and a bigint is the
 * string `n:` with its digits. Strings that begin like that get `s:` in front, so that nothing that
 * a stranger wrote on the chain can pass for a number.
 */
export function toCanonicalJson(value: unknown): string {
  if (typeof value === 'bigint') return `"n:${value}"`
  if (typeof value === 'string') return JSON.stringify(/^[ns]:/.test(value) ? `s:${value}` : value)
  if (Array.isArray(value)) return `[${value.map(toCanonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, child]) => child !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => `${JSON.stringify(key)}:${toCanonicalJson(child)}`)
    return `{${entries.join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/**
 * The value of a text of {@link toCanonicalJson}.
 *
 * @throws SyntaxError when the text is not JSON or a number is malformed.
 */
export function fromCanonicalJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'string') return value
    if (value.startsWith('s:')) return value.slice(2)
    return value.startsWith('n:') ? BigInt(value.slice(2)) : value
  })
}

/** SHA-256 of a text's UTF-8 bytes, as 0x-prefixed hex. */
export async function sha256Hex(text: string): Promise<`0x${string}`> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `0x${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
