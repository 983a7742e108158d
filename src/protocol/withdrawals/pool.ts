/** StrategyBase's virtual shares and virtual balance. */
const offset = 1_000n
const gwei = 1_000_000_000n

/** Lido's books, as far as a transfer of stETH between a strategy and its recipient needs them. */
export type LidoBooks = {
  totalShares: bigint
  totalPooledEther: bigint
  /** Lido shares of the strategy and of the one who withdraws. */
  strategyShares: bigint
  recipientShares: bigint
}

/** What a strategy pays out of. `native` is an EigenPod: one share is one wei, whole gwei are paid. */
export type Pool =
  | { kind: 'native' }
  /** StrategyBase over a token that moves exactly. `balance` in the token's smallest unit. */
  | { kind: 'token'; balance: bigint; totalShares: bigint }
  /** StrategyBase over stETH, whose transfers may arrive a wei or two short. */
  | { kind: 'stEth'; totalShares: bigint; lido: LidoBooks }

const pooled = ({ totalPooledEther, totalShares }: LidoBooks, lidoShares: bigint): bigint =>
  (lidoShares * totalPooledEther) / totalShares

/** Tokens that the pool holds, in the smallest unit. */
export function poolBalance(pool: Exclude<Pool, { kind: 'native' }>): bigint {
  return pool.kind === 'token' ? pool.balance : pooled(pool.lido, pool.lido.strategyShares)
}

/**
 * Tokens that withdrawing `shares` pays: floor((balance + 1e3)·shares / (totalShares + 1e3)), as
 * `sharesToUnderlyingView`; for native ETH the whole gwei of them, as EigenPod does.
 */
export function tokensFor(pool: Pool, shares: bigint): bigint {
  if (pool.kind === 'native') return shares - (shares % gwei)
  return ((poolBalance(pool) + offset) * shares) / (pool.totalShares + offset)
}

/** Shares that a deposit of `amount` is given: floor(amount·(totalShares + 1e3) / (balance + 1e3)). */
export function sharesFor(pool: Exclude<Pool, { kind: 'native' }>, amount: bigint): bigint {
  return (amount * (pool.totalShares + offset)) / (poolBalance(pool) + offset)
}

/** One payment out of a pool. */
export type PayOut = {
  /** What the strategy sends. */
  sent: bigint
  /** By how much the recipient's balance grows: less than `sent` by a wei or two where the token is stETH. */
  received: bigint
  /** The pool afterwards, for the next payment of the same transaction. */
  after: Pool
}

/** Withdraws `shares` as tokens (StrategyBase.withdraw, Lido's transfer, EigenPod's payment). */
export function payOut(pool: Pool, shares: bigint): PayOut {
  const sent = tokensFor(pool, shares)
  if (pool.kind === 'native') return { sent, received: sent, after: pool }
  const totalShares = pool.totalShares - shares
  if (pool.kind === 'token')
    return { sent, received: sent, after: { ...pool, totalShares, balance: pool.balance - sent } }
  const { lido } = pool
  // A transfer names an amount and moves the shares it comes to, rounded down.
  const moved = (sent * lido.totalShares) / lido.totalPooledEther
  const recipientShares = lido.recipientShares + moved
  return {
    sent,
    received: pooled(lido, recipientShares) - pooled(lido, lido.recipientShares),
    after: {
      ...pool,
      totalShares,
      lido: { ...lido, recipientShares, strategyShares: lido.strategyShares - moved },
    },
  }
}
