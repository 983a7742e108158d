import { useSyncExternalStore } from 'react'
import type { Address } from '../protocol/network/types.ts'

/*
 * For whom the operator's console is of use although it is no operator. Kept apart from what finds it out, which comes
 * after a wallet is connected: the first view need not bring it along.
 */
let acting: Address | null = null
const listeners = new Set<() => void>()

/** Says whether an account has rights for an operator other than itself. */
export function setConsoleRights(account: Address, has: boolean): void {
  const next = has ? account : acting === account ? null : acting
  if (next === acting) return
  acting = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Whether an account has rights for an operator other than itself; false until that is known. */
export function useConsoleRights(account: Address | null): boolean {
  const read = () => account !== null && acting === account
  return useSyncExternalStore(subscribe, read, read)
}
