import { useLocation } from 'wouter'
import { useConsoleRights } from '../data/consoleRights.ts'
import { useSnapshot } from '../data/KeelProvider.tsx'
import { useConnectedAccount } from './connectedAccount.ts'
import { type NavEntry, navigation } from './routes.tsx'

const consoleEntry: NavEntry = { path: '/operator', icon: 'table', label: 'nav.console' }

/** Gives its place to the console: an operator finds it on the overview and in the portfolio. */
const givesWay = '/deposit'

/** The entries of the rail; with the console for whoever is an operator, acts for one, or has it open. */
export function useNavigation(): readonly NavEntry[] {
  const [location] = useLocation()
  const account = useConnectedAccount()
  const { network } = useSnapshot()
  const acts = useConsoleRights(account)
  const operates =
    account !== null && network?.operators.some(({ address }) => address === account) === true
  if (!operates && !acts && location !== consoleEntry.path) return navigation
  return navigation.map((entry) => (entry.path === givesWay ? consoleEntry : entry))
}
