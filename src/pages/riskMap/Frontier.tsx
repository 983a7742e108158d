import { useMemo } from 'react'
import { Link, useLocation } from 'wouter'
import { frontierRanks } from '../../data/exposureBuilder.ts'
import { poolExposure } from '../../data/poolExposure.ts'
import type { Judged } from '../../data/useJudged.ts'
import type { Address } from '../../protocol/network/types.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { ChartFrame } from '../../ui/chart/ChartFrame.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { uiMessages } from '../../ui/messages.ts'
import { Percent, RiskPercent } from '../../ui/Percent.tsx'
import { Table } from '../../ui/Table.tsx'
import { useNameOf } from '../common/useNameOf.ts'
import { usePool } from '../common/usePool.ts'
import type { Subject } from '../common/useSubject.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { noFilters, writeFilters } from '../operators/filters.ts'
import { LimitField } from '../operators/LimitField.tsx'
import type { ReferencePosition } from '../operators/reference.ts'
import { useFilters } from '../operators/useFilters.ts'
import { FrontierPlot, type FrontierPoint } from './FrontierPlot.tsx'
import { messages } from './messages.ts'
import { nativeWith, type Product, restakedWith, stEthAlone, typicalOperators } from './products.ts'

/** Every operator by APR and exposure, products and the reader among them, and a corner to pick. */
export function Frontier({
  judged,
  position,
  subject,
  ...reading
}: Reading & {
  readonly judged: Judged
  readonly position: ReferencePosition
  readonly subject: Subject | null
}) {
  const t = useT(messages)
  const ui = useT(uiMessages)
  const nameOf = useNameOf()
  const [, navigate] = useLocation()
  const [filters, change] = useFilters()
  const { assessor, of } = judged
  const { network } = assessor
  const { chain } = reading.connection
  const pool = usePool({ connection: reading.connection, network })
  const held = network.strategies[position.strategy]
  const base = held?.isStEth
    ? assessor.stEthBase
    : held?.kind === 'beaconChainETH'
      ? assessor.assumptions.nativeBaseApr
      : null

  const operators = useMemo(() => {
    const known = network.operators.flatMap(({ address }) => {
      const { apr, exposure, breakEven } = of.get(address) ?? {
        apr: null,
        exposure: null,
        breakEven: null,
      }
      return !apr || apr.apr === null || !exposure
        ? []
        : [{ id: address, apr: apr.apr, exposure: exposure.exposure, breakEven }]
    })
    const ranks = frontierRanks(known)
    return known.map((point, index) => ({ ...point, dominated: ranks[index] !== 1 }))
  }, [network, of])

  const yours = subject && subject.kind !== 'reference' ? subject : null
  const own = useMemo(
    () => (yours ? assessor.assess(yours.stake, yours.operator) : null),
    [assessor, yours],
  )
  const products = useMemo(() => {
    const typical = typicalOperators(of)
    const list: Product[] = []
    const alone = stEthAlone(assessor)
    if (alone) list.push(alone)
    if (yours?.operator) list.push(restakedWith('yours', yours.operator, of.get(yours.operator)))
    if (typical) {
      list.push(restakedWith('median', typical.median, of.get(typical.median)))
      list.push(restakedWith('best', typical.best, of.get(typical.best)))
      list.push(nativeWith(assessor, yours?.operator ?? typical.median))
    }
    if (chain.etherFi)
      list.push({
        id: 'eEth',
        operator: null,
        apr: pool.pool?.apr?.apr ?? null,
        exposure: pool.parts && (poolExposure(assessor, pool.parts)?.exposure ?? null),
        breakEven: null,
      })
    return list
  }, [assessor, of, yours, chain.etherFi, pool])

  const percentText = (value: number) => formatPercent(value, { locale: t.locale }).text
  const nameOfProduct = ({ id, operator }: Product): string => {
    const symbol = position.symbol
    if (id === 'stEth') return t('product.stEth', { symbol: 'stETH' })
    if (id === 'eEth') return t('product.eEth')
    const name = operator ? nameOf(operator) : ''
    if (id === 'native') return t('product.native', { operator: name })
    return t('product.restaked', { symbol, operator: name })
  }
  const points: FrontierPoint[] = [
    ...operators.map((point) => ({ ...point, name: nameOf(point.id), kind: 'operator' as const })),
    ...products.flatMap((product): FrontierPoint[] =>
      // Those with an operator are dots already.
      product.apr === null || product.exposure === null || isDot(product)
        ? []
        : [
            {
              id: product.id,
              name: nameOfProduct(product),
              apr: product.apr,
              exposure: product.exposure,
              kind: 'product',
              dominated: false,
            },
          ],
    ),
    ...(own?.exposure && own.apr.apr !== null
      ? [
          {
            id: 'you',
            name: ui('common.you'),
            apr: own.apr.apr,
            exposure: own.exposure.exposure,
            kind: 'you' as const,
            dominated: false,
          },
        ]
      : []),
  ]
  const missing = products.filter((product) => product.apr === null || product.exposure === null)
  const corner = {
    exposureAtMost: filters.exposureAtMost === null ? null : filters.exposureAtMost / 100,
    aprAtLeast: filters.aprAtLeast === null ? null : filters.aprAtLeast / 100,
  }
  const inside = operators.filter(
    ({ exposure, apr }) =>
      (corner.exposureAtMost === null || exposure <= corner.exposureAtMost + 1e-9) &&
      (corner.aprAtLeast === null || apr >= corner.aprAtLeast - 1e-9),
  )
  const picked = corner.exposureAtMost !== null || corner.aprAtLeast !== null
  const unplaced = network.operators.length - operators.length
  if (operators.length === 0)
    return <EmptyState title={t('frontier.noApr', { symbol: position.symbol })} />
  const best = operators.filter(({ dominated }) => !dominated).length
  const title = t('frontier.finding', { count: best, all: operators.length })
  return (
    <section className="stack">
      <ChartFrame
        title={title}
        subtitle={t('frontier.subtitle', { symbol: position.symbol })}
        chart={
          <FrontierPlot
            title={title}
            points={points}
            base={base}
            corner={corner}
            onCorner={(next) =>
              change({
                exposureAtMost: percent(next.exposureAtMost),
                aprAtLeast: percent(next.aprAtLeast),
              })
            }
            onSelect={(id) => navigate(`/operators/${id}`)}
          />
        }
        table={
          <FrontierTable
            caption={title}
            rows={[
              ...(own?.exposure
                ? [
                    {
                      id: 'you',
                      name: ui('common.you'),
                      note: null,
                      link: null,
                      apr: own.apr.apr,
                      exposure: own.exposure.exposure,
                      breakEven: own.breakEven,
                      state: t('frontier.you'),
                    },
                  ]
                : []),
              ...products.map((product) => ({
                ...product,
                id: `product-${product.id}`,
                name: nameOfProduct(product),
                note: noteOf(product),
                link: null,
                state: t('frontier.product'),
              })),
              ...inside.map((point) => ({
                ...point,
                name: nameOf(point.id),
                note: null,
                link: `/operators/${point.id}`,
                state: t(point.dominated ? 'frontier.dominated' : 'frontier.undominated'),
              })),
            ]}
          />
        }
      />
      <ul className="frontier-legend small muted">
        <li>
          <span className="frontier-key" aria-hidden="true" />
          {t('frontier.undominated')}
        </li>
        <li>
          <span className="frontier-key frontier-key-hollow" aria-hidden="true" />
          {t('frontier.dominated')}
        </li>
        <li>
          <span className="frontier-key frontier-key-diamond" aria-hidden="true" />
          {t('frontier.product')}
        </li>
      </ul>
      <p className="muted small frontier-note">
        {base === null ? t('frontier.linesNone') : t('frontier.lines', { base: percentText(base) })}{' '}
        {t('frontier.assumed')}
        {products.some(({ id, apr }) => id === 'native' && apr !== null) && (
          <>
            {' '}
            {t('product.nativeAssumed', {
              apr: percentText(assessor.assumptions.nativeBaseApr),
            })}{' '}
            <Link href="/risk/assumptions">{t('product.nativeChange')}</Link>
          </>
        )}
      </p>
      {missing.map((product) => (
        <p key={product.id} className="muted small">
          {t('product.missing', { names: nameOfProduct(product) })} {noteOf(product)}
        </p>
      ))}
      {unplaced > 0 && <p className="muted small">{t('frontier.unplaced', { count: unplaced })}</p>}
      <fieldset className="frontier-brush">
        <legend>{t('brush.title')}</legend>
        <p className="muted small">{t('brush.hint')}</p>
        <div className="frontier-limits">
          <LimitField
            label={t('brush.exposure')}
            unit={t('brush.percent')}
            value={filters.exposureAtMost}
            onChange={(exposureAtMost) => change({ exposureAtMost })}
          />
          <LimitField
            label={t('brush.apr')}
            unit={t('brush.percent')}
            value={filters.aprAtLeast}
            onChange={(aprAtLeast) => change({ aprAtLeast })}
          />
        </div>
        <p role="status">
          {inside.length === 0 ? t('brush.none') : t('brush.count', { count: inside.length })}
        </p>
        <div className="row">
          {inside.length > 0 && (
            <Link className={buttonClass('plain')} href={tableAddress()}>
              {t('brush.go', { count: inside.length })}
            </Link>
          )}
          {picked && (
            <Button kind="quiet" onClick={() => change({ exposureAtMost: null, aprAtLeast: null })}>
              {t('brush.clear')}
            </Button>
          )}
        </div>
      </fieldset>
    </section>
  )

  /** The operators' table with these limits, by the same reference position. */
  function tableAddress(): string {
    const query = writeFilters(new URLSearchParams(), {
      ...noFilters,
      exposureAtMost: filters.exposureAtMost,
      aprAtLeast: filters.aprAtLeast,
    })
    if (position.strategy !== assessor.referenceStrategy) query.set('asset', position.strategy)
    const text = query.toString()
    return text === '' ? '/operators' : `/operators?${text}`
  }

  function noteOf({ id, apr, exposure }: Product): string {
    if (id === 'stEth') return t('product.stEthNote')
    if (id === 'median' || id === 'best' || id === 'yours') return t(`product.${id}`)
    if (id === 'native')
      return apr === null
        ? t('product.nativeGap')
        : t('product.nativeAssumed', { apr: percentText(assessor.assumptions.nativeBaseApr) })
    return exposure === null || apr === null ? t('product.eEthGap') : ''
  }
}

