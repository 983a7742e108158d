import type { Failure } from '../protocol/errors/failure.ts'
import errorsEn from './errors.en.ts'
import { type NextStep, nextStepOf } from './nextSteps.ts'

/** Keys of the error catalogue. */
export type ErrorKey = keyof typeof errorsEn

/** A failure in words: what happened, and what to do, as keys of the error catalogue. */
export type FailureWords = {
  sentence: ErrorKey
  values: Readonly<Record<string, string>>
  next: ErrorKey
}

const isKey = (key: string): key is ErrorKey => Object.hasOwn(errorsEn, key)

/** Which name of the catalogue a failure goes by. */
function nameOf(failure: Failure): string {
  if (failure.kind !== 'revert' && failure.kind !== 'refused') return failure.kind
  if (failure.errorName === undefined) return failure.kind === 'revert' ? 'Unknown' : 'unknown'
  if (failure.errorName === 'Panic' && isKey(`error.Panic.${failure.args?.[0]}`))
    return `Panic.${failure.args?.[0]}`
  return isKey(`error.${failure.errorName}`) ? failure.errorName : 'Unknown'
}

/**
 * Finds sentence and next step of a failure. Unknown contract errors are named by their selector, never
 * left without a word.
 */
export function describeFailure(failure: Failure): FailureWords {
  const name = nameOf(failure)
  const first = failure.args?.[0] ?? ''
  const step: NextStep = nextStepOf(name) ?? (name.startsWith('Panic') ? 'report' : 'unknownError')
  return {
    sentence: `error.${name}` as ErrorKey,
    next: `next.${step}`,
    values: {
      text: first || failure.message,
      code: first,
      selector: failure.selector ?? failure.errorName ?? '0x',
      approver: first,
      operator: first,
      account: first,
    },
  }
}
