import type { ReactNode } from 'react'
import type en from './amount.en.ts'
import { amountMessages } from './amountMessages.ts'
import { Field } from './Field.tsx'
import { formatAmount, plainAmount } from './format/formatAmount.ts'
import type { ParsedAmount } from './format/parseAmount.ts'
import { type Translate, useT } from './i18n/useT.ts'
import { uiMessages } from './messages.ts'

export interface AmountInputProps {
  readonly label: ReactNode
  /** The text as typed. It is kept as typed: nothing is rewritten under the reader's hands. */
  readonly value: string
  readonly onChange: (text: string) => void
  /** `parseAmount(value, decimals)`. */
  readonly parsed: ParsedAmount
  /** Symbol of the token. */
  readonly unit: string
  readonly decimals: number
  /** All there is to use, in the smallest unit; offers Max. */
  readonly max?: bigint | undefined
  /** A fault that only the page can know: more than the balance, paused. */
  readonly error?: ReactNode
  readonly hint?: ReactNode
  /** Says "Enter an amount" too: after an attempt to go on, not before. */
  readonly insist?: boolean
  readonly disabled?: boolean
}

function faultText(
  t: Translate<typeof en>,
  parsed: ParsedAmount & { ok: false },
  decimals: number,
): string {
  if (parsed.reason === 'tooManyDecimals') return t('amountError.tooManyDecimals', { decimals })
  if (parsed.reason === 'ambiguousComma') {
    const [decimal = '', thousands = ''] = parsed.readings ?? []
    return t('amountError.ambiguousComma', { decimal, thousands })
  }
  return t(`amountError.${parsed.reason}`)
}

/** A field for an amount: what cannot be read is refused in words, with what was probably meant. */
export function AmountInput({
  label,
  value,
  onChange,
  parsed,
  unit,
  decimals,
  max,
  error,
  hint,
  insist = false,
  disabled = false,
}: AmountInputProps) {
  const t = useT(uiMessages)
  const words = useT(amountMessages)
  const faulty = !parsed.ok && (insist || parsed.reason !== 'empty')
  const offers = parsed.ok
    ? []
    : (parsed.readings ?? (parsed.suggestion === undefined ? [] : [parsed.suggestion]))
  const fault = faulty && (
    <span className="row">
      <span>{faultText(words, parsed, decimals)}</span>
      {offers.map((offer) => (
        <button key={offer} type="button" className="link-button" onClick={() => onChange(offer)}>
          {t('field.use', { value: offer })}
        </button>
      ))}
    </span>
  )
  return (
    <Field
      label={label}
      hint={hint}
      error={fault || error}
      notice={
        parsed.ok && parsed.notice
          ? words('amountNotice.commaDecimal', { value: parsed.text })
          : null
      }
      aside={
        max !== undefined && (
          <button
            type="button"
            className="link-button small"
            disabled={disabled}
            onClick={() => onChange(plainAmount(max, decimals))}
          >
            {t('field.max')} {formatAmount(max, decimals, { locale: t.locale })} {unit}
          </button>
        )
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
            autoCorrect="off"
            spellCheck={false}
            placeholder="0"
            value={value}
            disabled={disabled}
            onChange={(event) => onChange(event.target.value)}
          />
          <span className="amount-input-unit unit">{unit}</span>
        </div>
      )}
    </Field>
  )
}
