import { Link, useLocation } from 'wouter'
import { useT } from '../../ui/i18n/useT.ts'
import { navMessages } from './navMessages.ts'
import './ExploreNav.css'
import './explore.css'

const places = [
  { path: '/operators', label: 'operators' },
  { path: '/avs', label: 'avss' },
  { path: '/operators/build', label: 'build' },
] as const

/** The three ways to look for who secures what. */
export function ExploreNav() {
  const t = useT(navMessages)
  const [location] = useLocation()
  return (
    <nav className="explore-nav" aria-label={t('label')}>
      {places.map(({ path, label }) => (
        <Link key={path} href={path} aria-current={location === path ? 'page' : undefined}>
          {t(label)}
        </Link>
      ))}
    </nav>
  )
}
