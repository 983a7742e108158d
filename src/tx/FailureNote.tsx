import type { Failure } from '../protocol/errors/failure.ts'
import { useT } from '../ui/i18n/useT.ts'
import { describeFailure } from './describeFailure.ts'
import { errorMessages } from './errorMessages.ts'
import { txMessages } from './messages.ts'

/** A failure in words: what happened, what to do, and the technical words for whoever needs them. */
export default function FailureNote({ failure }: { readonly failure: Failure }) {
  const t = useT(errorMessages)
  const words = useT(txMessages)
  const { sentence, next, values } = describeFailure(failure)
  const say = t as unknown as (key: string, values: Readonly<Record<string, string>>) => string
  const technical = [failure.errorName, failure.selector, failure.message].filter(
    (part, index, all) => part !== undefined && part !== '' && all.indexOf(part) === index,
  )
  return (
    <div className="plan-failure" role="alert">
      <p>
        <strong>{say(sentence, values)}</strong>
      </p>
      <p>{say(next, values)}</p>
      <details className="small">
        <summary>{words('sheet.details')}</summary>
        <p className="mono" style={{ overflowWrap: 'anywhere' }}>
          {technical.join(' · ')}
        </p>
      </details>
    </div>
  )
}
