import { useMemo } from 'react'
import type { Address } from '../../protocol/network/types.ts'
import { Banner } from '../../ui/Banner.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { formatList } from '../../ui/format/formatList.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Page } from '../../ui/Page.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { LookedAt } from '../common/LookedAt.tsx'
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
  return (
    <Page title={t('title')} lead={t('lead')}>
      <LookedAt
        words={{
          leave: t('viewing.leave'),
          viewing: (address) => t.rich('viewing', { address }),
          connect: { title: t('connect.title'), text: t('connect.text'), go: t('connect.go') },
          look: { label: t('view.label'), hint: t('view.hint'), go: t('view.go') },
        }}
      >
        {({ address, account }) => (
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
      </LookedAt>
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
          {t('read.incomplete', {
            what: formatList(
              rewards.failures.map(({ what }) => what),
              t.locale,
            ),
          })}
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
