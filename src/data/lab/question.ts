import type { Address, Network, OperatorSetKey } from '../../protocol/network/types.ts'
import type { Assumptions } from '../../risk/assumptions.ts'
import type { UniqueStakeSetsParameters } from '../../risk/attack.ts'
import { type Theta, thetas } from '../../risk/attackGuess.ts'
import type { SlashPair } from '../../risk/cells.ts'
import type { ExposurePair } from '../../risk/exposure.ts'
import type { RestakingGraphParameters } from '../../risk/graph.ts'
import { positionParameters } from '../../risk/parameters.ts'
import type { Assessor } from '../assessment.ts'
import { setFacts } from '../avsFacts.ts'
import { delegatedStake, valueInEth } from '../totals.ts'

/** What the lab works out about the network as a whole, as plain data for a worker. Amounts in ETH. */
export interface LabQuestion {
  /** All stake of an operator behind each of its sets; corrupting a set brings 1. */
  graph: RestakingGraphParameters
  /** The same sets with the stake that only they can slash. */
  sets: UniqueStakeSetsParameters['sets']
  /** All stake as one position. */
  pairs: readonly SlashPair[]
  rhoA: number
  rhoO: number
}

/** A question and what could not be put into it. */
export interface LabInputs {
  question: LabQuestion
  /** Of the services of the graph, in order. */
  keys: readonly OperatorSetKey[]
  /** All stake of operators, in ETH. */
  stake: number
  /** Operators whose stake or allocations could not be read or priced in full. */
  incomplete: number
}

/** Lays a reading of the network out for the lab. */
export function labInputs(
  { network, pairsOf, assumptions }: Pick<Assessor, 'network' | 'pairsOf' | 'assumptions'>,
  theta: Theta,
): LabInputs {
  const index = new Map<Address, number>()
  const stake: number[] = []
  let incomplete = 0
  for (const { address, shares, allocations } of network.operators) {
    const held = delegatedStake(network, shares)
    if (held === null || !held.complete || allocations === null) incomplete++
    const amount = held === null ? 0 : eth(held.wei)
    if (amount === 0) continue
    index.set(address, stake.length)
    stake.push(amount)
  }
  const alpha = thetas[theta]
  const keys: OperatorSetKey[] = []
  const services: { profit: number; alpha: number; validators: number[] }[] = []
  const sets: UniqueStakeSetsParameters['sets'][number][] = []
  for (const [key, { members }] of setFacts(network)) {
    const voting = members.filter(({ registered }) => registered)
    const validators = voting.flatMap(({ operator }) => index.get(operator) ?? [])
    if (validators.length === 0) continue
    keys.push(key)
    services.push({ profit: 1, alpha, validators })
    sets.push({
      members: voting.map(({ delegatedWei, slashableWei }) => ({
        weight: eth(delegatedWei),
        slashable: eth(slashableWei),
      })),
      profit: 1,
      theta: alpha,
    })
  }
  const total = stake.reduce((sum, amount) => sum + amount, 0)
  const pairs = networkPairs(network, pairsOf, assumptions, total)
  const { rhoA, rhoO } = assumptions
  return {
    question: { graph: { stake, services }, sets, pairs, rhoA, rhoO },
    keys,
    stake: total,
    incomplete,
  }
}

function networkPairs(
  network: Network,
  pairsOf: Assessor['pairsOf'],
  assumptions: Assumptions,
  total: number,
): SlashPair[] {
  const pairs: ExposurePair[] = []
  for (const operator of network.operators) {
    const weights: Record<string, number> = {}
    for (const [strategy, shares] of Object.entries(operator.shares ?? {})) {
      const worth = valueInEth(network.strategies[strategy as Address], shares) ?? 0n
      if (worth > 0n) weights[strategy] = eth(worth) / total
    }
    pairs.push(...pairsOf(operator, operator.shares ?? {}, weights))
  }
  return positionParameters({ pairs, product: 'none', restaked: true }, assumptions).pairs
}

function eth(wei: bigint): number {
  return Number(wei) / 1e18
}
