import { useSyncExternalStore } from 'react'
import { writeStored } from './storage.ts'
import { setDocumentTheme, storedTheme, type ThemeChoice, themeKey } from './themeChoice.ts'

export type { ThemeChoice }

/** What is drawn. */
export type Theme = 'light' | 'dark'

const listeners = new Set<() => void>()
const darkQuery =
  typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-color-scheme: dark)')

let choice = storedTheme()

function resolve(): Theme {
  if (choice !== 'system') return choice
  return darkQuery?.matches ? 'dark' : 'light'
}

let painted = false

function apply(): void {
  if (typeof document === 'undefined') return
  const root = document.documentElement
  setDocumentTheme(choice)
  // The page comes with the device's own colours; asking for one makes the browser work out all styles.
  if (choice === 'system' && !painted) return
  painted = true
  const paper = getComputedStyle(root).getPropertyValue('--paper').trim()
  if (paper === '') return
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
    meta.setAttribute('content', paper)
  }
}

function changed(): void {
  apply()
  for (const listener of listeners) listener()
}

/** Applies the stored choice and follows the device from now on. Called once, before the first render. */
export function startTheme(): void {
  apply()
  darkQuery?.addEventListener('change', changed)
}

/** Changes and remembers the theme. */
export function setThemeChoice(next: ThemeChoice): void {
  choice = next
  writeStored(themeKey, next === 'system' ? null : next)
  changed()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The reader's choice of theme. */
export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(
    subscribe,
    () => choice,
    () => choice,
  )
}

/** The theme that is drawn now, for what cannot read custom properties (the wallet's modal, charts). */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, resolve, resolve)
}
