import { useEffect, useMemo } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import { useAddressBook } from '../../data/addressBook.ts'
import { useSnapshot } from '../../data/KeelProvider.tsx'
import type { Address, Position } from '../../protocol/network/types.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { formatList } from '../../ui/format/formatList.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Page } from '../../ui/Page.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { openConnect } from '../../wallet/openConnect.ts'
import { useWallet } from '../../wallet/walletStore.ts'
import { checkAddress } from '../common/checkAddress.ts'
import { commonMessages } from '../common/messages.ts'
import { type Reading, WithNetwork } from '../common/WithNetwork.tsx'
import { useRewards } from '../rewards/useRewards.ts'
import { claimablesOf } from '../rewards/values.ts'
import { AddressBar } from './AddressBar.tsx'
import { AddressForm } from './AddressForm.tsx'
import { Alerts } from './Alerts.tsx'
import { History } from './History.tsx'
import { messages } from './messages.ts'
import { InWallet, Staked } from './Staked.tsx'
import { Timeline } from './Timeline.tsx'
import { Together } from './Together.tsx'
import { useHistory } from './useHistory.ts'
import './portfolio.css'

/** What some addresses have restaked, with whom, what it earns, what it risks, and how it came to be. */
export default function PortfolioPage() {
  const t = useT(messages)
  const common = useT(commonMessages)
  const [parameters] = useSearchParams()
  const [, navigate] = useLocation()
  const wallet = useWallet()
  const mine = wallet.status === 'connected' ? wallet.address : null
  const asked = parameters
    .getAll('address')
    .flatMap((text) => text.split(','))
    .filter((text) => text.trim() !== '')
  const checked = asked.map((text) => ({ text, result: checkAddress(text) }))
  const faulty = checked.find(({ result }) => 'fault' in result)
  const viewed = [
    ...new Set(checked.flatMap(({ result }) => ('address' in result ? [result.address] : []))),
  ]
  const leave = () => navigate('/portfolio')
  const addresses = faulty ? [] : asked.length > 0 ? viewed : mine === null ? [] : [mine]
  return (
    <Page title={t('title')} lead={t('lead')}>
      <AddressBar mine={mine} shown={addresses} own={asked.length === 0} />
      {faulty && 'fault' in faulty.result && (
        <ErrorState
          message={common(`address.${faulty.result.fault}`)}
          detail={faulty.text}
          action={<Button onClick={leave}>{t('viewing.leave')}</Button>}
        />
      )}
      {viewed.length === 1 && !faulty && (
        <Banner action={<Button onClick={leave}>{t('viewing.leave')}</Button>}>
          {t.rich('viewing', {
            address: <span className="mono">{shortAddress(viewed[0] ?? '')}</span>,
          })}
        </Banner>
      )}
      {addresses.length === 0 ? (
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
          <AddressForm />
        </>
      ) : (
        <WithNetwork>
          {(reading) => (
            <Portfolio
              key={addresses.join()}
              {...reading}
              addresses={addresses.map((address) => address.toLowerCase() as Address)}
            />
          )}
        </WithNetwork>
      )}
    </Page>
  )
}

/** Positions of some addresses at the network's block; `null` until all are read. */
function usePositions(
  { connection }: Reading,
  addresses: readonly Address[],
): readonly Position[] | null {
  const { positions } = useSnapshot()
  const key = addresses.join()
  useEffect(() => {
    const leave = key.split(',').map((address) => connection.store.watch(address as Address))
    return () => {
      for (const stop of leave) stop()
    }
  }, [connection, key])
  return useMemo(() => {
    const read = key.split(',').flatMap((address) => positions.get(address as Address) ?? [])
    return read.length === key.split(',').length ? read : null
  }, [positions, key])
}

function Portfolio({
  addresses,
  ...reading
}: Reading & { readonly addresses: readonly Address[] }) {
  const t = useT(messages)
  const positions = usePositions(reading, addresses)
  if (!positions)
    return (
      <Progress
        label={t('loading', {
          address: formatList(
            addresses.map((one) => shortAddress(one)),
            t.locale,
          ),
        })}
        value={null}
      />
    )
  return <Positions {...reading} positions={positions} />
}

function Positions({
  positions,
  ...reading
}: Reading & { readonly positions: readonly Position[] }) {
  const t = useT(messages)
  const book = useAddressBook()
  const history = useHistory(reading, positions)
  const who = (staker: string) =>
    book.find(({ address }) => address === staker)?.name || shortAddress(staker)
  const [position, ...others] = positions
  if (!position) return null
  const failures = positions.flatMap((one) => one.failures)
  const alerts = positions.map((one) => (
    <div key={one.staker}>
      {others.length > 0 && <p className="portfolio-owner">{who(one.staker)}</p>}
      <AlertsOf {...reading} position={one} />
    </div>
  ))
  return (
    <>
      {failures.length > 0 && (
        <Banner kind="warning">
          {t('incomplete', {
            what: formatList(
              failures.map((failure) => failure.what),
              t.locale,
            ),
          })}
        </Banner>
      )}
      {others.length > 0 ? (
        <Together {...reading} positions={positions} who={who} alerts={alerts} />
      ) : position.holdings === null ? (
        <ErrorState
          message={t('stake.unread')}
          onRetry={() => reading.connection.store.refresh()}
        />
      ) : position.holdings.length === 0 ? (
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
      ) : (
        <Staked {...reading} position={position} holdings={position.holdings} alerts={alerts} />
      )}
      {/* Where nothing is staked, a withdrawal or a reward may still wait. */}
      {others.length === 0 && !position.holdings?.length && alerts}
      <InWallet positions={positions} block={reading.network.block.number} />
      <Timeline {...reading} positions={positions} history={history} />
      <History {...reading} history={history} positions={positions} who={who} />
    </>
  )
}

/** Alerts with what can be claimed now among them. */
function AlertsOf({ position, ...reading }: Reading & { readonly position: Position }) {
  const { staker } = position
  const earners = useMemo(() => [staker], [staker])
  const { reading: rewards } = useRewards(reading, earners)
  const claimable = useMemo(() => rewards && claimablesOf(rewards.earners), [rewards])
  return <Alerts {...reading} position={position} claimable={claimable ?? undefined} />
}
