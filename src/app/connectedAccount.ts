import { useSyncExternalStore } from 'react'
import type { Address } from '../protocol/network/types.ts'
import { createSharedValue } from '../ui/sharedValue.ts'

/*
 * What the shell knows of the wallet. The wallet side tells it once it is there, so that the first view need not
 * bring it along to find that nobody is connected.
 */
const account = createSharedValue<Address | null>(null)

/** Tells the shell who is connected; `null` for nobody. */
export function setConnectedAccount(address: string | null): void {
  account.set(address === null ? null : (address.toLowerCase() as Address))
}

/** The connected account in lower case; `null` for nobody, and until the wallet side has come. */
export function useConnectedAccount(): Address | null {
  return useSyncExternalStore(account.subscribe, account.get, account.get)
}
