import type { Address } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Allocation,
  BURN,
  type Core,
  DELAY,
  eth,
  type OperatorSetId,
  startCore,
  WAD,
  ZERO,
} from './testing/fixture.ts'
import { part, partUp } from './testing/model.ts'

let core: Core
beforeAll(async () => {
  core = await startCore()
})
afterAll(() => core.stop())

/** An operator with stake of its own, registered and allocated to a new set. */
async function slashable(stake: bigint, magnitude: bigint) {
  const [operator, set] = [await core.operator(), await core.avs(['A', 'B'])]
  await core.deposit(operator, 'A', stake)
  await core.register(operator, set)
  await core.allocate(operator, set, 'A', magnitude)
  return { operator, set }
}

const allocationOf = (operator: Address, set: OperatorSetId) =>
  core.read<Allocation>(core.am, 'getAllocation', [operator, set, core.at.strategies.A])
const stakeOf = (operator: Address) =>
  core.read<bigint>(core.dm, 'operatorShares', [operator, core.at.strategies.A])
const balanceOf = (account: Address) =>
  core.read<bigint>(['CoreTestToken', core.tokens.A], 'balanceOf', [account])

describe('a slash', () => {
  test('is refused unless everything about it is in order', async () => {
    const { operator, set } = await slashable(1000n, WAD / 2n)
    const { A, B, EIGEN } = core.at.strategies
    const [low, high] = BigInt(A) < BigInt(B) ? [A, B] : [B, A]
    const fails = (change: object, from = set.avs) =>
      core.failure(from, core.am, 'slashOperator', [
        set.avs,
        {
          operator,
          operatorSetId: 0,
          strategies: [A],
          wadsToSlash: [1n],
          description: '',
          ...change,
        },
      ])
    expect(await fails({ wadsToSlash: [] })).toBe('InputArrayLengthMismatch')
    expect(await fails({ operatorSetId: 3 })).toBe('InvalidOperatorSet')
    expect(await fails({ operator: core.fresh() })).toBe('OperatorNotSlashable')
    expect(await fails({}, operator)).toBe('InvalidCaller')
    expect(await fails({ strategies: [high, low], wadsToSlash: [1n, 1n] })).toBe(
      'StrategiesMustBeInAscendingOrder',
    )
    expect(await fails({ strategies: [A, A], wadsToSlash: [1n, 1n] })).toBe(
      'StrategiesMustBeInAscendingOrder',
    )
    expect(await fails({ wadsToSlash: [0n] })).toBe('InvalidWadToSlash')
    expect(await fails({ wadsToSlash: [WAD + 1n] })).toBe('InvalidWadToSlash')
    expect(await fails({ strategies: [EIGEN] })).toBe('StrategyNotInOperatorSet')
    // An appointee of the AVS is not its slasher.
    const appointee = core.fresh()
    const selector = '0x36352057'
    await core.write(set.avs, core.pc, 'setAppointee', [set.avs, appointee, core.am[1], selector])
    expect(await fails({}, appointee)).toBe('InvalidCaller')
    expect(await fails({})).toBeUndefined()
  })

  test('of a fifth of a half takes a tenth of the stake', async () => {
    const { operator, set } = await slashable(eth('100'), WAD / 2n)
    const receipt = await core.slash(operator, set, 'A', WAD / 5n)
    expect(core.events(receipt, 'AllocationManager', 'OperatorSlashed')).toEqual([
      {
        operator,
        operatorSet: set,
        strategies: [core.at.strategies.A],
        wadSlashed: [WAD / 10n],
        description: 'test',
      },
    ])
    expect(core.events(receipt, 'AllocationManager', 'MaxMagnitudeUpdated')).toMatchObject([
      { maxMagnitude: (WAD * 9n) / 10n },
    ])
    expect(core.events(receipt, 'AllocationManager', 'EncumberedMagnitudeUpdated')).toMatchObject([
      { encumberedMagnitude: (WAD * 4n) / 10n },
    ])
    expect(core.events(receipt, 'DelegationManager', 'OperatorSharesDecreased')).toEqual([
      { operator, staker: ZERO, strategy: core.at.strategies.A, shares: eth('10') },
    ])
    expect(await stakeOf(operator)).toBe(eth('90'))
    expect((await allocationOf(operator, set)).currentMagnitude).toBe((WAD * 4n) / 10n)
    expect(await core.read(core.am, 'getSlashCount', [set])).toBe(1n)
    const stake = ['getAllocatedStake', [set, [operator], [core.at.strategies.A]]] as const
    const share = part((WAD * 4n) / 10n, WAD, (WAD * 9n) / 10n)
    expect(await core.read(core.am, ...stake)).toEqual([[part(eth('90'), share, WAD)]])
  })

  test('rounds the magnitude up and the shares down', async () => {
    const { operator, set } = await slashable(7n, 3n)
    await core.slash(operator, set, 'A', 1n)
    // ceil(3 * 1e-18) = 1, and 7 - ceil(7 * (1e18 - 1) / 1e18) = 0 shares.
    expect(await core.read(core.am, 'getMaxMagnitude', [operator, core.at.strategies.A])).toBe(
      WAD - 1n,
    )
    expect(await stakeOf(operator)).toBe(7n)
  })

  test('of a strategy with nothing allocated is passed over', async () => {
    const { operator, set } = await slashable(50n, WAD)
    const receipt = await core.slash(operator, set, 'B', WAD)
    expect(core.events(receipt, 'AllocationManager', 'OperatorSlashed')).toMatchObject([
      { wadSlashed: [0n] },
    ])
    expect(core.events(receipt, 'DelegationManager', 'OperatorSharesSlashed')).toEqual([])
  })

  test('reaches a deregistered operator through the last block of the window', async () => {
    const { operator, set } = await slashable(100n, WAD / 2n)
    const { blockNumber } = await core.write(operator, core.am, 'deregisterFromOperatorSets', [
      { operator, avs: set.avs, operatorSetIds: [0] },
    ])
    await core.mineBefore(blockNumber + DELAY)
    await core.slash(operator, set, 'A', WAD / 2n)
    expect(await stakeOf(operator)).toBe(75n)
    await expect(core.slash(operator, set, 'A', WAD / 2n)).rejects.toThrow('OperatorNotSlashable')
  })
})

