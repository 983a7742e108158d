import { inUsd } from '../../data/totals.ts'
import type { Network, Token } from '../../protocol/network/types.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Fiat } from '../../ui/Fiat.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { Missing } from '../../ui/Missing.tsx'
import { OwnPriced } from '../common/OwnPriced.tsx'
import { messages } from './messages.ts'
import { tokenValue } from './values.ts'

type Value = {
  readonly token: Token | undefined
  readonly amount: bigint | null | undefined
  readonly reason?: string | undefined
}

/** An amount of a reward token. */
export function TokenAmount({ token, amount, reason }: Value) {
  const t = useT(messages)
  if (token === undefined && amount !== undefined) return <Missing reason={t('token.unread')} />
  return (
    <Amount
      value={amount}
      decimals={token?.decimals ?? 18}
      unit={token?.symbol ?? ''}
      reason={reason}
    />
  )
}

/** What it is worth in ETH and, where the chain has that feed, in dollars. */
export function TokenWorth({
  token,
  amount,
  ethUsd,
}: Value & { readonly ethUsd: Network['ethUsd'] }) {
  const t = useT(messages)
  if (amount === null || amount === undefined) return <Missing reason={t('value.unknown')} />
  const wei = tokenValue(token, amount)
  if (wei === null) return <span className="muted">{t('unpriced')}</span>
  const usd = inUsd(wei, ethUsd)
  return (
    <>
      <OwnPriced tokens={[token]}>
        <Amount value={wei} decimals={18} unit="ETH" />
      </OwnPriced>
      {usd !== null && (
        <span className="secures-note">
          <Fiat value={usd} />
        </span>
      )}
    </>
  )
}
