import { detectLanguage, htmlLanguage, languageKey } from '../../ui/i18n/detectLanguage.ts'
import { readStored } from '../../ui/storage.ts'
import { setDocumentTheme, storedTheme } from '../../ui/themeChoice.ts'

/*
 * Runs before the app has come: puts the landing page's first frame, which the build made in each language, where the
 * app will draw the same. The app takes it away when it draws for the first time.
 */
const language = detectLanguage(location.search, readStored(languageKey), navigator.languages)
const frame = document.querySelector<HTMLTemplateElement>(`template[data-frame="${language}"]`)
if (location.pathname === '/' && frame) {
  setDocumentTheme(storedTheme())
  document.documentElement.lang = htmlLanguage(language)
  document.getElementById('root')?.append(frame.content.cloneNode(true))
}
