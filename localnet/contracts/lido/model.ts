/**
 * Lido's share arithmetic as plain bigints, written from the published rules and apart from the
 * contract: balances are shares × ether / shares in all, rounded down, and so are amounts turned
 * into shares; the fee of a report is R·f·S / (E'·10⁴ − f·R) new shares.
 */
export class LidoModel {
  readonly shares = new Map<string, bigint>()
  totalShares: bigint
  ether: bigint

  constructor(totalShares: bigint, ether: bigint) {
    this.totalShares = totalShares
    this.ether = ether
  }

  sharesFor(amount: bigint): bigint {
    return (amount * this.totalShares) / this.ether
  }

  worth(shares: bigint): bigint {
    return (shares * this.ether) / this.totalShares
  }

  sharesOf(who: string): bigint {
    return this.shares.get(who) ?? 0n
  }

  balanceOf(who: string): bigint {
    return this.worth(this.sharesOf(who))
  }

  submit(who: string, wei: bigint): void {
    const minted = this.sharesFor(wei)
    this.add(who, minted)
    this.totalShares += minted
    this.ether += wei
  }

  transferShares(from: string, to: string, shares: bigint): void {
    this.add(from, -shares)
    this.add(to, shares)
  }

  transfer(from: string, to: string, amount: bigint): void {
    this.transferShares(from, to, this.sharesFor(amount))
  }

  /** Returns the fee shares; half of them, rounded down, go to operators, the rest to the treasury. */
  report(rewards: bigint, operators: string, treasury: string): bigint {
    this.ether += rewards
    if (rewards <= 0n) return 0n
    const fee = rewards * 1000n
    const minted = (fee * this.totalShares) / (this.ether * 10_000n - fee)
    this.add(operators, minted / 2n)
    this.add(treasury, minted - minted / 2n)
    this.totalShares += minted
    return minted
  }

  private add(who: string, shares: bigint): void {
    this.shares.set(who, this.sharesOf(who) + shares)
  }
}
