import { groupDigits } from '../format/parts.ts'
import type { Message } from './catalogue.ts'

/** What a plain message can be filled with; numbers are grouped by the locale's rules. */
export type PlainValue = string | number | bigint

/** A parsed message: text, a placeholder, or a tag around further parts. */
export type MessagePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'tag'; readonly name: string; readonly parts: readonly MessagePart[] }

const token = /\{(\w+)\}|<(\w+)>|<\/(\w+)>/g

/**
 * Splits a message into text, `{placeholders}` and `<tags>…</tags>`.
 *
 * @throws Error when tags do not nest: a fault of the catalogue, found by its test.
 */
export function parseMessage(text: string): readonly MessagePart[] {
  const root: MessagePart[] = []
  const open: { name: string; parts: MessagePart[] }[] = []
  let last = 0
  const parts = () => open.at(-1)?.parts ?? root
  const push = (until: number) => {
    if (until > last) parts().push({ kind: 'text', text: text.slice(last, until) })
  }
  for (const match of text.matchAll(token)) {
    push(match.index)
    last = match.index + match[0].length
    const [, value, opened, closed] = match
    if (value !== undefined) parts().push({ kind: 'value', name: value })
    else if (opened !== undefined) open.push({ name: opened, parts: [] })
    else {
      const tag = open.pop()
      if (tag === undefined || tag.name !== closed) throw new Error(`Tags do not nest: ${text}`)
      parts().push({ kind: 'tag', name: tag.name, parts: tag.parts })
    }
  }
  push(text.length)
  if (open.length > 0) throw new Error(`Tag left open: ${text}`)
  return root
}

const rules = new Map<string, Intl.PluralRules>()
const numbers = new Map<string, Intl.NumberFormat>()

function cached<T>(cache: Map<string, T>, locale: string, make: () => T): T {
  const known = cache.get(locale)
  if (known !== undefined) return known
  const made = make()
  cache.set(locale, made)
  return made
}

/** Chooses the text of a message: the plural form of `count` by the locale's rules, or the text itself. */
export function chooseForm(message: Message, count: unknown, locale: string): string {
  if (typeof message === 'string') return message
  const rule = cached(rules, locale, () => new Intl.PluralRules(locale))
  const n = typeof count === 'bigint' || typeof count === 'number' ? Number(count) : 0
  return message[rule.select(n)] ?? message.other
}

/** A value as text: numbers grouped by the locale, text as it is. */
export function formatValue(value: PlainValue, locale: string): string {
  if (typeof value === 'string') return value
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return groupDigits(value)
  return cached(numbers, locale, () => new Intl.NumberFormat(locale)).format(value)
}

/**
 * Fills a message with values. Tags are dropped and their content kept, so that a rich message can
 * also be used where only text fits (titles, labels).
 */
export function formatMessage(
  message: Message,
  values: Readonly<Record<string, PlainValue>>,
  locale: string,
): string {
  const write = (parts: readonly MessagePart[]): string =>
    parts
      .map((part) => {
        if (part.kind === 'text') return part.text
        if (part.kind === 'tag') return write(part.parts)
        const value = values[part.name]
        return value === undefined ? `{${part.name}}` : formatValue(value, locale)
      })
      .join('')
  return write(parseMessage(chooseForm(message, values.count, locale)))
}
