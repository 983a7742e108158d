import { useSyncExternalStore } from 'react'

/** A message that comes and goes. */
export interface Toast {
  readonly id: number
  /** `done` and `info` leave by themselves, an `error` stays until it is closed. */
  readonly kind: 'info' | 'done' | 'error'
  readonly message: string
}

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function change(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

/** Says something in the corner and to the screen reader. At most three stand at once. */
export function showToast(kind: Toast['kind'], message: string): number {
  lastId += 1
  change([...toasts, { id: lastId, kind, message }].slice(-3))
  return lastId
}

/** Takes a message away. */
export function dismissToast(id: number): void {
  change(toasts.filter((toast) => toast.id !== id))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The messages that stand now. */
export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribe, () => toasts)
}
