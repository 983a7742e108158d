import { useSyncExternalStore } from 'react'
import { readStored, writeStored } from './storage.ts'

/** The reader's choice; `system` follows the device. */
export type ThemeChoice = 'system' | 'light' | 'dark'
/** What is drawn. */
export type Theme = 'light' | 'dark'

const storageKey = 'keel.theme'
const listeners = new Set<() => void>()
const darkQuery =
  typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-color-scheme: dark)')

function parse(text: string | null): ThemeChoice {
  return text === 'light' || text === 'dark' ? text : 'system'
}

let choice = parse(readStored(storageKey))

function resolve(): Theme {
  if (choice !== 'system') return choice
  return darkQuery?.matches ? 'dark' : 'light'
}

function apply(): void {
  if (typeof document === 'undefined') return
  const root = document.documentElement
  if (choice === 'system') delete root.dataset.theme
  else root.dataset.theme = choice
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
  writeStored(storageKey, next === 'system' ? null : next)
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
