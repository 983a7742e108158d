import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DAY, type RewardsFixture, START, startRewards } from './setup.ts'

let f: RewardsFixture
let snapshot: `0x${string}`
const DELAY = 7_200

beforeAll(async () => {
  f = await startRewards()
  await f.at(START + 5 * DAY)
})
afterAll(() => f.chain.stop())
beforeEach(async () => {
  snapshot = await f.chain.client.snapshot()
})
afterEach(() => f.chain.client.revert({ id: snapshot }))

/** Setter, getter, arguments that name the split, and the names in the event. */
const kinds = () =>
  [
    ['setOperatorAVSSplit', 'getOperatorAVSSplit', [f.operator, f.avs], 'OperatorAVSSplitBips'],
    ['setOperatorPISplit', 'getOperatorPISplit', [f.operator], 'OperatorPISplitBips'],
    [
      'setOperatorSetSplit',
      'getOperatorSetSplit',
      [f.operator, f.operatorSet],
      'OperatorSetSplitBips',
    ],
  ] as const

describe('splits', () => {
  test('count from their activation on, to the second, and may change only after it', async () => {
    for (const [set, get, names, event] of kinds()) {
      const split = () => f.coordinator.read(get, ...names)
      expect(await split()).toBe(1000)
      const setAt = (await f.now()) + 10
      await f.chain.client.setNextBlockTimestamp({ timestamp: BigInt(setAt) })
      const receipt = await f.coordinator.send(f.operator, set, [...names, 250])
      expect(f.coordinator.events(receipt)[0]).toMatchObject({
        eventName: `${event}Set`,
        args: {
          caller: f.operator,
          operator: f.operator,
          activatedAt: setAt + DELAY,
          [`old${event}`]: 1000,
          [`new${event}`]: 250,
        },
      })
      await f.at(setAt + DELAY - 1)
      expect(await split()).toBe(1000)
      expect(await f.coordinator.refusal(f.operator, set, [...names, 300])).toBe(
        'PreviousSplitPending',
      )
      await f.at(setAt + DELAY)
      expect(await split()).toBe(250)
      await f.at(setAt + DELAY + 1)
      const second = await f.coordinator.send(f.operator, set, [...names, 10_000])
      expect(f.coordinator.events(second)[0]?.args[`old${event}`]).toBe(250)
      expect(await split()).toBe(250)
      await f.at((await f.now()) + DELAY)
      expect(await split()).toBe(10_000)
    }
  })

  test('a first split waits behind whatever the default is at the time', async () => {
    for (const [set, , names] of kinds()) {
      await f.coordinator.send(f.operator, set, [...names, 0])
    }
    await f.coordinator.send(f.admin, 'setDefaultOperatorSplit', [777])
    for (const [, get, names] of kinds()) expect(await f.coordinator.read(get, ...names)).toBe(777)
    await f.at((await f.now()) + DELAY)
    for (const [, get, names] of kinds()) expect(await f.coordinator.read(get, ...names)).toBe(0)
  })

  test('are bounded and the operator’s own, for sets that exist', async () => {
    for (const [set, , names] of kinds()) {
      expect(await f.coordinator.refusal(f.operator, set, [...names, 10_001])).toBe(
        'SplitExceedsMax',
      )
      expect(await f.coordinator.refusal(f.stranger, set, [...names, 1])).toBe('InvalidPermissions')
    }
    const nowhere = { avs: f.avs, id: 99 }
    expect(
      await f.coordinator.refusal(f.operator, 'setOperatorSetSplit', [f.operator, nowhere, 1]),
    ).toBe('InvalidOperatorSet')
  })
})
