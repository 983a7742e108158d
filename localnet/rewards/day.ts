import type { Address } from 'viem'
import type { DaySnapshot, StrategyAndMultiplier } from './types.ts'

/** Addresses as keys: lower case, so that spelling does not matter and order is numeric. */
export const key = (address: string): Address => address.toLowerCase() as Address

/** Weights of earners in a pool; none is 0. */
export type Weights = Map<Address, bigint>

/** A day's snapshot, ready to be asked. */
export class Day {
  readonly midnight: number
  private readonly members = new Map<string, Set<Address>>()
  private readonly serving = new Map<Address, Set<Address>>()
  private readonly shares = new Map<Address, Map<Address, bigint>>()
  private readonly delegations = new Map<Address, Address>()
  private readonly operatorShares = new Map<string, bigint>()
  private readonly maxMagnitudes = new Map<string, bigint>()
  private readonly magnitudes = new Map<string, bigint>()

  constructor(snapshot: DaySnapshot) {
    this.midnight = snapshot.midnight
    for (const { staker, operator, shares } of snapshot.stakers) {
      this.shares.set(key(staker), new Map(shares.map(([s, amount]) => [key(s), amount])))
      if (operator !== undefined) this.delegations.set(key(staker), key(operator))
    }
    for (const { avs, operatorSetId, members } of snapshot.operatorSets) {
      this.members.set(`${key(avs)} ${operatorSetId}`, new Set(members.map(key)))
      const all = this.serving.get(key(avs)) ?? new Set()
      for (const member of members) all.add(key(member))
      this.serving.set(key(avs), all)
    }
    for (const { operator, strategy, shares, maxMagnitude } of snapshot.operators) {
      this.operatorShares.set(`${key(operator)} ${key(strategy)}`, shares)
      this.maxMagnitudes.set(`${key(operator)} ${key(strategy)}`, maxMagnitude)
    }
    for (const row of snapshot.allocations) {
      const id = `${key(row.operator)} ${key(row.avs)} ${row.operatorSetId} ${key(row.strategy)}`
      this.magnitudes.set(id, row.magnitude)
    }
  }

  isMember(operator: Address, avs: Address, operatorSetId: number): boolean {
    return this.members.get(`${key(avs)} ${operatorSetId}`)?.has(key(operator)) ?? false
  }

  membersOf(avs: Address, operatorSetId: number): Address[] {
    return [...(this.members.get(`${key(avs)} ${operatorSetId}`) ?? [])].sort()
  }

  /** Registered to an AVS: a member of any of its operator sets. */
  serves(operator: Address, avs: Address): boolean {
    return this.serving.get(key(avs))?.has(key(operator)) ?? false
  }

  servesAnybody(operator: Address): boolean {
    return [...this.serving.values()].some((operators) => operators.has(key(operator)))
  }

  operatorOf(staker: Address): Address | undefined {
    return this.delegations.get(key(staker))
  }

  operatorSharesOf(operator: Address, strategy: Address): bigint {
    return this.operatorShares.get(`${key(operator)} ${key(strategy)}`) ?? 0n
  }

  /** Magnitude and max magnitude of an allocation. */
  allocationOf(
    operator: Address,
    avs: Address,
    operatorSetId: number,
    strategy: Address,
  ): { magnitude: bigint; maxMagnitude: bigint } {
    const id = `${key(operator)} ${key(avs)} ${operatorSetId} ${key(strategy)}`
    return {
      magnitude: this.magnitudes.get(id) ?? 0n,
      maxMagnitude: this.maxMagnitudes.get(`${key(operator)} ${key(strategy)}`) ?? 10n ** 18n,
    }
  }

  /** Weights Σ shares × multiplier of the stakers that are admitted. */
  weights(
    strategies: readonly StrategyAndMultiplier[],
    admits: (operator: Address | undefined, staker: Address) => boolean,
  ): Weights {
    const result: Weights = new Map()
    for (const [staker, held] of this.shares) {
      if (!admits(this.delegations.get(staker), staker)) continue
      let weight = 0n
      for (const { strategy, multiplier } of strategies) {
        weight += (held.get(key(strategy)) ?? 0n) * multiplier
      }
      if (weight > 0n) result.set(staker, weight)
    }
    return result
  }
}
