import type { AssumptionEntries } from '../risk/assumptions.ts'
import { readStored, writeStored } from '../ui/storage.ts'

/** What differs from the default assumptions, own prices and counted attacks among it. Checked against bounds only where it is used. */
export type Overrides = AssumptionEntries

/** The assumptions in force in this tab. */
export type AssumptionState = {
  readonly overrides: Overrides
  /** They came with a link and are not the reader's own. */
  readonly foreign: boolean
}

const storageKey = 'keel.assumptions'
const parameter = 'assume'
/** Pages whose address always carries what they were worked out with. */
const carries = /^\/risk(\/|$)/
/** More than there are assumptions and tokens that anyone prices: what is longer was not written by Keel. */
const mostEntries = 96

/** Overrides as text for an address: `severity*0.75_rhoA*0.4_0x…*0.002`; '' for none. */
export function encodeOverrides(overrides: Overrides): string {
  return Object.entries(overrides)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}*${value}`)
    .join('_')
}

/** Reads what {@link encodeOverrides} wrote; whatever else stands there is left out. */
export function decodeOverrides(text: string | null): Overrides {
  const overrides: Partial<Record<string, number>> = {}
  for (const entry of (text ?? '').split('_').slice(0, mostEntries)) {
    const [, key, digits] =
      /^([A-Za-z]+|0x[0-9a-f]{40}[-.\w]{0,40})\*(\d+(?:\.\d+)?(?:e-?\d+)?)$/.exec(entry) ?? []
    const value = Number(digits)
    if (key !== undefined && Number.isFinite(value)) overrides[key] = value
  }
  return overrides as Overrides
}

/** What a store of assumptions works on; the browser's own by default. */
export type AssumptionPlace = {
  read(): string | null
  write(text: string | null): void
  search(): string
}

const browser: AssumptionPlace = {
  read: () => readStored(storageKey),
  write: (text) => writeStored(storageKey, text),
  search: () => globalThis.location?.search ?? '',
}

/** Keeps the assumptions in force: those of the address it was opened with, else the reader's own, else the defaults. */
export function createAssumptionStore(place: AssumptionPlace = browser) {
  const own = place.read() ?? ''
  const asked = new URLSearchParams(place.search()).get(parameter)
  const linked = asked === null ? null : encodeOverrides(decodeOverrides(asked))
  let state: AssumptionState =
    linked !== null && linked !== own && linked !== ''
      ? { overrides: decodeOverrides(linked), foreign: true }
      : { overrides: decodeOverrides(own), foreign: false }
  const listeners = new Set<() => void>()

  function become(next: AssumptionState): void {
    state = next
    for (const listener of listeners) listener()
  }

  return {
    get: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    /** Makes these the reader's own. */
    replace(overrides: Overrides): void {
      const text = encodeOverrides(overrides)
      place.write(text === '' ? null : text)
      become({ overrides, foreign: false })
    },
    set(key: keyof AssumptionEntries, value: number | undefined): void {
      const { [key]: _old, ...rest } = state.overrides
      this.replace(value === undefined ? rest : { ...rest, [key]: value })
    },
    /** Lets go of a link's assumptions and goes back to the reader's own. */
    discardForeign(): void {
      become({ overrides: decodeOverrides(place.read()), foreign: false })
    },
  }
}

/** The one store of this tab. */
export const assumptionStore = createAssumptionStore()

/**
 * The query that a page at `path` should have, so that it can be shared; null when it is right as it is. Pages
 * outside the lab keep the parameter only if a link brought it.
 */
export function searchWith(path: string, search: string, overrides: Overrides): string | null {
  const parameters = new URLSearchParams(search)
  const has = parameters.get(parameter)
  const text = encodeOverrides(overrides)
  const want = text !== '' && (has !== null || carries.test(path)) ? text : null
  if (want === has) return null
  if (want === null) parameters.delete(parameter)
  else parameters.set(parameter, want)
  return parameters.toString()
}
