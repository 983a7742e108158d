import { useLocation } from 'wouter'
import { useSnapshot } from '../data/KeelProvider.tsx'
import { useConnectedAccount } from './connectedAccount.ts'
import { type NavEntry, navigation } from './routes.tsx'

/** Never more than so many, whoever is connected. */
const most = 6

const consoleEntry: NavEntry = { path: '/operator', icon: 'table', label: 'nav.console' }

/** The entries of the rail; with the console for whoever is an operator, or has it open. */
export function useNavigation(): readonly NavEntry[] {
  const [location] = useLocation()
  const account = useConnectedAccount()
  const { network } = useSnapshot()
  const operates =
    account !== null && network?.operators.some(({ address }) => address === account) === true
  if (navigation.length >= most || (!operates && location !== consoleEntry.path)) return navigation
  const last = navigation.findIndex((entry) => entry.last)
  return [...navigation.slice(0, last), consoleEntry, ...navigation.slice(last)]
}
