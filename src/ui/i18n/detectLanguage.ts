/** The languages Keel speaks. */
export type Language = 'en' | 'zh'

/** Where the browser keeps the reader's choice. */
export const languageKey = 'keel.language'

/** What `<html lang>` says. */
export function htmlLanguage(language: Language): string {
  return language === 'zh' ? 'zh-Hans' : 'en'
}

function parse(tag: string | null | undefined): Language | undefined {
  const primary = tag?.trim().toLowerCase().split(/[-_]/)[0]
  return primary === 'zh' || primary === 'en' ? primary : undefined
}

/**
 * The language to start in: `?lang` of the address, then the stored choice, then the first of the
 * browser's languages that Keel speaks, then English.
 */
export function detectLanguage(
  search: string,
  stored: string | null,
  preferred: readonly string[],
): Language {
  const asked = parse(new URLSearchParams(search).get('lang')) ?? parse(stored)
  if (asked) return asked
  for (const tag of preferred) {
    const language = parse(tag)
    if (language) return language
  }
  return 'en'
}
