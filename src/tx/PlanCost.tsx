import { Amount } from '../ui/Amount.tsx'
import { formatAmount } from '../ui/format/formatAmount.ts'
import { useT } from '../ui/i18n/useT.ts'
import { txMessages } from './messages.ts'
import type { PlanView, Prompts, Simulation } from './types.ts'
import { txEngine } from './useTx.ts'

const DUST = 10n ** 9n

/** "Your wallet will ask 3 times: 1 signature, 2 transactions." */
function PromptCount({ prompts }: { readonly prompts: Prompts }) {
  const t = useT(txMessages)
  const { signatures, transactions, batched } = prompts
  if (batched > 0) return <p>{t('prompts.batch', { count: batched })}</p>
  const parts = [
    ...(signatures > 0 ? [t('prompts.signatures', { count: signatures })] : []),
    ...(transactions > 0 ? [t('prompts.transactions', { count: transactions })] : []),
  ]
  const count = signatures + transactions
  if (count === 0) return null
  return <p>{t('prompts.times', { count, what: parts.join(t('prompts.and')) })}</p>
}

/** What comes and goes, a row each. */
function Changes({ simulation }: { readonly simulation: Extract<Simulation, { state: 'ok' }> }) {
  const t = useT(txMessages)
  const { changes } = simulation
  // Dust of rounding is a count of the smallest unit: "less than" says nothing beside a sign.
  const amountOf = (size: bigint, decimals: number) =>
    decimals === 18 && size < DUST
      ? `${size} wei`
      : formatAmount(size, decimals, { locale: t.locale })
  if (changes === undefined) return <p className="muted small">{t('changes.unavailable')}</p>
  if (changes.rows.length === 0) return <p className="muted">{t('changes.none')}</p>
  return (
    <section className="plan-changes" aria-label={t(`changes.${changes.of}`)}>
      <h3>{t(`changes.${changes.of}`)}</h3>
      <ul>
        {changes.rows.map((row) => {
          const size = row.delta < 0n ? -row.delta : row.delta
          const sign = row.delta < 0n ? '−' : '+'
          const unit = row.asset === 'shares' ? t('changes.shares', { unit: row.unit }) : row.unit
          return (
            <li key={`${row.asset}:${row.address ?? ''}`} className="num">
              <span className={row.delta < 0n ? 'plan-out' : 'plan-in'}>
                {sign}
                {amountOf(size, row.decimals)}
              </span>{' '}
              <span className="unit">{unit}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** How often the wallet will ask, and the choice between all at once and one by one. */
export function PlanPrompts({ plan }: { readonly plan: PlanView }) {
  const t = useT(txMessages)
  return (
    <>
      <PromptCount prompts={plan.prompts} />
      {plan.canBatch && (plan.prompts.batched > 0 || plan.prompts.transactions > 1) && (
        <label className="plan-switch">
          <input
            type="checkbox"
            checked={plan.stepByStep}
            onChange={(event) => {
              void txEngine().chooseStepByStep(plan.id, event.target.checked)
            }}
          />{' '}
          {t('prompts.stepByStep')}
        </label>
      )}
    </>
  )
}

/** What the next signature moves, and what it costs. */
export function PlanCost({ plan }: { readonly plan: PlanView }) {
  const t = useT(txMessages)
  const { simulation } = plan
  const ok = simulation?.state === 'ok' ? simulation : null
  const free = plan.steps.find((step) => step.id === plan.next)?.kind === 'permit'
  return (
    <>
      {ok !== null && !free && <Changes simulation={ok} />}
      {ok?.firstOnly === true && <p className="muted small">{t('changes.firstOnly')}</p>}
      <p>
        {t.rich('sheet.cost', {
          fee: free
            ? t('sheet.feeNone')
            : ok === null
              ? t('sheet.feeLater')
              : t.rich('sheet.fee', {
                  amount: <Amount value={ok.fee} decimals={18} unit="ETH" />,
                }),
        })}
      </p>
    </>
  )
}
