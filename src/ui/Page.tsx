import { type ReactNode, useEffect, useRef } from 'react'
import './Page.css'

let lastPath: string | undefined
let wentBack = false

if (typeof window !== 'undefined') {
  window.addEventListener('popstate', () => {
    wentBack = true
  })
}

export interface PageProps {
  /** The page's name: its heading and, with the product's, the title of the tab. */
  readonly title: string
  /** The heading itself, where it holds more than text (an operator's name with its address). */
  readonly heading?: ReactNode
  /** One sentence under the heading: the question this page answers. */
  readonly lead?: ReactNode
  /** Controls beside the heading. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/**
 * The frame of every page: one `h1`, the tab's title, and the reader's focus moved to the heading
 * after a change of route, so that a screen reader says where one is.
 */
export function Page({ title, heading, lead, actions, children }: PageProps) {
  const ref = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    document.title = `${title} · Keel`
  }, [title])

  useEffect(() => {
    const path = window.location.pathname
    if (lastPath !== undefined && lastPath !== path) {
      ref.current?.focus({ preventScroll: true })
      // Going back returns to where one was: the browser restores that place itself.
      if (!wentBack) window.scrollTo(0, 0)
    }
    wentBack = false
    lastPath = path
  }, [])

  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1 ref={ref} tabIndex={-1}>
            {heading ?? title}
          </h1>
          {lead !== undefined && <p className="page-lead">{lead}</p>}
        </div>
        {actions !== undefined && <div className="row">{actions}</div>}
      </header>
      {children}
    </div>
  )
}
