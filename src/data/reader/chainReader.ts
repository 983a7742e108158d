import type { Client } from 'viem'
import type { Chain } from '../../protocol/deployments/types.ts'
import type { EventRow } from '../../protocol/events.ts'
import { inSlices } from '../../protocol/inSlices.ts'
import type { LogStore } from '../../protocol/logs/types.ts'
import { createNetworkSync } from '../../protocol/network/networkSync.ts'
import { readNetwork } from '../../protocol/network/readNetwork.ts'
import type { readPosition } from '../../protocol/network/readPosition.ts'
import type { Address, Network, Position } from '../../protocol/network/types.ts'
import { type Assumptions, boundedAssumptions } from '../../risk/assumptions.ts'
import { type Assessment, type Assessor, createAssessor, type Stake } from '../assessment.ts'
import type { Overrides } from '../assumptionStore.ts'
import { logParts } from './logParts.ts'
import type { Rescoring } from './rescoring.ts'
import type { Names, NetworkReader, PlainAssessment, ReferenceScores } from './types.ts'

/** The reader itself: reads with a client, in the thread that calls it. */
export function createChainReader(parameters: {
  chain: Chain
  client: Client
  store?: Promise<LogStore>
  onNames?: (names: Names) => void
}): NetworkReader {
  const { chain, client } = parameters
  const sync = createNetworkSync(parameters)
  /** The last reading's scores, and what works them out under other assumptions. */
  let standing: {
    network: Network
    assumptions: Assumptions
    scores: ReferenceScores
    rescore: Rescoring | null
  } | null = null
  let last: { network: Network; rows: readonly EventRow[] } | null = null

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
      const fresh = await readNetwork(client, { chain, rows, coverage, block, signal })
      // The same log tells the same: whoever compares or copies readings sees it at a glance.
      const network = last?.rows === rows ? { ...fresh, ...logParts(last.network) } : fresh
      last = { network, rows }
      const tokens = depositTokens(network)
      const positions = await Promise.all(
        stakers.map((staker) => positionAt({ staker, block, tokens, signal })),
      )
      return { network, positions }
    },
    position: ({ network, staker, signal }) =>
      positionAt({ staker, block: network.block, tokens: depositTokens(network), signal }),
    async judge({ network, assumptions, windowDays, stake, signal }) {
      const assessor = assessorOf(network, assumptions, windowDays)
      return new Map(await eachOperator(assessor, stake, signal, plain))
    },
    async scores({ network, overrides, signal }) {
      const assumptions = boundedOnce(overrides)
      if (standing?.network !== network) {
        const scores = await scoresUnder(assessorOf(network, assumptions, rewardDays), signal)
        standing = { network, assumptions, scores, rescore: null }
        return scores
      }
      if (standing.assumptions === assumptions) return standing.scores
      // The APR stays; of the exposure, only what the assumptions change is worked out.
      const kept = standing
      const { createRescoring } = await import('./rescoring.ts')
      kept.rescore ??= createRescoring(assessorOf(network, assumptions, rewardDays))
      const exposures = await kept.rescore(assumptions, signal)
      const of = new Map(
        [...kept.scores.of].map(([address, { apr }]) => [
          address,
          { apr, exposure: exposures.get(address) ?? null },
        ]),
      )
      return { ...kept.scores, of }
    },
    // Whoever stops it has aborted the requests that matter; what is left ends unheard.
    stop: () => undefined,
  }
}

async function scoresUnder(
  assessor: Assessor,
  signal: AbortSignal | undefined,
): Promise<ReferenceScores> {
  const { stEthBase, referenceSymbol: symbol, referenceStake: stake } = assessor
  const scores = stake
    ? await eachOperator(assessor, stake, signal, ({ apr, exposure }) => ({
        apr: apr.apr,
        exposure: exposure?.exposure ?? null,
      }))
    : []
  return { stEthBase, symbol, of: new Map(scores) }
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

/** The last assessors made: judging again costs nothing to prepare. */
let made: Assessor[] = []

function assessorOf(network: Network, assumptions: Assumptions, windowDays: number): Assessor {
  const known = made.find(
    (assessor) =>
      assessor.network === network &&
      assessor.assumptions === assumptions &&
      assessor.windowDays === windowDays,
  )
  if (known) return known
  const assessor = createAssessor(network, assumptions, windowDays)
  made = [...made.filter((other) => other.network === network).slice(-3), assessor]
  return assessor
}

/** A slice at a time, so that a request to stop is heard in between. */
function eachOperator<result>(
  assessor: Assessor,
  stake: Stake,
  signal: AbortSignal | undefined,
  take: (assessment: Assessment) => result,
): Promise<(readonly [Address, result])[]> {
  return inSlices(assessor.network.operators, ({ address }) => {
    signal?.throwIfAborted()
    return [address, take(assessor.assess(stake, address, true))] as const
  })
}

/** Takes the functions out of an assessment. */
function plain(assessment: Assessment): PlainAssessment {
  if (assessment.exposure === null) return { ...assessment, exposure: null }
  const { breakEven: _breakEven, allIn: _allIn, ...exposure } = assessment.exposure
  return { ...assessment, exposure }
}

/** Tokens that can be deposited now. */
function depositTokens(network: Network): Address[] {
  const tokens = Object.values(network.strategies).flatMap((strategy) =>
    strategy.whitelisted && strategy.token ? [strategy.token.address] : [],
  )
  return [...new Set(tokens)]
}
