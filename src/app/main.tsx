import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { createSession } from '../data/session.ts'
import { catalogueReady } from '../ui/i18n/language.ts'
import { startTheme } from '../ui/theme.ts'
import '../ui/theme.css'
import { KeelApp } from './KeelApp.tsx'
import { preloadLocation } from './routes.tsx'

startTheme()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element #root')

const sessionStore = createSession()
sessionStore.start()

// The shell's words are there before its first frame: nothing is drawn in one language to change
// into another. So is the chain: its banner would push the page down later.
// And so is the page: fetched now, it comes together with the rest.
void Promise.all([
  catalogueReady(),
  sessionStore.chainKnown(),
  preloadLocation(location.pathname),
]).then(() => {
  // A transition gives the browser a breath between its parts.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <KeelApp sessionStore={sessionStore} />
      </StrictMode>,
    ),
  )
})
