import { useEffect, useRef, useState } from 'react'
import { readTimeline, type TimelinePoint, timelineBlocks } from '../../data/timeline.ts'
import type { Position } from '../../protocol/network/types.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { TimeChart, type TimeChartProps } from '../../ui/chart/TimeChart.tsx'
import { boundSign } from '../../ui/chart/timeRows.ts'
import { DateTime } from '../../ui/DateTime.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { formatDate } from '../../ui/format/formatDate.ts'
import { formatPercent, formatRisk } from '../../ui/format/formatPercent.ts'
import { numberFormat } from '../../ui/format/parts.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Progress } from '../../ui/Progress.tsx'
import { Table } from '../../ui/Table.tsx'
import { commonMessages } from '../common/messages.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { timelineMessages } from './timelineMessages.ts'
import type { Histories } from './useHistory.ts'

type State =
  | { kind: 'idle' }
  | { kind: 'reading'; fraction: number }
  | { kind: 'failed'; error: Error }
  | { kind: 'read'; points: readonly TimelinePoint[] }

/** Value, APR and exposure over time; read when the reader asks for it, and given up when the page is left. */
export function Timeline({
  positions,
  history,
  network,
  assessor,
  connection,
}: Reading & { readonly positions: readonly Position[]; readonly history: Histories }) {
  const t = useT(timelineMessages)
  const [state, setState] = useState<State>({ kind: 'idle' })
  const controller = useRef<AbortController>()
  useEffect(() => () => controller.current?.abort(), [])
  const first = history.entries?.findLast(({ entry }) => entry.kind === 'deposit')
  if (!first) return null
  const blocks = timelineBlocks(network, first.at)

  const load = async () => {
    controller.current?.abort()
    const own = new AbortController()
    controller.current = own
    setState({ kind: 'reading', fraction: 0 })
    try {
      const points = await readTimeline(connection.client, {
        chain: connection.chain,
        rpcUrl: connection.rpcUrl,
        network,
        stakers: positions.map(({ staker }) => staker),
        blocks,
        assumptions: assessor.assumptions,
        signal: own.signal,
        onProgress: (fraction) => {
          if (!own.signal.aborted) setState({ kind: 'reading', fraction })
        },
      })
      if (!own.signal.aborted) setState({ kind: 'read', points })
    } catch (error) {
      if (!own.signal.aborted)
        setState({
          kind: 'failed',
          error: error instanceof Error ? error : new Error(String(error)),
        })
    }
  }
  return (
    <section className="stack">
      <div className="section-head">
        <h2>{t('title')}</h2>
        {state.kind !== 'reading' && (
          <Button onClick={() => void load()}>{t(state.kind === 'read' ? 'again' : 'load')}</Button>
        )}
      </div>
      {state.kind === 'reading' ? (
        <Progress label={t('loading')} value={state.fraction} />
      ) : state.kind === 'read' ? (
        <Charts points={state.points} />
      ) : (
        <p className="muted">{t('text', { count: blocks.length })}</p>
      )}
      {state.kind === 'failed' && (
        <ErrorState
          compact
          name={state.error.name}
          message={t('failed')}
          detail={state.error.message}
          onRetry={() => void load()}
        />
      )}
    </section>
  )
}

function Charts({ points }: { readonly points: readonly TimelinePoint[] }) {
  const t = useT(timelineMessages)
  const common = useT(commonMessages)
  const { locale } = t
  const missing = points.filter(({ gap }) => gap !== null).length
  const pruned = points.filter(({ gap }) => gap === 'noArchive').length
  const eth = (value: number) =>
    `${numberFormat(locale, { maximumSignificantDigits: 5 }).format(value)} ETH`
  const percent = (value: number) => formatPercent(value, { locale }).text
  const risk = (value: number) => formatRisk(value, { locale }).text
  const cell = (
    value: number | null,
    write: (value: number) => string,
    bound?: 'atLeast' | 'atMost',
  ) => (value === null ? t('gap.unknown') : boundSign(bound) + write(value))
  const table = (
    <Table
      caption={t('caption')}
      hideCaption
      narrow="scroll"
      rows={points}
      rowKey={({ block }) => String(block)}
      columns={[
        {
          id: 'date',
          header: t('date'),
          rowHeader: true,
          cell: ({ at }) => <DateTime timestamp={at} style="date" />,
        },
        {
          id: 'value',
          header: t('axis.value'),
          align: 'end',
          cell: ({ valueEth }) => cell(valueEth, eth),
        },
        {
          id: 'apr',
          header: t('aprUnknown'),
          align: 'end',
          cell: ({ apr, aprAtLeast }) => cell(apr, percent, aprAtLeast ? 'atLeast' : undefined),
        },
        {
          id: 'exposure',
          header: t('exposureUnknown'),
          align: 'end',
          cell: ({ exposure, exposureAtMost }) =>
            cell(exposure, risk, exposureAtMost ? 'atMost' : undefined),
        },
      ]}
    />
  )
  const since = points[0]
  const subtitle = since && t('since', { date: formatDate(since.at, { locale, style: 'date' }) })
  const chart = (
    what: 'value' | 'apr' | 'exposure',
    of: (point: TimelinePoint) => number | null,
    write: (value: number) => string,
    more: Partial<TimeChartProps> = {},
  ) => {
    const boundOf = (point: TimelinePoint) =>
      what === 'apr' && point.aprAtLeast
        ? ('atLeast' as const)
        : what === 'exposure' && point.exposureAtMost
          ? ('atMost' as const)
          : undefined
    const known = points.flatMap((point) => {
      const value = of(point)
      return value === null ? [] : boundSign(boundOf(point)) + write(value)
    })
    const last = points.at(-1)
    const now = last ? of(last) : null
    return (
      <TimeChart
        title={
          known[0] === undefined || now === null
            ? t(`${what}Unknown`)
            : t(what, { first: known[0], last: known.at(-1) ?? '' })
        }
        subtitle={subtitle}
        axis={t(`axis.${what}`)}
        series={[
          {
            id: what,
            mark: 'line',
            tone: what === 'value' ? 'plain' : what,
            points: points.map((point) => ({
              at: point.at,
              value: of(point),
              bound: boundOf(point),
            })),
          },
        ]}
        until={last?.at ?? 0}
        formatValue={write}
        missing={t('gap.unknown')}
        table={table}
        {...more}
      />
    )
  }
  return (
    <div className="stack">
      {pruned > 0 && <Banner kind="warning">{t('gap.noArchive', { count: pruned })}</Banner>}
      {missing > pruned && (
        <Banner kind="warning">{t('gap.noAnswer', { count: missing - pruned })}</Banner>
      )}
      {missing === 0 && points.every(({ valueEth }) => valueEth === null) && (
        <p className="muted">{common('gap.noPrice')}</p>
      )}
      {chart('value', ({ valueEth }) => valueEth, eth)}
      <div className="two-columns">
        {chart('apr', ({ apr }) => apr, percent)}
        {chart('exposure', ({ exposure }) => exposure, risk, {
          subtitle: `${subtitle ?? ''} ${t('assumed')}`,
        })}
      </div>
    </div>
  )
}
