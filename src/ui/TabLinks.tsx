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
  return (
    <nav className="tab-links" aria-label={label}>
      {places.map(({ path, label: text }) => (
        <Link key={path} href={path} aria-current={location === path ? 'page' : undefined}>
          {text}
        </Link>
      ))}
    </nav>
  )
}
