import { Link } from 'wouter'
import { useT } from '../../ui/i18n/useT.ts'
import { Page } from '../../ui/Page.tsx'
import { messages } from './messages.ts'

/** Answers every address that nothing else answers. */
export default function NotFoundPage() {
  const t = useT(messages)
  return (
    <Page title={t('title')}>
      <p>{t.rich('sentence', { path: <code>{window.location.pathname}</code> })}</p>
      <p>
        <Link href="/">{t('home')}</Link>
      </p>
    </Page>
  )
}
