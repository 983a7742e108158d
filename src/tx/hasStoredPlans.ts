/**
 * Whether this browser keeps plans that are not final, found without loading anything of the transaction path:
 * the shell loads `PendingPlans` only then. The prefix is that of `records.ts`.
 */
export function hasStoredPlans(): boolean {
  try {
    return Object.keys(window.localStorage).some((key) => key.startsWith('keel.plan.'))
  } catch {
    return false
  }
}
