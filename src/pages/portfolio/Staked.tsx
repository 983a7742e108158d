import { type ReactNode, useMemo } from 'react'
import { Link } from 'wouter'
import { stakeOf } from '../../data/basis.ts'
import { inUsd, valueInEth } from '../../data/totals.ts'
import type { Address, Position } from '../../protocol/network/types.ts'
import { zeroAddress } from '../../protocol/network/types.ts'
import { slashableUntil } from '../../protocol/withdrawals/timing.ts'
import { AddressLabel, shortAddress } from '../../ui/AddressLabel.tsx'
import { Amount } from '../../ui/Amount.tsx'
import { buttonClass } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Fiat } from '../../ui/Fiat.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Provenance } from '../../ui/Provenance.tsx'
import { Pair } from '../../ui/pair/Pair.tsx'
import { Table } from '../../ui/Table.tsx'
import { AprParts } from '../common/AprParts.tsx'
import { ExposureParts } from '../common/ExposureParts.tsx'
import { commonMessages } from '../common/messages.ts'
import { OwnPriced } from '../common/OwnPriced.tsx'
import { pairDetails, pairFigures } from '../common/pairFigures.ts'
import { SecuredSets } from '../common/SecuredSets.tsx'
import { useNameOf } from '../common/useNameOf.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import { messages } from './messages.ts'

/** One address' stake, its operator, what it secures and the parts of the two figures. */
export function Staked({
  network,
  assessor,
  position,
  holdings,
  alerts,
}: Reading & {
  position: Position
  holdings: NonNullable<Position['holdings']>
  /** What the reader should know before anything else. */
  alerts: ReactNode
}) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const nameOf = useNameOf()
  const stake = useMemo(() => stakeOf(holdings), [holdings])
  const delegatedTo = position.delegatedTo
  const assessment = useMemo(
    () => assessor.assess(stake, delegatedTo),
    [assessor, stake, delegatedTo],
  )
  const operator = network.operators.find((candidate) => candidate.address === delegatedTo)
  const block = network.block.number
  const queued = position.queued ?? []
  const delay = network.parameters.minWithdrawalDelayBlocks
  const past =
    delay === null
      ? 0
      : queued.filter(({ startBlock }) => slashableUntil(startBlock, delay) < block).length
  const waiting = queued.length - past
  return (
    <>
      <Pair
        variant="header"
        {...pairFigures(assessment, common)}
        details={pairDetails(assessment)}
        who={t('who')}
      />
      {alerts}
      <section className="stack">
        <h2>{t('stake.title')}</h2>
        <Table
          caption={t('stake.caption')}
          hideCaption
          rows={holdings}
          rowKey={(holding) => holding.strategy}
          columns={[
            {
              id: 'asset',
              header: t('stake.asset'),
              rowHeader: true,
              cell: ({ strategy }) =>
                assetName(network.strategies[strategy]?.token?.symbol, strategy),
            },
            {
              id: 'amount',
              header: t('stake.amount'),
              align: 'end',
              cell: ({ strategy, underlying }) => {
                const known = network.strategies[strategy]
                const native = known?.kind === 'beaconChainETH'
                const token = native ? { symbol: 'ETH', decimals: 18 } : known?.token
                return (
                  <Provenance kind="chain" block={block} source={t('stake.source')}>
                    <Amount
                      value={token ? underlying : null}
                      decimals={token?.decimals ?? 18}
                      unit={token?.symbol ?? ''}
                      reason={token ? t('stake.unread') : common('gap.noToken')}
                    />
                  </Provenance>
                )
              },
            },
            {
              id: 'value',
              header: t('stake.value'),
              align: 'end',
              cell: ({ strategy, withdrawableShares }) => {
                const wei = valueInEth(network.strategies[strategy], withdrawableShares)
                return (
                  <>
                    <OwnPriced tokens={[network.strategies[strategy]?.token]}>
                      <Amount value={wei} decimals={18} unit="ETH" reason={common('gap.noPrice')} />
                    </OwnPriced>
                    {wei !== null && network.ethUsd && (
                      <span className="secures-note">
                        <Fiat value={inUsd(wei, network.ethUsd)} />
                      </span>
                    )}
                  </>
                )
              },
            },
          ]}
        />
        {waiting > 0 && <p className="muted">{t('queued', { count: waiting })}</p>}
        {past > 0 && <p className="muted">{t('queued.past', { count: past })}</p>}
      </section>
      <section className="stack">
        <h2>{t('operator.title')}</h2>
        {delegatedTo === null ? (
          <ErrorState compact message={t('operator.unread')} />
        ) : delegatedTo === zeroAddress ? (
          <EmptyState
            title={t('operator.none')}
            action={
              <Link className={buttonClass('primary')} href="/operators">
                {t('operator.choose')}
              </Link>
            }
          >
            {t('operator.noneText')}
          </EmptyState>
        ) : (
          <>
            <AddressLabel
              address={delegatedTo}
              name={<Link href={`/operators/${delegatedTo}`}>{nameOf(delegatedTo)}</Link>}
            />
            {position.isOperator && <p className="muted">{t('operator.self')}</p>}
          </>
        )}
      </section>
      {operator && (
        <section className="stack">
          <h2>{t('secures.title')}</h2>
          <SecuredSets
            network={network}
            operator={operator}
            strategies={new Set<string>(holdings.map((holding) => holding.strategy))}
          />
        </section>
      )}
      <div className="two-columns">
        <AprParts network={network} assessment={assessment} />
        <ExposureParts network={network} assessment={assessment} />
      </div>
    </>
  )

  function assetName(symbol: string | undefined, strategy: Address): string {
    if (network.strategies[strategy]?.kind === 'beaconChainETH') return t('stake.native')
    return symbol ?? shortAddress(strategy)
  }
}

/** What lies in the wallets and is not restaked. */
export function InWallet({
  positions,
  block,
}: {
  readonly positions: readonly Position[]
  readonly block: bigint
}) {
  const t = useT(messages)
  const sum = (values: readonly (bigint | null | undefined)[]) =>
    values.reduce<bigint | null>(
      (total, value) => (total === null || value == null ? null : total + value),
      0n,
    )
  return (
    <section className="stack">
      <h2>{t(positions.length > 1 ? 'sum.wallets' : 'wallet.title')}</h2>
      <dl className="figures">
        <div>
          <dt>{t('wallet.eth')}</dt>
          <dd>
            <Provenance kind="chain" block={block}>
              <Amount
                value={sum(positions.map(({ ethBalance }) => ethBalance))}
                decimals={18}
                unit="ETH"
              />
            </Provenance>
          </dd>
        </div>
        {positions.some(({ stEth }) => stEth) && (
          <div>
            <dt>{t('wallet.steth')}</dt>
            <dd>
              <Provenance kind="chain" block={block}>
                <Amount
                  value={sum(positions.map(({ stEth }) => stEth?.balance))}
                  decimals={18}
                  unit="stETH"
                />
              </Provenance>
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}
