import { readStored } from './storage.ts'

/** The reader's choice; `system` follows the device. */
export type ThemeChoice = 'system' | 'light' | 'dark'

/** Where the browser keeps it. */
export const themeKey = 'keel.theme'

/** The choice that was kept. */
export function storedTheme(): ThemeChoice {
  const text = readStored(themeKey)
  return text === 'light' || text === 'dark' ? text : 'system'
}

/** Has the style sheet draw it. */
export function setDocumentTheme(choice: ThemeChoice): void {
  const root = document.documentElement
  if (choice === 'system') delete root.dataset.theme
  else root.dataset.theme = choice
}
