import { useSyncExternalStore } from 'react'
import type { Address } from '../protocol/network/types.ts'

/*
 * What the shell knows of the wallet. The wallet side tells it once it is there, so that the first view need not
 * bring it along to find that nobody is connected.
 */
let account: Address | null = null
const listeners = new Set<() => void>()

/** Tells the shell who is connected; `null` for nobody. */
export function setConnectedAccount(address: string | null): void {
  const next = address === null ? null : (address.toLowerCase() as Address)
  if (next === account) return
  account = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

const read = () => account

/** The connected account in lower case; `null` for nobody, and until the wallet side has come. */
export function useConnectedAccount(): Address | null {
  return useSyncExternalStore(subscribe, read, read)
}
