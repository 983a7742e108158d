import { useEffect } from 'react'
import { Toasts } from '../ui/Toasts.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { PageError } from './PageError.tsx'
import { Router } from './Router.tsx'
import { preloadWhenIdle } from './routes.tsx'
import { Shell, type ShellProps } from './Shell.tsx'

/** Keel: the shell and the page of the current address. Providers of data are wrapped around it. */
export function App(slots: Omit<ShellProps, 'children'>) {
  useEffect(preloadWhenIdle, [])
  return (
    <ErrorBoundary fallback={(error) => <PageError error={error} />}>
      <Shell {...slots}>
        <Router />
      </Shell>
      <Toasts />
    </ErrorBoundary>
  )
}
