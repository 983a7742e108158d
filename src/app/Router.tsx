import { Suspense } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { useT } from '../ui/i18n/useT.ts'
import { PageSkeleton } from '../ui/Skeleton.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { shellMessages } from './i18n/messages.ts'
import { PageError } from './PageError.tsx'
import { routes } from './routes.tsx'

/** The page of the current address. A new path is a new page: nothing of the last one lingers. */
export function Router() {
  const t = useT(shellMessages)
  const [location] = useLocation()
  return (
    <ErrorBoundary key={location} fallback={(error) => <PageError error={error} />}>
      <Suspense fallback={<PageSkeleton label={t('shell.loadingPage')} />}>
        <Switch>
          {routes.map(({ path, Page }) => (
            <Route key={path} path={path}>
              <Page />
            </Route>
          ))}
        </Switch>
      </Suspense>
    </ErrorBoundary>
  )
}