describe('what is pending', () => {
  test('a deallocation on its way is slashed with the rest, and the remainder of it is freed', async () => {
    const { operator, set } = await slashable(eth('10'), 800_000_000_000_000_001n)
    await core.allocate(operator, set, 'A', 300_000_000_000_000_000n)
    const before = await allocationOf(operator, set)
    const wad = 123_456_789_012_345_678n
    const receipt = await core.slash(operator, set, 'A', wad)
    const taken = partUp(before.currentMagnitude, wad, WAD)
    const pending = -before.pendingDiff - partUp(-before.pendingDiff, wad, WAD)
    expect(await allocationOf(operator, set)).toEqual({
      currentMagnitude: before.currentMagnitude - taken,
      pendingDiff: -pending,
      effectBlock: before.effectBlock,
    })
    const updates = core.events<{ magnitude: bigint; effectBlock: number }>(
      receipt,
      'AllocationManager',
      'AllocationUpdated',
    )
    expect(updates.map(({ magnitude, effectBlock }) => [magnitude, effectBlock])).toEqual([
      [before.currentMagnitude - taken - pending, before.effectBlock],
      [before.currentMagnitude - taken, Number(receipt.blockNumber)],
    ])
    await core.mine(DELAY)
    const { A } = core.at.strategies
    const left = before.currentMagnitude - taken - pending
    expect((await allocationOf(operator, set)).currentMagnitude).toBe(left)
    expect(await core.read(core.am, 'getEncumberedMagnitude', [operator, A])).toBe(left)
    expect(await core.read(core.am, 'getAllocatableMagnitude', [operator, A])).toBe(
      WAD - taken - left,
    )
  })

  test('a slash after a deallocation is over but still in the queue frees it once', async () => {
    const { operator, set } = await slashable(eth('10'), WAD)
    await core.allocate(operator, set, 'A', WAD / 2n)
    await core.mine(DELAY + 1n)
    await core.slash(operator, set, 'A', WAD / 2n)
    const { A } = core.at.strategies
    const free = () => core.read(core.am, 'getAllocatableMagnitude', [operator, A])
    expect(await free()).toBe(WAD / 2n)
    await core.write(operator, core.am, 'clearDeallocationQueue', [operator, [A], [9]])
    expect(await free()).toBe(WAD / 2n)
    await core.allocate(operator, set, 'A', (WAD * 3n) / 4n)
  })

  test('an allocation on its way is left alone', async () => {
    const operator = await core.operator(20)
    const set = await core.avs(['A'])
    await core.deposit(operator, 'A', 1000n)
    await core.register(operator, set)
    await core.allocate(operator, set, 'A', WAD / 4n)
    await core.slash(operator, set, 'A', WAD)
    expect(await stakeOf(operator)).toBe(1000n)
    await core.mine(20)
    await core.allocate(operator, set, 'A', WAD)
    await core.slash(operator, set, 'A', WAD)
    expect(await allocationOf(operator, set)).toMatchObject({
      currentMagnitude: 0n,
      pendingDiff: (WAD * 3n) / 4n,
    })
    expect(
      await core.read(core.am, 'getEncumberedMagnitude', [operator, core.at.strategies.A]),
    ).toBe((WAD * 3n) / 4n)
    expect(await stakeOf(operator)).toBe(750n)
  })
})

