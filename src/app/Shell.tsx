import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { Icon } from '../ui/Icon.tsx'
import { useT } from '../ui/i18n/useT.ts'
import { Logo } from '../ui/Logo.tsx'
import { shellMessages } from './i18n/messages.ts'
import { type NavEntry, preloadPath } from './routes.tsx'
import { useNavigation } from './useNavigation.ts'
import './Shell.css'

export interface ShellProps {
  /** What must be seen on every page: an unknown deployment, borrowed assumptions. */
  readonly banner?: ReactNode
  /** The status line. */
  readonly status?: ReactNode
  /** The connect button. */
  readonly connect?: ReactNode
  /** What only a local chain offers, below the page. */
  readonly demo?: ReactNode
  readonly children: ReactNode
}

/** Whether an entry leads to where the reader is, or to the section that the page belongs to. */
function isCurrent({ path, covers = [] }: NavEntry, location: string): boolean {
  return path === '/'
    ? location === '/'
    : [path, ...covers].some((own) => location === own || location.startsWith(`${own}/`))
}

/** The frame around every page: rail on a desktop, bottom bar on a phone, one thin line of status. */
export function Shell({ banner, status, connect, demo, children }: ShellProps) {
  const t = useT(shellMessages)
  const [location] = useLocation()
  const navigation = useNavigation()
  return (
    <div className="shell">
      <a className="shell-skip" href="#main">
        {t('shell.skip')}
      </a>
      <nav className="shell-nav" aria-label={t('nav.label')}>
        <Link className="shell-home" href="/" aria-label={t('nav.home')}>
          <Logo />
        </Link>
        <ul>
          {navigation.map((entry) => {
            const { path, icon, label, last } = entry
            return (
              <li key={path} className={last ? 'shell-nav-last' : undefined}>
                <Link
                  href={path}
                  aria-current={isCurrent(entry, location) ? 'page' : undefined}
                  onPointerEnter={() => preloadPath(path)}
                  onFocus={() => preloadPath(path)}
                >
                  <Icon name={icon} />
                  <span>{t(label)}</span>
                </Link>
              </li>
            )
          })}
        </ul>
      </nav>
      <div className="shell-body">
        <header className="shell-top">
          <Link className="shell-home" href="/" aria-label={t('nav.home')}>
            <Logo />
          </Link>
          <section className="shell-status" aria-label={t('shell.status')}>
            {status}
          </section>
          <div className="shell-connect">{connect}</div>
        </header>
        {banner}
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        {demo}
      </div>
    </div>
  )
}
