import type { Client } from 'viem'
import type { Chain } from '../../protocol/deployments/types.ts'
import type { LogStore } from '../../protocol/logs/types.ts'
import type { Earlier } from '../../protocol/network/carryOver.ts'
import { createNetworkSync } from '../../protocol/network/networkSync.ts'
import { readNetwork } from '../../protocol/network/readNetwork.ts'
import type { readPosition } from '../../protocol/network/readPosition.ts'
import type { Address, Network, Position } from '../../protocol/network/types.ts'
import { type Assumptions, boundedAssumptions } from '../../risk/assumptions.ts'
import type { Overrides } from '../assumptionStore.ts'
import { type Basis, createBasis } from '../basis.ts'
import { createJudging } from './judging.ts'
import { logParts } from './logParts.ts'
import type { Names, NetworkReader } from './types.ts'

/** The reader itself: reads with a client, in the thread that calls it. */
export function createChainReader(parameters: {
  chain: Chain
  client: Client
  store?: Promise<LogStore>
  onNames?: (names: Names) => void
}): NetworkReader {
  const { chain, client } = parameters
  const sync = createNetworkSync(parameters)
  const judging = createJudging()
  let last: Earlier | null = null

  /** Whoever looks at no address never fetches the code that reads one. */
  async function positionAt(
    request: Omit<Parameters<typeof readPosition>[1], 'chain'>,
  ): Promise<Position> {
    const module = await import('../../protocol/network/readPosition.ts')
    return module.readPosition(client, { chain, ...request })
  }

  return {
    async read({ block, stakers, signal, onProgress }) {
      const { rows, coverage } = await sync({
        toBlock: block.number,
        ...(signal ? { signal } : {}),
        ...(onProgress ? { onProgress } : {}),
      })
      const earlier = last ?? undefined
      const fresh = await readNetwork(client, { chain, rows, coverage, block, signal, earlier })
      // The same log tells the same: whoever compares or copies readings sees it at a glance.
      const network = last?.rows === rows ? { ...fresh, ...logParts(last.network) } : fresh
      last = { network, rows, wholeAt: wholeAt(fresh, last) }
      const tokens = depositTokens(network)
      const positions = await Promise.all(
        stakers.map((staker) => positionAt({ staker, block, tokens, signal })),
      )
      return { network, positions }
    },
    position: ({ network, staker, signal }) =>
      positionAt({ staker, block: network.block, tokens: depositTokens(network), signal }),
    async judge({ network, assumptions, windowDays, stake, signal }) {
      const basis = await basisOf(network, assumptions, windowDays)
      return {
        stake,
        apr: await judging.apr(basis, stake, signal),
        exposure: await judging.exposure(basis, stake, signal),
        exposureLeftOut: basis.leavesOut(stake),
      }
    },
    async scores({ network, overrides, signal }) {
      const basis = await basisOf(network, boundedOnce(overrides), rewardDays)
      const { stEthBase, referenceSymbol: symbol, referenceStake: stake } = basis
      if (!stake) return { stEthBase, symbol, of: new Map() }
      const { apr } = await judging.apr(basis, stake, signal)
      const exposure = await judging.headline(basis, stake, signal)
      const of = new Map(
        network.operators.map(({ address }, i) => [
          address,
          { apr: known(apr[i]), exposure: known(exposure[i]) },
        ]),
      )
      return { stEthBase, symbol, of }
    },
    // Whoever stops it has aborted the requests that matter; what is left ends unheard.
    stop: () => undefined,
  }
}

const known = (value: number | undefined) =>
  value === undefined || Number.isNaN(value) ? null : value

/** When every operator was last asked for: now, unless some are those of the reading before. */
function wholeAt({ operators, block }: Network, before: Earlier | null): bigint {
  const known = new Set(before?.network.operators)
  return before && operators.some((operator) => known.has(operator))
    ? before.wholeAt
    : block.timestamp
}

/** Days of rewards that APRs are taken from where nobody says otherwise. */
const rewardDays = 30

let checked: { text: string; assumptions: Assumptions } | null = null

/** The same object for equal overrides, so that nothing is prepared twice. */
function boundedOnce(overrides: Overrides): Assumptions {
  const text = JSON.stringify(overrides)
  if (checked?.text !== text) checked = { text, assumptions: boundedAssumptions(overrides) }
  return checked.assumptions
}

/** The last made: judging again costs nothing to prepare. */
let made: Basis[] = []

async function basisOf(
  network: Network,
  assumptions: Assumptions,
  windowDays: number,
): Promise<Basis> {
  const known = made.find(
    (basis) =>
      basis.reading === network &&
      basis.assumptions === assumptions &&
      basis.windowDays === windowDays,
  )
  if (known) return known
  // Few enter a price or count an attack: the code for it comes when somebody does.
  const { prices, attacks } = assumptions
  const own =
    prices || attacks ? (await import('../own.ts')).ownUnder(network, assumptions) : undefined
  const basis = createBasis(network, assumptions, windowDays, own)
  made = [...made.filter((other) => other.reading === network).slice(-3), basis]
  return basis
}

/** Tokens that can be deposited now. */
function depositTokens(network: Network): Address[] {
  const tokens = Object.values(network.strategies).flatMap((strategy) =>
    strategy.whitelisted && strategy.token ? [strategy.token.address] : [],
  )
  return [...new Set(tokens)]
}
