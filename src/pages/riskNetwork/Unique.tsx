import { Link } from 'wouter'
import type { LabAnswers } from '../../data/lab/labSteps.ts'
import type { OperatorSetKey } from '../../protocol/network/types.ts'
import { parseOperatorSetKey } from '../../protocol/network/types.ts'
import { formatCount, formatDecimal } from '../../ui/format/formatNumber.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { commonMessages } from '../common/messages.ts'
import { useNameOf } from '../common/useNameOf.ts'
import { messages } from './messages.ts'

/** The same sets as they are: each unit of stake behind one of them. */
export function Unique({
  answer,
  profit,
  keys,
}: {
  readonly answer: LabAnswers['unique'] | undefined
  readonly profit: number
  readonly keys: readonly OperatorSetKey[]
}) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const nameOf = useNameOf()
  const eth = (value: number) => formatDecimal(Number(value.toPrecision(2)), t.locale)
  const costs = answer?.costs ?? []
  const cheapest = costs.reduce((best, cost, i) => (cost < (costs[best] ?? cost) ? i : best), 0)
  const key = keys[cheapest]
  const cheaper = costs.filter((cost) => cost < profit)
  const { avs, id } = key ? parseOperatorSetKey(key) : { avs: null, id: 0 }
  const name = avs && (
    <Link key="set" href={`/avs/${avs}`}>
      {common('set.name', { avs: nameOf(avs), id: String(id) })}
    </Link>
  )
  const sets = formatCount(costs.length, t.locale)
  // Less than a wei is a remainder of rounding.
  const free = costs.filter((cost) => cost < 1e-18).length
  return (
    <section className="stack">
      <h2>{t('unique.title')}</h2>
      {answer === undefined || avs === null ? (
        <Skeleton lines={2} />
      ) : (
        <>
          <p className="muted">{t('unique.about')}</p>
          <p className="network-lab-finding">
            {free > 0
              ? t.rich('unique.free', { count: free, sets, name })
              : t.rich('unique.least', { sets, cost: eth(costs[cheapest] ?? 0), name })}
          </p>
          {profit > 0 && (
            <p>
              {cheaper.length === 0
                ? t('unique.safe')
                : t('unique.gain', {
                    gain: eth(cheaper.reduce((sum, cost) => sum + profit - cost, 0)),
                    count: formatCount(cheaper.length, t.locale),
                  })}
            </p>
          )}
          <p className="muted small">{t('unique.votes')}</p>
        </>
      )}
    </section>
  )
}
