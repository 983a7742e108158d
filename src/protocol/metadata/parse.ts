/** What an operator or AVS says about itself, made safe to show as text. */
export interface Metadata {
  name: string | null
  /** http(s) only. */
  website: string | null
  description: string | null
  /** A small PNG, JPEG or WebP as data URL, or the https address of a picture: loaded only when the reader asks for it. */
  logo: string | null
  /** http(s) only. */
  twitter: string | null
  operatorSets: readonly OperatorSetMetadata[]
}

export interface OperatorSetMetadata {
  /** uint32, as the AVS numbers its sets. */
  id: number
  name: string | null
  description: string | null
  slashingConditions: readonly string[]
}

/** Largest document that is looked at, in bytes. */
export const METADATA_BYTES = 65_536

const NAME = 80
const TEXT = 600
const LINK = 200
const LOGO = 24_000
const SETS = 64
const CONDITIONS = 12

/**
 * Reads a metadata document. The format is a convention that nothing enforces, so every field may be
 * absent, of another type, huge or hostile; what cannot be used becomes null.
 */
export function parseMetadata(json: unknown): Metadata {
  const document = isObject(json) ? json : {}
  return {
    name: text(document.name, NAME),
    website: link(document.website),
    description: text(document.description, TEXT),
    logo: picture(document.logo),
    twitter: link(document.twitter),
    operatorSets: operatorSets(document.operatorSets),
  }
}

/** Reads the text of a metadata document; null when it is too large or not a JSON object. */
export function parseMetadataText(source: string): Metadata | null {
  if (source.length > METADATA_BYTES) return null
  try {
    const json: unknown = JSON.parse(source.replace(/^\uFEFF/, ''))
    return isObject(json) ? parseMetadata(json) : null
  } catch {
    return null
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * One line of plain text: no markup, no control, formatting or bidirectional characters (which can
 * turn the meaning of what stands beside them), no towers of accents.
 */
function text(value: unknown, length: number): string | null {
  if (typeof value !== 'string') return null
  const plain = value
    .slice(0, 20 * length)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim()
  if (plain === '') return null
  const letters = [...plain]
  return letters.length <= length ? plain : `${letters.slice(0, length - 1).join('')}…`
}

function link(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > LINK) return null
  try {
    const url = new URL(value.trim())
    const safe = (url.protocol === 'https:' || url.protocol === 'http:') && url.username === ''
    return safe ? url.href : null
  } catch {
    return null
  }
}

function picture(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > LOGO) return null
  const address = link(value)
  if (address?.startsWith('https:')) return address
  return /^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/.test(value) ? value : null
}

function operatorSets(value: unknown): OperatorSetMetadata[] {
  if (!Array.isArray(value)) return []
  const sets = new Map<number, OperatorSetMetadata>()
  for (const entry of value.slice(0, SETS)) {
    if (!isObject(entry)) continue
    const id = uint32(entry.id)
    if (id === null || sets.has(id)) continue
    const conditions = Array.isArray(entry.slashingConditions) ? entry.slashingConditions : []
    sets.set(id, {
      id,
      name: text(entry.name, NAME),
      description: text(entry.description, TEXT),
      slashingConditions: conditions
        .slice(0, CONDITIONS)
        .map((condition) => text(condition, TEXT))
        .filter((condition) => condition !== null),
    })
  }
  return [...sets.values()]
}

function uint32(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value
  return typeof number === 'number' &&
    Number.isInteger(number) &&
    number >= 0 &&
    number <= 0xffff_ffff
    ? number
    : null
}
