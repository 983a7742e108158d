const WAD = 10n ** 18n

/** floor(x * y / z). */
export const part = (x: bigint, y: bigint, z: bigint): bigint => (x * y) / z
/** ceil(x * y / z). */
export const partUp = (x: bigint, y: bigint, z: bigint): bigint => (x * y + z - 1n) / z

/** One staker's holding in one strategy. */
export interface Holding {
  /** Deposit shares. */
  s: bigint
  /** Deposit scaling factor. */
  k: bigint
}

/** A withdrawal in the queue. */
export interface Queued {
  scaled: bigint
  block: bigint
}

/**
 * Shares and slashing of one operator and one ERC-20 strategy, in whole numbers: an account of the
 * rules that shares nothing with the contracts.
 */
export class ShareModel {
  /** Max magnitude. */
  m = WAD
  /** Magnitude allocated to the one operator set that slashes. */
  current = 0n
  operatorShares = 0n
  /** Shares slashed and not yet cleared. */
  slashed = 0n
  readonly holdings = new Map<string, Holding>()
  queue: Queued[] = []

  constructor(readonly delay: bigint) {}

  of(staker: string): Holding {
    const holding = this.holdings.get(staker) ?? { s: 0n, k: WAD }
    this.holdings.set(staker, holding)
    return holding
  }

  withdrawable(staker: string): bigint {
    const { s, k } = this.of(staker)
    return part(part(s, k, WAD), this.m, WAD)
  }

  /** Deposit shares that are worth so many withdrawable ones. */
  toDepositShares(staker: string, withdrawable: bigint): bigint {
    return part(part(withdrawable, WAD, this.of(staker).k), WAD, this.m)
  }

  /** Shares added to a staker who is delegated. */
  add(staker: string, shares: bigint): void {
    const holding = this.of(staker)
    const worth = this.withdrawable(staker)
    const total = holding.s + shares
    holding.k =
      holding.s === 0n
        ? part(holding.k, WAD, this.m)
        : part(part(worth + shares, WAD, total), WAD, this.m)
    holding.s = total
    this.operatorShares += shares
  }

  /** A staker with undelegated shares delegates them. */
  delegate(staker: string, shares: bigint): void {
    this.add(staker, shares)
  }

  enqueue(staker: string, depositShares: bigint, block: bigint): Queued {
    const holding = this.of(staker)
    const scaled = part(depositShares, holding.k, WAD)
    this.operatorShares -= part(scaled, this.m, WAD)
    holding.s -= depositShares
    if (holding.s === 0n) holding.k = WAD
    const queued = { scaled, block }
    this.queue.push(queued)
    return queued
  }

  slash(wad: bigint, block: bigint): { magnitude: bigint; wadSlashed: bigint; shares: bigint } {
    const magnitude = partUp(this.current, wad, WAD)
    const before = this.m
    const inQueue = this.queue
      .filter((queued) => queued.block >= block - this.delay)
      .reduce((sum, queued) => sum + queued.scaled, 0n)
    this.current -= magnitude
    this.m -= magnitude
    const lose = (amount: bigint) => amount - partUp(amount, this.m, before)
    const own = lose(this.operatorShares)
    const shares = own + lose(part(inQueue, before, WAD))
    this.operatorShares -= own
    this.slashed += shares
    return { magnitude, wadSlashed: part(magnitude, WAD, before), shares }
  }
}

/** A strategy's pool: tokens in, shares out, both raised by a thousand. */
export class PoolModel {
  balance = 0n
  shares = 0n

  deposit(amount: bigint): bigint {
    const minted = part(amount, this.shares + 1000n, this.balance + 1000n)
    this.balance += amount
    this.shares += minted
    return minted
  }

  worth(shares: bigint): bigint {
    return part(this.balance + 1000n, shares, this.shares + 1000n)
  }

  withdraw(shares: bigint): bigint {
    const amount = this.worth(shares)
    this.balance -= amount
    this.shares -= shares
    return amount
  }
}
