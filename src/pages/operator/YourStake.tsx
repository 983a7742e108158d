import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { stakeOf } from '../../data/basis.ts'
import { usePosition } from '../../data/usePosition.ts'
import type { Approval } from '../../protocol/delegation/approval.ts'
import type { Operator } from '../../protocol/network/types.ts'
import { zeroAddress } from '../../protocol/network/types.ts'
import { PlanSheet } from '../../tx/PlanSheet.tsx'
import { startPlan } from '../../tx/useTx.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Pair } from '../../ui/pair/Pair.tsx'
import { PairBeforeAfter } from '../../ui/pair/PairDelta.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { showToast } from '../../ui/toast.ts'
import { openConnect } from '../../wallet/openConnect.ts'
import { useWallet } from '../../wallet/walletStore.ts'
import { ApprovalForm } from '../common/approval/ApprovalForm.tsx'
import { commonMessages } from '../common/messages.ts'
import { pairDetails, pairFigures } from '../common/pairFigures.ts'
import { useNameOf } from '../common/useNameOf.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { historyMessages } from './historyMessages.ts'
import { messages } from './messages.ts'

/** What the connected wallet's stake would earn and risk with this operator, and the way to delegate it. */
export function YourStake({
  network,
  assessor,
  connection,
  operator,
}: Reading & { operator: Operator }) {
  const t = useT(messages)
  const h = useT(historyMessages)
  const common = useT(commonMessages)
  const nameOf = useNameOf()
  const wallet = useWallet()
  const account = wallet.status === 'connected' ? wallet.address : null
  const position = usePosition(account)
  const [planId, setPlanId] = useState<string | null>(null)
  const [starting, setStarting] = useState(false)
  const [approval, setApproval] = useState<Approval | null>(null)
  const judged = useMemo(() => {
    if (!position?.holdings || position.holdings.length === 0) return null
    const stake = stakeOf(position.holdings)
    const here = position.delegatedTo === operator.address
    return {
      before: assessor.assess(stake, position.delegatedTo),
      after: assessor.assess(stake, operator.address, !here),
    }
  }, [assessor, position, operator.address])

  if (account === null)
    return (
      <section className="stack">
        <h2>{t('you.title')}</h2>
        <p>{t('you.connect')}</p>
        <div className="row">
          <Button onClick={openConnect}>{t('you.connectGo')}</Button>
        </div>
      </section>
    )
  if (!position)
    return (
      <section className="stack">
        <h2>{t('you.title')}</h2>
        <Skeleton lines={3} />
      </section>
    )
  const here = position.delegatedTo === operator.address
  const free = position.delegatedTo === zeroAddress
  const approver = operator.delegationApprover
  const needsApproval = approver !== null && approver !== zeroAddress
  const effects =
    judged &&
    (here ? (
      <Pair
        variant="header"
        {...pairFigures(judged.before, common)}
        details={pairDetails(judged.before)}
        who={common('who.you')}
      />
    ) : (
      <PairBeforeAfter
        before={pairFigures(judged.before, common)}
        after={pairFigures(judged.after, common)}
        detailsBefore={pairDetails(judged.before)}
        detailsAfter={pairDetails(judged.after)}
      />
    ))
  const start = () => {
    setStarting(true)
    startPlan(
      'delegate',
      { operator: operator.address, ...(approval ? { approval } : {}) },
      { chainId: connection.chain.chainId, account },
    )
      .then(setPlanId, () => showToast('error', t('you.failed')))
      .finally(() => setStarting(false))
  }
  return (
    <section className="stack">
      <h2>{t('you.title')}</h2>
      {effects}
      {!judged && <p className="muted">{t('you.nothing')}</p>}
      {here && <p>{t(position.isOperator ? 'you.isOperator' : 'you.current')}</p>}
      {!here && !free && position.delegatedTo !== null && (
        <p>
          {position.isOperator
            ? t('you.isOperator')
            : t('you.other', { operator: nameOf(position.delegatedTo) })}
        </p>
      )}
      {!here && !free && position.delegatedTo !== null && !position.isOperator && (
        <div className="row">
          <Link
            className={buttonClass('plain')}
            href={`/withdraw?way=move&operator=${operator.address}`}
          >
            {h('move.go')}
          </Link>
        </div>
      )}
      {free && needsApproval && (
        <ApprovalForm
          key={`${account} ${operator.address}`}
          scope={{
            chainId: connection.chain.chainId,
            staker: account,
            operator: operator.address,
            approver,
          }}
          connection={connection}
          block={network.block}
          onApproval={setApproval}
        />
      )}
      {free && (
        <div className="row">
          <Button
            kind="primary"
            busy={starting}
            aria-disabled={needsApproval && approval === null}
            onClick={() => {
              if (!needsApproval || approval !== null) start()
            }}
          >
            {t('you.delegate')}
          </Button>
        </div>
      )}
      <PlanSheet
        id={planId}
        effects={effects ?? undefined}
        onClose={() => {
          setPlanId(null)
          connection.store.refresh()
        }}
      />
    </section>
  )
}
