import { useState } from 'react'
import type { Approval } from '../../protocol/delegation/approval.ts'
import type { Address } from '../../protocol/network/types.ts'
import { zeroAddress } from '../../protocol/network/types.ts'
import { tokensFor } from '../../protocol/withdrawals/pool.ts'
import { startPlan } from '../../tx/useTx.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { Amount } from '../../ui/Amount.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Field } from '../../ui/Field.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Table } from '../../ui/Table.tsx'
import { showToast } from '../../ui/toast.ts'
import { ApprovalForm } from '../common/approval/ApprovalForm.tsx'
import { useNameOf } from '../common/useNameOf.ts'
import { useQueryState } from '../common/useQueryState.ts'
import { Dates } from './Dates.tsx'
import { LeaveEffects, stakeLeft } from './LeaveEffects.tsx'
import { LeaveSheet } from './LeaveSheet.tsx'
import type { Leaving } from './leave.ts'
import { messages } from './messages.ts'
import { unitOf } from './units.ts'

/** Queues everything: to leave the operator (`undelegate`), or to move to another one (`redelegate`). */
export function LeaveAll({
  move,
  onOpen,
  ...leaving
}: Leaving & { readonly move: boolean; readonly onOpen: (open: boolean) => void }) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const { exits, network, account, connection, head, pace } = leaving
  const [chosen, setChosen] = useQueryState('operator')
  const [planId, setPlanId] = useState<string | null>(null)
  const [starting, setStarting] = useState(false)
  const [approval, setApproval] = useState<Approval | null>(null)
  const stake = stakeLeft(exits, {})
  const strategies = Object.keys(stake) as Address[]
  const others = network.operators
    .filter(({ address }) => address !== exits.delegatedTo)
    .map((operator) => ({
      ...operator,
      name: nameOf(operator.address),
      closed: operator.delegationApprover !== null && operator.delegationApprover !== zeroAddress,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, t.locale))
  const target = others.find(({ address }) => address === chosen.toLowerCase())
  const start = (next: Promise<string>) => {
    setStarting(true)
    next
      .then(
        (id) => {
          setPlanId(id)
          onOpen(true)
        },
        () => showToast('error', t('start.failed')),
      )
      .finally(() => setStarting(false))
  }
  const ready =
    exits.paused.queueing !== true &&
    (!move || (target !== undefined && (!target.closed || approval !== null)))
  const go = () => {
    if (!ready || account === null) return
    const owner = { chainId: connection.chain.chainId, account }
    if (!move) start(startPlan('undelegate', {}, owner))
    else if (target)
      start(
        startPlan(
          'redelegate',
          { operator: target.address, ...(target.closed && approval ? { approval } : {}) },
          owner,
        ),
      )
  }
  const effects = (
    <div className="stack">
      {(!move || target) && (
        <LeaveEffects
          {...leaving}
          leaving={Object.fromEntries(
            strategies.map((strategy) => [
              strategy,
              exits.holdings?.[strategy]?.depositShares ?? 0n,
            ]),
          )}
          {...(move && target ? { operatorAfter: target.address } : {})}
        />
      )}
      <Dates head={head} delay={exits.delay} pace={pace} />
    </div>
  )
  const nobody = exits.delegatedTo === zeroAddress || exits.delegatedTo === null
  const barred = nobody || exits.isOperator === true
  // One place for the sheet, whatever stands above it: a plan that ends the delegation keeps its sheet.
  return (
    <>
      {barred ? <EmptyState title={t(nobody ? 'all.none' : 'all.operator')} /> : form()}
      <LeaveSheet
        id={planId}
        connection={connection}
        effects={effects}
        onClose={() => {
          setPlanId(null)
          onOpen(false)
        }}
      />
    </>
  )

  function form() {
    return (
      <div className="two-columns">
        <section className="stack">
          <p>
            {move
              ? t('move.text', { operator: nameOf(exits.delegatedTo ?? zeroAddress) })
              : t('all.text')}
          </p>
          {move && (
            <Field label={t('move.operator')}>
              {(control) => (
                <select
                  {...control}
                  className="input"
                  value={target?.address ?? ''}
                  onChange={(event) => setChosen(event.target.value)}
                >
                  <option value="">{t('move.choose')}</option>
                  {others.map(({ address, name, closed }) => (
                    <option key={address} value={address}>
                      {closed ? t('option.approval', { name }) : name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
          {move && target?.closed && target.delegationApprover && account !== null && (
            <ApprovalForm
              key={`${account} ${target.address}`}
              scope={{
                chainId: connection.chain.chainId,
                staker: account,
                operator: target.address,
                approver: target.delegationApprover,
              }}
              connection={connection}
              block={network.block}
              onApproval={setApproval}
            />
          )}
          <Table
            caption={t('all.caption')}
            rows={strategies}
            rowKey={(strategy) => strategy}
            columns={[
              {
                id: 'asset',
                header: t('table.asset'),
                rowHeader: true,
                cell: (strategy) =>
                  network.strategies[strategy]?.kind === 'beaconChainETH'
                    ? t('asset.native')
                    : (unitOf(network, strategy)?.symbol ?? shortAddress(strategy)),
              },
              {
                id: 'amount',
                header: t('table.amount'),
                align: 'end',
                cell: (strategy) => {
                  const pool = exits.pools[strategy]
                  const unit = unitOf(network, strategy)
                  return (
                    <Amount
                      value={pool && unit ? tokensFor(pool, stake[strategy] ?? 0n) : null}
                      decimals={unit?.decimals ?? 18}
                      unit={unit?.symbol ?? ''}
                      reason={t('part.unread')}
                    />
                  )
                },
              },
            ]}
          />
          {account !== null && (
            <div className="row">
              <Button kind="primary" busy={starting} aria-disabled={!ready} onClick={go}>
                {t(move ? 'move.go' : 'all.go')}
              </Button>
            </div>
          )}
        </section>
        <section className="stack">
          <h2>{t('after.title')}</h2>
          {effects}
        </section>
      </div>
    )
  }
}
