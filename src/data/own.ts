import type { Network, OperatorSetKey } from '../protocol/network/types.ts'
import type { Assumptions } from '../risk/assumptions.ts'
import { type Attack, attacksUnder } from './attacks.ts'
import { networkWith } from './ownPrices.ts'

/** What the reader adds to a reading: prices where the chain has none, and attacks that are counted. */
export type Own = {
  network: Network
  attacks: ReadonlyMap<OperatorSetKey, Attack>
}

/**
 * What the assumptions add to a reading.
 *
 * @param present whose stake tells what the attacks cost; another network where `network` is one of the past
 */
export function ownUnder(network: Network, assumptions: Assumptions, present = network): Own {
  const { prices, attacks } = assumptions
  return {
    network: networkWith(network, prices),
    attacks: attacksUnder(networkWith(present, prices), attacks),
  }
}
