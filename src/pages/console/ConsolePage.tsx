import { type ReactNode, useEffect, useState } from 'react'
import { getAddress } from 'viem'
import { Link } from 'wouter'
import { setConsoleRights } from '../../data/consoleRights.ts'
import type { Address } from '../../protocol/network/types.ts'
import { PlanSheet } from '../../tx/PlanSheet.tsx'
import { startPlan } from '../../tx/useTx.ts'
import { AddressLabel, shortAddress } from '../../ui/AddressLabel.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Page } from '../../ui/Page.tsx'
import { showToast } from '../../ui/toast.ts'
import { openConnect } from '../../wallet/openConnect.ts'
import { LookedAt } from '../common/LookedAt.tsx'
import { useNameOf } from '../common/useNameOf.ts'
import { useQueryState } from '../common/useQueryState.ts'
import { type Reading, WithNetwork } from '../common/WithNetwork.tsx'
import { AccessPart } from './AccessPart.tsx'
import { AllocatePart } from './AllocatePart.tsx'
import { BecomeOperator } from './BecomeOperator.tsx'
import { DelegationsPart } from './DelegationsPart.tsx'
import { EarningsPart } from './EarningsPart.tsx'
import { IdentityPart } from './IdentityPart.tsx'
import { MembershipPart } from './MembershipPart.tsx'
import { messages } from './messages.ts'
import type { Begin, Parts } from './parts.ts'
import { mayCall, useAccess, useRoles } from './useAccess.ts'
import '../common/common.css'
import './console.css'

const views = {
  delegations: DelegationsPart,
  allocate: AllocatePart,
  membership: MembershipPart,
  identity: IdentityPart,
  access: AccessPart,
  earnings: EarningsPart,
} as const

type View = keyof typeof views

/** The operator's console: its restakers, allocations, memberships, identity, rights and earnings. */
export default function ConsolePage() {
  const t = useT(messages)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <LookedAt
        words={{
          leave: t('leave'),
          connect: { title: t('connect.title'), text: t('connect.text'), go: t('connect.go') },
          look: { label: t('look.label'), hint: t('look.hint'), go: t('look.go') },
        }}
      >
        {({ address, account, look }) => (
          <WithNetwork>
            {(reading) => (
              <Console
                key={address}
                {...reading}
                address={address.toLowerCase() as Address}
                account={account === null ? null : (account.toLowerCase() as Address)}
                onLook={look}
              />
            )}
          </WithNetwork>
        )}
      </LookedAt>
    </Page>
  )
}

function Console({
  address,
  account,
  onLook,
  ...reading
}: Reading & {
  readonly address: Address
  readonly account: Address | null
  readonly onLook: (address: string) => void
}) {
  const t = useT(messages)
  const { network, connection } = reading
  const [plan, setPlan] = useState<{ id: string; effects: ReactNode } | null>(null)
  const access = useAccess(reading, address)
  const roles = useRoles(reading, account)
  const operator = network.operators.find((candidate) => candidate.address === address)
  const begin: Begin = (kind, params, effects) => {
    if (account === null) {
      openConnect()
      return
    }
    startPlan(kind, params, { chainId: connection.chain.chainId, account: getAddress(account) })
      .then((id) => setPlan({ id, effects }))
      .catch(() => showToast('error', t('start.failed')))
  }
  useEffect(() => {
    if (account !== null && roles.value !== null)
      setConsoleRights(
        account,
        roles.value.some((role) => role.account !== account),
      )
  }, [account, roles.value])
  const others = (roles.value ?? []).filter((role) => role.account !== address)
  return (
    <>
      {others.length > 0 && (
        <Banner
          action={others.map((role) => (
            <Button key={role.account} onClick={() => onLook(getAddress(role.account))}>
              {t('roles.open', { operator: shortAddress(getAddress(role.account)) })}
            </Button>
          ))}
        >
          {t('roles.some', { count: others.length })}
        </Banner>
      )}
      {account !== null && account !== address && (
        <div className="row">
          <Button onClick={() => onLook('')}>{t('leave')}</Button>
        </div>
      )}
      {operator ? (
        <Views
          {...reading}
          operator={operator}
          account={account}
          access={access.value}
          can={(name) => mayCall(reading, address, access.value, account, name)}
          begin={begin}
        />
      ) : address === account ? (
        <BecomeOperator {...reading} account={account} begin={begin} />
      ) : (
        <EmptyState title={t('absent.title')}>{t('absent.text')}</EmptyState>
      )}
      <PlanSheet
        id={plan?.id ?? null}
        {...(plan?.effects ? { effects: plan.effects } : {})}
        onClose={() => {
          setPlan(null)
          connection.store.refresh()
        }}
      />
    </>
  )
}

function Views(parts: Parts) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const [asked, setAsked] = useQueryState('view')
  const view: View = asked in views ? (asked as View) : 'delegations'
  const Part = views[view]
  const { operator, account, access, connection } = parts
  const own = account === operator.address
  const acts =
    account !== null &&
    (own ||
      account === operator.delegationApprover ||
      access?.admins?.includes(account) === true ||
      access?.appointees.some(({ appointee }) => appointee === account) === true)
  return (
    <>
      <div className="console-head">
        <AddressLabel
          address={getAddress(operator.address)}
          name={nameOf(operator.address)}
          explorer={connection.chain.explorerUrl}
        />
        <Link href={`/operators/${getAddress(operator.address)}`}>{t('publicPage')}</Link>
        {!acts && <p className="muted">{t('readOnly')}</p>}
        {own && access?.admins !== null && access?.admins?.includes(operator.address) === false && (
          <p className="muted">{t('ownWithout')}</p>
        )}
      </div>
      <Choice
        hideLabel
        label={t('views')}
        value={view}
        onChange={(id) => setAsked(id === 'delegations' ? '' : id)}
        options={(Object.keys(views) as View[]).map((id) => ({ id, label: t(`view.${id}`) }))}
      />
      <Part {...parts} />
    </>
  )
}
