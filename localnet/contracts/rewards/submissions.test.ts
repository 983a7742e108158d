import { type Address, encodeAbiParameters, keccak256, zeroAddress } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DAY, type RewardsFixture, START, startRewards } from './setup.ts'

let f: RewardsFixture
let snapshot: `0x${string}`

/** Noon of the fifth day of the chain; midnight of that day is `TODAY`. */
const TODAY = START + 5 * DAY

beforeAll(async () => {
  f = await startRewards()
  await f.at(TODAY + DAY / 2)
})
afterAll(() => f.chain.stop())
beforeEach(async () => {
  snapshot = await f.chain.client.snapshot()
})
afterEach(() => f.chain.client.revert({ id: snapshot }))

const BEACON = '0xbeaC0eeEeeeeEEeEeEEEEeeEEeEeeeEeeEEBEaC0'
const both = () => f.strategies.map((strategy) => ({ strategy, multiplier: 10n ** 18n }))

const submission = (over: Record<string, unknown> = {}) => ({
  strategiesAndMultipliers: both(),
  token: f.token.address,
  amount: 70n,
  startTimestamp: TODAY,
  duration: 7 * DAY,
  ...over,
})
const directed = (over: Record<string, unknown> = {}) => ({
  strategiesAndMultipliers: both(),
  token: f.token.address,
  operatorRewards: [
    { operator: '0x0000000000000000000000000000000000000011', amount: 30n },
    { operator: '0x0000000000000000000000000000000000000022', amount: 47n },
  ],
  startTimestamp: TODAY - 3 * DAY,
  duration: 2 * DAY,
  description: 'what was done',
  ...over,
})

