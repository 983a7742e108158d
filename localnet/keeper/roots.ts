import { parseAbi } from 'viem'
import { readRewardsInput } from '../rewards/read.ts'
import type { DaySnapshot } from '../rewards/types.ts'
import { buildDistribution, computeDistribution } from '../rewards/updater.ts'
import { lastRewardedSecond } from './rewards.ts'
import { sendAs } from './sender.ts'
import { abiOf, type Duty, type Site } from './site.ts'

/** Seconds after the end of a week at which its root is posted. */
const ROOT_DELAY = 44_400

const rootsAbi = parseAbi([
  'function getDistributionRootsLength() view returns (uint256)',
  'function currRewardsCalculationEndTimestamp() view returns (uint32)',
  'struct DistributionRoot { bytes32 root; uint32 rewardsCalculationEndTimestamp; uint32 activatedAt; bool disabled; }',
  'function getDistributionRootAtIndex(uint256 index) view returns (DistributionRoot)',
])

/** A distribution root for every week whose rewards have been submitted, computed from the chain. */
export function distributionRoot(): Duty {
  let known: readonly DaySnapshot[] = []
  return {
    kind: 'distributionRootPosted',
    description: 'The rewards updater posts the root of the week that is over.',
    isEvent: true,
    dueAt: async (site) => {
      const [rewarded, posted] = await Promise.all([
        lastRewardedSecond(site),
        readRoots(site, 'currRewardsCalculationEndTimestamp'),
      ])
      const isPosted = rewarded === undefined || rewarded <= Number(posted)
      return isPosted ? Number.POSITIVE_INFINITY : rewarded + ROOT_DELAY
    },
    perform: async (site) => {
      const end = await lastRewardedSecond(site)
      if (end === undefined) return []
      const { eigenLayer, multicall3, startBlock } = site.seed.deployments
      const input = await readRewardsInput(site.client, {
        addresses: { ...eigenLayer, multicall3 },
        fromBlock: BigInt(startBlock),
        calculationEndTimestamp: end,
        known,
      })
      known = input.days
      const distribution = computeDistribution(input, end)
      const { root } = buildDistribution(distribution)
      const rootIndex = Number(await readRoots(site, 'getDistributionRootsLength'))
      const [failure] = await sendAs(site.client, [
        {
          from: site.seed.keeper.roles.rewardsUpdater,
          address: eigenLayer.rewardsCoordinator,
          abi: abiOf(site, 'RewardsCoordinator'),
          functionName: 'submitRoot',
          args: [root, end],
        },
      ])
      if (failure !== undefined) return [`The distribution root was not posted: ${failure}.`]
      const { activatedAt } = await site.client.readContract({
        address: eigenLayer.rewardsCoordinator,
        abi: rootsAbi,
        functionName: 'getDistributionRootAtIndex',
        args: [BigInt(rootIndex)],
      })
      site.distributions.push({
        rootIndex,
        root,
        rewardsCalculationEndTimestamp: end,
        activatedAt,
        earners: Object.fromEntries(
          distribution.earners.map(({ earner, tokens }) => [
            earner,
            Object.fromEntries(tokens.map((leaf) => [leaf.token, String(leaf.cumulativeEarnings)])),
          ]),
        ),
      })
      return []
    },
  }
}

function readRoots(
  { client, seed }: Site,
  functionName: 'getDistributionRootsLength' | 'currRewardsCalculationEndTimestamp',
): Promise<bigint | number> {
  const address = seed.deployments.eigenLayer.rewardsCoordinator
  return client.readContract({ address, abi: rootsAbi, functionName })
}
