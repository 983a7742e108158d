import { useSyncExternalStore } from 'react'

let open = false
const listeners = new Set<() => void>()

function set(next: boolean): void {
  if (open === next) return
  open = next
  for (const listener of listeners) listener()
}

/** Opens the connect dialog from anywhere in the app: the connect button draws it. */
export const openConnect = (): void => set(true)

export const closeConnect = (): void => set(false)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Whether the connect dialog is open; sheets step back while it is. */
export function useConnectOpen(): boolean {
  return useSyncExternalStore(subscribe, () => open)
}
