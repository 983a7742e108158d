import { Link } from 'wouter'
import { useAssumptions } from '../../data/useAssumptions.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { messages } from './messages.ts'

/** Where the assumptions are, and whether they were changed. */
export function AssumptionSheet() {
  const t = useT(messages)
  const { changed } = useAssumptions()
  return (
    <section className="stack" aria-labelledby="assumptions">
      <h2 id="assumptions">{t('assume.title')}</h2>
      <p className="settings-text">
        {t('assume.text')}
        {changed.length > 0 && <> {t('assume.changed', { count: changed.length })}</>}
      </p>
      <p>
        <Link href="/risk/assumptions">{t('assume.go')}</Link>
      </p>
    </section>
  )
}
