import type { MessageRef, MessageValue, PlanContext, Step, StepRequest } from '../types.ts'

type Values = Readonly<Record<string, MessageValue>>

/** `plan.<name>` of the catalogue. */
export const planTitle = (name: string, values?: Values): MessageRef => ({
  key: `plan.${name}`,
  ...(values ? { values } : {}),
})

/**
 * A plan of a single call whose words are `step.<name>` and `action.<name>`. It is done once it went through: what the
 * call changes may have been changed again since, or show only at a later block.
 */
export function oneStep(
  name: string,
  request: StepRequest,
  { outcomes }: PlanContext,
  options: { values?: Values; done?: boolean; note?: MessageRef } = {},
): readonly Step[] {
  const { values, done = false, note } = options
  return [
    {
      id: name,
      kind: 'manage',
      title: { key: `step.${name}`, ...(values ? { values } : {}) },
      action: { key: `action.${name}`, ...(values ? { values } : {}) },
      done: done || outcomes[name] !== undefined,
      request,
      ...(note ? { note } : {}),
    },
  ]
}
