import { useState } from 'react'
import type { EthQueue } from '../../protocol/withdrawals/ethQueue.ts'
import { splitRequest } from '../../protocol/withdrawals/splitRequest.ts'
import { AmountInput } from '../../ui/AmountInput.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { formatAmount, formatFullAmount } from '../../ui/format/formatAmount.ts'
import { formatPercent } from '../../ui/format/formatPercent.ts'
import { parseAmount } from '../../ui/format/parseAmount.ts'
import { useT } from '../../ui/i18n/useT.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { type HandInPlan, handIn, planFor, type QueueKind, tokensOf } from './ethTokens.ts'
import { ethQueueMessages } from './messages.ts'
import { useRedemption } from './useEthQueue.ts'

/** How much of which token to hand in, and whether to wait for the ETH. */
export function HandInForm({
  kind,
  queue,
  onReview,
  ...reading
}: Pick<Reading, 'connection' | 'network'> & {
  readonly kind: QueueKind
  readonly queue: EthQueue
  readonly onReview: (plan: HandInPlan) => void
}) {
  const t = useT(ethQueueMessages)
  const [text, setText] = useState('')
  const [token, setToken] = useState<string>(tokensOf[kind][0])
  const [way, setWay] = useState<'queue' | 'instant'>('queue')
  const [plain, other] = tokensOf[kind]
  const wrapped = token === other
  const instant = way === 'instant' && queue.instant !== null
  const { balance, worth } = handIn(queue, wrapped)
  const write = (value: bigint, unit: string = plain) =>
    `${formatAmount(value, 18, { locale: t.locale })} ${unit}`
  const parsed = parseAmount(text, 18)
  const amount = parsed.ok ? parsed.value : null
  const value = amount === null ? null : worth(amount)
  const preview = useRedemption(reading, wrapped ? 'weETH' : 'eETH', instant ? amount : null)
  const redeemable = queue.instant?.redeemable ?? null
  const over = (limit: bigint | null) => value !== null && limit !== null && value > limit
  const fault =
    amount === null
      ? null
      : balance !== null && amount > balance
        ? t('over', { amount: write(balance, token) })
        : instant
          ? over(redeemable) && redeemable !== null
            ? t('redeemable', { amount: write(redeemable) })
            : preview?.possible === false
              ? t('redeem.refused')
              : null
          : value !== null && queue.least !== null && value < queue.least
            ? t('least', { amount: `${formatFullAmount(queue.least, 18, t.locale)} ${plain}` })
            : kind === 'etherFi' && over(queue.most) && queue.most !== null
              ? t('most', { amount: write(queue.most) })
              : null
  const pieces =
    kind === 'lido' && value !== null && queue.least !== null && queue.most !== null
      ? splitRequest(value, queue.least, queue.most).length
      : 1
  const ready = amount !== null && fault === null && (instant || queue.paused === false)
  const feeBps = queue.instant?.feeBps ?? null
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (ready && amount !== null) onReview(planFor(kind, { amount, wrapped, instant }))
      }}
    >
      {((queue.wrapped ?? 0n) > 0n || wrapped) && (
        <Choice
          label={t('token')}
          value={token}
          onChange={setToken}
          options={tokensOf[kind].map((id) => ({ id, label: id }))}
        />
      )}
      {queue.instant !== null && (
        <Choice
          label={t('way')}
          value={way}
          onChange={setWay}
          options={[
            { id: 'queue', label: t('way.queue') },
            {
              id: 'instant',
              label:
                feeBps === null
                  ? t('way.instantUnread')
                  : t('way.instant', {
                      fee: formatPercent(feeBps / 10_000, { locale: t.locale }).text,
                    }),
            },
          ]}
        />
      )}
      <AmountInput
        label={t('amount', { token })}
        value={text}
        onChange={setText}
        parsed={parsed}
        unit={token}
        decimals={18}
        max={balance ?? undefined}
        error={fault}
        hint={
          fault === null && wrapped && value !== null
            ? t('worth', { amount: write(value) })
            : undefined
        }
      />
      {fault === null && pieces > 1 && queue.most !== null && (
        <p className="small muted">{t('pieces', { count: pieces, most: write(queue.most) })}</p>
      )}
      {instant && amount !== null && fault === null && preview !== undefined && (
        <Redeemed preview={preview} />
      )}
      <div className="row">
        <Button type="submit" aria-disabled={!ready}>
          {t(instant ? 'go.instant' : 'go')}
        </Button>
      </div>
    </form>
  )
}

/** What arrives at once, and what the fee takes, in full. */
function Redeemed({ preview }: { readonly preview: { pays: bigint; fee: bigint } | null }) {
  const t = useT(ethQueueMessages)
  if (preview === null) return <p className="muted">{t('redeem.unread')}</p>
  const full = (value: bigint, unit: string) => `${formatFullAmount(value, 18, t.locale)} ${unit}`
  return (
    <dl className="figures">
      <div>
        <dt>{t('arrives')}</dt>
        <dd className="num">{full(preview.pays, 'ETH')}</dd>
      </div>
      <div>
        <dt>{t('fee')}</dt>
        <dd className="num">{full(preview.fee, 'eETH')}</dd>
      </div>
    </dl>
  )
}