describe('the queue', () => {
  test('is slashed within the delay, inclusive, and not after', async () => {
    const { operator, set } = await slashable(1n, WAD)
    const [early, late] = [core.fresh(), core.fresh()]
    for (const staker of [early, late]) {
      await core.deposit(staker, 'A', 1_000_001n)
      await core.delegate(staker, operator)
    }
    const { A } = core.at.strategies
    const first = await core.queue(early, 'A', 1_000_001n)
    await core.mine(10)
    const second = await core.queue(late, 'A', 500_001n)
    const inQueue = () => core.read(core.dm, 'getSlashableSharesInQueue', [operator, A])
    expect(await inQueue()).toBe(1_500_002n)

    // In block start + delay the first one still counts; one block later it does not.
    await core.mineBefore(BigInt(first.startBlock) + DELAY)
    const receipt = await core.slash(operator, set, 'A', WAD / 2n)
    const lose = (amount: bigint, m: bigint) => amount - partUp(amount, m / 2n, m)
    expect(core.events(receipt, 'DelegationManager', 'OperatorSharesSlashed')).toMatchObject([
      { totalSlashedShares: lose(500_001n, WAD) + lose(1_500_002n, WAD) },
    ])
    const again = await core.slash(operator, set, 'A', WAD / 2n)
    const inQueueNow = part(500_001n, WAD / 2n, WAD)
    const own = 500_001n - lose(500_001n, WAD)
    expect(core.events(again, 'DelegationManager', 'OperatorSharesSlashed')).toMatchObject([
      { totalSlashedShares: lose(own, WAD / 2n) + lose(inQueueNow, WAD / 2n) },
    ])

    // The first left at a half, the second at a quarter.
    await core.mine(DELAY)
    for (const [staker, withdrawal] of [
      [early, first],
      [late, second],
    ] as const) {
      await core.write(staker, core.dm, 'completeQueuedWithdrawal', [
        withdrawal,
        [core.tokens.A],
        true,
      ])
    }
    expect(await balanceOf(early)).toBe(500_000n)
    expect(await balanceOf(late)).toBe(125_000n)
  })
})

