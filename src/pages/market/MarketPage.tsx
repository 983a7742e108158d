import { useMemo } from 'react'
import { oracleOf } from '../../data/loanPositions.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { formatCount } from '../../ui/format/formatNumber.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Page } from '../../ui/Page.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { baseApr } from '../../yield/base.ts'
import { messageOf } from '../common/messageOf.ts'
import { RiskTabs } from '../common/RiskTabs.tsx'
import { useQueryState } from '../common/useQueryState.ts'
import { type Reading, WithChain } from '../common/WithNetwork.tsx'
import { CascadeChart } from './CascadeChart.tsx'
import { LoanTable } from './LoanTable.tsx'
import { Loop } from './Loop.tsx'
import { DepthTable, LendingFacts, PoolFacts } from './Market.tsx'
import { indexFrom, MarketChoice } from './MarketChoice.tsx'
import { messages } from './messages.ts'
import { Outcome } from './Outcome.tsx'
import { OwnFigures } from './OwnFigures.tsx'
import { Setup } from './Setup.tsx'
import { MOST_OWN_LOANS } from './scenario.ts'
import { ownFrom, storyOf } from './story.ts'
import { type MarketRead, useMarket } from './useMarket.ts'
import { useScenario } from './useScenario.ts'
import '../common/common.css'
import './market.css'

/** What a sale or a loss does to a market: the price, the loans it liquidates, how far that goes by itself. */
export default function MarketPage() {
  const t = useT(messages)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <RiskTabs />
      <WithChain>{(reading) => <Lab {...reading} />}</WithChain>
    </Page>
  )
}

function Lab(reading: Omit<Reading, 'assessor'>) {
  const t = useT(messages)
  const { explorerUrl: explorer, markets, lido } = reading.connection.chain
  const [poolText, setPool] = useQueryState('pool')
  const [lendingText, setLending] = useQueryState('lending')
  const pools = markets?.pools ?? []
  const lendings = markets?.lending ?? []
  const chosen = {
    pool: indexFrom(poolText, pools.length),
    lending: indexFrom(lendingText, lendings.length),
  }
  const market = useMarket(reading, chosen)
  const [asked, change] = useScenario()
  const { hasPool, hasLending } = market
  const own = asked.own || !hasPool
  const scenario = useMemo(() => ({ ...asked, own }), [asked, own])
  const value = market.read.value
  const { network } = reading
  // What the looped token earns by itself: known of stETH and its wrapper alone.
  const assetApr = useMemo(() => {
    const collateral = value?.lending?.collateral.toLowerCase()
    const known = [lido?.stETH, lido?.wstETH].map((address) => address?.toLowerCase())
    return collateral === undefined || known.includes(collateral)
      ? baseApr(network.rebases, network.block.timestamp)
      : null
  }, [value, lido, network])
  const story = useMemo(() => storyOf(scenario, value), [scenario, value])
  const reads = !own && value?.lending ? oracleOf(value.lending) : null
  return (
    <>
      {!hasPool && !hasLending && <EmptyState title={t('none.title')}>{t('none.text')}</EmptyState>}
      {!hasPool && hasLending && <Banner kind="info">{t('none.pool')}</Banner>}
      {hasPool && (
        <Choice
          label={t('source.label')}
          options={(['chain', 'own'] as const).map((id) => ({ id, label: t(`source.${id}`) }))}
          value={own ? 'own' : 'chain'}
          onChange={(id) =>
            change({
              own: id === 'own',
              // The chain's figures are what one would alter.
              ...(id === 'own' && scenario.x === null ? ownFrom(value, MOST_OWN_LOANS) : {}),
            })
          }
        />
      )}
      {!own && (pools.length > 1 || lendings.length > 1) && (
        <div className="two-columns">
          <MarketChoice
            label={t('choice.pool')}
            addresses={pools.map(({ pool }) => pool)}
            chosen={chosen.pool}
            onChoose={(index) => setPool(index === 0 ? '' : String(index))}
          />
          <MarketChoice
            label={t('choice.lending')}
            addresses={lendings.map(({ collateral }) => collateral)}
            chosen={chosen.lending}
            onChoose={(index) => setLending(index === 0 ? '' : String(index))}
          />
        </div>
      )}
      {own ? <OwnFigures scenario={scenario} onChange={change} /> : <State market={market} />}
      {story === null && own && <p className="muted">{t('own.missing')}</p>}
      {(story !== null || own) && (
        <div className="market-columns">
          <Setup scenario={scenario} story={story} reads={reads} onChange={change} />
          {story && <CascadeChart story={story} />}
        </div>
      )}
      {story && (
        <div className="two-columns">
          <Outcome story={story} />
          <DepthTable story={story} />
        </div>
      )}
      {!own && value && (
        <div className="two-columns">
          {value.pool && <PoolFacts pool={value.pool} block={value.block} explorer={explorer} />}
          {value.lending && (
            <LendingFacts lending={value.lending} block={value.block} explorer={explorer} />
          )}
        </div>
      )}
      {!own && hasLending && <LoansOf market={market} story={story} explorer={explorer} />}
      {own && story && story.fates.length > 0 && (
        <section className="stack" aria-labelledby="market-loans">
          <h2 id="market-loans">{t('loans.title')}</h2>
          <LoanTable story={story} />
        </section>
      )}
      <Loop
        scenario={scenario}
        lending={own ? null : (value?.lending ?? null)}
        assetApr={assetApr}
        block={value?.block}
        onChange={change}
      />
      <section className="stack" aria-labelledby="market-caveats">
        <h2 id="market-caveats">{t('caveats.title')}</h2>
        <ul className="market-caveats">
          {(['one', 'close', 'redemption', 'debt', 'found'] as const).map((name) => (
            <li key={name}>{t(`caveats.${name}`)}</li>
          ))}
        </ul>
      </section>
    </>
  )
}

