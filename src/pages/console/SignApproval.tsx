import { type FormEvent, useState } from 'react'
import { type Address, getAddress, toHex } from 'viem'
import {
  type ApprovalScope,
  type ApprovalTextFault,
  parseApproval,
} from '../../protocol/delegation/approval.ts'
import {
  approvalFile,
  approvalTypedData,
  UnknownApprovalDomainError,
} from '../../protocol/delegation/signApproval.ts'
import type { Operator } from '../../protocol/network/types.ts'
import { walletPort } from '../../tx/walletPort.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { DateTime } from '../../ui/DateTime.tsx'
import { Field } from '../../ui/Field.tsx'
import { HexField } from '../../ui/HexField.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { saveFile } from '../../ui/saveFile.ts'
import { checkAddress } from '../common/checkAddress.ts'
import { commonMessages } from '../common/messages.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { messages } from './messages.ts'

const day = 86_400n

type Fault = 'notAddress' | 'checksum' | 'days' | 'rejected' | 'domain'

/** Signs one restaker's leave to delegate, and hands it over as a file or a link. Nothing goes to the chain. */
export function SignApproval({
  network,
  connection,
  operator,
  approver,
}: Reading & { readonly operator: Operator; readonly approver: Address }) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const { chain, client } = connection
  const [staker, setStaker] = useState('')
  const [days, setDays] = useState('7')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const [signed, setSigned] = useState<{ text: string; staker: Address; expiry: bigint } | null>(
    null,
  )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const checked = checkAddress(staker)
    if ('fault' in checked) return setFault(checked.fault)
    if (!/^\d{1,4}$/.test(days.trim()) || Number(days) === 0) return setFault('days')
    setBusy(true)
    setFault(null)
    setSigned(null)
    try {
      const scope: ApprovalScope = {
        chainId: chain.chainId,
        staker: checked.address,
        operator: getAddress(operator.address),
        approver: getAddress(approver),
      }
      const salt = toHex(crypto.getRandomValues(new Uint8Array(32)))
      const expiry = network.block.timestamp + BigInt(days) * day
      const manager = chain.eigenLayer.delegationManager
      const data = await approvalTypedData(client, manager, scope, salt, expiry)
      const wallet = await walletPort()
      const signature = await wallet?.signTypedData?.(chain.chainId, data)
      if (signature === undefined) throw new Error('The wallet signs nothing.')
      const text = approvalFile(scope, { signature, salt, expiry })
      const read: { fault: ApprovalTextFault } | object = parseApproval(text, scope)
      if ('fault' in read) throw new Error(String(read.fault))
      setSigned({ text, staker: checked.address, expiry })
    } catch (error) {
      setFault(error instanceof UnknownApprovalDomainError ? 'domain' : 'rejected')
    } finally {
      setBusy(false)
    }
  }
  const link = (text: string) =>
    `${window.location.origin}/operators/${getAddress(operator.address)}#approval=${encodeURIComponent(JSON.stringify(JSON.parse(text)))}`
  return (
    <section className="stack" aria-labelledby="console-approval">
      <h3 id="console-approval">{t('approval.title')}</h3>
      <p className="muted">{t('approval.about')}</p>
      <form className="stack console-form" noValidate onSubmit={(event) => void submit(event)}>
        <HexField
          label={t('approval.staker')}
          error={
            fault === 'notAddress' || fault === 'checksum' ? common(`address.${fault}`) : undefined
          }
          value={staker}
          onChange={(typed) => {
            setStaker(typed)
            setFault(null)
          }}
        />
        <Field
          label={t('approval.days')}
          error={fault === 'days' ? t('approval.daysInvalid') : undefined}
        >
          {(control) => (
            <input
              {...control}
              className="input"
              inputMode="numeric"
              value={days}
              onChange={(event) => setDays(event.target.value)}
            />
          )}
        </Field>
        <div className="row">
          <Button type="submit" kind="primary" busy={busy}>
            {t('approval.sign')}
          </Button>
        </div>
        {(fault === 'rejected' || fault === 'domain') && (
          <p className="field-error" role="alert">
            {t(`approval.${fault}`)}
          </p>
        )}
      </form>
      {signed !== null && (
        <div className="card stack-s">
          <p>
            {t.rich('approval.done', {
              until: <DateTime timestamp={signed.expiry} />,
            })}
          </p>
          <pre className="mono approval-request">{signed.text}</pre>
          <div className="row">
            <CopyButton wide text={link(signed.text)} label={t('approval.copyLink')} />
            <CopyButton wide text={signed.text} label={t('approval.copy')} />
            <Button
              onClick={() =>
                saveFile(`approval-${signed.staker}.json`, signed.text, 'application/json')
              }
            >
              {t('approval.save')}
            </Button>
          </div>
        </div>
      )}
    </section>
  )
}
