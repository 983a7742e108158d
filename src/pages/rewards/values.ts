import type { Address, Token } from '../../protocol/network/types.ts'
import type { EarnerRewards, TokenRewards } from '../../protocol/rewards/readRewards.ts'
import { claimableOf } from '../../protocol/rewards/readRewards.ts'

const priceScale = 1_000_000_000_000

/** An amount of a token in wei of ETH; `null` when the token has no price. */
export function tokenValue(token: Token | undefined, amount: bigint | null): bigint | null {
  if (token === undefined || token.priceEth === null || amount === null) return null
  const price = BigInt(Math.round(token.priceEth * priceScale))
  return (amount * price * 10n ** 18n) / (BigInt(priceScale) * 10n ** BigInt(token.decimals))
}

/** One amount that can be claimed now. */
export type Claimable = { key: string; earner: Address; token: Address; amount: bigint }

/** Everything of some earners that can be claimed now, above zero. */
export function claimablesOf(earners: readonly EarnerRewards[]): Claimable[] {
  return earners.flatMap(({ earner, tokens }) =>
    tokens.flatMap((row) => {
      const amount = claimableOf(row)
      return amount === null || amount === 0n
        ? []
        : [{ key: `${earner} ${row.token}`, earner, token: row.token, amount }]
    }),
  )
}

/** A sum in wei of ETH, how many of the amounts had a price, and the tokens that gave it. */
export type Worth = { wei: bigint; priced: number; total: number; tokens: readonly Token[] }

/** What amounts of tokens are worth together. */
export function worthOf(
  amounts: readonly { token: Address; amount: bigint }[],
  tokens: Readonly<Record<Address, Token>>,
): Worth {
  let wei = 0n
  const counted: Token[] = []
  for (const { token, amount } of amounts) {
    const known = tokens[token]
    const value = tokenValue(known, amount)
    if (value === null || known === undefined) continue
    wei += value
    counted.push(known)
  }
  return { wei, priced: counted.length, total: amounts.length, tokens: counted }
}

/** Tokens with their amount under one reading, above zero. */
export function amountsOf(
  rows: readonly TokenRewards[],
  pick: (row: TokenRewards) => bigint | null,
): { token: Address; amount: bigint }[] {
  return rows.flatMap((row) => {
    const amount = pick(row)
    return amount === null || amount === 0n ? [] : [{ token: row.token, amount }]
  })
}

/** Whether an account may claim for an earner: its claimer where one is set, itself otherwise. */
export function mayClaim(
  { earner, claimer }: EarnerRewards,
  account: Address | null,
): 'yes' | 'noWallet' | 'claimerIsSet' | 'notYours' | 'unread' {
  if (account === null) return 'noWallet'
  if (claimer === null) return 'unread'
  const none = /^0x0{40}$/.test(claimer)
  if (none ? earner === account : claimer === account) return 'yes'
  return earner === account ? 'claimerIsSet' : 'notYours'
}
