import { Button } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { useT } from '../ui/i18n/useT.ts'
import { Page } from '../ui/Page.tsx'
import { shellMessages } from './i18n/messages.ts'

/** Browsers name a chunk that did not arrive in words of their own. */
function isLoadError(error: Error): boolean {
  return /dynamically imported module|module script|preload|No page at/i.test(error.message)
}

/** What stands in place of a page that broke or did not arrive; the shell around it goes on. */
export function PageError({ error }: { readonly error: Error }) {
  const t = useT(shellMessages)
  const load = isLoadError(error)
  const title = t(load ? 'error.loadTitle' : 'error.pageTitle')
  return (
    <Page title={title}>
      <ErrorState
        name={load ? undefined : error.name}
        message={t(load ? 'error.load' : 'error.page')}
        detail={error.message}
        action={
          <Button kind="primary" onClick={() => window.location.reload()}>
            {t('error.reload')}
          </Button>
        }
      />
    </Page>
  )
}
