import { useEffect, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import './TabLinks.css'

export interface TabLinksProps {
  /** Names the group for a screen reader. */
  readonly label: string
  readonly places: readonly { readonly path: string; readonly label: string }[]
}

/** Pages that belong together, one line of links under the title. */
export function TabLinks({ label, places }: TabLinksProps) {
  const [location] = useLocation()
  const ref = useRef<HTMLElement>(null)

  // On a phone the line is longer than the screen: where one is must be in sight.
  useEffect(() => {
    const line = ref.current
    const here = line?.querySelector<HTMLElement>(`[href="${location}"]`)
    if (line && here) line.scrollLeft = here.offsetLeft - (line.clientWidth - here.offsetWidth) / 2
  }, [location])

  return (
    <nav className="tab-links" aria-label={label} ref={ref}>
      {places.map(({ path, label: text }) => (
        <Link key={path} href={path} aria-current={location === path ? 'page' : undefined}>
          {text}
        </Link>
      ))}
    </nav>
  )
}
