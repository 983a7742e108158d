import { type KeyboardEvent, memo } from 'react'
import type { FrontierPoint } from './FrontierPlot.tsx'

/** What a dot tells the chart; the same object for the chart's whole life. */
export interface DotEvents {
  readonly mount: (id: string, element: SVGGElement | null) => void
  /** Looked at; `null` no longer. `pointer` where a mouse did it. */
  readonly look: (id: string | null, pointer: boolean) => void
  readonly select: (point: FrontierPoint) => void
  readonly key: (event: KeyboardEvent, index: number) => void
}

/** One dot of the frontier. Drawn anew only when it itself changes: a drag over 2,000 of them moves none. */
export const FrontierDot = memo(function FrontierDot({
  point,
  x,
  y,
  index,
  label,
  tabbable,
  outside,
  events,
}: {
  readonly point: FrontierPoint
  readonly x: number
  readonly y: number
  readonly index: number
  readonly label: string
  readonly tabbable: boolean
  readonly outside: boolean
  readonly events: DotEvents
}) {
  const { id, kind, dominated } = point
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its role is set beside
    <g
      ref={(element) => events.mount(id, element)}
      className={`scatter-dot frontier-${kind}${dominated ? ' frontier-dominated' : ''}${outside ? ' frontier-outside' : ''}`}
      role={kind === 'operator' ? 'button' : 'img'}
      aria-label={label}
      tabIndex={tabbable ? 0 : -1}
      onFocus={() => events.look(id, false)}
      onBlur={() => events.look(null, false)}
      onPointerEnter={() => events.look(id, true)}
      onPointerLeave={(event) => event.pointerType === 'mouse' && events.look(null, true)}
      onClick={() => kind === 'operator' && events.select(point)}
      onKeyDown={(event) => events.key(event, index)}
    >
      <circle className="scatter-target" cx={x} cy={y} r={14} />
      {kind === 'product' ? (
        <path className="scatter-mark" d={`M${x} ${y - 7}l7 7-7 7-7-7Z`} />
      ) : (
        <circle className="scatter-mark" cx={x} cy={y} r={kind === 'you' ? 7.5 : 5} />
      )}
    </g>
  )
})
