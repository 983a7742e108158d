/** A stored preference, or null where the browser keeps none (private windows, blocked storage). */
export function readStored(key: string): string | null {
  try {
    return globalThis.localStorage?.getItem(key) ?? null
  } catch {
    return null
  }
}

/** Keeps a preference; without storage the choice holds until the tab is closed. */
export function writeStored(key: string, value: string | null): void {
  try {
    if (value === null) globalThis.localStorage?.removeItem(key)
    else globalThis.localStorage?.setItem(key, value)
  } catch {
    // Nothing to tell: the choice still applies to this tab.
  }
}
