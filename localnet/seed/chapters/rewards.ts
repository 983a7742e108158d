import { type Address, parseEther } from 'viem'
import { AVSS } from '../avss.ts'
import { DAY, DAYS } from '../calendar.ts'
import { approveForever } from '../deposits.ts'
import type { Diary } from '../diary.ts'
import { OPERATORS } from '../operators.ts'
import {
  MULTIPLIERS,
  NOTIONAL_REWARD_B_USD,
  REWARD_STREAMS,
  type RewardStream,
} from '../rewards.ts'
import {
  avsAddress,
  core,
  midnight,
  operatorAddress,
  operatorSet,
  pricesOf,
  ROLES,
  strategies,
  token,
  type World,
} from '../world.ts'

/** Days of a week of rewards. */
const WEEK = 7
/** More of each reward token than anybody pays out in the history. */
const TREASURY = parseEther('1000000000')

/** Who pays rewards: AVSs, and the source of programmatic incentives. */
const PAYERS: readonly Address[] = [...AVSS.map((plan) => avsAddress(plan.key)), ROLES.incentives]

/** Who pays in which token: all in A and B, in C those alone whose streams are in it. */
const PAID = [
  ...PAYERS.flatMap((payer) => [
    { payer, key: 'rewardA' } as const,
    { payer, key: 'rewardB' } as const,
  ]),
  ...REWARD_STREAMS.flatMap(({ avs, token: key }) =>
    key === 'rewardC' && avs !== undefined ? [{ payer: avsAddress(avs), key }] : [],
  ),
]

/** The weeks that are rewarded: day of submission and first day. The last one is only six days long. */
export const REWARD_WEEKS: readonly { day: number; from: number; days: number }[] = [
  ...Array.from({ length: Math.floor((DAYS - 1) / WEEK) }, (_, index) => ({
    day: (index + 1) * WEEK,
    from: index * WEEK,
    days: WEEK,
  })),
  { day: DAYS, from: DAYS - (DAYS % WEEK), days: DAYS % WEEK },
].filter((week) => week.days > 0)

/** Weekly reward submissions of every kind, paid afterwards for the week that is over. */
export function rewardsChapter(diary: Diary): void {
  diary.at(0, 'noon', (world) => {
    for (const { payer, key } of PAID) {
      const mint = token(world, key, 'mint', [payer, TREASURY])
      world.scribe.send(`minting ${key}`, ROLES.issuer, mint)
    }
    world.scribe.send(
      'admitting programmatic incentives',
      ROLES.owner,
      core(world, 'rewardsCoordinator', 'setRewardsForAllSubmitter', [ROLES.incentives, true]),
    )
  })
  diary.at(0, 'evening', (world) => {
    const { rewardsCoordinator } = world.places.core
    for (const { payer, key } of PAID) {
      approveForever(world, `payer ${payer}`, payer, key, rewardsCoordinator)
    }
  })
  for (const [index, week] of REWARD_WEEKS.entries()) {
    diary.at(week.day, 'morning', (world) => {
      for (const stream of REWARD_STREAMS) {
        if (index >= (stream.fromWeek ?? 0)) submit(world, stream, index, week)
      }
    })
  }
}

function submit(
  world: World,
  stream: RewardStream,
  index: number,
  week: (typeof REWARD_WEEKS)[number],
) {
  const amount = weekly(world, stream, index, week)
  const submission = {
    strategiesAndMultipliers: weights(world, stream),
    token: world.places.tokens[stream.token],
    startTimestamp: midnight(world, week.from),
    duration: week.days * DAY,
  }
  const payer = stream.avs === undefined ? ROLES.incentives : avsAddress(stream.avs)
  const send = (functionName: string, args: readonly unknown[]) =>
    world.scribe.send(
      `${stream.avs ?? 'incentives'} pays ${stream.kind} rewards of week ${index + 1}`,
      payer,
      core(world, 'rewardsCoordinator', functionName, args),
    )
  const whole = [{ ...submission, amount }]
  const set = stream.set === undefined ? undefined : operatorSet(stream.set)
  switch (stream.kind) {
    case 'avs':
      return send('createAVSRewardsSubmission', [whole])
    case 'forAll':
      return send('createRewardsForAllSubmission', [whole])
    case 'forAllEarners':
      return send('createRewardsForAllEarners', [whole])
    case 'uniqueStake':
      return send('createUniqueStakeRewardsSubmission', [set, whole])
    case 'totalStake':
      return send('createTotalStakeRewardsSubmission', [set, whole])
    default: {
      const operatorRewards = shares(world, stream, amount, week.from + week.days)
      if (operatorRewards.length === 0) return
      const directed = [
        {
          ...submission,
          operatorRewards,
          description: `Work of week ${index + 1} (invented)`,
        },
      ]
      return stream.kind === 'operatorDirectedSet'
        ? send('createOperatorDirectedOperatorSetRewardsSubmission', [set, directed])
        : send('createOperatorDirectedAVSRewardsSubmission', [payer, directed])
    }
  }
}

/** Token units for one week; payers begin small and grow with the stake. */
function weekly(
  world: World,
  stream: RewardStream,
  index: number,
  week: (typeof REWARD_WEEKS)[number],
): bigint {
  const prices = pricesOf(world, week.day)
  const grown = Math.min(1, 0.22 + 0.1 * index)
  const ether = ((stream.etherPerYear * week.days) / 365) * grown
  const inEther = {
    rewardA: prices.rewardUsd / prices.ethUsd,
    rewardB: NOTIONAL_REWARD_B_USD / prices.ethUsd,
    rewardC: prices.rewardCEth,
  }
  const tokens = ether / inEther[stream.token]
  return BigInt(Math.round(tokens * 1e6)) * 10n ** 12n
}

function weights(world: World, stream: RewardStream) {
  const byAddress = new Map(
    stream.strategies.map((key) => [world.places.strategies[key], MULTIPLIERS[key]]),
  )
  return strategies(world, stream.strategies).map((strategy) => ({
    strategy,
    multiplier: byAddress.get(strategy),
  }))
}

/** Operators that were members for at least a day, in proportion to what they planned to allocate. */
function shares(world: World, stream: RewardStream, amount: bigint, lastDay: number) {
  const inScope = (set: string) =>
    stream.set === undefined ? set.startsWith(`${stream.avs}/`) : set === stream.set
  const members = OPERATORS.flatMap((plan) => {
    const joined = plan.registers.some((entry) => inScope(entry.set) && entry.day < lastDay - 1)
    const part = Math.max(
      0.05,
      ...plan.allocations
        .filter((entry) => inScope(entry.set) && entry.day < DAYS)
        .map((e) => e.part),
    )
    const weight = BigInt(Math.round(plan.stake * part))
    return joined ? [{ operator: operatorAddress(world, plan.key), weight }] : []
  })
  const total = members.reduce((sum, member) => sum + member.weight, 0n)
  return members
    .map(({ operator, weight }) => ({ operator, amount: (amount * weight) / total }))
    .sort((a, b) => (a.operator.toLowerCase() < b.operator.toLowerCase() ? -1 : 1))
}
