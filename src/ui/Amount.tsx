import { CopyButton } from './CopyButton.tsx'
import { formatAmount, formatFullAmount, plainAmount } from './format/formatAmount.ts'
import { Hint } from './Hint.tsx'
import { useLocale } from './i18n/language.ts'
import { useT } from './i18n/useT.ts'
import { Missing } from './Missing.tsx'
import { uiMessages } from './messages.ts'
import { Skeleton } from './Skeleton.tsx'

export interface AmountProps {
  /** In the smallest unit. `undefined` while it is read, `null` when it cannot be known. */
  readonly value: bigint | null | undefined
  /** Decimals of the token. */
  readonly decimals: number
  /** Symbol of the token. */
  readonly unit: string
  /** Why it cannot be known. */
  readonly reason?: string | undefined
  /** Without hover and focus, for inside of buttons, links and other hints. */
  readonly plain?: boolean
}

/**
 * An amount with up to 5 significant digits and its unit. Where digits are left out, hover, focus or
 * tap shows all of them, and copying takes them all.
 */
export function Amount({ value, decimals, unit, reason, plain = false }: AmountProps) {
  const t = useT(uiMessages)
  const locale = useLocale()
  if (value === undefined) return <Skeleton width="5em" />
  if (value === null) return <Missing reason={reason} />
  const short = formatAmount(value, decimals, { locale })
  const full = formatFullAmount(value, decimals, locale)
  const figure = (
    <span className="num nowrap">
      {short}
      <span className="unit"> {unit}</span>
    </span>
  )
  if (plain || short === full) return figure
  const exact = plainAmount(value, decimals)
  return (
    <Hint
      interactive
      copyText={exact}
      content={
        <>
          <span className="num">
            {full}
            <span className="unit"> {unit}</span>
          </span>{' '}
          <CopyButton text={exact} label={t('common.copyWhat', { what: t('amount.full') })} />
        </>
      }
    >
      {figure}
    </Hint>
  )
}
