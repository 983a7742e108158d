import { useState } from 'react'
import { getAddress } from 'viem'
import {
  functionOf,
  type OperatorFunction,
  operatorFunctions,
  type Right,
  rightOf,
} from '../../protocol/console/functions.ts'
import type { Address } from '../../protocol/network/types.ts'
import { AddressLabel, shortAddress } from '../../ui/AddressLabel.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Field } from '../../ui/Field.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { Table } from '../../ui/Table.tsx'
import { AddressField } from '../common/AddressField.tsx'
import { messages } from './messages.ts'
import type { Parts } from './parts.ts'

/** Who may act for the operator, by contract and function, in plain words. */
export function AccessPart(parts: Parts) {
  const t = useT(messages)
  const { access, account, operator, connection, begin } = parts
  if (connection.chain.eigenLayer.permissionController === undefined)
    return <ErrorState message={t('access.absent')} />
  if (access === null) return <Progress label={t('access.reading')} value={null} />
  const { admins, pending } = access
  const isAdmin = account !== null && admins?.includes(account) === true
  const asked = account !== null && pending?.includes(account) === true
  const own = admins?.length === 1 && admins[0] === operator.address
  const change = (
    call: 'addPendingAdmin' | 'removePendingAdmin' | 'acceptAdmin' | 'removeAdmin',
    who: Address,
  ) => begin('changeAccess', { call, account: operator.address, who })
  const list = (addresses: readonly Address[], label: string, act: (who: Address) => void) => (
    <ul className="stack-s console-list">
      {addresses.map((address) => (
        <li key={address} className="console-title">
          <AddressLabel
            address={getAddress(address)}
            explorer={connection.chain.explorerUrl}
            {...(address === operator.address ? { name: t('access.itself') } : {})}
          />
          {isAdmin && (addresses !== admins || addresses.length > 1) && (
            <Button
              aria-label={`${label} ${shortAddress(getAddress(address))}`}
              onClick={() => act(address)}
            >
              {label}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
  return (
    <>
      <section className="stack" aria-labelledby="console-admins">
        <h2 id="console-admins">{t('access.admins')}</h2>
        <p className="muted">{t('access.adminsAbout')}</p>
        {asked && (
          <Banner
            action={
              <Button kind="primary" onClick={() => change('acceptAdmin', account)}>
                {t('access.accept')}
              </Button>
            }
          >
            {t('access.asked')}
          </Banner>
        )}
        {admins === null ? (
          <Missing reason={t('unread')} />
        ) : (
          list(admins, t('access.remove'), (who) => change('removeAdmin', who))
        )}
        {pending !== null && pending.length > 0 && (
          <>
            <h3>{t('access.pending')}</h3>
            {list(pending, t('access.withdraw'), (who) => change('removePendingAdmin', who))}
          </>
        )}
        {isAdmin && (
          <>
            {own && <Banner kind="warning">{t('access.firstAdmin')}</Banner>}
            <AddressField
              className="stack-s console-form"
              label={t('access.newAdmin')}
              hint={t('access.newAdminHint')}
              action={t('access.propose')}
              onAddress={(address) => change('addPendingAdmin', address)}
            />
          </>
        )}
        {!isAdmin && <p className="muted">{t('access.notAdmin')}</p>}
      </section>
      <Appointees {...parts} isAdmin={isAdmin} />
    </>
  )
}

function Appointees({ isAdmin, ...parts }: Parts & { readonly isAdmin: boolean }) {
  const t = useT(messages)
  const { access, operator, connection, begin } = parts
  const { chain } = connection
  const [name, setName] = useState<OperatorFunction>('modifyAllocations')
  const rows = (access?.appointees ?? []).flatMap(({ appointee, rights }) =>
    rights.map((right) => ({ appointee, right })),
  )
  const words = (right: Right) => {
    const known = functionOf(chain, right)
    return known === null
      ? t('access.unknown', { selector: right.selector, target: shortAddress(right.target) })
      : t(`function.${known}`)
  }
  return (
    <section className="stack" aria-labelledby="console-appointees">
      <h2 id="console-appointees">{t('access.appointees')}</h2>
      <p className="muted">{t('access.appointeesAbout')}</p>
      {rows.length === 0 ? (
        <EmptyState title={t('access.noAppointees')} />
      ) : (
        <Table
          caption={t('access.appointees')}
          hideCaption
          rows={rows}
          rowKey={({ appointee, right }) => `${appointee}${right.target}${right.selector}`}
          columns={[
            {
              id: 'who',
              header: t('access.who'),
              rowHeader: true,
              cell: ({ appointee }) => <AddressLabel address={getAddress(appointee)} />,
            },
            { id: 'may', header: t('access.may'), cell: ({ right }) => words(right) },
            {
              id: 'contract',
              header: t('access.contract'),
              cell: ({ right }) => {
                const known = functionOf(chain, right)
                const entry = operatorFunctions.find((candidate) => candidate.name === known)
                return (
                  <span className="mono unit">
                    {entry ? `${entry.contract}.${entry.name}` : shortAddress(right.target)}
                  </span>
                )
              },
            },
            {
              id: 'act',
              header: t('act'),
              align: 'end',
              cell: ({ appointee, right }) =>
                isAdmin && (
                  <Button
                    onClick={() =>
                      begin('changeAccess', {
                        call: 'removeAppointee',
                        account: operator.address,
                        who: appointee,
                        ...right,
                      })
                    }
                  >
                    {t('access.take')}
                  </Button>
                ),
            },
          ]}
        />
      )}
      {isAdmin && (
        <div className="stack console-form">
          <Field label={t('access.function')} hint={t(`contract.${contractOf(name)}`)}>
            {(control) => (
              <select
                {...control}
                className="input"
                value={name}
                onChange={(event) => setName(event.target.value as OperatorFunction)}
              >
                {operatorFunctions.map((entry) => (
                  <option key={entry.name} value={entry.name}>
                    {t(`function.${entry.name}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <AddressField
            className="stack-s console-form"
            label={t('access.appointee')}
            action={t('access.appoint')}
            onAddress={(address) =>
              begin('changeAccess', {
                call: 'setAppointee',
                account: operator.address,
                who: address,
                ...rightOf(chain, name),
              })
            }
          />
        </div>
      )}
    </section>
  )
}

function contractOf(name: OperatorFunction) {
  return operatorFunctions.find((entry) => entry.name === name)?.contract ?? 'allocationManager'
}
