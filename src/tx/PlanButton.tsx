import { useState } from 'react'
import { shortAddress } from '../ui/AddressLabel.tsx'
import { Button } from '../ui/Button.tsx'
import { useT } from '../ui/i18n/useT.ts'
import { openConnect } from '../wallet/openConnect.ts'
import { deploymentOf, switchWalletChain, useWallet } from '../wallet/walletStore.ts'
import { txMessages } from './messages.ts'
import { sayRef } from './sayRef.ts'
import type { PlanView } from './types.ts'
import { txEngine } from './useTx.ts'

/** The one button of a plan: it says exactly what the next press does. */
export function PlanButton({
  plan,
  onClose,
}: {
  readonly plan: PlanView
  readonly onClose: () => void
}) {
  const t = useT(txMessages)
  const wallet = useWallet()
  const [busy, setBusy] = useState(false)
  const during = (work: Promise<unknown>) => {
    setBusy(true)
    void work.catch(() => undefined).finally(() => setBusy(false))
  }
  const sign = (again = false) => during(txEngine().sign(plan.id, { again }))

  if (plan.status === 'confirming' || plan.status === 'done')
    return (
      <Button kind="primary" wide onClick={onClose}>
        {t('sheet.close')}
      </Button>
    )
  if (plan.status === 'signing')
    return (
      <Button kind="primary" wide busy>
        {t('sheet.inWallet')}
      </Button>
    )
  if (plan.status === 'sent' && !plan.needsWallet)
    return (
      <Button kind="primary" wide busy>
        {t('sheet.waiting')}
      </Button>
    )
  if (plan.status === 'signingElsewhere')
    return (
      <Button kind="primary" wide aria-disabled>
        {t('sheet.inOtherTab')}
      </Button>
    )
  if (plan.status === 'proposed')
    return (
      <>
        <Button kind="primary" wide onClick={onClose}>
          {t('sheet.close')}
        </Button>
        <Button wide busy={busy} onClick={() => during(txEngine().abandonPrompt(plan.id))}>
          {t('sheet.stopProposal')}
        </Button>
      </>
    )
  if (wallet.status !== 'connected')
    return (
      <Button kind="primary" wide busy={wallet.status === 'connecting'} onClick={openConnect}>
        {t('sheet.connect')}
      </Button>
    )
  if (wallet.address.toLowerCase() !== plan.account.toLowerCase())
    return (
      <Button kind="primary" wide aria-disabled>
        {t('sheet.otherAccount', { account: shortAddress(plan.account) })}
      </Button>
    )
  if (wallet.chainId !== plan.chainId)
    return (
      <Button
        kind="primary"
        wide
        busy={busy}
        onClick={() => during(switchWalletChain(plan.chainId))}
      >
        {t('sheet.switchChain', {
          chain: deploymentOf(plan.chainId)?.name ?? String(plan.chainId),
        })}
      </Button>
    )
  if (plan.status === 'dropped')
    return (
      <Button kind="primary" wide busy={busy} onClick={() => sign(true)}>
        {t('sheet.sendAgain')}
      </Button>
    )
  if (plan.status === 'signingUnknown')
    return (
      <>
        <Button kind="primary" wide busy={busy} onClick={() => sign(true)}>
          {t('sheet.askAgain')}
        </Button>
        <Button wide busy={busy} onClick={() => during(txEngine().abandonPrompt(plan.id))}>
          {t('sheet.stopWaiting')}
        </Button>
      </>
    )
  const next = plan.steps.find((step) => step.id === plan.next)
  if (plan.simulation?.state === 'ok' && next !== undefined)
    return (
      <Button kind="primary" wide busy={busy} onClick={() => sign()}>
        {plan.batch === null
          ? sayRef(t, next.action)
          : t('action.batch', { count: plan.batch.length })}
      </Button>
    )
  if (plan.simulation?.state === 'failed' || plan.failure !== null)
    return (
      <Button kind="primary" wide busy={busy} onClick={() => during(txEngine().refresh(plan.id))}>
        {t('sheet.checkAgain')}
      </Button>
    )
  return (
    <Button kind="primary" wide busy>
      {t('sheet.checking')}
    </Button>
  )
}
