import { useState } from 'react'
import { Link } from 'wouter'
import { WAD } from '../../protocol/network/types.ts'
import { PlanSheet } from '../../tx/PlanSheet.tsx'
import { startPlan } from '../../tx/useTx.ts'
import { Amount } from '../../ui/Amount.tsx'
import { AmountInput } from '../../ui/AmountInput.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { formatAmount } from '../../ui/format/formatAmount.ts'
import { parseAmount } from '../../ui/format/parseAmount.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { useQueryState } from '../common/useQueryState.ts'
import { ethLimits, type Limits } from './assets.ts'
import type { WayFacts } from './compareWays.ts'
import { EtherFiEffects } from './EtherFiEffects.tsx'
import { GoButton } from './GoButton.tsx'
import { GAS } from './gas.ts'
import { etherFiMessages, messages } from './messages.ts'
import { PoolThrough } from './PoolThrough.tsx'
import { usePlanStart } from './usePlanStart.ts'
import type { WayProps } from './wayProps.ts'

const ACTS = ['deposit', 'wrap', 'unwrap'] as const
export type Act = (typeof ACTS)[number]

const UNITS = { deposit: 'ETH', wrap: 'eETH', unwrap: 'weETH' } as const
const KINDS = { deposit: 'depositEtherFi', wrap: 'wrapEEth', unwrap: 'unwrapWeEth' } as const

/** Wei that eETH may fall short of what was named, because its transfers round down. */
const ROUNDING = 2n

function limitsOf(act: Act, { position, ways }: Pick<WayProps, 'position' | 'ways'>): Limits {
  if (act === 'deposit') return ethLimits(position, GAS.etherFi)
  const balances = ways?.etherFi?.balances ?? null
  const balance = balances === null ? null : act === 'wrap' ? balances.eEth : balances.weEth
  return { balance, max: balance, reserve: 0n, lidoLimit: null }
}

/** The third way: ETH into ether.fi's pool, its token wrapped and unwrapped, and what the pool stands on. */
export function EtherFiWay(props: WayProps & { readonly facts: WayFacts | null }) {
  const t = useT(etherFiMessages)
  const page = useT(messages)
  const { connection, account, ways, facts, network } = props
  const [chosen, setChosen] = useQueryState('do')
  const [text, setText] = useQueryState('amount')
  const [insist, setInsist] = useState(false)
  const plan = usePlanStart(connection)
  const act = ACTS.find((candidate) => candidate === chosen) ?? 'deposit'
  const unit = UNITS[act]
  const parsed = parseAmount(text, 18)
  const amount = parsed.ok ? parsed.value : null
  const limits = limitsOf(act, props)
  const pool = ways?.etherFi ?? null
  const write = (value: bigint) => `${formatAmount(value, 18, { locale: t.locale })} ${unit}`
  const { balance, max, reserve } = limits
  const over =
    amount !== null && balance !== null && amount > balance + (act === 'wrap' ? ROUNDING : 0n)
  const problem = over
    ? page('amount.over', { balance: write(balance) })
    : amount !== null && act === 'deposit' && max !== null && amount > max
      ? page('amount.noGas', { amount: write(reserve) })
      : act !== 'unwrap' && pool?.paused === true
        ? t('paused')
        : null

  const start = () => {
    setInsist(true)
    if (amount === null || problem !== null || account === null) return
    const owner = { chainId: connection.chain.chainId, account }
    plan.start(startPlan(KINDS[act], { amount }, owner))
  }
  const effects = <EtherFiEffects act={act} amount={amount} pool={pool} facts={facts} />
  return (
    <>
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
            label={t('act.label')}
            value={act}
            onChange={(id) => {
              setChosen(id)
              setInsist(false)
            }}
            options={ACTS.map((id) => ({ id, label: t(`act.${id}`) }))}
          />
          <p className="muted">{t(`act.${act}.explain`)}</p>
          {pool?.paused === true && <Banner kind="warning">{t('paused')}</Banner>}
          <AmountInput
            label={page('amount.label')}
            value={text}
            onChange={setText}
            parsed={parsed}
            unit={unit}
            decimals={18}
            max={max ?? undefined}
            error={problem}
            insist={insist}
            hint={
              account === null ||
              (balance === null && (act === 'deposit' ? props.position : ways) === null)
                ? undefined
                : balance === null
                  ? page('balance.unread')
                  : page.rich('amount.balance', {
                      amount: <Amount plain value={balance} decimals={18} unit={unit} />,
                    })
            }
          />
          {act === 'deposit' && max !== null && reserve > 0n && (
            <p className="muted">{page('amount.reserve', { amount: write(reserve) })}</p>
          )}
          <GoButton account={account} busy={plan.starting}>
            {t(`go.${act}`)}
          </GoButton>
          <p className="muted">
            {t.rich('out', { link: (words) => <Link href="/withdraw">{words}</Link> })}
          </p>
        </form>
        <section className="stack">
          <h2>{page('after.title')}</h2>
          {effects}
          <dl className="figures">
            <div>
              <dt>{t('rate')}</dt>
              <dd>
                <Amount value={pool === null ? undefined : pool.rate} decimals={18} unit="eETH" />
              </dd>
            </div>
            {pool?.balances && pool.rate !== null && (
              <div>
                <dt>{t('have')}</dt>
                <dd>
                  <Amount
                    value={
                      pool.balances.eEth === null || pool.balances.weEth === null
                        ? null
                        : pool.balances.eEth + (pool.balances.weEth * pool.rate) / WAD
                    }
                    decimals={18}
                    unit="eETH"
                  />
                </dd>
              </div>
            )}
          </dl>
        </section>
      </div>
      <PoolThrough facts={facts} network={network} pool={pool} />
      <PlanSheet id={plan.id} effects={effects} onClose={plan.close} />
    </>
  )
}
