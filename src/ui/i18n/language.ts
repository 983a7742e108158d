import { useSyncExternalStore } from 'react'
import { readStored, writeStored } from '../storage.ts'
import { detectLanguage, htmlLanguage, type Language, languageKey } from './detectLanguage.ts'

export type { Language }

/** Each language in its own words, in the order of the switch. */
export const languages: readonly { readonly id: Language; readonly name: string }[] = [
  { id: 'en', name: 'English' },
  { id: 'zh', name: '简体中文' },
]

/** The locale by which Intl writes numbers and dates: day before month in English. */
export function localeOf(language: Language): string {
  return language === 'zh' ? 'zh-CN' : 'en-GB'
}

let current: Language = detectLanguage(
  globalThis.location?.search ?? '',
  readStored(languageKey),
  globalThis.navigator?.languages ?? [],
)
const listeners = new Set<() => void>()
const beforeSwitch = new Set<(language: Language) => Promise<void>>()

function writeDocument(): void {
  if (typeof document === 'undefined') return
  document.documentElement.lang = htmlLanguage(current)
}
writeDocument()

/** The language in force now. */
export function getLanguage(): Language {
  return current
}

/** Registers work (loading a catalogue) that must be over before the language changes. */
export function onBeforeSwitch(load: (language: Language) => Promise<void>): void {
  beforeSwitch.add(load)
}

/** Resolves when every catalogue known so far can be read in the language. Never rejects. */
export async function catalogueReady(language: Language = current): Promise<void> {
  await Promise.all([...beforeSwitch].map((load) => load(language)))
}

/**
 * Changes the language once its catalogues are there, remembers the choice, and keeps a `?lang` of
 * the address true to it.
 */
export async function setLanguage(language: Language): Promise<void> {
  await catalogueReady(language)
  current = language
  writeStored(languageKey, language)
  writeDocument()
  if (typeof location !== 'undefined') {
    const url = new URL(location.href)
    if (url.searchParams.has('lang')) {
      url.searchParams.set('lang', language)
      history.replaceState(history.state, '', url)
    }
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The language in force; the component renders again when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, getLanguage, getLanguage)
}

/** The locale for Intl that goes with the language in force. */
export function useLocale(): string {
  return localeOf(useLanguage())
}
