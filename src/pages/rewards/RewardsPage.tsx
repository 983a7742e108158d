import { useMemo } from 'react'
import type { Address } from '../../protocol/network/types.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Page } from '../../ui/Page.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { openConnect } from '../../wallet/openConnect.ts'
import { useWallet } from '../../wallet/walletStore.ts'
import { AddressField } from '../common/AddressField.tsx'
import { checkAddress } from '../common/checkAddress.ts'
import { commonMessages } from '../common/messages.ts'
import { useQueryState } from '../common/useQueryState.ts'
import { type Reading, WithNetwork } from '../common/WithNetwork.tsx'
import { Claimer } from './Claimer.tsx'
import { ClaimNow } from './ClaimNow.tsx'
import { History } from './History.tsx'
import { messages } from './messages.ts'
import { RootList } from './RootList.tsx'
import { Sums } from './Sums.tsx'
import { useActivation } from './useActivation.ts'
import { useClaimHistory, useEarnersOf } from './useClaimHistory.ts'
import { useRewards } from './useRewards.ts'
import { Waiting } from './Waiting.tsx'
import '../common/common.css'
import './rewards.css'

/** What an address can claim now, what is on its way, and what it has claimed. */
export default function RewardsPage() {
  const t = useT(messages)
  const common = useT(commonMessages)
  const [asked, setAsked] = useQueryState('address')
  const wallet = useWallet()
  const account = wallet.status === 'connected' ? wallet.address : null
  const checked = asked === '' ? null : checkAddress(asked)
  const viewed = checked && 'address' in checked ? checked.address : null
  const address = viewed ?? (asked === '' ? account : null)
  return (
    <Page title={t('title')} lead={t('lead')}>
      {checked && 'fault' in checked && (
        <ErrorState
          message={common(`address.${checked.fault}`)}
          detail={asked}
          action={<Button onClick={() => setAsked('')}>{t('viewing.leave')}</Button>}
        />
      )}
      {viewed && (
        <Banner action={<Button onClick={() => setAsked('')}>{t('viewing.leave')}</Button>}>
          {t.rich('viewing', { address: <span className="mono">{shortAddress(viewed)}</span> })}
        </Banner>
      )}
      {address === null ? (
        <>
          <EmptyState
            title={t('connect.title')}
            action={
              <Button kind="primary" onClick={openConnect}>
                {t('connect.go')}
              </Button>
            }
          >
            {t('connect.text')}
          </EmptyState>
          <AddressField
            label={t('view.label')}
            hint={t('view.hint')}
            action={t('view.go')}
            onAddress={setAsked}
          />
        </>
      ) : (
        <WithNetwork>
          {(reading) => (
            <Rewards
              {...reading}
              earner={address.toLowerCase() as Address}
              account={account === null ? null : (account.toLowerCase() as Address)}
            />
          )}
        </WithNetwork>
      )}
    </Page>
  )
}

function Rewards({
  earner,
  account,
  ...reading
}: Reading & { readonly earner: Address; readonly account: Address | null }) {
  const t = useT(messages)
  // Whom the wallet may claim for is its own affair: another's page shows that one alone.
  const own = earner === account
  const others = useEarnersOf(reading, own ? account : null)
  const earners = useMemo(
    () => [earner, ...others.earners.filter((other) => other !== earner)],
    [earner, others.earners],
  )
  const { reading: rewards, error, retry } = useRewards(reading, earners)
  const history = useClaimHistory(reading, earner)
  useActivation(reading, rewards)
  const mine = rewards?.earners.find((candidate) => candidate.earner === earner)
  const failed = error !== null && (
    <ErrorState
      name={error.name}
      message={t('read.failed')}
      detail={'shortMessage' in error ? String(error.shortMessage) : error.message}
      onRetry={retry}
    />
  )
  if (rewards === null || mine === undefined)
    return failed || <Progress label={t('loading')} value={null} />
  // Everyone who ever named this wallet is asked; those who name it still stay.
  const entitled = rewards.earners.filter(
    (candidate) => candidate === mine || candidate.claimer === account,
  )
  const parts = { ...reading, rewards, mine, account }
  return (
    <>
      {failed}
      {rewards.failures.length > 0 && (
        <Banner kind="warning">
          {t('read.incomplete', { what: rewards.failures.map(({ what }) => what).join(', ') })}
        </Banner>
      )}
      <ClaimNow
        key={`${earner} ${account}`}
        {...parts}
        earners={entitled}
        othersIncomplete={others.incomplete}
        onRetry={retry}
      />
      <Waiting {...parts} />
      <Sums {...parts} history={history} />
      <History {...parts} history={history} />
      <Claimer key={earner} {...parts} />
      <RootList {...parts} />
    </>
  )
}
