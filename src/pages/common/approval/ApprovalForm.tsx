import { useEffect, useState } from 'react'
import { type Hex, toHex } from 'viem'
import type { Connection } from '../../../data/KeelProvider.tsx'
import {
  type Approval,
  type ApprovalFault,
  type ApprovalScope,
  type ApprovalTextFault,
  approvalRequest,
  checkApproval,
  parseApproval,
} from '../../../protocol/delegation/approval.ts'
import type { BlockRef } from '../../../protocol/network/types.ts'
import { shortAddress } from '../../../ui/AddressLabel.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { Field } from '../../../ui/Field.tsx'
import { formatDate } from '../../../ui/format/formatDate.ts'
import { defineMessages } from '../../../ui/i18n/defineMessages.ts'
import { useT } from '../../../ui/i18n/useT.ts'
import en from './messages.en.ts'

const messages = defineMessages(en, () => import('./messages.zh.ts'))

/** How long the approval that is asked for shall hold, in seconds. */
const validFor = 7n * 86_400n
/** Far more than an approval needs. */
const fileLimit = 20_000

/** The approval that an approver's link carries after the `#`, which no server sees; '' without one. */
function linked(): string {
  const found = /^#approval=(.+)$/.exec(window.location.hash)?.[1]
  try {
    return found === undefined ? '' : decodeURIComponent(found)
  } catch {
    return ''
  }
}

type Checked =
  | { state: 'none' }
  | { state: 'checking' }
  | { state: 'good'; approval: Approval }
  | { state: 'bad'; fault: ApprovalTextFault | ApprovalFault | 'fileTooLarge' | 'unread' }

/**
 * Asks for the signature that an operator's delegation approver has to give, and checks it against the contract's
 * digest. `onApproval` hears of every approval that would be accepted now, and of `null` when there is none.
 */
export function ApprovalForm({
  scope,
  connection,
  block,
  onApproval,
}: {
  readonly scope: ApprovalScope
  readonly connection: Connection
  /** Its time is the chain's clock. */
  readonly block: BlockRef
  readonly onApproval: (approval: Approval | null) => void
}) {
  const t = useT(messages)
  const { chainId, staker, operator, approver } = scope
  const [salt] = useState<Hex>(() => toHex(crypto.getRandomValues(new Uint8Array(32))))
  const [expiry] = useState(() => block.timestamp + validFor)
  const [text, setText] = useState(linked)
  const [checked, setChecked] = useState<Checked>({ state: 'none' })
  const now = block.timestamp
  const { chain, client } = connection

  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock moves on without changing what is checked
  useEffect(() => {
    let over = false
    const settle = (next: Checked) => {
      if (over) return
      setChecked(next)
      onApproval(next.state === 'good' ? next.approval : null)
    }
    if (text.trim() === '') {
      settle({ state: 'none' })
      return undefined
    }
    const own = { chainId, staker, operator, approver }
    const parsed = parseApproval(text, own)
    if ('fault' in parsed) {
      settle({ state: 'bad', fault: parsed.fault })
      return undefined
    }
    settle({ state: 'checking' })
    checkApproval(client, chain.eigenLayer.delegationManager, own, parsed.approval, now).then(
      (fault) =>
        settle(fault ? { state: 'bad', fault } : { state: 'good', approval: parsed.approval }),
      () => settle({ state: 'bad', fault: 'unread' }),
    )
    return () => {
      over = true
    }
  }, [text, chainId, staker, operator, approver, client, chain])

  const request = approvalRequest(scope, salt, expiry)
  const date = (seconds: bigint) => formatDate(Number(seconds), { locale: t.locale })
  const load = (file: File | undefined) => {
    if (file === undefined) return
    if (file.size <= fileLimit) void file.text().then(setText)
    else {
      setChecked({ state: 'bad', fault: 'fileTooLarge' })
      onApproval(null)
    }
  }
  return (
    <section className="stack" aria-label={t('title')}>
      <h3>{t('title')}</h3>
      <p>{t('explain', { approver: shortAddress(approver) })}</p>
      <details>
        <summary>{t('request')}</summary>
        <div className="stack-s">
          <pre className="mono approval-request">{request}</pre>
          <p className="muted">{t('requestNote', { until: date(expiry) })}</p>
          <CopyButton text={request} label={t('copy')} />
        </div>
      </details>
      <Field
        label={t('answer')}
        hint={t('answerHint')}
        error={checked.state === 'bad' ? t(`fault.${checked.fault}`) : undefined}
        notice={
          checked.state === 'checking'
            ? t('checking')
            : checked.state === 'good'
              ? t('good', { until: date(checked.approval.expiry) })
              : undefined
        }
      >
        {(control) => (
          <textarea
            {...control}
            className="input mono"
            rows={5}
            spellCheck={false}
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <label className="row">
        <span>{t('file')}</span>
        <input
          type="file"
          accept="application/json,.json"
          onChange={(event) => load(event.target.files?.[0])}
        />
      </label>
    </section>
  )
}
