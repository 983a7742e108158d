/** Seconds of a day. */
export const DAY = 86_400
/** Whole days of history before the last one. */
export const DAYS = 90
/** When the history ends unless told otherwise: 2026-11-01 00:30 UTC. */
export const DEFAULT_NOW = Date.UTC(2026, 10, 1, 0, 30) / 1000

/**
 * The blocks of a day: `morning` for AVSs and rewards, `noon` for oracle reports, feeds and
 * distribution roots, `evening` for operators and restakers.
 */
export type Slot = 'morning' | 'noon' | 'evening'
export const SLOTS: readonly Slot[] = ['morning', 'noon', 'evening']

/** Seconds after 00:00 UTC at which the block of a slot is mined, before jitter. */
export const SLOT_SECONDS: Readonly<Record<Slot, number>> = {
  morning: 2 * 3600,
  noon: 12 * 3600 + 1200,
  evening: 19 * 3600,
}

/** 00:00 UTC of the first day of a history that ends at `now`: reward days are counted from here. */
export function firstMidnight(now: number): number {
  return Math.floor(now / DAY) * DAY - DAYS * DAY
}
