import { getAddress } from 'viem'
import { Link } from 'wouter'
import type { Assessor } from '../../data/assessment.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Field } from '../../ui/Field.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { AddressField } from './AddressField.tsx'
import { commonMessages } from './messages.ts'
import { riskMessages } from './riskMessages.ts'
import { useNameOf } from './useNameOf.ts'
import type { SubjectState } from './useSubject.ts'
import './subject.css'

/** Says whose position the page is about, and offers another: an operator's reference position, or any address. */
export function SubjectBar({
  assessor,
  state: { subject, fault, empty, look, choose },
}: {
  readonly assessor: Assessor
  readonly state: SubjectState
}) {
  const t = useT(riskMessages)
  const common = useT(commonMessages)
  const nameOf = useNameOf()
  const operators = [...assessor.network.operators]
    .map(({ address }) => ({ address, name: nameOf(address) }))
    .sort((a, b) => a.name.localeCompare(b.name, t.locale))
  if (fault !== null)
    return (
      <ErrorState
        message={fault === 'unread' ? t('subject.unread') : common(`address.${fault}`)}
        action={<Button onClick={() => look('')}>{t('subject.leave')}</Button>}
      />
    )
  if (!subject) return null
  const { kind, account, operator } = subject
  return (
    <section className="subject" aria-label={t('subject.label')}>
      <p className="subject-who">
        {kind === 'reference'
          ? t.rich('subject.reference', {
              symbol: assessor.referenceSymbol,
              operator: operator ? (
                <Link href={`/operators/${operator}`}>{nameOf(operator)}</Link>
              ) : (
                t('subject.nobody')
              ),
            })
          : kind === 'you'
            ? t.rich('subject.you', { operator: to(operator) })
            : t.rich('subject.watched', {
                address: <bdi>{account ? shortAddress(getAddress(account)) : ''}</bdi>,
                operator: to(operator),
              })}
      </p>
      {empty && <Banner kind="info">{t('subject.empty')}</Banner>}
      <details className="subject-other">
        <summary>{t('subject.other')}</summary>
        <div className="subject-forms">
          <Field label={t('subject.operator')}>
            {(control) => (
              <select
                {...control}
                className="input"
                value={kind === 'reference' ? (operator ?? '') : ''}
                onChange={(event) => choose(event.target.value)}
              >
                <option value="">{t('subject.noOperator')}</option>
                {operators.map(({ address, name }) => (
                  <option key={address} value={address}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <AddressField
            className="stack-s"
            label={t('subject.address')}
            action={t('subject.look')}
            onAddress={(address) => {
              choose('')
              look(address)
            }}
          />
        </div>
      </details>
    </section>
  )

  function to(address: string | null) {
    if (address === null) return t('subject.nobody')
    return <Link href={`/operators/${address}`}>{nameOf(address as `0x${string}`)}</Link>
  }
}
