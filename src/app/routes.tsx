import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { IconName } from '../ui/Icon.tsx'
import type shell from './i18n/messages.en.ts'
import type { PageModule } from './pages.ts'

/** An address of Keel and the page that answers it. */
export interface RouteEntry {
  /** Pattern for the router. */
  readonly path: string
  readonly Page: LazyExoticComponent<ComponentType>
  /** Fetches the page ahead of the click. Never rejects. */
  preload(): Promise<void>
}

/** A page. Where the others are, with all that each of them loads, is a chunk that the overview can do without. */
async function load(name: string): Promise<PageModule> {
  if (name === 'overview') return import('../pages/overview/OverviewPage.tsx')
  const { loadPage } = await import('./pages.ts')
  return loadPage(name)
}

function route(path: string, name: string): RouteEntry {
  return {
    path,
    Page: lazy(() => load(name)),
    preload: () =>
      load(name).then(
        () => undefined,
        // Fetching ahead is a courtesy: a failure shows when the page is really opened.
        () => undefined,
      ),
  }
}

/** Every route, in the order they are tried; the last answers what no other does. */
export const routes: readonly RouteEntry[] = [
  route('/', 'overview'),
  route('/portfolio', 'portfolio'),
  route('/deposit', 'deposit'),
  route('/withdraw', 'withdraw'),
  route('/operators', 'operators'),
  route('/operators/build', 'build'),
  route('/operators/:address', 'operator'),
  route('/avs', 'avss'),
  route('/avs/:address', 'avs'),
  route('/operator', 'console'),
  route('/rewards', 'rewards'),
  route('/risk', 'risk'),
  route('/risk/map', 'riskMap'),
  route('/risk/network', 'riskNetwork'),
  route('/risk/scenarios', 'scenarios'),
  route('/risk/market', 'market'),
  route('/risk/assumptions', 'assumptions'),
  route('/risk/method', 'method'),
  route('/settings', 'settings'),
  route('*', 'notFound'),
]

/** An entry of the rail and of the bottom bar. */
export interface NavEntry {
  readonly path: string
  readonly icon: IconName
  readonly label: Extract<keyof typeof shell, `nav.${string}`>
  /** Paths of the same section that have no entry of their own. */
  readonly covers?: readonly string[]
  /** Stands apart at the foot of the rail. */
  readonly last?: boolean
}

/** At most six; everything else is reached from within a page. */
export const navigation: readonly NavEntry[] = [
  { path: '/', icon: 'overview', label: 'nav.overview' },
  {
    path: '/portfolio',
    icon: 'portfolio',
    label: 'nav.portfolio',
    covers: ['/withdraw', '/rewards'],
  },
  { path: '/deposit', icon: 'deposit', label: 'nav.deposit' },
  { path: '/operators', icon: 'operators', label: 'nav.operators', covers: ['/avs'] },
  { path: '/risk', icon: 'chart', label: 'nav.risk' },
  { path: '/settings', icon: 'settings', label: 'nav.settings', last: true },
]

/** Fetches the page that answers an address. Never rejects. */
export function preloadLocation(pathname: string): Promise<void> {
  const answers = ({ path }: RouteEntry) =>
    new RegExp(`^${path.replace(/:\w+/g, '[^/]+').replace('*', '.*')}/?$`).test(pathname)
  return routes.find(answers)?.preload() ?? Promise.resolve()
}

/** Fetches the page behind a path of the navigation. */
export function preloadPath(path: string): void {
  void routes.find((entry) => entry.path === path)?.preload()
}

/**
 * Fetches the pages of the navigation one after the other, in idle moments after the reader first
 * moved: the first view pays nothing, and the first click finds its page there.
 */
export function preloadWhenIdle(): () => void {
  const saveData = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData
  if (saveData) return () => undefined
  const idle: (run: () => void) => void =
    'requestIdleCallback' in window
      ? (run) => window.requestIdleCallback(run, { timeout: 5_000 })
      : (run) => setTimeout(run, 500)
  const signs = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const
  let over = false
  const next = (left: readonly NavEntry[]): void => {
    const [first, ...rest] = left
    if (first === undefined || over) return
    idle(() => {
      void routes
        .find((entry) => entry.path === first.path)
        ?.preload()
        .then(() => next(rest))
    })
  }
  const start = () => {
    for (const sign of signs) window.removeEventListener(sign, start)
    next(navigation)
  }
  for (const sign of signs) window.addEventListener(sign, start, { passive: true })
  return () => {
    over = true
    for (const sign of signs) window.removeEventListener(sign, start)
  }
}
