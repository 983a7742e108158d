import { useMemo } from 'react'
import { getAddress } from 'viem'
import { Link } from 'wouter'
import { operatorEvents } from '../../data/operatorHistory.ts'
import { delegatedStake } from '../../data/totals.ts'
import { useMetadata } from '../../data/useMetadata.ts'
import { useRead } from '../../data/useRead.ts'
import { readSlashedShares } from '../../protocol/avs/readSlashed.ts'
import type { Address, Operator, Slash } from '../../protocol/network/types.ts'
import { parseOperatorSetKey, zeroAddress } from '../../protocol/network/types.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { Amount } from '../../ui/Amount.tsx'
import { DateTime } from '../../ui/DateTime.tsx'
import { formatList } from '../../ui/format/formatList.ts'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { formatPercent, formatRisk } from '../../ui/format/formatPercent.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { Provenance } from '../../ui/Provenance.tsx'
import { Pair } from '../../ui/pair/Pair.tsx'
import { useWallet } from '../../wallet/walletStore.ts'
import { AddressPage } from '../common/AddressPage.tsx'
import { AprParts } from '../common/AprParts.tsx'
import { ExposureParts } from '../common/ExposureParts.tsx'
import { Legacy } from '../common/Legacy.tsx'
import { commonMessages } from '../common/messages.ts'
import { OwnHead } from '../common/OwnHead.tsx'
import { OwnPriced } from '../common/OwnPriced.tsx'
import { pairDetails, pairFigures } from '../common/pairFigures.ts'
import { useNameOf } from '../common/useNameOf.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { Changes } from './Changes.tsx'
import { Earnings } from './Earnings.tsx'
import { historyMessages } from './historyMessages.ts'
import { messages } from './messages.ts'
import { Restakers } from './Restakers.tsx'
import { Secures } from './Secures.tsx'
import { StakeHistory } from './StakeHistory.tsx'
import { Warnings } from './Warnings.tsx'
import { YourStake } from './YourStake.tsx'
import '../common/common.css'
import '../operators/explore.css'
import './operator.css'

/** One operator: who it is, what it secures, what your stake would earn and risk there. */
export default function OperatorPage() {
  const t = useT(messages)
  return (
    <AddressPage
      words={{
        title: t('title'),
        lead: t('lead'),
        wrong: t('address.wrong'),
        absentTitle: t('absent.title'),
        absentText: t('absent.text'),
        back: t('absent.back'),
      }}
      list="/operators"
      find={({ operators }, address) => operators.find((one) => one.address === address)}
    >
      {(operator, reading) => <OperatorDetails {...reading} operator={operator} />}
    </AddressPage>
  )
}

function OperatorDetails({ operator, ...reading }: Reading & { operator: Operator }) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const { network, assessor, connection } = reading
  const reference = useMemo(
    () => assessor.reference(operator.address),
    [assessor, operator.address],
  )
  const metadata = useMetadata(connection.chain, operator.metadataUri)
  const symbol = assessor.referenceSymbol
  const wallet = useWallet()
  const events = useMemo(() => operatorEvents(network, operator), [network, operator])
  const own =
    wallet.status === 'connected'
      ? network.delegations.get(wallet.address.toLowerCase() as Address)
      : undefined
  const delegation = own?.operator === operator.address ? own : null
  return (
    <>
      <OwnHead
        address={operator.address}
        explorer={connection.chain.explorerUrl}
        metadata={metadata}
      >
        <Link href={`/operator?address=${getAddress(operator.address)}`}>{t('console')}</Link>
      </OwnHead>
      <Warnings network={network} operator={operator} delegation={delegation} events={events} />
      <section className="stack">
        <h2>{t('reference.title', { symbol })}</h2>
        <Pair
          variant="header"
          {...pairFigures(reference, common)}
          details={pairDetails(reference)}
          who={common('who.reference', { symbol })}
        />
      </section>
      <Facts {...reading} operator={operator} />
      <YourStake {...reading} operator={operator} />
      <Secures {...reading} operator={operator} />
      <Legacy {...reading} of={{ operator: operator.address }} />
      {reference && (
        <div className="two-columns">
          <AprParts network={network} assessment={reference} />
          <ExposureParts network={network} assessment={reference} />
        </div>
      )}
      <StakeHistory network={network} operator={operator} />
      <div className="two-columns">
        <Restakers {...reading} operator={operator} />
        <Earnings network={network} operator={operator} />
      </div>
      <Slashes {...reading} operator={operator} />
      <Changes {...reading} operator={operator} since={delegation?.block ?? null} />
    </>
  )
}

