import type { Catalogue, MessageSource } from './catalogue.ts'
import { getLanguage, type Language, onBeforeSwitch } from './language.ts'

/** A catalogue in every language: English at hand, the others loaded when they are spoken. */
export interface Messages<T extends MessageSource> {
  /** The English original, which gives keys and placeholders their types. */
  readonly en: T
  /** The messages in a language, or a promise that resolves when `read` can be called again. */
  read(language: Language): Catalogue<T> | Promise<void>
}

/**
 * Declares a catalogue. Each page keeps its own beside it, so that its words travel with its route:
 *
 * @example
 * export const messages = defineMessages(en, () => import('./messages.zh.ts'))
 */
export function defineMessages<const T extends MessageSource>(
  en: T,
  loadZh: () => Promise<{ readonly default: Catalogue<T> }>,
): Messages<T> {
  let zh: Catalogue<T> | undefined
  let loading: Promise<void> | undefined
  let failed = false
  const load = (language: Language): Promise<void> => {
    if (language === 'en' || zh) return Promise.resolve()
    loading ??= loadZh().then(
      (module) => {
        zh = module.default
        failed = false
      },
      // A language that cannot be fetched must not take the page away: English stands in, and the
      // next switch tries again.
      () => {
        failed = true
        loading = undefined
      },
    )
    return loading
  }
  onBeforeSwitch(load)
  if (getLanguage() !== 'en') void load(getLanguage())
  return {
    en,
    read(language) {
      if (language === 'en') return en as Catalogue<T>
      if (zh) return zh
      return failed ? (en as Catalogue<T>) : load(language)
    },
  }
}