describe('each kind', () => {
  /** Kind, arguments before the list, who sends, whose nonce and hash, event, and hash getter. */
  const kinds = () =>
    [
      ['createAVSRewardsSubmission', [], f.avs, f.avs, 'AVSRewardsSubmissionCreated'],
      ['createEigenDARewardsSubmission', [f.avs], f.admin, f.avs, 'AVSRewardsSubmissionCreated'],
      ['createRewardsForAllSubmission', [], f.admin, f.admin, 'RewardsSubmissionForAllCreated'],
      ['createRewardsForAllEarners', [], f.admin, f.admin, 'RewardsSubmissionForAllEarnersCreated'],
      [
        'createUniqueStakeRewardsSubmission',
        [f.operatorSet],
        f.avs,
        f.avs,
        'UniqueStakeRewardsSubmissionCreated',
      ],
      [
        'createTotalStakeRewardsSubmission',
        [f.operatorSet],
        f.avs,
        f.avs,
        'TotalStakeRewardsSubmissionCreated',
      ],
      [
        'createOperatorDirectedAVSRewardsSubmission',
        [f.avs],
        f.avs,
        f.avs,
        'OperatorDirectedAVSRewardsSubmissionCreated',
      ],
      [
        'createOperatorDirectedOperatorSetRewardsSubmission',
        [f.operatorSet],
        f.avs,
        f.avs,
        'OperatorDirectedOperatorSetRewardsSubmissionCreated',
      ],
    ] as const
  const getters: Record<string, string> = {
    AVSRewardsSubmissionCreated: 'isAVSRewardsSubmissionHash',
    RewardsSubmissionForAllCreated: 'isRewardsSubmissionForAllHash',
    RewardsSubmissionForAllEarnersCreated: 'isRewardsSubmissionForAllEarnersHash',
    UniqueStakeRewardsSubmissionCreated: 'isUniqueStakeRewardsSubmissionHash',
    TotalStakeRewardsSubmissionCreated: 'isTotalStakeRewardsSubmissionHash',
    OperatorDirectedAVSRewardsSubmissionCreated: 'isOperatorDirectedAVSRewardsSubmissionHash',
    OperatorDirectedOperatorSetRewardsSubmissionCreated:
      'isOperatorDirectedOperatorSetRewardsSubmissionHash',
  }

  test('pulls the tokens, counts one nonce per account and announces what it took', async () => {
    await f.coordinator.send(f.admin, 'setRewardsForAllSubmitter', [f.admin, true])
    const nonces = new Map<Address, bigint>()
    let held = 0n
    for (const [kind, before, from, account, event] of kinds()) {
      const isDirected = kind.startsWith('createOperatorDirected')
      const list = isDirected
        ? [directed(), directed({ description: 'again' })]
        : [submission(), submission({ amount: 7n })]
      const receipt = await f.coordinator.send(from, kind, [...before, list])
      const seen = f.coordinator.events(receipt)
      expect(seen.map((e) => e.eventName)).toEqual([event, event])
      for (const each of seen) {
        const nonce = nonces.get(account) ?? 0n
        nonces.set(account, nonce + 1n)
        expect(each.args.submissionNonce).toBe(nonce)
        const hash =
          each.args.rewardsSubmissionHash ?? each.args.operatorDirectedRewardsSubmissionHash
        expect(await f.coordinator.read(getters[event] as string, account, hash)).toBe(true)
        if ('operatorSet' in each.args) expect(each.args.operatorSet).toEqual(f.operatorSet)
        if ('caller' in each.args) expect(each.args.caller).toBe(from)
      }
      held += isDirected ? 154n : 77n
      expect(await f.token.read('balanceOf', f.coordinator.address)).toBe(held)
    }
    expect(nonces.get(f.avs)).toBe(12n)
    expect(await f.coordinator.read('submissionNonce', f.avs)).toBe(12n)
    expect(await f.coordinator.read('submissionNonce', f.admin)).toBe(4n)
  })

  test('the hash is that of account, nonce and submission', async () => {
    const receipt = await f.coordinator.send(f.avs, 'createAVSRewardsSubmission', [[submission()]])
    const encoded = encodeAbiParameters(
      [
        { type: 'address' },
        { type: 'uint256' },
        {
          type: 'tuple',
          components: [
            {
              name: 'strategiesAndMultipliers',
              type: 'tuple[]',
              components: [
                { name: 'strategy', type: 'address' },
                { name: 'multiplier', type: 'uint96' },
              ],
            },
            { name: 'token', type: 'address' },
            { name: 'amount', type: 'uint256' },
            { name: 'startTimestamp', type: 'uint32' },
            { name: 'duration', type: 'uint32' },
          ],
        },
      ],
      [f.avs, 0n, submission() as never],
    )
    expect(f.coordinator.events(receipt)[0]?.args.rewardsSubmissionHash).toBe(keccak256(encoded))
  })

  test('an opted-in submitter pays a fifth to the fee recipient and the event is net', async () => {
    await f.coordinator.send(f.avs, 'setOptInForProtocolFee', [f.avs, true])
    expect(await f.coordinator.read('isOptedInForProtocolFee', f.avs)).toBe(true)
    const plain = await f.coordinator.send(f.avs, 'createAVSRewardsSubmission', [
      [submission({ amount: 103n })],
    ])
    expect(f.coordinator.events(plain)[0]?.args.rewardsSubmission).toMatchObject({ amount: 83n })
    expect(await f.token.read('balanceOf', f.feeRecipient)).toBe(20n)
    const each = await f.coordinator.send(f.avs, 'createOperatorDirectedAVSRewardsSubmission', [
      f.avs,
      [directed()],
    ])
    expect(f.coordinator.events(each)[0]?.args.operatorDirectedRewardsSubmission).toMatchObject({
      operatorRewards: [{ amount: 24n }, { amount: 38n }],
    })
    expect(await f.token.read('balanceOf', f.feeRecipient)).toBe(20n + 6n + 9n)
    expect(await f.token.read('balanceOf', f.coordinator.address)).toBe(83n + 62n)
    expect(await f.coordinator.refusal(f.stranger, 'setOptInForProtocolFee', [f.avs, false])).toBe(
      'InvalidPermissions',
    )
  })
})

