import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { zeroAddress } from '../../protocol/network/types.ts'
import { PlanSheet } from '../../tx/PlanSheet.tsx'
import { startPlan } from '../../tx/useTx.ts'
import { Amount } from '../../ui/Amount.tsx'
import { AmountInput } from '../../ui/AmountInput.tsx'
import { buttonClass } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { parseAmount } from '../../ui/format/parseAmount.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { useQueryState } from '../common/useQueryState.ts'
import { type Asset, assetsOf, isOver, limitsOf } from './assets.ts'
import { DepositEffects } from './DepositEffects.tsx'
import { GoButton } from './GoButton.tsx'
import { messages } from './messages.ts'
import { usePlanStart } from './usePlanStart.ts'
import type { WayProps } from './wayProps.ts'

const EXPLAIN = {
  eth: 'eth.explain',
  wstEth: 'wstEth.explain',
  stEth: 'token.explain',
  token: 'token.explain',
} as const

/** The first way: ETH through Lido, stETH, wstETH or another token into its strategy. */
export function LstWay(props: WayProps) {
  const t = useT(messages)
  const { connection, account, position, ways } = props
  const wrapped = ways?.wrapped ?? null
  const assets = useMemo(() => assetsOf(props), [props])
  const [chosen, setChosen] = useQueryState('asset')
  const [text, setText] = useQueryState('amount')
  const [insist, setInsist] = useState(false)
  const plan = usePlanStart(connection)
  const asset = assets.find((candidate) => candidate.id === chosen) ?? assets[0]
  if (!asset) return <EmptyState title={t('asset.none')} />

  const parsed = parseAmount(text, asset.decimals)
  const limits = limitsOf(asset, position, wrapped)
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
          : limits.balance !== null && isOver(asset, amount, limits.balance)
            ? t('amount.over', { balance: write(limits.balance) })
            : asset.kind === 'eth' && limits.max !== null && amount > limits.max
              ? t('amount.noGas', { amount: write(limits.reserve) })
              : null

  const start = () => {
    setInsist(true)
    if (amount === null || problem !== null || account === null) return
    plan.start(startOf(asset, amount, { chainId: connection.chain.chainId, account }))
  }
  const effects = <DepositEffects {...props} asset={asset} amount={amount} wrapped={wrapped} />
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
        <p className="muted">{t(EXPLAIN[asset.kind])}</p>
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
            position === null || (asset.kind === 'wstEth' && ways === null)
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
        <GoButton account={account} busy={plan.starting}>
          {t('go')}
        </GoButton>
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
      <PlanSheet id={plan.id} effects={effects} onClose={plan.close} />
    </div>
  )
}

function startOf(asset: Asset, amount: bigint, owner: Parameters<typeof startPlan>[2]) {
  if (asset.kind === 'eth') return startPlan('depositEth', { amount }, owner)
  if (asset.kind === 'stEth') return startPlan('depositStEth', { amount }, owner)
  if (asset.kind === 'wstEth') return startPlan('depositWstEth', { amount }, owner)
  const { strategy, symbol, decimals } = asset
  return startPlan(
    'depositToken',
    { strategy: strategy.address, amount, unit: symbol, decimals },
    owner,
  )
}