function Facts({ network, operator }: Reading & { operator: Operator }) {
  const t = useT(messages)
  const block = network.block.number
  const stake = delegatedStake(network, operator.shares)
  const unread = <Missing reason={t('facts.unread')} />
  const percent = (bips: number) => formatPercent(bips / 10_000, { locale: t.locale }).text
  const splits = [
    ...new Set((operator.registeredSets ?? []).flatMap((set) => operator.splits[set] ?? [])),
  ].sort((a, b) => a - b)
  const slashes = network.slashes.filter((slash) => slash.operator === operator.address).length
  const fallback = network.parameters.defaultOperatorSplitBips
  return (
    <dl className="figures operator-facts">
      <div>
        <dt>{t('facts.stake')}</dt>
        <dd>
          {stake === null ? (
            unread
          ) : (
            <OwnPriced
              tokens={Object.keys(operator.shares ?? {}).map(
                (strategy) => network.strategies[strategy as `0x${string}`]?.token,
              )}
              otherwise={
                <Provenance kind="chain" block={block} source="DelegationManager.getOperatorShares">
                  <Amount value={stake.wei} decimals={18} unit="ETH" />
                </Provenance>
              }
            >
              <Amount value={stake.wei} decimals={18} unit="ETH" />
            </OwnPriced>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('facts.stakers')}</dt>
        <dd className="num">{formatCount(operator.stakers, t.locale)}</dd>
      </div>
      <div>
        <dt>{t('facts.delay')}</dt>
        <dd>
          {operator.allocationDelay === null
            ? unread
            : operator.allocationDelay.isSet
              ? t('facts.delayBlocks', { count: operator.allocationDelay.blocks })
              : t('facts.delayUnset')}
        </dd>
      </div>
      <div>
        <dt>{t('facts.split')}</dt>
        <dd className="num">
          {splits.length > 0
            ? formatList(splits.map(percent), t.locale)
            : fallback === null
              ? unread
              : t('facts.splitDefault', { split: percent(fallback) })}
        </dd>
      </div>
      <div>
        <dt>{t('facts.approver')}</dt>
        <dd>
          {operator.delegationApprover === null
            ? unread
            : operator.delegationApprover === zeroAddress
              ? t('facts.open')
              : t('facts.approval', { approver: shortAddress(operator.delegationApprover) })}
        </dd>
      </div>
      <div>
        <dt>{t('facts.slashes')}</dt>
        <dd>{slashes === 0 ? t('facts.never') : t('facts.times', { count: slashes })}</dd>
      </div>
    </dl>
  )
}

function Slashes({ network, connection, operator }: Reading & { operator: Operator }) {
  const t = useT(messages)
  const nameOf = useNameOf()
  const slashes = network.slashes.filter((slash) => slash.operator === operator.address)
  if (slashes.length === 0) return null
  return (
    <section className="stack">
      <h2>{t('slashes.title')}</h2>
      <ul className="stack operator-slashes">
        {slashes.map((slash) => {
          const { avs, id } = parseOperatorSetKey(slash.set)
          return (
            <li key={`${slash.block}${slash.set}`}>
              <DateTime timestamp={slash.timestamp} now={network.block.timestamp} />
              {' · '}
              {t('slashes.by', { avs: nameOf(avs), id: String(id) })}
              {' · '}
              {formatList(
                slash.strategies.map((strategy, index) =>
                  t('slashes.taken', {
                    share: formatRisk(Number(slash.wadSlashed[index] ?? 0n) / 1e18, {
                      locale: t.locale,
                    }).text,
                    strategy: network.strategies[strategy]?.token?.symbol ?? shortAddress(strategy),
                  }),
                ),
                t.locale,
              )}
              {' · '}
              <SlashAmount network={network} connection={connection} slash={slash} />
              {slash.description !== '' && (
                <span className="secures-note">
                  <bdi>{slash.description.slice(0, 280)}</bdi>
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** What a slash took, in tokens at today's rate: read from its own block. */
function SlashAmount({
  network,
  connection,
  slash,
}: Pick<Reading, 'network' | 'connection'> & { slash: Slash }) {
  const h = useT(historyMessages)
  const { chain, client, rpcUrl } = connection
  const read = useRead(
    (signal) =>
      readSlashedShares(client, {
        chain,
        operator: slash.operator,
        block: slash.block,
        signal,
      }),
    `${chain.chainId} ${rpcUrl} ${slash.operator} ${slash.block}`,
  )
  if (read.value === null)
    return read.state === 'failed' ? (
      <Missing reason={h('slash.failed')} />
    ) : (
      <span className="unit">{h('slash.reading')}</span>
    )
  return slash.strategies.map((strategy, index) => {
    const { kind, token, rate } = network.strategies[strategy] ?? {}
    const shares = read.value?.[strategy] ?? 0n
    return (
      <span key={strategy} className="operator-slashed">
        {h.rich('slash.amount', {
          amount:
            kind === 'beaconChainETH' ? (
              <Amount value={shares} decimals={18} unit="ETH" />
            ) : token && rate != null ? (
              <Amount
                value={(shares * rate) / 10n ** 18n}
                decimals={token.decimals}
                unit={token.symbol}
              />
            ) : (
              <Missing reason={h('slash.failed')} />
            ),
        })}
        {index < slash.strategies.length - 1 && formatList(['', ''], h.locale)}
      </span>
    )
  })
}
