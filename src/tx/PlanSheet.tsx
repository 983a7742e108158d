import { lazy, type ReactNode, Suspense } from 'react'
import { explorerLink } from '../ui/BlockNumber.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useT } from '../ui/i18n/useT.ts'
import { type StepState, Steps } from '../ui/Steps.tsx'
import { useConnectOpen } from '../wallet/openConnect.ts'
import { deploymentOf } from '../wallet/walletStore.ts'
import { txMessages } from './messages.ts'
import { PlanButton } from './PlanButton.tsx'
import { PlanCost, PlanPrompts } from './PlanCost.tsx'
import { sayRef } from './sayRef.ts'
import type { PlanView, StepPhase, StepView } from './types.ts'
import { txEngine, usePlan } from './useTx.ts'
import './PlanSheet.css'

const FailureNote = lazy(() => import('./FailureNote.tsx'))

const stateOf: Record<StepPhase, StepState> = {
  done: 'done',
  confirming: 'done',
  sent: 'pending',
  proposed: 'pending',
  signing: 'active',
  failed: 'failed',
  next: 'todo',
  later: 'todo',
}

function Transaction({ step, chainId }: { readonly step: StepView; readonly chainId: number }) {
  const t = useT(txMessages)
  if (step.hash === undefined) return null
  const short = `${step.hash.slice(0, 10)}…`
  const href =
    step.phase === 'proposed'
      ? undefined
      : explorerLink(deploymentOf(chainId)?.explorerUrl, 'tx', step.hash)
  return (
    <span title={step.hash}>
      {t(step.phase === 'proposed' ? 'sheet.proposal' : 'sheet.transaction')}{' '}
      {href === undefined ? (
        <span className="mono">{short}</span>
      ) : (
        <a className="mono" href={href} target="_blank" rel="noreferrer">
          {short}
        </a>
      )}
      {step.repriced === true && ` · ${t('sheet.repriced')}`}
    </span>
  )
}

/** What keeps the plan from going on, nearest reason first. */
function failureOf(plan: PlanView) {
  const step = plan.steps.find((item) => item.id === plan.next)
  return (
    plan.failure ??
    (plan.simulation?.state === 'failed' ? plan.simulation.failure : null) ??
    (plan.status === 'failed' ? (step?.failure ?? null) : null)
  )
}

const ABOUT = {
  depositEth: 'about.depositEth',
  depositStEth: 'about.depositStEth',
  depositToken: 'about.depositToken',
  depositWstEth: 'about.depositWstEth',
  depositEtherFi: 'about.depositEtherFi',
  wrapEEth: 'about.wrapEEth',
  unwrapWeEth: 'about.unwrapWeEth',
  createPod: 'about.createPod',
  depositValidators: 'about.depositValidators',
  delegate: 'about.delegate',
  queueWithdrawals: 'about.queueWithdrawals',
  undelegate: 'about.undelegate',
  redelegate: 'about.redelegate',
  completeWithdrawals: 'about.completeWithdrawals',
  requestLidoWithdrawal: 'about.requestLidoWithdrawal',
  claimLidoWithdrawal: 'about.claimLidoWithdrawal',
  requestEtherFiWithdrawal: 'about.requestEtherFiWithdrawal',
  claimEtherFiWithdrawal: 'about.claimEtherFiWithdrawal',
  redeemEtherFi: 'about.redeemEtherFi',
  claimRewards: 'about.claimRewards',
  setClaimer: 'about.setClaimer',
  becomeOperator: 'about.becomeOperator',
  setApprover: 'about.setApprover',
  setMetadata: 'about.setMetadata',
  modifyAllocations: 'about.modifyAllocations',
  registerForSets: 'about.registerForSets',
  deregisterFromSets: 'about.deregisterFromSets',
  setAllocationDelay: 'about.setAllocationDelay',
  clearDeallocations: 'about.clearDeallocations',
  setSplit: 'about.setSplit',
  setOperatorClaimer: 'about.setOperatorClaimer',
  changeAccess: 'about.changeAccess',
  undelegateStaker: 'about.undelegateStaker',
} as const

const HINTS = {
  signingUnknown: 'sheet.promptLost',
  signingElsewhere: 'sheet.elsewhere',
  proposed: 'sheet.proposed',
  sent: 'sheet.waitingHint',
  dropped: 'sheet.dropped',
  confirming: 'sheet.confirming',
  done: 'sheet.done',
} as const

export type PlanSheetProps = {
  /** The plan to show, as `startPlan` gave it; `null` keeps the sheet closed. */
  readonly id: string | null
  readonly onClose: () => void
  /** What changes: the pair, balances and exposure before → after, from the page. */
  readonly effects?: ReactNode
}

/** The side sheet that every plan is signed in: what happens, what it costs, before → after, steps, one button. */
export function PlanSheet({ id, onClose, effects }: PlanSheetProps) {
  const t = useT(txMessages)
  const plan = usePlan(id)
  const connecting = useConnectOpen()
  if (id === null) return null
  if (plan === null)
    return (
      <Dialog open kind="sheet" title={t('pending.title')} onClose={onClose}>
        <p>{t('sheet.gone')}</p>
      </Dialog>
    )
  const failure = failureOf(plan)
  const about = plan.kind in ABOUT ? ABOUT[plan.kind as keyof typeof ABOUT] : null
  const hint = plan.status in HINTS ? HINTS[plan.status as keyof typeof HINTS] : null
  const notes = plan.steps.flatMap((step) => (step.note === undefined ? [] : [step.note]))
  const signable = plan.next !== null && (plan.status === 'ready' || plan.status === 'failed')
  const untouched = plan.steps.every((step) => step.hash === undefined)
  return (
    <Dialog
      open
      kind="sheet"
      title={sayRef(t, plan.title)}
      onClose={onClose}
      suspended={connecting}
      dismissable={plan.status !== 'signing'}
      footer={<PlanButton plan={plan} onClose={onClose} />}
    >
      <div className="plan">
        {about !== null && <p>{t(about)}</p>}
        {effects !== undefined && <section aria-label={t('sheet.effects')}>{effects}</section>}
        {signable && <PlanPrompts plan={plan} />}
        <Steps
          label={t('sheet.steps')}
          steps={plan.steps.map((step) => ({
            id: step.id,
            title: sayRef(t, step.title),
            state: stateOf[step.phase],
            ...(step.hash === undefined
              ? {}
              : { detail: <Transaction step={step} chainId={plan.chainId} /> }),
          }))}
        />
        {notes.map((note) => (
          <p key={note.key} className="muted small">
            {sayRef(t, note)}
          </p>
        ))}
        {signable && <PlanCost plan={plan} />}
        {plan.earlier > 0 && <p role="status">{t('sheet.earlier', { count: plan.earlier })}</p>}
        {plan.needsWallet && <p role="status">{t('sheet.needsWallet')}</p>}
        {hint !== null && <p role="status">{t(hint)}</p>}
        {failure !== null && (
          <Suspense fallback={null}>
            <FailureNote failure={failure} />
          </Suspense>
        )}
        {untouched && (plan.status === 'ready' || plan.status === 'failed') && (
          <Button
            kind="quiet"
            onClick={() => {
              onClose()
              txEngine().dismiss(plan.id)
            }}
          >
            {t('sheet.discard')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
