import type { Inclusion } from './engineTypes.ts'

const listeners = new Set<(inclusion: Inclusion) => void>()

/** Told by the engine; a module of its own, so that listening loads nothing of the transaction path. */
export function tellInclusion(inclusion: Inclusion): void {
  for (const listener of listeners) listener(inclusion)
}

/** Hears of every plan's transaction that gets into a block, or out of one. Returns the end of it. */
export function onInclusion(listener: (inclusion: Inclusion) => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
