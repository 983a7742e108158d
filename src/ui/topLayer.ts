import { useSyncExternalStore } from 'react'

/** Modal dialogs that are open, the topmost last. What lies behind them is inert. */
let stack: readonly HTMLElement[] = []
const listeners = new Set<() => void>()

function change(next: readonly HTMLElement[]): void {
  stack = next
  for (const listener of listeners) listener()
}

/** Registers an open modal; the function returned takes it out again. */
export function enterTopLayer(element: HTMLElement): () => void {
  change([...stack, element])
  return () => change(stack.filter((other) => other !== element))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The element that messages must stand in to be seen and heard: the topmost modal, or the body. */
export function useTopLayer(): HTMLElement {
  return useSyncExternalStore(subscribe, () => stack.at(-1) ?? document.body)
}