/** How the reading goes, and of which block it is. */
function State({ market }: { readonly market: MarketRead }) {
  const t = useT(messages)
  const { read, progress, withLoans } = market
  const { value } = read
  const reason = (part: string) =>
    value?.failures
      .filter(({ what }) => what.startsWith(part))
      .map(({ message }) => message)
      .at(0) ?? '—'
  return (
    <>
      {read.state === 'failed' && (
        <ErrorState
          name={t('read.failed')}
          message={t('read.failedText')}
          detail={messageOf(read.error)}
          onRetry={market.again}
        />
      )}
      {read.state === 'reading' && (
        <Progress
          label={t(withLoans && progress ? 'read.log' : 'read.reading')}
          value={withLoans && progress ? progress.fraction : null}
        />
      )}
      {value && (
        <div className="row">
          <span className="muted small">{t('read.at', { block: value.block })}</span>
          <Button kind="quiet" icon="retry" onClick={market.again}>
            {t('read.again')}
          </Button>
        </div>
      )}
      {value && value.pool === null && (
        <Banner kind="warning">{t('read.poolFailed', { reason: reason('StableSwapPool') })}</Banner>
      )}
    </>
  )
}

/** The loans of the lending market: read, to be asked for, or why they are not there. */
function LoansOf({
  market,
  story,
  explorer,
}: {
  readonly market: MarketRead
  readonly story: ReturnType<typeof storyOf>
  readonly explorer: string | undefined
}) {
  const t = useT(messages)
  const { read, withLoans } = market
  const { value } = read
  if (value === null) return null
  const { lending, loans, failures } = value
  const failed = failures.filter(({ what }) => / of 0x/.test(what)).length
  return (
    <section className="stack" aria-labelledby="market-loans">
      <h2 id="market-loans">{t('loans.title')}</h2>
      {lending === null ? (
        <Banner kind="warning">
          {t('read.lendingFailed', { reason: failures.at(-1)?.message ?? '—' })}
        </Banner>
      ) : loans === null ? (
        !withLoans && (
          <>
            <p className="muted">{t('loans.askText')}</p>
            <div className="row">
              <Button onClick={market.readLoans}>
                {t('loans.ask', { blocks: formatCount(market.blocks, t.locale) })}
              </Button>
            </div>
          </>
        )
      ) : (
        <>
          {lending.tokensPerCollateral === null ? (
            <Banner kind="warning">{t('loans.unit')}</Banner>
          ) : (
            <p className="muted">
              {loans.list.length === 0
                ? t('loans.none')
                : t('loans.text', { count: loans.list.length })}{' '}
              {loans.skipped > 0 && t('loans.skipped', { count: loans.skipped })}{' '}
              {loans.gaps.length > 0 && t('loans.gaps')}{' '}
              {failed > 0 && t('read.some', { count: failed })}
            </p>
          )}
          {story && story.fates.length > 0 && <LoanTable story={story} explorer={explorer} />}
        </>
      )}
    </section>
  )
}
