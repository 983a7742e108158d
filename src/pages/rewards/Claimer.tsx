import { type FormEvent, useState } from 'react'
import { type Address, getAddress, zeroAddress } from 'viem'
import { hasDelegableClaimer, maySetClaimer } from '../../protocol/rewards/maySetClaimer.ts'
import { PlanSheet } from '../../tx/PlanSheet.tsx'
import { startPlan } from '../../tx/useTx.ts'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { Button } from '../../ui/Button.tsx'
import { HexField } from '../../ui/HexField.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { showToast } from '../../ui/toast.ts'
import { checkAddress } from '../common/checkAddress.ts'
import { commonMessages } from '../common/messages.ts'
import { useChainRead } from '../common/useChainRead.ts'
import { useRefreshAfter } from './ClaimForm.tsx'
import { messages } from './messages.ts'
import type { Parts } from './parts.ts'

/** What a claimer is, who it is, and how to name or remove one. */
export function Claimer({ mine, account, connection, network }: Parts) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const { chain, store } = connection
  const [text, setText] = useState('')
  const [fault, setFault] = useState<'notAddress' | 'checksum' | 'zero' | 'own' | null>(null)
  const [planId, setPlanId] = useState<string | null>(null)
  useRefreshAfter(planId, () => store.refresh())
  const { earner } = mine
  const own = earner === account
  const asked = account !== null && (own || hasDelegableClaimer(network, earner))
  const may = useChainRead(
    `${chain.chainId} ${earner} ${account}`,
    network,
    asked
      ? () => maySetClaimer(connection.client, { chain, earner, account, block: network.block })
      : null,
  ).value
  const none = mine.claimer === zeroAddress

  const begin = (claimer: Address) => {
    if (account === null) return
    const signer = { chainId: chain.chainId, account: getAddress(account) }
    const started = own
      ? startPlan('setClaimer', { claimer }, signer)
      : startPlan('setOperatorClaimer', { operator: earner, claimer }, signer)
    started.then(setPlanId).catch(() => showToast('error', t('start.failed')))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const result = checkAddress(text)
    if ('fault' in result) setFault(result.fault)
    else if (result.address === zeroAddress) setFault('zero')
    else if (result.address.toLowerCase() === earner) setFault('own')
    else begin(result.address)
  }
  return (
    <section className="stack">
      <h2>{t('claimer.title')}</h2>
      <p className="muted">{t('claimer.text')}</p>
      <dl className="figures">
        <div>
          <dt>{t('claimer.now')}</dt>
          <dd>
            {mine.claimer === null ? (
              <Missing reason={t('claimer.unread')} />
            ) : none ? (
              t('claimer.self')
            ) : (
              <AddressLabel address={getAddress(mine.claimer)} explorer={chain.explorerUrl} />
            )}
          </dd>
        </div>
      </dl>
      {(own || may === true) && mine.claimer !== null && (
        <>
          {!own && <p>{t('claimer.for')}</p>}
          {!none && (
            <div className="row">
              <Button onClick={() => begin(zeroAddress)}>{t('claimer.remove')}</Button>
            </div>
          )}
          <form className="stack claim-form" noValidate onSubmit={submit}>
            <HexField
              label={t('claimer.label')}
              hint={t(own ? 'claimer.hint' : 'claimer.hintFor')}
              error={
                fault === null
                  ? undefined
                  : fault === 'own'
                    ? t('claimer.own')
                    : fault === 'zero'
                      ? t('recipient.zero')
                      : common(`address.${fault}`)
              }
              value={text}
              onChange={(typed) => {
                setText(typed)
                setFault(null)
              }}
            />
            <div className="row">
              <Button type="submit">{t('claimer.set')}</Button>
            </div>
          </form>
        </>
      )}
      <PlanSheet id={planId} onClose={() => setPlanId(null)} />
    </section>
  )
}