describe('slashed shares', () => {
  async function sharesOf(set: OperatorSetId, slashId: bigint) {
    return core.read(core.sm, 'getBurnOrRedistributableShares', [set, slashId])
  }

  test('wait for anybody to have them burned', async () => {
    const { operator, set } = await slashable(eth('4'), WAD)
    await core.slash(operator, set, 'A', WAD / 4n)
    await core.slash(operator, set, 'A', WAD / 4n)
    const { A } = core.at.strategies
    expect(await core.read(core.sm, 'getPendingSlashIds', [set])).toEqual([1n, 2n])
    expect(await core.read(core.sm, 'getPendingOperatorSets')).toContainEqual(set)
    expect(await sharesOf(set, 1n)).toEqual([[A], [eth('1')]])
    expect(await core.read(core.sm, 'getBurnOrRedistributableCount', [set, 1n])).toBe(1n)
    const before = await balanceOf(BURN)
    const receipt = await core.write(core.fresh(), core.sm, 'clearBurnOrRedistributableShares', [
      set,
      1n,
    ])
    expect(core.events(receipt, 'StrategyManager', 'BurnOrRedistributableSharesDecreased')).toEqual(
      [{ operatorSet: set, slashId: 1n, strategy: A, shares: eth('1') }],
    )
    expect((await balanceOf(BURN)) - before).toBe(eth('1'))
    expect(await sharesOf(set, 1n)).toEqual([[], []])
    expect(await core.read(core.sm, 'getPendingSlashIds', [set])).toEqual([2n])
    await core.write(core.fresh(), core.sm, 'clearBurnOrRedistributableSharesByStrategy', [
      set,
      2n,
      A,
    ])
    expect((await balanceOf(BURN)) - before).toBe(eth('1.75'))
    expect(await core.read(core.sm, 'getPendingOperatorSets')).not.toContainEqual(set)
  })

  test('of a redistributing set go to its recipient', async () => {
    const [operator, avs, recipient] = [await core.operator(), core.fresh(), core.fresh()]
    const { A } = core.at.strategies
    await core.write(avs, core.am, 'updateAVSMetadataURI', [avs, 'x'])
    await core.write(avs, core.am, 'setAVSRegistrar', [avs, core.at.avsRegistrar])
    await core.write(avs, core.am, 'createRedistributingOperatorSets', [
      avs,
      [{ operatorSetId: 0, strategies: [A], slasher: avs }],
      [recipient],
    ])
    const set = { avs, id: 0 }
    await core.deposit(operator, 'A', 3001n)
    expect(await core.read(core.am, 'isOperatorRedistributable', [operator])).toBe(false)
    await core.register(operator, set)
    expect(await core.read(core.am, 'isOperatorRedistributable', [operator])).toBe(true)
    await core.allocate(operator, set, 'A', WAD)
    await core.slash(operator, set, 'A', WAD / 3n)
    await core.write(core.fresh(), core.sm, 'clearBurnOrRedistributableShares', [set, 1n])
    const magnitude = WAD - partUp(WAD, WAD / 3n, WAD)
    expect(await balanceOf(recipient)).toBe(3001n - partUp(3001n, magnitude, WAD))
  })

  test('a strategy is slashed once in a slash, by the delegation manager', async () => {
    const stranger = core.fresh()
    const set = { avs: stranger, id: 0 }
    expect(
      await core.failure(stranger, core.sm, 'increaseBurnOrRedistributableShares', [
        set,
        1n,
        core.at.strategies.A,
        1n,
      ]),
    ).toBe('OnlyDelegationManager')
    await core.client.impersonateAccount({ address: core.at.delegationManager })
    await core.client.setBalance({ address: core.at.delegationManager, value: eth('1') })
    const args = [set, 1n, core.at.strategies.A, 1n]
    const name = 'increaseBurnOrRedistributableShares'
    await core.write(core.at.delegationManager, core.sm, name, args)
    expect(await core.failure(core.at.delegationManager, core.sm, name, args)).toBe(
      'StrategyAlreadyInSlash',
    )
    await core.client.stopImpersonatingAccount({ address: core.at.delegationManager })
  })
})
