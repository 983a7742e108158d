import { useEffect, useState } from 'react'
import type { Address } from '../../protocol/network/types.ts'
import {
  type EthQueue,
  readEtherFiQueue,
  readLidoQueue,
} from '../../protocol/withdrawals/otherQueues.ts'
import { startPlan } from '../../tx/useTx.ts'
import { Amount } from '../../ui/Amount.tsx'
import { AmountInput } from '../../ui/AmountInput.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { parseAmount } from '../../ui/format/parseAmount.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Table } from '../../ui/Table.tsx'
import { showToast } from '../../ui/toast.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { LeaveSheet } from './LeaveSheet.tsx'
import { messages } from './messages.ts'

type Kind = 'lido' | 'etherFi'
const read = { lido: readLidoQueue, etherFi: readEtherFiQueue }
const plans = {
  lido: { request: 'requestLidoWithdrawal', claim: 'claimLidoWithdrawal', unit: 'stETH' },
  etherFi: { request: 'requestEtherFiWithdrawal', claim: 'claimEtherFiWithdrawal', unit: 'eETH' },
} as const

/** The queue of one protocol, from its token back to ETH; nothing where the deployment has none. */
export function OtherQueue({
  kind,
  connection,
  network,
  address,
  account,
}: Pick<Reading, 'connection' | 'network'> & {
  readonly kind: Kind
  readonly address: string
  readonly account: `0x${string}` | null
}) {
  const t = useT(messages)
  const { client, chain } = connection
  const { block } = network
  const [queue, setQueue] = useState<EthQueue | null>(null)
  const [failed, setFailed] = useState(false)
  const [text, setText] = useState('')
  const [planId, setPlanId] = useState<string | null>(null)
  useEffect(() => {
    const own = new AbortController()
    read[kind](client, {
      chain,
      owner: address.toLowerCase() as Address,
      block,
      signal: own.signal,
    }).then(
      (found) => {
        if (own.signal.aborted) return
        setQueue(found)
        setFailed(false)
      },
      () => {
        if (!own.signal.aborted) setFailed(true)
      },
    )
    return () => own.abort()
  }, [client, chain, kind, address, block])
  if (failed && queue === null) return <Banner kind="warning">{t(`${kind}.failed`)}</Banner>
  if (queue === null) return null
  const { unit } = plans[kind]
  const write = (value: bigint) => `${formatAmount(value, 18, { locale: t.locale })} ${unit}`
  const parsed = parseAmount(text, 18)
  const amount = parsed.ok ? parsed.value : null
  const fault =
    amount === null
      ? null
      : queue.balance !== null && amount > queue.balance
        ? t('eth.over', { amount: write(queue.balance) })
        : queue.least !== null && amount < queue.least
          ? t('eth.least', { amount: write(queue.least) })
          : kind === 'etherFi' && queue.most !== null && amount > queue.most
            ? t('eth.most', { amount: write(queue.most) })
            : null
  const ready = amount !== null && fault === null && queue.paused === false
  const claimable = (queue.requests ?? []).filter((request) => request.claimable !== null)
  const start = (plan: Promise<string>) => {
    plan.then(setPlanId, () => showToast('error', t('start.failed')))
  }
  const owner = (signer: `0x${string}`) => ({ chainId: chain.chainId, account: signer })
  return (
    <section className="stack">
      <h2>{t(`${kind}.title`)}</h2>
      <p>{t(`${kind}.text`)}</p>
      {queue.failures.length > 0 && (
        <Banner kind="warning">
          {t('incomplete', { what: queue.failures.map(({ what }) => what).join(', ') })}
        </Banner>
      )}
      {queue.paused === true && <Banner kind="warning">{t(`${kind}.paused`)}</Banner>}
      {account !== null && (
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (ready && amount !== null)
              start(startPlan(plans[kind].request, { amount }, owner(account)))
          }}
        >
          <AmountInput
            label={t('eth.amount', { token: unit })}
            value={text}
            onChange={setText}
            parsed={parsed}
            unit={unit}
            decimals={18}
            max={queue.balance ?? undefined}
            error={fault}
          />
          <div className="row">
            <Button type="submit" aria-disabled={!ready}>
              {t('eth.go')}
            </Button>
          </div>
        </form>
      )}
      {queue.requests !== null && queue.requests.length > 0 && (
        <Table
          caption={t(`${kind}.caption`)}
          rows={queue.requests}
          rowKey={({ id }) => String(id)}
          columns={[
            { id: 'id', header: t('eth.request'), rowHeader: true, cell: ({ id }) => String(id) },
            {
              id: 'amount',
              header: t('eth.handedIn'),
              align: 'end',
              cell: ({ amount: handed }) => <Amount value={handed} decimals={18} unit={unit} />,
            },
            {
              id: 'state',
              header: t('eth.pays'),
              align: 'end',
              cell: ({ claimable: pays }) =>
                pays === null ? (
                  <span className="muted">{t('eth.waits')}</span>
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
              start(
                startPlan(
                  plans[kind].claim,
                  { ids: claimable.map(({ id }) => id) },
                  owner(account),
                ),
              )
            }
          >
            {t('eth.claim', { count: claimable.length })}
          </Button>
        </div>
      )}
      <LeaveSheet
        id={planId}
        connection={connection}
        effects={null}
        onClose={() => {
          setPlanId(null)
          setText('')
        }}
      />
    </section>
  )
}
