import { memo, useMemo } from 'react'
import { Link, useLocation } from 'wouter'
import { inUsd, totalRestaked } from '../../data/totals.ts'
import { type Scores, useReferenceScores } from '../../data/useReferenceScores.ts'
import type { Network } from '../../protocol/network/types.ts'
import { Amount } from '../../ui/Amount.tsx'
import { buttonClass } from '../../ui/Button.tsx'
import { ScatterSmall } from '../../ui/chart/ScatterSmall.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Fiat } from '../../ui/Fiat.tsx'
import { formatRelative } from '../../ui/format/formatDate.ts'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { formatPercent, formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Page } from '../../ui/Page.tsx'
import { Percent } from '../../ui/Percent.tsx'
import { Provenance } from '../../ui/Provenance.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { commonMessages } from '../common/messages.ts'
import { useNameOf } from '../common/useNameOf.ts'
import { WithChain } from '../common/WithNetwork.tsx'
import { messages } from './messages.ts'
import './OverviewPage.css'

/** What is restaked, who secures what with it, and what that pays against what it risks. */
export default function OverviewPage() {
  const t = useT(messages)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <Link className={buttonClass('primary')} href="/deposit">
            {t('deposit.go')}
          </Link>
          <Link className={buttonClass('plain')} href="/operators">
            {t('operators.go')}
          </Link>
        </>
      }
    >
      <WithChain>{({ network }) => <Overview latest={network} />}</WithChain>
    </Page>
  )
}

/** A number of things that logs alone tell: with gaps it is the least that there are, never a zero. */
function Counted({ count, complete }: { count: number; complete: boolean }) {
  const common = useT(commonMessages)
  const { locale } = common
  if (complete) return formatCount(count, locale)
  if (count === 0) return <Missing reason={common('gap.historyIncomplete')} />
  return `≥ ${formatCount(count, locale)}`
}

const Overview = memo(function Overview({ latest }: { readonly latest: Network }) {
  const scores = useReferenceScores(latest)
  // The figures above the chart are those of the chart's own block.
  const network = scores?.network ?? latest
  const t = useT(messages)
  const common = useT(commonMessages)
  const { ethUsd } = network
  const { complete } = network.coverage
  const sets = Object.keys(network.operatorSets).length
  const total = useMemo(() => totalRestaked(network), [network])
  const block = network.block.number
  const allocated = network.operators.filter((operator) =>
    operator.allocations?.some((allocation) => allocation.slashable && allocation.inSet),
  ).length
  const posted =
    ethUsd && formatRelative(Number(ethUsd.updatedAt), Number(network.block.timestamp), t.locale)
  if (network.operators.length === 0 && complete)
    return <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
  return (
    <>
      <dl className="tiles">
        <div className="tile tile-wide">
          <dt>{t(total.complete ? 'total.label' : 'total.labelAtLeast')}</dt>
          <dd className="tile-figure">
            <Provenance kind="chain" block={block} source={t('total.source')}>
              <Amount value={total.wei} decimals={18} unit="ETH" />
            </Provenance>
          </dd>
          <dd className="tile-note">
            {!total.complete && <p>{t('total.incomplete')}</p>}
            {ethUsd ? (
              <Provenance
                kind="chain"
                block={block}
                source={t(ethUsd.stale ? 'fiat.stale' : 'fiat.source', { when: posted ?? '' })}
              >
                <Fiat value={inUsd(total.wei, ethUsd)} />
              </Provenance>
            ) : (
              t('fiat.none')
            )}
          </dd>
        </div>
        <div className="tile">
          <dt>{t('operators.label')}</dt>
          <dd className="tile-figure num">
            <Counted count={network.operators.length} complete={complete} />
          </dd>
          {(complete || allocated > 0) && (
            <dd className="tile-note">{t('operators.hint', { count: allocated })}</dd>
          )}
        </div>
        <div className="tile">
          <dt>
            <Link href="/avs">{t('avss.label')}</Link>
          </dt>
          <dd className="tile-figure num">
            <Counted count={network.avss.length} complete={complete} />
          </dd>
          {(complete || sets > 0) && (
            <dd className="tile-note">{t('avss.hint', { count: sets })}</dd>
          )}
        </div>
        <div className="tile">
          <dt>{t('base.label')}</dt>
          <dd className="tile-figure">
            {scores ? (
              <Provenance kind="chain" block={block} source={t('base.source')}>
                <Percent
                  value={scores.stEthBase}
                  reason={complete ? t('base.none') : common('gap.historyIncomplete')}
                />
              </Provenance>
            ) : (
              <Skeleton width="5ch" />
            )}
          </dd>
        </div>
      </dl>
      {scores ? <Scatter scores={scores} /> : <Skeleton height="20rem" />}
    </>
  )
})

const Scatter = memo(function Scatter({ scores }: { readonly scores: Scores }) {
  const { network, of, symbol } = scores
  const t = useT(messages)
  const nameOf = useNameOf()
  const [, navigate] = useLocation()
  const figures = useMemo(
    () =>
      network.operators.flatMap(({ address }) => {
        const { apr, exposure } = of.get(address) ?? { apr: null, exposure: null }
        return apr === null || exposure === null ? [] : [{ id: address, apr, exposure }]
      }),
    [network, of],
  )
  const points = useMemo(
    () => figures.map((point) => ({ ...point, name: nameOf(point.id) })),
    [figures, nameOf],
  )
  const best = figures.reduce<(typeof figures)[number] | null>(
    (found, point) => (found === null || point.apr > found.apr ? point : found),
    null,
  )
  const calm = figures.reduce<(typeof figures)[number] | null>(
    (found, point) =>
      found === null ||
      point.exposure < found.exposure ||
      (point.exposure === found.exposure && point.apr > found.apr)
        ? point
        : found,
    null,
  )
  const unplaced = network.operators.length - figures.length
  if (!best || !calm) return <EmptyState title={t('scatter.none')} />
  const percent = (value: number) => formatPercent(value, { locale: t.locale }).text
  const risk = (value: number) => formatRisk(-value, { locale: t.locale }).text
  return (
    <section className="stack" aria-label={t('scatter.title')}>
      <ScatterSmall
        title={t('scatter.finding', {
          apr: percent(best.apr),
          exposure: risk(best.exposure),
          calmApr: percent(calm.apr),
          calmExposure: risk(calm.exposure),
        })}
        subtitle={t('scatter.reference', { symbol })}
        points={points}
        onSelect={(id) => navigate(`/operators/${id}`)}
        renderName={(point) => <Link href={`/operators/${point.id}`}>{point.name}</Link>}
      />
      {unplaced > 0 && <p className="muted">{t('scatter.unplaced', { count: unplaced })}</p>}
    </section>
  )
})
