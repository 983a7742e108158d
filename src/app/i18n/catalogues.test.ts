import { describe, expect, it } from 'vitest'
import type { Message, MessageSource } from '../../ui/i18n/catalogue.ts'
import { type MessagePart, parseMessage } from '../../ui/i18n/formatMessage.ts'

/** A catalogue is the one export of its module. */
type CatalogueModule = Readonly<Record<string, MessageSource>>
const catalogueOf = (module: CatalogueModule | undefined) => Object.values(module ?? {})[0] ?? {}

const english = import.meta.glob<CatalogueModule>('/src/**/*.en.ts', { eager: true })
const chinese = import.meta.glob<CatalogueModule>('/src/**/*.zh.ts', { eager: true })

function names(message: Message): string[] {
  const found = new Set<string>()
  const walk = (parts: readonly MessagePart[]) => {
    for (const part of parts) {
      if (part.kind === 'value') found.add(`{${part.name}}`)
      if (part.kind === 'tag') {
        found.add(`<${part.name}>`)
        walk(part.parts)
      }
    }
  }
  walk(parseMessage(typeof message === 'string' ? message : message.other))
  return [...found].sort()
}

it('every catalogue exists in both languages', () => {
  const en = Object.keys(english).map((file) => file.replace('.en.ts', ''))
  const zh = Object.keys(chinese).map((file) => file.replace('.zh.ts', ''))
  expect(zh.sort()).toEqual(en.sort())
  expect(en.length).toBeGreaterThan(0)
})

describe.each(Object.entries(english))('%s', (file, module) => {
  const en = catalogueOf(module)
  const zh = catalogueOf(chinese[file.replace('.en.ts', '.zh.ts')])

  it('has the same keys in both languages', () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort())
  })

  it.each(Object.keys(en))('%s has the same placeholders, and words', (key) => {
    const original = en[key]
    const translated = zh[key]
    if (original === undefined || translated === undefined) throw new Error(`${key} is missing`)
    expect(names(translated)).toEqual(names(original))
    expect(typeof translated).toBe(typeof original)
    const texts = [original, translated].flatMap((m) =>
      typeof m === 'string' ? [m] : Object.values(m),
    )
    for (const text of texts) expect(text.trim()).not.toBe('')
  })
})
