import { type KeyboardEvent, useRef, useState } from 'react'
import { ChartFrame } from '../../ui/chart/ChartFrame.tsx'
import { useWidth } from '../../ui/chart/useWidth.ts'
import { formatCount, formatDecimal } from '../../ui/format/formatNumber.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Table } from '../../ui/Table.tsx'
import { finding, formatPrice, stepName } from './finding.ts'
import { messages } from './messages.ts'
import { priceScale } from './priceScale.ts'
import type { Step, Story } from './story.ts'

const margin = { top: 26, right: 64, bottom: 34, left: 52 }
/** Room that a step's name takes, in pixels. */
const nameWidth = 74

/** The price step by step, with the price at which each loan falls. One tab stop; arrow keys go from step to step. */
export function CascadeChart({ story }: { readonly story: Story }) {
  const t = useT(messages)
  const symbol = story.symbol || t('token')
  const title = finding(story, t)
  const price = (value: number) => <span className="num">{formatPrice(value, t.locale)}</span>
  return (
    <ChartFrame
      title={title}
      subtitle={t('chart.subtitle', { symbol })}
      chart={<Plot title={title} story={story} />}
      table={
        <Table
          caption={title}
          hideCaption
          narrow="scroll"
          rows={story.steps}
          rowKey={({ index }) => String(index)}
          columns={[
            {
              id: 'step',
              header: t('step.title'),
              rowHeader: true,
              cell: (step) => stepName(step, t),
            },
            { id: 'price', header: t('chart.price'), align: 'end', cell: (s) => price(s.price) },
            {
              id: 'oracle',
              header: t('chart.oracle'),
              align: 'end',
              cell: (s) => price(s.oraclePrice),
            },
            {
              id: 'sold',
              header: t('chart.sold', { symbol }),
              align: 'end',
              cell: ({ sold }) => <span className="num">{formatDecimal(sold, t.locale)}</span>,
            },
            {
              id: 'liquidated',
              header: t('chart.liquidated'),
              align: 'end',
              cell: ({ liquidated }) => (
                <span className="num">{formatCount(liquidated, t.locale)}</span>
              ),
            },
          ]}
        />
      }
    />
  )
}

function Plot({ title, story }: { readonly title: string; readonly story: Story }) {
  const t = useT(messages)
  const frame = useRef<HTMLDivElement>(null)
  const marks = useRef(new Map<number, SVGGElement>())
  const [active, setActive] = useState<number>()
  const width = useWidth(frame, 640)
  const height = width < 480 ? 260 : 300
  const { steps, fates, symbol } = story
  const right = width - margin.right
  const bottom = height - margin.bottom
  const scale = priceScale(
    steps.flatMap(({ price, oraclePrice }) => [price, oraclePrice]),
    fates.map(({ trigger }) => trigger),
  )
  const y = (price: number) =>
    bottom - ((price - scale.low) / (scale.high - scale.low)) * (bottom - margin.top)
  const column = (right - margin.left) / steps.length
  const x = (index: number) => margin.left + index * column
  // The end of one step is the beginning of the next: a line that only goes across and down.
  const path = (of: (step: Step) => number) =>
    steps
      .map(
        (step, i) => `${i === 0 ? 'M' : 'V'}${i === 0 ? `${x(0)} ` : ''}${y(of(step))}H${x(i + 1)}`,
      )
      .join('')
  const named = Math.max(1, Math.ceil(nameWidth / column))
  const apart = steps.some(({ price, oraclePrice }) => price !== oraclePrice)
  const say = (step: Step) =>
    t('step.say', {
      step: stepName(step, t),
      price: formatPrice(step.price, t.locale),
      sold: `${formatDecimal(step.sold, t.locale)} ${symbol || t('token')}`,
      count: step.liquidated,
    })
  const move = (event: KeyboardEvent, index: number) => {
    const to = {
      ArrowRight: index + 1,
      ArrowDown: index + 1,
      ArrowLeft: index - 1,
      ArrowUp: index - 1,
      Home: 0,
      End: steps.length - 1,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    marks.current.get((to + steps.length) % steps.length)?.focus()
  }
  const current = active === undefined ? undefined : steps[active]
  return (
    <div ref={frame} className="cascade">
      {/* biome-ignore lint/a11y/useSemanticElements: an SVG holds no fieldset */}
      <svg width={width} height={height} role="group" aria-label={title}>
        {scale.ticks.map((price) => (
          <g key={price}>
            <line className="chart-grid" x1={margin.left} x2={right} y1={y(price)} y2={y(price)} />
            <text x={margin.left - 8} y={y(price) + 4} textAnchor="end">
              {formatPrice(price, t.locale)}
            </text>
          </g>
        ))}
        <text className="axis-exposure" x={4} y={12}>
          ↑ {t('chart.axis')}
        </text>
        {fates.length > 0 && (
          <text x={width - 2} y={12} textAnchor="end">
            {t('chart.loans')}
          </text>
        )}
        {fates.map(({ trigger, fallsAt }, index) =>
          trigger < scale.low || trigger > scale.high ? null : (
            <line
              // biome-ignore lint/suspicious/noArrayIndexKey: loans without an account have only their place
              key={index}
              className={fallsAt === null ? 'cascade-stands' : 'cascade-fallen'}
              x1={right + 10}
              x2={right + 34}
              y1={y(trigger)}
              y2={y(trigger)}
            />
          ),
        )}
        {apart && <path className="cascade-oracle" d={path(({ oraclePrice }) => oraclePrice)} />}
        {apart && (
          <text x={right - 4} y={y(steps.at(-1)?.oraclePrice ?? scale.high) - 6} textAnchor="end">
            {t('chart.oracleLine')}
          </text>
        )}
        <path className="cascade-price" d={path(({ price }) => price)} />
        {steps.map((step, index) => (
          // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is focused to be read, nothing is pressed
          <g
            key={step.index}
            ref={(element) => {
              if (element) marks.current.set(index, element)
              else marks.current.delete(index)
            }}
            className="cascade-step"
            role="img"
            aria-label={say(step)}
            tabIndex={index === (active ?? 0) ? 0 : -1}
            onFocus={() => setActive(index)}
            onBlur={() => setActive(undefined)}
            onPointerEnter={() => setActive(index)}
            onPointerLeave={(event) => event.pointerType === 'mouse' && setActive(undefined)}
            onKeyDown={(event) => move(event, index)}
          >
            <rect
              className="cascade-target"
              x={x(index)}
              y={margin.top}
              width={column}
              height={bottom - margin.top}
            />
            <circle className="cascade-mark" cx={x(index) + column / 2} cy={y(step.price)} r={4} />
            {index % named === 0 && (
              <text x={x(index) + column / 2} y={bottom + 20} textAnchor="middle">
                {stepName(step, t)}
              </text>
            )}
          </g>
        ))}
      </svg>
      {current !== undefined && active !== undefined && (
        <div
          className="cascade-tip"
          aria-hidden="true"
          style={
            active < steps.length / 2
              ? { left: x(active) + column / 2 }
              : { right: width - x(active) - column / 2 }
          }
        >
          {say(current)}
        </div>
      )}
    </div>
  )
}
