import type { LogRow } from '../logs/types.ts'

/** A row of an event that names a metadata URI, among others. */
export interface EventLikeRow extends LogRow {
  e: string
  a: Readonly<Record<string, unknown>>
}

const SUBJECT: Readonly<Record<string, string>> = {
  OperatorMetadataURIUpdated: 'operator',
  AVSMetadataURIUpdated: 'avs',
}

/**
 * The metadata URIs that hold now, each once: the latest of every operator and AVS.
 *
 * @param rows in the order of the chain.
 */
export function metadataUris(rows: readonly EventLikeRow[]): string[] {
  const latest = new Map<string, string>()
  for (const { e, a } of rows) {
    const field = SUBJECT[e]
    if (field === undefined || typeof a.metadataURI !== 'string') continue
    latest.set(`${field} ${String(a[field]).toLowerCase()}`, a.metadataURI)
  }
  return [...new Set(latest.values())].filter((uri) => uri !== '' && uri.length <= 2048).sort()
}
