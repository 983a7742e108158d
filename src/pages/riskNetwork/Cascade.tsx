import type { LabAnswers } from '../../data/lab/labSteps.ts'
import { cascadeBound } from '../../risk/graph.ts'
import { formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { messages } from './messages.ts'

/** How far a sudden loss of stake can spread, by what is proven about γ. */
export function Cascade({
  answer,
  profit,
  shock,
  percent,
}: {
  readonly answer: LabAnswers['pooled'] | undefined
  readonly profit: number
  /** Share of all stake. */
  readonly shock: number
  readonly percent: (share: number) => string
}) {
  const t = useT(messages)
  if (answer === undefined) return <Skeleton lines={1} />
  if (profit <= 0) return <p className="muted">{t('cascade.noProfit')}</p>
  const proven = answer.exact ?? answer.reweighted
  const { bound, informative } = cascadeBound({
    gamma: proven === null ? 0 : (1 + proven) / profit - 1,
    psi: shock,
  })
  return (
    <p className="network-lab-finding">
      {bound === null
        ? t('cascade.insecure')
        : informative
          ? t('cascade.bound', {
              shock: percent(shock),
              bound: formatRisk(bound, { locale: t.locale }).text,
            })
          : t('cascade.nothing', { shock: percent(shock) })}
    </p>
  )
}
