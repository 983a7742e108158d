import type { Address } from '../../protocol/network/types.ts'
import {
  ALL_BIPS,
  type Chosen,
  choosePart,
  chooseTokens,
  chosenFrom,
} from '../../protocol/withdrawals/choose.ts'
import type { Pool } from '../../protocol/withdrawals/pool.ts'
import type { Holding } from '../../protocol/withdrawals/shares.ts'
import { Amount } from '../../ui/Amount.tsx'
import { AmountInput } from '../../ui/AmountInput.tsx'
import { Field } from '../../ui/Field.tsx'
import { formatFullAmount, plainAmount } from '../../ui/format/formatAmount.ts'
import { parseAmount } from '../../ui/format/parseAmount.ts'
import { useT } from '../../ui/i18n/useT.ts'
import { messages } from './messages.ts'
import { parseBips, writeBips } from './percent.ts'

export type By = 'amount' | 'percent'

/** Stake in one strategy that can be taken out here. */
export type Source = {
  strategy: Address
  holding: Holding
  pool: Pool
  symbol: string
  decimals: number
}

export type Choice =
  | { state: 'nothing' }
  | { state: 'wrong' }
  /** `asked` in the token's smallest unit; `null` where a part was asked for. */
  | { state: 'chosen'; chosen: Chosen; asked: bigint | null }

/** All that can be taken out of a source now. */
export const mostOf = ({ holding, pool }: Source): Chosen =>
  chosenFrom(holding, pool, holding.depositShares)

/** What the text of a row's field asks for. */
export function choiceOf(source: Source, by: By, text: string): Choice {
  const { holding, pool, decimals } = source
  if (text.trim() === '') return { state: 'nothing' }
  if (by === 'percent') {
    const bips = parseBips(text)
    if (bips === null) return { state: 'wrong' }
    if (bips === 0) return { state: 'nothing' }
    return { state: 'chosen', chosen: choosePart(holding, pool, bips), asked: null }
  }
  const parsed = parseAmount(text, decimals)
  if (!parsed.ok) return parsed.reason === 'zero' ? { state: 'nothing' } : { state: 'wrong' }
  if (parsed.value > mostOf(source).tokens) return { state: 'wrong' }
  return {
    state: 'chosen',
    chosen: chooseTokens(holding, pool, parsed.value),
    asked: parsed.value,
  }
}

/** How much of one strategy is taken out: a field for the amount or the percent, and a slider for both. */
export function PartRow({
  source,
  by,
  text,
  choice,
  onChange,
}: {
  readonly source: Source
  readonly by: By
  readonly text: string
  readonly choice: Choice
  readonly onChange: (text: string) => void
}) {
  const t = useT(messages)
  const { symbol, decimals, holding, pool } = source
  const most = mostOf(source).tokens
  const exact = (value: bigint) => `${formatFullAmount(value, decimals, t.locale)} ${symbol}`
  const chosen = choice.state === 'chosen' ? choice.chosen : null
  const tooSmall = chosen !== null && chosen.depositShares === 0n
  const position =
    chosen === null || holding.depositShares === 0n
      ? 0
      : Number((chosen.depositShares * 100n) / holding.depositShares)
  const staked = t.rich('part.staked', {
    amount: <Amount plain value={most} decimals={decimals} unit={symbol} />,
  })
  const slide = (percent: number) => {
    const bips = percent * 100
    if (by === 'percent') onChange(writeBips(bips))
    else if (percent === 0) onChange('')
    else onChange(plainAmount(choosePart(holding, pool, bips).tokens, decimals))
  }
  const parsed = parseAmount(text, decimals)
  return (
    <div className="stack-s withdraw-part">
      {by === 'amount' ? (
        <AmountInput
          label={t('part.amount', { token: symbol })}
          value={text}
          onChange={onChange}
          parsed={parsed.ok || parsed.reason !== 'zero' ? parsed : { ok: false, reason: 'empty' }}
          unit={symbol}
          decimals={decimals}
          max={most}
          hint={staked}
          error={
            parsed.ok && parsed.value > most
              ? t('part.over', { amount: exact(most) })
              : tooSmall
                ? t('part.tooSmall')
                : null
          }
        />
      ) : (
        <Field
          label={t('part.percent', { token: symbol })}
          hint={staked}
          error={
            choice.state === 'wrong' ? t('part.badPercent') : tooSmall ? t('part.tooSmall') : null
          }
          aside={
            <button
              type="button"
              className="link-button small"
              onClick={() => onChange(writeBips(ALL_BIPS))}
            >
              {t('part.max')}
            </button>
          }
        >
          {(control) => (
            <div className="amount-input">
              <input
                {...control}
                className="input"
                type="text"
                inputMode="decimal"
                autoComplete="off"
                placeholder="0"
                value={text}
                onChange={(event) => onChange(event.target.value)}
              />
              <span className="amount-input-unit unit">%</span>
            </div>
          )}
        </Field>
      )}
      <input
        className="withdraw-slider"
        type="range"
        min={0}
        max={100}
        step={1}
        value={position}
        aria-label={t('part.slider', { token: symbol })}
        aria-valuetext={`${position} %`}
        onChange={(event) => slide(Number(event.target.value))}
      />
      {choice.state === 'chosen' && !tooSmall && (
        <p className="small muted" role="status">
          {choice.asked !== null && choice.asked > choice.chosen.tokens
            ? t('part.rounding', {
                asked: exact(choice.asked),
                given: exact(choice.chosen.tokens),
                count: Number(choice.asked - choice.chosen.tokens),
              })
            : t('part.worth', { amount: exact(choice.chosen.tokens) })}
        </p>
      )}
    </div>
  )
}
