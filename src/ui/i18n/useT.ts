import { createElement, Fragment, type ReactNode, useMemo } from 'react'
import type { Catalogue, MessageSource, Placeholder, Tag } from './catalogue.ts'
import type { Messages } from './defineMessages.ts'
import {
  chooseForm,
  formatMessage,
  formatValue,
  type MessagePart,
  type PlainValue,
  parseMessage,
} from './formatMessage.ts'
import { type Language, localeOf, useLanguage } from './language.ts'

type PlainArgs<Names extends string> = [Names] extends [never]
  ? []
  : [values: Readonly<Record<Names, PlainValue>>]

type RichValues<Names extends string, Tags extends string> = Readonly<
  Record<Names, ReactNode | bigint> & Record<Tags, (content: ReactNode) => ReactNode>
>

/** Speaks the keys of one catalogue in one language. */
export interface Translate<T extends MessageSource> {
  /** A message as text. Plural messages take `count`. */
  <K extends keyof T & string>(key: K, ...args: PlainArgs<Placeholder<T[K]>>): string
  /** A message with elements in its `{placeholders}` and around its `<tags>`. */
  rich<K extends keyof T & string>(
    key: K,
    values: RichValues<Placeholder<T[K]>, Tag<T[K]>>,
  ): ReactNode
  readonly language: Language
  /** The locale for the functions of `ui/format`. */
  readonly locale: string
}

function renderParts(
  parts: readonly MessagePart[],
  values: Readonly<Record<string, unknown>>,
  locale: string,
): ReactNode {
  const nodes = parts.map((part): ReactNode => {
    if (part.kind === 'text') return part.text
    const value = values[part.name]
    if (part.kind === 'tag') {
      const content = renderParts(part.parts, values, locale)
      return typeof value === 'function' ? (value(content) as ReactNode) : content
    }
    if (typeof value === 'number' || typeof value === 'bigint') return formatValue(value, locale)
    return value as ReactNode
  })
  return createElement(Fragment, null, ...nodes)
}

/** Makes the translator of a catalogue that has been read; for use outside components. */
export function createTranslate<T extends MessageSource>(
  catalogue: Catalogue<T>,
  language: Language,
): Translate<T> {
  const locale = localeOf(language)
  const t = (key: keyof T & string, values: Readonly<Record<string, PlainValue>> = {}) =>
    formatMessage(catalogue[key], values, locale)
  return Object.assign(t, {
    rich: (key: keyof T & string, values: Readonly<Record<string, unknown>>) =>
      renderParts(parseMessage(chooseForm(catalogue[key], values.count, locale)), values, locale),
    language,
    locale,
  }) as unknown as Translate<T>
}

/**
 * The translator of a catalogue in the language in force. Suspends while that language's messages
 * load, which happens once per catalogue.
 */
export function useT<T extends MessageSource>(messages: Messages<T>): Translate<T> {
  const language = useLanguage()
  const catalogue = messages.read(language)
  if (catalogue instanceof Promise) throw catalogue
  return useMemo(
    () => createTranslate<T>(catalogue as Catalogue<T>, language),
    [catalogue, language],
  )
}