const isDot = ({ id }: Product) => id === 'median' || id === 'best' || id === 'yours'

const percent = (share: number | null) => (share === null ? null : Number((share * 100).toFixed(1)))

type Row = {
  readonly id: string
  readonly name: string
  readonly note: string | null
  readonly link: string | null
  readonly operator?: Address | null
  readonly apr: number | null
  readonly exposure: number | null
  readonly breakEven: number | null
  readonly state: string
}

function FrontierTable({ caption, rows }: { readonly caption: string; readonly rows: Row[] }) {
  const t = useT(messages)
  const ui = useT(uiMessages)
  return (
    <Table
      caption={caption}
      hideCaption
      narrow="scroll"
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'name',
          header: t('frontier.what'),
          rowHeader: true,
          cell: ({ name, note, link }) => (
            <>
              {link ? <Link href={link}>{name}</Link> : name}
              {note && <span className="secures-note">{note}</span>}
            </>
          ),
        },
        {
          id: 'apr',
          header: ui('chart.apr'),
          align: 'end',
          cell: ({ apr, note }) => <Percent value={apr} reason={note ?? undefined} />,
        },
        {
          id: 'exposure',
          header: ui('chart.exposure'),
          align: 'end',
          cell: ({ exposure, note }) => (
            <RiskPercent value={exposure === null ? null : -exposure} reason={note ?? undefined} />
          ),
        },
        {
          id: 'breakEven',
          header: t('frontier.breakEven'),
          align: 'end',
          cell: ({ breakEven }) => (breakEven === null ? '–' : <RiskPercent value={breakEven} />),
        },
        { id: 'state', header: t('frontier.state'), cell: ({ state }) => state },
      ]}
    />
  )
}
