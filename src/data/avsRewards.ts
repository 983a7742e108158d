import type { Address, Network } from '../protocol/network/types.ts'

const DAY = 86_400
const WEEK = 7 * DAY

/** Rewards that an AVS paid for, by week and by token. */
export type AvsRewards = {
  /** Ascending; ETH at today's prices. `from` in Unix seconds. */
  weeks: { from: number; eth: number }[]
  /** All that was paid for up to now, in the token's units. */
  tokens: { token: Address; amount: bigint; eth: number | null }[]
}

/**
 * What an AVS' submissions paid for, spread evenly over the days that they cover, up to now. Weeks are counted back
 * from now, so that the last one is whole.
 *
 * @param weeks most weeks to look back
 */
export function avsRewards(network: Network, avs: Address, weeks = 13): AvsRewards {
  const now = Number(network.block.timestamp)
  const perWeek = Array.from({ length: weeks }, (_, index) => ({
    from: now - (weeks - index) * WEEK,
    eth: 0,
  }))
  const totals = new Map<Address, bigint>()
  for (const { kind, avs: payer, token, amount, startTimestamp, duration } of network.submissions) {
    if (payer !== avs || kind === 'forAll' || kind === 'forAllEarners' || duration <= 0) continue
    const past = Math.min(Math.max(now - startTimestamp, 0), duration)
    totals.set(token, (totals.get(token) ?? 0n) + (amount * BigInt(past)) / BigInt(duration))
    const known = network.tokens[token]
    if (!known || known.priceEth === null) continue
    const worth = (Number(amount) / 10 ** known.decimals) * known.priceEth
    for (const week of perWeek) {
      const from = Math.max(week.from, startTimestamp)
      const to = Math.min(week.from + WEEK, startTimestamp + duration, now)
      if (to > from) week.eth += (worth * (to - from)) / duration
    }
  }
  return {
    weeks: perWeek,
    tokens: [...totals].map(([token, amount]) => {
      const known = network.tokens[token]
      return {
        token,
        amount,
        eth:
          known?.priceEth == null ? null : (Number(amount) / 10 ** known.decimals) * known.priceEth,
      }
    }),
  }
}