describe('checks', () => {
  const refuse = (over: Record<string, unknown>) =>
    f.coordinator.refusal(f.avs, 'createAVSRewardsSubmission', [[submission(over)]])
  const refuseDirected = (over: Record<string, unknown>) =>
    f.coordinator.refusal(f.avs, 'createOperatorDirectedAVSRewardsSubmission', [
      f.avs,
      [directed(over)],
    ])

  test('of every submission', async () => {
    const [first, second] = both()
    for (const refused of [refuse, refuseDirected]) {
      expect(await refused({ strategiesAndMultipliers: [] })).toBe('InputArrayLengthZero')
      expect(await refused({ strategiesAndMultipliers: [second, first] })).toBe(
        'StrategiesNotInAscendingOrder',
      )
      expect(await refused({ strategiesAndMultipliers: [first, first] })).toBe(
        'StrategiesNotInAscendingOrder',
      )
      expect(
        await refused({
          strategiesAndMultipliers: [{ strategy: f.stranger, multiplier: 1n }],
        }),
      ).toBe('StrategyNotWhitelisted')
      expect(await refused({ duration: 0 })).toBe('DurationIsZero')
      expect(await refused({ duration: 731 * DAY })).toBe('DurationExceedsMax')
      expect(await refused({ duration: DAY + 1 })).toBe('InvalidDurationRemainder')
      expect(await refused({ startTimestamp: TODAY + 1 })).toBe('InvalidStartTimestampRemainder')
      expect(await refused({ startTimestamp: 0 })).toBe('InvalidStartTimestampRemainder')
      // Noon minus 168 days is after the midnight of that day.
      expect(await refused({ startTimestamp: TODAY - 168 * DAY })).toBe(
        'StartTimestampTooFarInPast',
      )
      expect(await refused({ startTimestamp: TODAY - 167 * DAY })).toBe('not refused')
    }
  })

  test('of amounts and the future', async () => {
    expect(await refuse({ amount: 0n })).toBe('AmountIsZero')
    expect(await refuse({ amount: 10n ** 38n })).toBe('AmountExceedsMax')
    expect(await refuse({ startTimestamp: TODAY + 31 * DAY })).toBe('StartTimestampTooFarInFuture')
    expect(await refuse({ startTimestamp: TODAY + 30 * DAY, duration: 730 * DAY })).toBe(
      'not refused',
    )
    const beacon = { strategiesAndMultipliers: [{ strategy: BEACON, multiplier: 1n }] }
    expect(await refuse(beacon)).toBe('not refused')
    expect(await refuse({ amount: 10n ** 31n })).toBe('ERC20: transfer amount exceeds balance')
  })

  test('of operator-directed submissions', async () => {
    const [one, two] = directed().operatorRewards
    expect(await refuseDirected({ operatorRewards: [] })).toBe('InputArrayLengthZero')
    expect(await refuseDirected({ operatorRewards: [two, one] })).toBe(
      'OperatorsNotInAscendingOrder',
    )
    expect(await refuseDirected({ operatorRewards: [one, one] })).toBe(
      'OperatorsNotInAscendingOrder',
    )
    expect(await refuseDirected({ operatorRewards: [{ operator: zeroAddress, amount: 1n }] })).toBe(
      'InvalidAddressZero',
    )
    expect(await refuseDirected({ operatorRewards: [{ ...one, amount: 0n }] })).toBe('AmountIsZero')
    expect(
      await refuseDirected({
        operatorRewards: [
          { ...one, amount: 10n ** 38n - 1n },
          { ...two, amount: 1n },
        ],
      }),
    ).toBe('AmountExceedsMax')
    expect(await refuseDirected({ startTimestamp: TODAY - DAY })).toBe('SubmissionNotRetroactive')
    // The end must have passed: the midnight of today has, the next one has not.
    expect(await refuseDirected({ startTimestamp: TODAY - 2 * DAY })).toBe('not refused')
  })

  test('of callers', async () => {
    const { coordinator: c, stranger, operatorSet, avs } = f
    const no = 'InvalidPermissions'
    expect(await c.refusal(stranger, 'createRewardsForAllSubmission', [[submission()]])).toBe(
      'UnauthorizedCaller',
    )
    expect(await c.refusal(stranger, 'createRewardsForAllEarners', [[submission()]])).toBe(
      'UnauthorizedCaller',
    )
    expect(await c.refusal(avs, 'createEigenDARewardsSubmission', [avs, [submission()]])).toBe(
      'UnauthorizedCaller',
    )
    for (const [kind, first, list] of [
      ['createOperatorDirectedAVSRewardsSubmission', avs, [directed()]],
      ['createOperatorDirectedOperatorSetRewardsSubmission', operatorSet, [directed()]],
      ['createUniqueStakeRewardsSubmission', operatorSet, [submission()]],
      ['createTotalStakeRewardsSubmission', operatorSet, [submission()]],
    ] as const) {
      expect(await c.refusal(stranger, kind, [first, list])).toBe(no)
    }
    const nowhere = { avs, id: 8 }
    for (const [kind, list] of [
      ['createOperatorDirectedOperatorSetRewardsSubmission', [directed()]],
      ['createUniqueStakeRewardsSubmission', [submission()]],
      ['createTotalStakeRewardsSubmission', [submission()]],
    ] as const) {
      expect(await c.refusal(avs, kind, [nowhere, list])).toBe('InvalidOperatorSet')
    }
    // The emissions controller rewards operator sets without the AVS's leave.
    const list = [submission()]
    expect(
      await c.refusal(f.admin, 'createUniqueStakeRewardsSubmission', [operatorSet, list]),
    ).toBe('not refused')
  })

  test('an appointee may submit, for exactly what it was appointed to, with its own tokens', async () => {
    const { coordinator: c, stub, admin, avs, operatorSet } = f
    await stub.send(admin, 'appoint', [admin, f.stranger, c.address, '0x9cb9a5fa'])
    await stub.send(admin, 'appoint', [avs, f.stranger, c.address, '0x9cb9a5fa'])
    await f.token.send(admin, 'mint', [f.stranger, 100n])
    await f.token.send(f.stranger, 'approve', [c.address, 100n])
    await c.send(f.stranger, 'createOperatorDirectedAVSRewardsSubmission', [avs, [directed()]])
    expect(await f.token.read('balanceOf', f.stranger)).toBe(23n)
    expect(
      await c.refusal(f.stranger, 'createTotalStakeRewardsSubmission', [
        operatorSet,
        [submission()],
      ]),
    ).toBe('InvalidPermissions')
  })
})

