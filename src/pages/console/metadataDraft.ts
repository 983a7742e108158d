import { type Metadata, parseMetadataText } from '../../protocol/metadata/parse.ts'

/** What an operator says of itself, by the field names that everyone reads. */
export type MetadataDraft = {
  name: string
  website: string
  description: string
  logo: string
  twitter: string
}

export const metadataFields = ['name', 'website', 'description', 'logo', 'twitter'] as const

export type MetadataFault =
  | 'name.missing'
  | 'name.cut'
  | 'description.missing'
  | 'description.cut'
  | 'website.notHttps'
  | 'twitter.notHttps'
  | 'logo.notHttpsPng'

/** The document, as it is to be put on a server. */
export function metadataJson(draft: MetadataDraft): string {
  const entries = metadataFields.map((field) => [field, draft[field].trim()])
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`
}

const https = (text: string) => {
  try {
    return new URL(text).protocol === 'https:'
  } catch {
    return false
  }
}

/** What others would not show, or not as it was written. */
export function metadataFaults(draft: MetadataDraft): MetadataFault[] {
  const seen = parseMetadataText(metadataJson(draft))
  const faults: MetadataFault[] = []
  for (const field of ['name', 'description'] as const) {
    const said = draft[field].trim()
    if (said === '') faults.push(`${field}.missing`)
    else if (seen?.[field] !== said) faults.push(`${field}.cut`)
  }
  for (const field of ['website', 'twitter'] as const)
    if (draft[field].trim() !== '' && (!https(draft[field].trim()) || seen?.[field] == null))
      faults.push(`${field}.notHttps`)
  const logo = draft.logo.trim()
  if (logo !== '' && !(https(logo) && /\.png$/i.test(new URL(logo).pathname)))
    faults.push('logo.notHttpsPng')
  return faults
}

/** The document as it is shown to others. */
export function metadataPreview(draft: MetadataDraft): Metadata | null {
  return parseMetadataText(metadataJson(draft))
}

/** An address under which a document may stand: https, or a path on Keel's own host. */
export function isMetadataUri(text: string): boolean {
  return text.length <= 2_000 && (/^\/[^/]/.test(text) || https(text))
}
