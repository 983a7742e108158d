import { Link } from 'wouter'
import type { LabAnswers } from '../../data/lab/labSteps.ts'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { RiskPercent } from '../../ui/Percent.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { messages } from './messages.ts'

/** What slashing costs all stake together, with the error of the simulation where there is one. */
export function WholeLoss({ answer }: { readonly answer: LabAnswers['loss'] | undefined }) {
  const t = useT(messages)
  return (
    <section className="stack">
      <h2>{t('loss.title')}</h2>
      {answer === undefined ? (
        <Skeleton lines={3} />
      ) : (
        <>
          <dl className="figures">
            <div>
              <dt>{t('loss.cvar')}</dt>
              <dd>
                <RiskPercent value={-answer.cvar} />
              </dd>
            </div>
            <div>
              <dt>{t('loss.el')}</dt>
              <dd>
                <RiskPercent value={-answer.el} />
              </dd>
            </div>
          </dl>
          <p className="muted small">
            {answer.method === 'montecarlo'
              ? t('loss.montecarlo', {
                  years: formatCount(answer.paths, t.locale),
                  error: formatRisk(answer.standardError, { locale: t.locale }).text,
                })
              : t(`loss.${answer.method}`)}{' '}
            {t('loss.assumed')} <Link href="/risk/assumptions">{t('loss.change')}</Link>
          </p>
        </>
      )}
    </section>
  )
}
