import type { Address, Hex } from 'viem'
import { readRewardsInput } from '../../rewards/read.ts'
import type { DaySnapshot } from '../../rewards/types.ts'
import {
  buildDistribution,
  computeDistribution,
  type DistributionTree,
} from '../../rewards/updater.ts'
import type { Diary } from '../diary.ts'
import { addressOf } from '../random.ts'
import { core, midnight, operatorAddress, ROLES, read, type World } from '../world.ts'
import { persona } from './demo.ts'
import { REWARD_WEEKS } from './rewards.ts'

/** What everybody has earned by a distribution root: what its claims are proven from. */
export interface Distribution {
  rootIndex: number
  root: Hex
  /** 00:00 UTC in seconds: what was earned by then is in it. */
  rewardsCalculationEndTimestamp: number
  /** Seconds from which it can be claimed against. */
  activatedAt: number
  /** Cumulative earnings by earner and token, in the token's smallest unit as decimal strings. */
  earners: Record<Address, Record<Address, string>>
}

/** Who claims in which week; the others leave their rewards where they are. */
const CLAIMS: readonly { week: number; who: (world: World) => Address }[] = [
  { week: 5, who: () => addressOf('restaker-1') },
  { week: 5, who: (world) => operatorAddress(world, 'northlight') },
  { week: 8, who: () => addressOf('restaker-12') },
  { week: 9, who: (world) => persona(world, 'restaker') },
  { week: 10, who: () => addressOf('restaker-1') },
]

/**
 * The rewards updater posts a distribution root every week, computed from the chain as it is then.
 *
 * @param fromBlock the block from which all contracts stand
 * @returns the distributions, complete when the diary is written
 */
export function rootsChapter(diary: Diary, fromBlock: number): readonly Distribution[] {
  const distributions: Distribution[] = []
  const trees: DistributionTree[] = []
  let known: readonly DaySnapshot[] = []
  for (const [index, week] of REWARD_WEEKS.entries()) {
    diary.at(week.day, 'noon', async (world) => {
      const { rewardsCoordinator, delegationManager, allocationManager } = world.places.core
      const end = midnight(world, week.from + week.days)
      const input = await readRewardsInput(world.client, {
        addresses: {
          rewardsCoordinator,
          delegationManager,
          allocationManager,
          multicall3: world.places.multicall3,
        },
        fromBlock: BigInt(fromBlock),
        calculationEndTimestamp: end,
        known,
      })
      known = input.days
      const distribution = computeDistribution(input, end)
      // In the first week everything may have gone back to those who paid; a root is posted anyway.
      const tree = buildDistribution(distribution)
      trees.push(tree)
      distributions.push({
        rootIndex: index,
        root: tree.root,
        rewardsCalculationEndTimestamp: end,
        activatedAt: 0,
        earners: Object.fromEntries(
          distribution.earners.map(({ earner, tokens }) => [
            earner,
            Object.fromEntries(
              tokens.map((leaf) => [leaf.token, leaf.cumulativeEarnings.toString()]),
            ),
          ]),
        ),
      })
      world.scribe.send(
        `the distribution root of week ${index + 1}`,
        ROLES.rewardsUpdater,
        core(world, 'rewardsCoordinator', 'submitRoot', [tree.root, end]),
      )
    })
    diary.at(week.day, 'evening', async (world) => {
      const { activatedAt } = await read<{ activatedAt: number }>(
        world,
        'rewardsCoordinator',
        'getDistributionRootAtIndex',
        [BigInt(index)],
      )
      const distribution = distributions[index]
      if (distribution !== undefined) distribution.activatedAt = activatedAt
      for (const { week: claimed, who } of CLAIMS) {
        if (claimed !== index) continue
        const earner = who(world)
        const claim = trees[index]?.claimFor(earner, index)
        if (claim === undefined) throw new Error(`${earner} has nothing to claim in week ${index}.`)
        world.scribe.send(
          `${earner} claims rewards`,
          earner,
          core(world, 'rewardsCoordinator', 'processClaim', [claim, earner]),
        )
      }
    })
  }
  return distributions
}
