import { useId } from 'react'
import { zeroAddress } from '../../protocol/network/types.ts'
import { AmountInput } from '../../ui/AmountInput.tsx'
import { Fiat } from '../../ui/Fiat.tsx'
import type { ParsedAmount } from '../../ui/format/parseAmount.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { useNameOf } from '../common/useNameOf.ts'
import type { WayFacts } from './compareWays.ts'
import type { Way } from './gas.ts'
import { compareMessages } from './messages.ts'
import { WayCard } from './WayCard.tsx'
import type { WayProps } from './wayProps.ts'

/** All ways in for one amount, side by side, before one is chosen. */
export function Compare({
  facts,
  way,
  open,
  onChoose,
  text,
  onText,
  parsed,
  amount,
  operator,
  ...props
}: WayProps & {
  readonly facts: readonly WayFacts[]
  readonly way: Way
  /** Nothing is chosen yet. */
  readonly open: boolean
  readonly onChoose: (way: Way) => void
  readonly text: string
  readonly onText: (text: string) => void
  readonly parsed: ParsedAmount
  /** Wei; `null` when what is typed is no amount. */
  readonly amount: bigint | null
  readonly operator: string | null
}) {
  const t = useT(compareMessages)
  const nameOf = useNameOf()
  const id = useId()
  const { network } = props
  const usd =
    amount === null || network.ethUsd === null
      ? null
      : (Number(amount) / 1e18) * network.ethUsd.price
  return (
    <section aria-labelledby={id} className="stack">
      <details open={open} key={String(open)}>
        <summary>
          <h2 id={id} className="ways-title">
            {t('title')}
          </h2>
        </summary>
        <div className="stack ways-body">
          <div className="ways-amount">
            <AmountInput
              label={t('amount')}
              value={text}
              onChange={onText}
              parsed={parsed}
              unit="ETH"
              decimals={18}
              insist
              hint={
                <>
                  {t('worth')} <Fiat value={usd} />
                </>
              }
            />
          </div>
          <p className="muted">
            {operator === null || operator === zeroAddress
              ? t('operator.none')
              : t('operator.own', { operator: nameOf(operator) })}
          </p>
          <ul className="ways">
            {facts.map((fact) => (
              <WayCard
                key={fact.way}
                {...props}
                fact={fact}
                amount={amount}
                chosen={!open && fact.way === way}
                onChoose={() => onChoose(fact.way)}
              />
            ))}
          </ul>
          <p className="muted small">{t('gas.source')}</p>
        </div>
      </details>
    </section>
  )
}
