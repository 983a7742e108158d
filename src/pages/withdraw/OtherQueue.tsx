import { type ReactNode, useState } from 'react'
import { startPlan } from '../../tx/useTx.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { formatAmount, formatFullAmount } from '../../ui/format/formatAmount.ts'
import { formatList } from '../../ui/format/formatList.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Table } from '../../ui/Table.tsx'
import { showToast } from '../../ui/toast.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { type QueueKind, tokensOf } from './ethTokens.ts'
import { HandInForm } from './HandInForm.tsx'
import { LeaveSheet } from './LeaveSheet.tsx'
import { ethQueueMessages } from './messages.ts'
import { useEthQueue } from './useEthQueue.ts'

const claims = { lido: 'claimLidoWithdrawal', etherFi: 'claimEtherFiWithdrawal' } as const

/** The queue of one protocol, from its token back to ETH; nothing where the deployment has none. */
export function OtherQueue({
  kind,
  address,
  account,
  ...reading
}: Pick<Reading, 'connection' | 'network'> & {
  readonly kind: QueueKind
  readonly address: string
  readonly account: `0x${string}` | null
}) {
  const t = useT(ethQueueMessages)
  const { queue, failed } = useEthQueue(reading, kind, address)
  const [open, setOpen] = useState<{ id: string; effects: ReactNode } | null>(null)
  const [round, setRound] = useState(0)
  if (failed && queue === null) return <Banner kind="warning">{t(`${kind}.failed`)}</Banner>
  if (queue === null) return null
  const [unit] = tokensOf[kind]
  const claimable = (queue.requests ?? []).flatMap(({ id, claimable: pays }) =>
    pays === null ? [] : [{ id, pays }],
  )
  const full = (value: bigint, name: string) => `${formatFullAmount(value, 18, t.locale)} ${name}`
  const show = (plan: Promise<string>, effects: ReactNode) => {
    plan.then(
      (id) => setOpen({ id, effects }),
      () => showToast('error', t('start.failed')),
    )
  }
  const owner = (signer: `0x${string}`) => ({
    chainId: reading.connection.chain.chainId,
    account: signer,
  })
  return (
    <section className="stack">
      <h2>{t(`${kind}.title`)}</h2>
      <p>{t(`${kind}.text`)}</p>
      {queue.ahead !== null && queue.ahead > 0n && (
        <p className="small muted">
          {t('lido.ahead', {
            amount: `${formatAmount(queue.ahead, 18, { locale: t.locale })} ${unit}`,
          })}
        </p>
      )}
      {queue.failures.length > 0 && (
        <Banner kind="warning">
          {t('incomplete', {
            what: formatList(
              queue.failures.map(({ what }) => what),
              t.locale,
            ),
          })}
        </Banner>
      )}
      {queue.paused === true && <Banner kind="warning">{t(`${kind}.paused`)}</Banner>}
      {account !== null && (
        <HandInForm
          key={round}
          kind={kind}
          queue={queue}
          {...reading}
          onReview={([plan, parameters]) =>
            show(startPlan(plan, parameters as never, owner(account)), null)
          }
        />
      )}
      {queue.requests !== null && queue.requests.length > 0 && (
        <Table
          caption={t(`${kind}.caption`)}
          rows={queue.requests}
          rowKey={({ id }) => String(id)}
          columns={[
            { id: 'id', header: t('request'), rowHeader: true, cell: ({ id }) => String(id) },
            {
              id: 'amount',
              header: t('handedIn'),
              align: 'end',
              cell: ({ amount }) => <Amount value={amount} decimals={18} unit={unit} />,
            },
            {
              id: 'state',
              header: t('pays'),
              align: 'end',
              cell: ({ claimable: pays }) =>
                pays === null ? (
                  <span className="muted">{t('waits')}</span>
                ) : (
                  <Amount value={pays} decimals={18} unit="ETH" />
                ),
            },
          ]}
        />
      )}
      {account !== null && claimable.length > 0 && (
        <div className="row">
          <Button
            kind="primary"
            onClick={() =>
              show(
                startPlan(claims[kind], { ids: claimable.map(({ id }) => id) }, owner(account)),
                <dl className="figures">
                  <div>
                    <dt>{t('arrives')}</dt>
                    <dd className="num">
                      {full(
                        claimable.reduce((sum, { pays }) => sum + pays, 0n),
                        'ETH',
                      )}
                    </dd>
                  </div>
                </dl>,
              )
            }
          >
            {t('claim', { count: claimable.length })}
          </Button>
        </div>
      )}
      <LeaveSheet
        id={open?.id ?? null}
        connection={reading.connection}
        effects={open?.effects ?? null}
        onClose={() => {
          setOpen(null)
          // An amount that was handed in is not to be handed in again by mistake.
          setRound(round + 1)
        }}
      />
    </section>
  )
}
