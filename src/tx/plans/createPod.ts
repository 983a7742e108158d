import type { PlanDefinition } from '../types.ts'
import { createPodStep, readPodOf } from './pods.ts'

/** Nothing is chosen: an account has one pod at an address of its own. */
export type CreatePodParameters = Record<string, never>

/** Creates the account's EigenPod. */
export const createPod: PlanDefinition<CreatePodParameters> = {
  kind: 'createPod',
  version: 1,
  parse: () => ({}),
  title: () => ({ key: 'plan.createPod' }),
  steps: async (_params, context) => [createPodStep(await readPodOf(context), context)],
}
