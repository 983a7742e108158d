import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { catalogueReady } from '../ui/i18n/language.ts'
import { startTheme } from '../ui/theme.ts'
import '../ui/theme.css'
import { KeelApp } from './KeelApp.tsx'

startTheme()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element #root')

// The shell's words are there before its first frame: nothing is drawn in one language to change
// into another.
void catalogueReady().then(() => {
  createRoot(root).render(
    <StrictMode>
      <KeelApp />
    </StrictMode>,
  )
})
