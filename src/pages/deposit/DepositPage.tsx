import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { usePosition } from '../../data/usePosition.ts'
import type { Address, Position, Strategy } from '../../protocol/network/types.ts'
import { zeroAddress } from '../../protocol/network/types.ts'
import { PlanSheet } from '../../tx/PlanSheet.tsx'
import { startPlan } from '../../tx/useTx.ts'
import { Amount } from '../../ui/Amount.tsx'
import { AmountInput } from '../../ui/AmountInput.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { parseAmount } from '../../ui/format/parseAmount.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { Page } from '../../ui/Page.tsx'
import { showToast } from '../../ui/toast.ts'
import { openConnect } from '../../wallet/openConnect.ts'
import { useWallet } from '../../wallet/walletStore.ts'
import { useQueryState } from '../common/useQueryState.ts'
import { type Reading, WithNetwork } from '../common/WithNetwork.tsx'
import { DepositEffects } from './DepositEffects.tsx'
import { messages } from './messages.ts'

/** Gas that the three transactions of an ETH deposit take at most, doubled for a rising gas price. */
const gasKeptBack = 1_600_000n

/** What can be deposited: ETH through Lido, or the token of a strategy. */
export type Asset = {
  id: string
  kind: 'eth' | 'stEth' | 'token'
  symbol: string
  decimals: number
  strategy: Strategy
}

/** Puts ETH, stETH or another token into its strategy. */
export default function DepositPage() {
  const t = useT(messages)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <WithNetwork>{(reading) => <Deposit {...reading} />}</WithNetwork>
    </Page>
  )
}

/** ETH first, then stETH, then the tokens of the other strategies. */
function assetsOf({ network, connection }: Pick<Reading, 'network' | 'connection'>): Asset[] {
  const open = Object.values(network.strategies).filter(
    (strategy) => strategy.whitelisted === true && strategy.token !== null,
  )
  const stEth = open.find((strategy) => strategy.isStEth)
  const token = (strategy: Strategy, kind: 'stEth' | 'token'): Asset => ({
    id: kind === 'stEth' ? 'steth' : strategy.address,
    kind,
    symbol: strategy.token?.symbol ?? '',
    decimals: strategy.token?.decimals ?? 18,
    strategy,
  })
  return [
    ...(stEth && connection.chain.lido?.stETHStrategy
      ? [
          { id: 'eth', kind: 'eth' as const, symbol: 'ETH', decimals: 18, strategy: stEth },
          token(stEth, 'stEth'),
        ]
      : []),
    ...open
      .filter((strategy) => strategy !== stEth || !connection.chain.lido?.stETHStrategy)
      .map((strategy) => token(strategy, 'token')),
  ]
}

