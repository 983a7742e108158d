import { renderToStaticMarkup } from 'react-dom/server'
import { Router } from 'wouter'
import { KeelProvider } from '../../data/KeelProvider.tsx'
import { createSession } from '../../data/session.ts'
import OverviewPage from '../../pages/overview/OverviewPage.tsx'
import { type Language, languages, setLanguage } from '../../ui/i18n/language.ts'
import { StatusLine } from '../../ui/StatusLine.tsx'
import { Shell } from '../Shell.tsx'

/**
 * What the landing page shows before anything was read, as HTML in each language. Worked out while the module loads:
 * the build asks for nothing else, and can load no catalogue any more once it has the module.
 */
export const firstFrames: Partial<Record<Language, string>> = {}

for (const { id } of languages) {
  await setLanguage(id)
  firstFrames[id] = renderToStaticMarkup(
    <Router ssrPath="/">
      <KeelProvider sessionStore={createSession()}>
        <Shell status={<StatusLine chainName="" state="connecting" />}>
          <OverviewPage />
        </Shell>
      </KeelProvider>
    </Router>,
  )
}
