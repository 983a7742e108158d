import { type ConsoleRow, createAllocationEventSync } from './eventSync.ts'

/** An operator's allocation delays as it set them. */
export const createDelaySync = (parameters: Parameters<typeof createAllocationEventSync>[2]) =>
  createAllocationEventSync('AllocationDelaySet', 'delay', parameters)

/** The delay that was set and does not hold yet at a block; `null` for none. */
export function pendingDelay(
  rows: readonly ConsoleRow[],
  block: number,
): { blocks: number; effectBlock: number } | null {
  const last = rows.at(-1)
  if (last === undefined || Number(last.a.effectBlock) <= block) return null
  return { blocks: Number(last.a.delay), effectBlock: Number(last.a.effectBlock) }
}
