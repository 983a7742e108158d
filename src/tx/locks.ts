import type { PlanLocks } from './engineTypes.ts'

const nameOf = (id: string) => `keel.plan.${id}`

/** Locks that all tabs of this browser share; `undefined` where the browser has none. */
export function browserLocks(): PlanLocks | undefined {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  if (locks === undefined) return undefined
  return {
    async hold(id, work) {
      return locks.request(nameOf(id), { ifAvailable: true }, async (lock) => {
        if (lock === null) return false
        await work()
        return true
      })
    },
    async held(id) {
      const { held = [] } = await locks.query()
      return held.some((lock) => lock.name === nameOf(id))
    },
  }
}