describe('pause', () => {
  test('every switch stops its own calls', async () => {
    const { coordinator: c, avs, admin, operator, operatorSet } = f
    const s = [submission()]
    const d = [directed()]
    const calls: [number, Address, string, unknown[]][] = [
      [0, avs, 'createAVSRewardsSubmission', [s]],
      [0, admin, 'createEigenDARewardsSubmission', [avs, s]],
      [1, admin, 'createRewardsForAllSubmission', [s]],
      [3, admin, 'submitRoot', [`0x${'11'.repeat(32)}`, TODAY]],
      [3, admin, 'disableRoot', [0]],
      [4, admin, 'createRewardsForAllEarners', [s]],
      [5, avs, 'createOperatorDirectedAVSRewardsSubmission', [avs, d]],
      [6, operator, 'setOperatorAVSSplit', [operator, avs, 1]],
      [7, operator, 'setOperatorPISplit', [operator, 1]],
      [8, operator, 'setOperatorSetSplit', [operator, operatorSet, 1]],
      [9, avs, 'createOperatorDirectedOperatorSetRewardsSubmission', [operatorSet, d]],
      [10, avs, 'createUniqueStakeRewardsSubmission', [operatorSet, s]],
      [11, avs, 'createTotalStakeRewardsSubmission', [operatorSet, s]],
    ]
    for (const [bit, from, call, args] of calls) {
      await c.send(admin, 'pause', [1n << BigInt(bit)])
      expect(await c.read('paused', bit)).toBe(true)
      expect(await c.refusal(from, call, args)).toBe('CurrentlyPaused')
      await c.send(avs, 'unpause', [0n])
      expect(await c.refusal(from, call, args)).not.toBe('CurrentlyPaused')
    }
  })

  test('who may pause and unpause, and in which direction', async () => {
    const { coordinator: c, avs, admin, stranger } = f
    expect(await c.refusal(stranger, 'pause', [1n])).toBe('OnlyPauser')
    expect(await c.refusal(stranger, 'pauseAll')).toBe('OnlyPauser')
    expect(await c.refusal(admin, 'unpause', [0n])).toBe('OnlyUnpauser')
    await c.send(admin, 'pause', [5n])
    expect(await c.refusal(admin, 'pause', [4n])).toBe('InvalidNewPausedStatus')
    expect(await c.refusal(avs, 'unpause', [2n])).toBe('InvalidNewPausedStatus')
    await c.send(avs, 'unpause', [4n])
    expect(await c.read('paused')).toBe(4n)
    await c.send(admin, 'pauseAll')
    expect(await c.read('paused')).toBe(2n ** 256n - 1n)
  })
})

test('only the owner changes settings', async () => {
  const { coordinator: c, admin, stranger } = f
  for (const [call, args] of [
    ['setActivationDelay', [1]],
    ['setDefaultOperatorSplit', [1]],
    ['setRewardsUpdater', [stranger]],
    ['setFeeRecipient', [stranger]],
    ['setRewardsForAllSubmitter', [stranger, true]],
    ['transferOwnership', [stranger]],
    ['renounceOwnership', []],
  ] as const) {
    expect(await c.refusal(stranger, call, args)).toBe('Ownable: caller is not the owner')
  }
  expect(await c.refusal(admin, 'setDefaultOperatorSplit', [10_001])).toBe('SplitExceedsMax')
  expect(await c.refusal(admin, 'setFeeRecipient', [zeroAddress])).toBe('InvalidAddressZero')
  const changed = await c.send(admin, 'setActivationDelay', [1])
  expect(c.events(changed)).toMatchObject([
    {
      eventName: 'ActivationDelaySet',
      args: { oldActivationDelay: 7_200, newActivationDelay: 1 },
    },
  ])
  await c.send(admin, 'setRewardsUpdater', [stranger])
  expect(await c.read('rewardsUpdater')).toBe(stranger)
  await c.send(admin, 'transferOwnership', [stranger])
  expect(await c.read('owner')).toBe(stranger)
})
