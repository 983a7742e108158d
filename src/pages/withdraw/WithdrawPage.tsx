import { useRef, useState } from 'react'
import { Link } from 'wouter'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { buttonClass } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { formatList } from '../../ui/format/formatList.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Page } from '../../ui/Page.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { LookedAt } from '../common/LookedAt.tsx'
import { useQueryState } from '../common/useQueryState.ts'
import { type Reading, WithNetwork } from '../common/WithNetwork.tsx'
import { LeaveAll } from './LeaveAll.tsx'
import type { Leaving } from './leave.ts'
import { messages } from './messages.ts'
import { OtherQueue } from './OtherQueue.tsx'
import { PartForm } from './PartForm.tsx'
import { useExits } from './useExits.ts'
import { useHead } from './useHead.ts'
import { WithdrawalQueue } from './WithdrawalQueue.tsx'
import '../common/common.css'
import './withdraw.css'

/** Every way out of EigenLayer, and what waits in its queue. */
export default function WithdrawPage() {
  const t = useT(messages)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <LookedAt
        words={{
          leave: t('viewing.leave'),
          viewing: (address) => t.rich('viewing', { address }),
          connect: { title: t('connect.title'), text: t('connect.text'), go: t('connect.go') },
        }}
      >
        {({ address, account }) => (
          <WithNetwork>
            {(reading) => (
              <Withdraw
                key={address}
                {...reading}
                address={address}
                account={account === address ? account : null}
              />
            )}
          </WithNetwork>
        )}
      </LookedAt>
    </Page>
  )
}

function Withdraw({
  address,
  account,
  ...reading
}: Reading & { readonly address: string; readonly account: `0x${string}` | null }) {
  const t = useT(messages)
  const head = useHead(reading.connection)
  const { exits, error, pace } = useExits(reading, address)
  const waits = exits?.queued != null && exits.queued.length > 0
  // Decided once: a queue that filled or emptied under the reader would take its own open sheet along.
  const queueFirst = useRef<boolean | null>(null)
  if (exits !== null) queueFirst.current ??= waits
  if (error !== null && exits === null)
    return (
      <ErrorState
        message={t('failed')}
        detail={error.message}
        onRetry={() => reading.connection.store.refresh()}
      />
    )
  if (exits === null || head === null)
    return <Progress label={t('loading', { address: shortAddress(address) })} value={null} />
  const leaving: Leaving = { ...reading, exits, head, pace, account }
  const queue = <WithdrawalQueue {...leaving} />
  return (
    <>
      {exits.failures.length > 0 && (
        <Banner kind="warning">
          {t('incomplete', {
            what: formatList(
              exits.failures.map(({ what }) => what),
              t.locale,
            ),
          })}
        </Banner>
      )}
      {queueFirst.current === true && queue}
      <Ways {...leaving} />
      {queueFirst.current !== true && queue}
      {(['lido', 'etherFi'] as const).map((kind) => (
        <OtherQueue key={kind} kind={kind} {...reading} address={address} account={account} />
      ))}
    </>
  )
}

const ways = ['part', 'all', 'move'] as const

/** The form of the way that the reader has chosen. */
function Ways(leaving: Leaving) {
  const t = useT(messages)
  const [asked, setAsked] = useQueryState('way')
  const way = ways.find((id) => id === asked) ?? 'part'
  // A plan that takes everything must not take its own sheet away.
  const [open, setOpen] = useState(false)
  const { holdings, paused, queued } = leaving.exits
  if (holdings === null)
    return <ErrorState message={t('failed')} onRetry={() => leaving.connection.store.refresh()} />
  if (!open && Object.values(holdings).every(({ depositShares }) => depositShares === 0n))
    return (queued?.length ?? 0) > 0 ? null : (
      <EmptyState
        title={t('empty.title')}
        action={
          <Link className={buttonClass('primary')} href="/deposit">
            {t('empty.go')}
          </Link>
        }
      >
        {t('empty.text')}
      </EmptyState>
    )
  return (
    <>
      {paused.queueing === true && <Banner kind="warning">{t('paused.queueing')}</Banner>}
      <Choice
        label={t('way.label')}
        value={way}
        onChange={(id) => setAsked(id === 'part' ? '' : id)}
        options={ways.map((id) => ({ id, label: t(`way.${id}`) }))}
      />
      {way === 'part' ? (
        <PartForm {...leaving} onOpen={setOpen} />
      ) : (
        <LeaveAll key={way} {...leaving} move={way === 'move'} onOpen={setOpen} />
      )}
    </>
  )
}
