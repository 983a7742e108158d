import type { Address } from 'viem'
import { networkEventsAbi } from '../../src/protocol/abi/events.ts'
import { type KeeperCall, sendAs } from './sender.ts'
import { abiOf, type Duty, type Site } from './site.ts'

/** Seconds of a week of rewards. */
const WEEK = 7 * 86_400

const KINDS = [
  'AVSRewardsSubmissionCreated',
  'OperatorDirectedAVSRewardsSubmissionCreated',
  'OperatorDirectedOperatorSetRewardsSubmissionCreated',
  'UniqueStakeRewardsSubmissionCreated',
  'TotalStakeRewardsSubmissionCreated',
  'RewardsSubmissionForAllCreated',
  'RewardsSubmissionForAllEarnersCreated',
] as const
const submissionEvents = networkEventsAbi.filter(
  (item): item is Extract<(typeof networkEventsAbi)[number], { name: (typeof KINDS)[number] }> =>
    item.type === 'event' && (KINDS as readonly string[]).includes(item.name),
)

interface Period {
  startTimestamp: number
  duration: number
}

/** One submission, ready to be made again for another week. */
interface Repeatable {
  end: number
  duration: number
  again(period: Period): Omit<KeeperCall, 'address' | 'abi'>
}

/** The week's reward submissions of every kind: what was paid for the last week is paid for the next. */
export const rewardSubmissions: Duty = {
  kind: 'rewardSubmissions',
  description: 'AVSs pay the rewards of the week that is over.',
  isEvent: true,
  dueAt: async (site) => {
    const last = await lastWeek(site)
    const [first] = last
    return first === undefined ? Number.POSITIVE_INFINITY : first.end + WEEK
  },
  perform: async (site, now) => {
    const last = await lastWeek(site)
    const [first] = last
    if (first === undefined || first.end + WEEK > now) return []
    const period = { startTimestamp: first.end, duration: WEEK }
    const calls = last.map((submission) => ({
      ...submission.again(period),
      address: site.seed.deployments.eigenLayer.rewardsCoordinator,
      abi: abiOf(site, 'RewardsCoordinator'),
    }))
    const failures = await sendAs(site.client, calls)
    return failures.flatMap((failure, index) =>
      failure === undefined ? [] : [`${calls[index]?.functionName} failed: ${failure}.`],
    )
  },
}

/** The second at which the last rewarded week ended; undefined when nothing was ever paid. */
export async function lastRewardedSecond(site: Site): Promise<number | undefined> {
  return (await lastWeek(site))[0]?.end
}

/** The submissions for the latest week: those that end last. */
async function lastWeek(site: Site): Promise<Repeatable[]> {
  const all = await repeatables(site)
  const end = Math.max(...all.map((submission) => submission.end))
  return all.filter((submission) => submission.end === end)
}

async function repeatables({ client, seed }: Site): Promise<Repeatable[]> {
  const logs = await client.getLogs({
    address: seed.deployments.eigenLayer.rewardsCoordinator,
    events: submissionEvents,
    fromBlock: BigInt(seed.deployments.startBlock),
    strict: true,
  })
  return logs.map((log): Repeatable => {
    switch (log.eventName) {
      case 'AVSRewardsSubmissionCreated':
        return plain(log.args.avs, 'createAVSRewardsSubmission', [], log.args.rewardsSubmission)
      case 'RewardsSubmissionForAllCreated':
        return plain(
          log.args.submitter,
          'createRewardsForAllSubmission',
          [],
          log.args.rewardsSubmission,
        )
      case 'RewardsSubmissionForAllEarnersCreated':
        return plain(
          log.args.tokenHopper,
          'createRewardsForAllEarners',
          [],
          log.args.rewardsSubmission,
        )
      case 'UniqueStakeRewardsSubmissionCreated':
        return plain(
          log.args.caller,
          'createUniqueStakeRewardsSubmission',
          [log.args.operatorSet],
          log.args.rewardsSubmission,
        )
      case 'TotalStakeRewardsSubmissionCreated':
        return plain(
          log.args.caller,
          'createTotalStakeRewardsSubmission',
          [log.args.operatorSet],
          log.args.rewardsSubmission,
        )
      case 'OperatorDirectedAVSRewardsSubmissionCreated':
        return directed(
          log.args.caller,
          'createOperatorDirectedAVSRewardsSubmission',
          log.args.avs,
          log.args.operatorDirectedRewardsSubmission,
        )
      default:
        return directed(
          log.args.caller,
          'createOperatorDirectedOperatorSetRewardsSubmission',
          log.args.operatorSet,
          log.args.operatorDirectedRewardsSubmission,
        )
    }
  })
}

function plain(
  from: Address,
  functionName: string,
  before: readonly unknown[],
  submission: Period & { amount: bigint },
): Repeatable {
  const { startTimestamp, duration, amount } = submission
  return {
    end: startTimestamp + duration,
    duration,
    again: (period) => ({
      from,
      functionName,
      args: [...before, [{ ...submission, ...period, amount: scaled(amount, duration, period) }]],
    }),
  }
}

function directed(
  from: Address,
  functionName: string,
  target: unknown,
  submission: Period & { operatorRewards: readonly { operator: Address; amount: bigint }[] },
): Repeatable {
  const { startTimestamp, duration, operatorRewards } = submission
  return {
    end: startTimestamp + duration,
    duration,
    again: (period) => ({
      from,
      functionName,
      args: [
        target,
        [
          {
            ...submission,
            ...period,
            operatorRewards: operatorRewards.map(({ operator, amount }) => ({
              operator,
              amount: scaled(amount, duration, period),
            })),
          },
        ],
      ],
    }),
  }
}

/** The same amount a day for another length. */
function scaled(amount: bigint, duration: number, period: Period): bigint {
  return (amount * BigInt(period.duration)) / BigInt(duration)
}
