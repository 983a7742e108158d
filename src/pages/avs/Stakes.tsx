import { useState } from 'react'
import type { SetFacts } from '../../data/avsFacts.ts'
import { valueInEth } from '../../data/totals.ts'
import { useRead } from '../../data/useRead.ts'
import { readMinimumSlashable } from '../../protocol/avs/readAvs.ts'
import type { Address } from '../../protocol/network/types.ts'
import { expectedTime } from '../../protocol/withdrawals/timing.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { Amount } from '../../ui/Amount.tsx'
import { Field } from '../../ui/Field.tsx'
import { formatDate } from '../../ui/format/formatDate.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Table } from '../../ui/Table.tsx'
import { OwnPricesNote } from '../common/OwnPriced.tsx'
import type { Reading } from '../common/WithNetwork.tsx'
import { messages } from './messages.ts'

/** Delegated and slashable stake of a set by strategy, now and at least at a block to come. */
export function Stakes({ network, connection, facts }: Reading & { readonly facts: SetFacts }) {
  const t = useT(messages)
  const { chain, client, rpcUrl } = connection
  const { number } = network.block
  // Who asks to leave today is out by then.
  const usual = number + BigInt(network.parameters.deallocationDelay ?? 0)
  const [text, setText] = useState('')
  const typed = /^\d{1,10}$/.test(text.trim()) ? BigInt(text.trim()) : null
  const wrong = text.trim() !== '' && (typed === null || typed < number || typed >= 2n ** 32n)
  const futureBlock = typed !== null && !wrong ? typed : usual
  const strategies = facts.stakes.map(({ strategy }) => strategy)
  const operators = facts.members.map(({ operator }) => operator)
  const minimum = useRead(
    (signal) =>
      readMinimumSlashable(client, {
        chain,
        set: facts.set.key,
        operators,
        strategies,
        futureBlock,
        blockNumber: number,
        signal,
      }),
    // The block that stands in for "no wish" moves with the head: then the reading does too.
    `${chain.chainId} ${rpcUrl} ${facts.set.key} ${futureBlock} ${number} ${operators.length}`,
  )
  const at = expectedTime(Number(futureBlock), network.block, chain.blockTime)
  const shares = (strategy: Address, amount: bigint) => {
    const { kind, token, rate } = network.strategies[strategy] ?? {}
    if (kind === 'beaconChainETH') return <Amount value={amount} decimals={18} unit="ETH" />
    if (!token || rate == null) return <Missing reason={t('facts.unread')} />
    return (
      <Amount value={(amount * rate) / 10n ** 18n} decimals={token.decimals} unit={token.symbol} />
    )
  }
  if (facts.stakes.length === 0) return <p className="muted">{t('stakes.none')}</p>
  const totalMinimum =
    minimum.value &&
    facts.stakes.reduce(
      (sum, { strategy }) =>
        sum + (valueInEth(network.strategies[strategy], minimum.value?.[strategy] ?? 0n) ?? 0n),
      0n,
    )
  const rows = [
    ...facts.stakes.map((stake) => ({ ...stake, sum: false })),
    {
      strategy: 'total' as Address,
      delegated: facts.delegatedWei,
      slashable: facts.slashableWei,
      delegatedWei: facts.delegatedWei,
      slashableWei: facts.slashableWei,
      sum: true,
    },
  ]
  return (
    <section className="stack-s">
      <h3>{t('stakes.title')}</h3>
      <OwnPricesNote
        tokens={facts.stakes.map(({ strategy }) => network.strategies[strategy]?.token)}
      />
      <div className="avs-block">
        <Field
          label={t('minimum.label')}
          hint={t('minimum.hint', { date: formatDate(at, { locale: t.locale }) })}
          error={wrong ? t('minimum.wrong') : undefined}
        >
          {(control) => (
            <input
              {...control}
              className="input"
              inputMode="numeric"
              autoComplete="off"
              placeholder={usual.toString()}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </div>
      <Table
        caption={t('stakes.caption')}
        hideCaption
        rows={rows}
        rowKey={({ strategy }) => strategy}
        columns={[
          {
            id: 'strategy',
            header: t('stakes.strategy'),
            rowHeader: true,
            cell: ({ strategy, sum, delegatedWei }) => {
              if (sum) return t('stakes.total')
              const { kind, token } = network.strategies[strategy] ?? {}
              return (
                <>
                  {kind === 'beaconChainETH' ? 'ETH' : (token?.symbol ?? shortAddress(strategy))}
                  {delegatedWei === null && <span className="unit"> ({t('stakes.unpriced')})</span>}
                </>
              )
            },
          },
          {
            id: 'delegated',
            header: t('stakes.delegated'),
            align: 'end',
            cell: ({ strategy, delegated, sum }) =>
              sum ? (
                <Amount value={delegated} decimals={18} unit="ETH" />
              ) : (
                shares(strategy, delegated)
              ),
          },
          {
            id: 'slashable',
            header: t('stakes.slashable'),
            align: 'end',
            cell: ({ strategy, slashable, sum }) =>
              sum ? (
                <Amount value={slashable} decimals={18} unit="ETH" />
              ) : (
                shares(strategy, slashable)
              ),
          },
          {
            id: 'minimum',
            header: t('stakes.minimum', { block: futureBlock }),
            align: 'end',
            cell: ({ strategy, sum }) => {
              if (minimum.value === null)
                return minimum.state === 'failed' ? (
                  <Missing reason={t('minimum.failed')} />
                ) : (
                  <Skeleton width="5em" />
                )
              return sum ? (
                <Amount value={totalMinimum ?? 0n} decimals={18} unit="ETH" />
              ) : (
                shares(strategy, minimum.value[strategy] ?? 0n)
              )
            },
          },
        ]}
      />
    </section>
  )
}
