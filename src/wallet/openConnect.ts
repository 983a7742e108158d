import { useSyncExternalStore } from 'react'
import { createSharedValue } from '../ui/sharedValue.ts'

const open = createSharedValue(false)

/** Opens the connect dialog from anywhere in the app: the connect button draws it. */
export const openConnect = (): void => open.set(true)

export const closeConnect = (): void => open.set(false)

/** Whether the connect dialog is open; sheets step back while it is. */
export function useConnectOpen(): boolean {
  return useSyncExternalStore(open.subscribe, open.get)
}
