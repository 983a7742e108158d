import { type FormEvent, useEffect, useState } from 'react'
import { type Address, getAddress, isAddressEqual, zeroAddress } from 'viem'
import { PlanSheet } from '../../tx/PlanSheet.tsx'
import { startPlan, usePlan } from '../../tx/useTx.ts'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { HexField } from '../../ui/HexField.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Table } from '../../ui/Table.tsx'
import { showToast } from '../../ui/toast.ts'
import { openConnect } from '../../wallet/openConnect.ts'
import { useWallet } from '../../wallet/walletStore.ts'
import { checkAddress } from '../common/checkAddress.ts'
import { commonMessages } from '../common/messages.ts'
import { messages } from './messages.ts'
import type { Parts } from './parts.ts'
import { TokenAmount, TokenWorth } from './TokenAmount.tsx'
import { type Claimable, worthOf } from './values.ts'
import { WorthLine } from './WorthLine.tsx'

type Fault = 'notAddress' | 'checksum' | 'zero' | 'contract'

/** Where the chosen amounts go, and the plan that claims them. */
export function ClaimForm({
  chosen,
  rootIndex,
  onOpen,
  ...parts
}: Parts & {
  readonly chosen: readonly Claimable[]
  readonly rootIndex: number
  /** Told when the plan's sheet opens and closes: a claim of everything must not take its own sheet away. */
  readonly onOpen: (open: boolean) => void
}) {
  const { connection, rewards, account } = parts
  const { chain, store } = connection
  const t = useT(messages)
  const common = useT(commonMessages)
  const wallet = useWallet()
  const [text, setText] = useState<string | null>(null)
  const [insist, setInsist] = useState(false)
  const [plan, setPlan] = useState<{ id: string; chosen: readonly Claimable[]; to: Address }>()
  const [starting, setStarting] = useState(false)
  useRefreshAfter(plan?.id ?? null, () => store.refresh())

  const own = account === null ? '' : getAddress(account)
  const typed = text ?? own
  const recipient = checkRecipient(typed)
  const fault = 'fault' in recipient ? recipient.fault : null

  function checkRecipient(value: string): { address: Address } | { fault: Fault } {
    const result = checkAddress(value)
    if ('fault' in result) return result
    const { address } = result
    if (isAddressEqual(address, zeroAddress)) return { fault: 'zero' }
    const traps: readonly string[] = [
      chain.eigenLayer.rewardsCoordinator,
      ...chosen.map(({ token }) => token),
    ]
    return traps.some((trap) => trap.toLowerCase() === address.toLowerCase())
      ? { fault: 'contract' }
      : { address }
  }

  const start = (event: FormEvent) => {
    event.preventDefault()
    setInsist(true)
    if (chosen.length === 0 || account === null || !('address' in recipient)) return
    const to = recipient.address
    setStarting(true)
    const earners = [...new Set(chosen.map(({ earner }) => earner))]
    startPlan(
      'claimRewards',
      {
        rootIndex,
        recipient: to,
        claims: earners.map((earner) => ({
          earner,
          tokens: chosen
            .filter((row) => row.earner === earner)
            .map(({ token }) => ({
              token,
              unit: rewards.tokens[token]?.symbol ?? '',
              decimals: rewards.tokens[token]?.decimals ?? 18,
            })),
        })),
      },
      { chainId: chain.chainId, account: getAddress(account) },
    )
      .then(
        (id) => {
          setPlan({ id, chosen, to })
          onOpen(true)
        },
        () => showToast('error', t('start.failed')),
      )
      .finally(() => setStarting(false))
  }

  return (
    <form className="stack claim-form" noValidate onSubmit={start}>
      {account !== null && (
        <HexField
          label={t('recipient.label')}
          hint={t('recipient.hint')}
          error={
            fault === null || (!insist && text === null)
              ? undefined
              : fault === 'notAddress' || fault === 'checksum'
                ? common(`address.${fault}`)
                : t(`recipient.${fault}`)
          }
          notice={typed === own ? t('recipient.own') : undefined}
          aside={
            typed !== own && (
              <button type="button" className="link-button small" onClick={() => setText(null)}>
                {t('recipient.self')}
              </button>
            )
          }
          value={typed}
          onChange={setText}
        />
      )}
      {wallet.status === 'connected' && wallet.chainId !== chain.chainId && (
        <Banner kind="info">{t('go.wrongChain')}</Banner>
      )}
      {insist && chosen.length === 0 && (
        <p className="field-error" role="alert">
          {t('go.nothing')}
        </p>
      )}
      <div className="row">
        {account === null ? (
          <Button kind="primary" onClick={openConnect}>
            {t('go.connect')}
          </Button>
        ) : (
          <Button kind="primary" type="submit" busy={starting}>
            {t('go')}
          </Button>
        )}
      </div>
      <PlanSheet
        id={plan?.id ?? null}
        effects={plan && <Effects {...parts} chosen={plan.chosen} to={plan.to} />}
        onClose={() => {
          setPlan(undefined)
          onOpen(false)
        }}
      />
    </form>
  )
}

/** Reads the page's figures anew when a step of the plan is in a block, and when the sheet is closed. */
export function useRefreshAfter(id: string | null, refresh: () => void): void {
  const status = usePlan(id)?.status
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each change of the plan
  useEffect(() => {
    if (status === 'confirming' || status === 'done') refresh()
  }, [status])
}

/** What is paid to whom. The amounts are those that were chosen: the plan pays exactly them. */
function Effects({
  rewards,
  chosen,
  to,
}: Parts & { readonly chosen: readonly Claimable[]; readonly to: Address }) {
  const t = useT(messages)
  const { tokens, ethUsd } = rewards
  const several = new Set(chosen.map(({ earner }) => earner)).size > 1
  return (
    <div className="stack-s">
      <Table
        caption={t('effects.caption')}
        hideCaption
        rows={chosen}
        rowKey={(row) => row.key}
        narrow="scroll"
        columns={[
          ...(several
            ? [
                {
                  id: 'earner',
                  header: t('earner'),
                  cell: (row: Claimable) => <AddressLabel address={getAddress(row.earner)} plain />,
                },
              ]
            : []),
          {
            id: 'amount',
            header: t('amount'),
            align: 'end',
            cell: (row) => <TokenAmount token={tokens[row.token]} amount={row.amount} />,
          },
          {
            id: 'value',
            header: t('value'),
            align: 'end',
            cell: (row) => (
              <TokenWorth token={tokens[row.token]} amount={row.amount} ethUsd={ethUsd} />
            ),
          },
        ]}
      />
      <dl className="figures">
        <div>
          <dt>{t('effects.total')}</dt>
          <dd>
            <WorthLine worth={worthOf(chosen, tokens)} ethUsd={ethUsd} />
          </dd>
        </div>
        <div>
          <dt>{t('effects.to')}</dt>
          <dd className="mono claim-recipient">{to}</dd>
        </div>
      </dl>
    </div>
  )
}
