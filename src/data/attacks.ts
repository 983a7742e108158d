import type { Network, OperatorSetKey } from '../protocol/network/types.ts'
import { type AttackGuess, type AttackGuesses, thetas } from '../risk/attackGuess.ts'
import type { ExposurePair } from '../risk/exposure.ts'
import { costOf, type SetFacts, setFacts } from './avsFacts.ts'

/** An attack as the engine takes it, ETH. */
export type Attack = NonNullable<ExposurePair['attack']>

/**
 * A guessed profit beside what the attack costs by the stake that is there now: where the cheapest coalition is known
 * between two bounds, the lower one. `null` where nobody has a vote.
 */
export function attackOn(facts: SetFacts, { profit, theta, votes }: AttackGuess): Attack | null {
  const cost = costOf(facts, votes, theta)
  return cost && { profit, cost: cost.exact ? cost.cost : cost.lower, theta: thetas[theta] }
}

/** Every counted attack on a set of the network, by operator set. */
export function attacksUnder(
  network: Network,
  attacks: AttackGuesses | undefined,
): ReadonlyMap<OperatorSetKey, Attack> {
  const found = new Map<OperatorSetKey, Attack>()
  if (!attacks) return found
  for (const [key, facts] of setFacts(network)) {
    const guess = attacks[key.toLowerCase()]
    const attack = guess && attackOn(facts, guess)
    if (attack) found.set(key, attack)
  }
  return found
}