function Deposit(reading: Reading) {
  const t = useT(messages)
  const { connection } = reading
  const wallet = useWallet()
  const account = wallet.status === 'connected' ? wallet.address : null
  const position = usePosition(account)
  const assets = useMemo(() => assetsOf(reading), [reading])
  const [chosen, setChosen] = useQueryState('asset')
  const [text, setText] = useQueryState('amount')
  const [insist, setInsist] = useState(false)
  const [planId, setPlanId] = useState<string | null>(null)
  const [starting, setStarting] = useState(false)
  const asset = assets.find((candidate) => candidate.id === chosen) ?? assets[0]
  if (!asset) return <EmptyState title={t('asset.none')} />

  const parsed = parseAmount(text, asset.decimals)
  const limits = limitsOf(asset, position)
  const write = (value: bigint) =>
    `${formatAmount(value, asset.decimals, { locale: t.locale })} ${asset.symbol}`
  const amount = parsed.ok ? parsed.value : null
  const problem =
    amount === null
      ? null
      : limits.lidoLimit === 0n
        ? t('amount.limitZero')
        : limits.lidoLimit !== null && amount > limits.lidoLimit
          ? t('amount.limit', { limit: write(limits.lidoLimit) })
          : limits.balance !== null && amount > limits.balance
            ? t('amount.over', { balance: write(limits.balance) })
            : asset.kind === 'eth' && limits.max !== null && amount > limits.max
              ? t('amount.noGas', { amount: write(limits.reserve) })
              : null

  const start = () => {
    setInsist(true)
    if (amount === null || problem !== null || account === null) return
    setStarting(true)
    const owner = { chainId: connection.chain.chainId, account }
    const plan =
      asset.kind === 'token'
        ? startPlan(
            'depositToken',
            {
              strategy: asset.strategy.address,
              amount,
              unit: asset.symbol,
              decimals: asset.decimals,
            },
            owner,
          )
        : startPlan(asset.kind === 'eth' ? 'depositEth' : 'depositStEth', { amount }, owner)
    plan
      .then(setPlanId, () => showToast('error', t('start.failed')))
      .finally(() => setStarting(false))
  }
  const effects = <DepositEffects {...reading} position={position} asset={asset} amount={amount} />
  return (
    <div className="two-columns">
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          start()
        }}
      >
        <Choice
          label={t('asset.label')}
          value={asset.id}
          onChange={(id) => {
            setChosen(id)
            setInsist(false)
          }}
          options={assets.map((option) => ({
            id: option.id,
            label: option.kind === 'eth' ? t('asset.eth') : option.symbol,
          }))}
        />
        <p className="muted">{t(asset.kind === 'eth' ? 'eth.explain' : 'token.explain')}</p>
        {!connection.chain.lido && <p className="muted">{t('asset.noLido')}</p>}
        <AmountInput
          label={t('amount.label')}
          value={text}
          onChange={setText}
          parsed={parsed}
          unit={asset.symbol}
          decimals={asset.decimals}
          max={limits.max ?? undefined}
          error={problem}
          insist={insist}
          hint={
            position === null
              ? undefined
              : limits.balance === null
                ? t('balance.unread')
                : t.rich('amount.balance', {
                    amount: (
                      <Amount
                        plain
                        value={limits.balance}
                        decimals={asset.decimals}
                        unit={asset.symbol}
                      />
                    ),
                  })
          }
        />
        {asset.kind === 'eth' && limits.max !== null && limits.reserve > 0n && (
          <p className="muted">{t('amount.reserve', { amount: write(limits.reserve) })}</p>
        )}
        {account !== null &&
          wallet.status === 'connected' &&
          wallet.chainId !== connection.chain.chainId && (
            <Banner kind="info">{t('go.wrongChain')}</Banner>
          )}
        <div className="row">
          {account === null ? (
            <Button kind="primary" onClick={openConnect}>
              {t('go.connect')}
            </Button>
          ) : (
            <Button kind="primary" type="submit" busy={starting}>
              {t('go')}
            </Button>
          )}
        </div>
      </form>
      <section className="stack">
        <h2>{t('after.title')}</h2>
        {effects}
        {position?.delegatedTo === zeroAddress && (position.holdings?.length ?? 0) > 0 && (
          <EmptyState
            title={t('next.title')}
            action={
              <>
                <Link className={buttonClass('primary')} href="/operators">
                  {t('next.go')}
                </Link>
                <Link className={buttonClass('plain')} href="/portfolio">
                  {t('next.portfolio')}
                </Link>
              </>
            }
          >
            {t('next.text')}
          </EmptyState>
        )}
      </section>
      <PlanSheet
        id={planId}
        effects={effects}
        onClose={() => {
          setPlanId(null)
          connection.store.refresh()
        }}
      />
    </div>
  )
}

type Limits = {
  balance: bigint | null
  /** What Max fills in. */
  max: bigint | null
  /** ETH kept back for fees. */
  reserve: bigint
  lidoLimit: bigint | null
}

function limitsOf(asset: Asset, position: Position | null): Limits {
  if (position === null) return { balance: null, max: null, reserve: 0n, lidoLimit: null }
  if (asset.kind === 'eth') {
    const balance = position.ethBalance
    const reserve = (position.gasPrice ?? 0n) * gasKeptBack
    const max = balance === null ? null : balance > reserve ? balance - reserve : 0n
    return { balance, max, reserve, lidoLimit: position.stEth?.stakeLimit ?? null }
  }
  const token = asset.strategy.token?.address as Address | undefined
  const balance =
    asset.kind === 'stEth'
      ? (position.stEth?.balance ?? null)
      : ((token && position.tokenBalances?.[token]) ?? null)
  return { balance, max: balance, reserve: 0n, lidoLimit: null }
}
