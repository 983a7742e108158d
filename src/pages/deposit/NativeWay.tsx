import { useState } from 'react'
import { genesisForkVersionOf } from '../../protocol/beacon/forkVersion.ts'
import { STAKE_GWEI } from '../../protocol/beacon/roots.ts'
import { PlanSheet } from '../../tx/PlanSheet.tsx'
import { startPlan } from '../../tx/useTx.ts'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { Amount } from '../../ui/Amount.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { CheckedDeposits } from './CheckedDeposits.tsx'
import { DepositFile } from './DepositFile.tsx'
import { GoButton } from './GoButton.tsx'
import { nativeMessages } from './messages.ts'
import { useDepositFile } from './useDepositFile.ts'
import { usePlanStart } from './usePlanStart.ts'
import type { WayProps } from './wayProps.ts'

const STAKE_WEI = STAKE_GWEI * 10n ** 9n

/** The second way: an EigenPod of one's own, and validators whose withdrawals go to it. */
export function NativeWay(props: WayProps) {
  const t = useT(nativeMessages)
  const { connection, account, ways } = props
  if (account === null)
    return (
      <form className="stack">
        <p>{t('connect')}</p>
        <GoButton account={null} busy={false}>
          {t('go')}
        </GoButton>
      </form>
    )
  if (ways === null) return <Skeleton lines={4} />
  const { pod } = ways
  if (pod === null || pod.address === null || pod.exists === null)
    return <ErrorState message={t('pod.unread')} />
  return (
    <Native
      key={`${connection.chain.chainId}${account}`}
      {...props}
      account={account}
      pod={{ ...pod, address: pod.address, exists: pod.exists }}
    />
  )
}

type Known = NonNullable<NonNullable<WayProps['ways']>['pod']> & {
  address: `0x${string}`
  exists: boolean
}

function Native({
  connection,
  account,
  position,
  pod,
}: WayProps & { readonly account: `0x${string}`; readonly pod: Known }) {
  const t = useT(nativeMessages)
  const { chain } = connection
  const plan = usePlanStart(connection)
  const [forkVersion] = useState(() => genesisForkVersionOf(chain))
  const file = useDepositFile({ pod: pod.address, forkVersion, staked: pod.staked })
  const owner = { chainId: chain.chainId, account }
  const good = file.state === 'checked' ? file.good : []
  const needed = BigInt(good.length) * STAKE_WEI
  const balance = position?.ethBalance ?? null
  const short = balance !== null && good.length > 0 && needed > balance
  const waiting = BigInt(pod.staked?.length ?? 0)
  return (
    <div className="stack">
      <section className="stack">
        <h2>{t('pod.title')}</h2>
        <p className="row">
          <AddressLabel address={pod.address} explorer={chain.explorerUrl} />
          <span className="muted">{t(pod.exists ? 'pod.exists' : 'pod.predicted')}</span>
        </p>
        {!pod.exists && (
          <div className="row">
            <Button
              busy={plan.starting}
              onClick={() => plan.start(startPlan('createPod', {}, owner))}
            >
              {t('pod.create')}
            </Button>
            <span className="muted">{t('pod.createHint')}</span>
          </div>
        )}
        {pod.exists && (
          <dl className="figures">
            <div>
              <dt>{t('pod.counts')}</dt>
              <dd>
                <Amount
                  value={pod.depositShares}
                  decimals={18}
                  unit="ETH"
                  reason={t('pod.unread')}
                />
              </dd>
            </div>
            <div>
              <dt>{t('pod.staked')}</dt>
              <dd>
                <Amount
                  value={pod.staked === null ? null : waiting * STAKE_WEI}
                  decimals={18}
                  unit="ETH"
                  reason={t('pod.logs')}
                />
              </dd>
            </div>
          </dl>
        )}
        <Banner kind="info">{t(waiting > 0n ? 'pending.some' : 'pending.none')}</Banner>
      </section>
      <section className="stack">
        <h2>{t('file.title')}</h2>
        <p>{t('file.lead')}</p>
        <p className="mono deposit-credentials">
          0x010000000000000000000000{pod.address.slice(2).toLowerCase()}
        </p>
        {forkVersion === null ? (
          <ErrorState message={t('file.noFork', { chain: chain.name })} />
        ) : (
          <DepositFile file={file} />
        )}
      </section>
      {file.state === 'checked' && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            if (good.length === 0 || short || plan.starting) return
            const validators = good.map((entry) => ({
              pubkey: entry.pubkey,
              signature: entry.signature,
              depositDataRoot: entry.depositDataRoot,
            }))
            plan.start(startPlan('depositValidators', { validators }, owner))
          }}
        >
          <CheckedDeposits checked={file.checked} logsRead={pod.staked !== null} />
          {short && (
            <Banner kind="warning">
              {t.rich('short', {
                needed: <Amount plain value={needed} decimals={18} unit="ETH" />,
                balance: <Amount plain value={balance} decimals={18} unit="ETH" />,
              })}
            </Banner>
          )}
          {good.length > 0 && (
            <>
              <p className="muted">{t('go.final')}</p>
              <GoButton account={account} busy={plan.starting} disabled={short}>
                {t('go.many', { count: good.length, amount: 32 * good.length })}
              </GoButton>
            </>
          )}
        </form>
      )}
      <PlanSheet id={plan.id} onClose={plan.close} />
    </div>
  )
}
