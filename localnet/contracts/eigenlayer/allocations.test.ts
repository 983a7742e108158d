import type { Address } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Allocation,
  BURN,
  CONFIG_DELAY,
  type Core,
  DELAY,
  eth,
  type OperatorSetId,
  startCore,
  type TokenName,
  WAD,
  ZERO,
} from './testing/fixture.ts'

let core: Core
beforeAll(async () => {
  core = await startCore()
})
afterAll(() => core.stop())

const allocationOf = (operator: Address, set: OperatorSetId, token: TokenName) =>
  core.read<Allocation>(core.am, 'getAllocation', [operator, set, core.at.strategies[token]])

const magnitudeOf = async (operator: Address, set: OperatorSetId, token: TokenName) =>
  (await allocationOf(operator, set, token)).currentMagnitude

const allocateFails = (
  operator: Address,
  set: OperatorSetId,
  magnitudes: bigint[],
  from = operator,
) =>
  core.failure(from, core.am, 'modifyAllocations', [
    operator,
    [{ operatorSet: set, strategies: [core.at.strategies.A], newMagnitudes: magnitudes }],
  ])

describe('operator sets', () => {
  test('are created by an AVS that has shown itself, each id once, with a slasher', async () => {
    const [avs, stranger] = [core.fresh(), core.fresh()]
    const { A } = core.at.strategies
    const create = (params: object[], from = avs) =>
      core.failure(from, core.am, 'createOperatorSets', [avs, params])
    const v2 = (operatorSetId: number, strategies: Address[], slasher = avs) => ({
      operatorSetId,
      strategies,
      slasher,
    })
    expect(await create([v2(4, [A])])).toBe('NonexistentAVSMetadata')
    await core.write(avs, core.am, 'updateAVSMetadataURI', [avs, 'x'])
    expect(await create([v2(4, [A])], stranger)).toBe('InvalidPermissions')
    expect(await create([v2(4, [A]), v2(4, [])])).toBe('InvalidOperatorSet')
    expect(await create([v2(4, [A], ZERO)])).toBe('InputAddressZero')
    expect(await create([v2(4, [A, A])])).toBe('StrategyAlreadyInOperatorSet')

    // The older form, without a slasher: the AVS itself.
    await core.write(avs, core.am, 'createOperatorSets', [
      avs,
      [{ operatorSetId: 4, strategies: [A] }],
    ])
    const set = { avs, id: 4 }
    expect(await core.read(core.am, 'getSlasher', [set])).toBe(avs)
    expect(await core.read(core.am, 'isOperatorSet', [set])).toBe(true)
    expect(await core.read(core.am, 'getOperatorSetCount', [avs])).toBe(1n)
    expect(await core.read(core.am, 'getRedistributionRecipient', [set])).toBe(BURN)
  })

  test('redistribute to a recipient set for good, but neither native ETH nor EIGEN', async () => {
    const [avs, recipient] = [core.fresh(), core.fresh()]
    await core.write(avs, core.am, 'updateAVSMetadataURI', [avs, 'x'])
    const { A, EIGEN } = core.at.strategies
    const name = 'createRedistributingOperatorSets'
    const create = (strategies: Address[], recipients: Address[]) =>
      core.failure(avs, core.am, name, [
        avs,
        [{ operatorSetId: 0, strategies, slasher: avs }],
        recipients,
      ])
    expect(await create([A], [])).toBe('InputArrayLengthMismatch')
    expect(await create([A], [ZERO])).toBe('InputAddressZero')
    expect(await create([A], [BURN])).toBe('InvalidRedistributionRecipient')
    expect(await create([EIGEN], [recipient])).toBe('InvalidStrategy')
    await core.write(avs, core.am, name, [
      avs,
      [{ operatorSetId: 0, strategies: [A], slasher: avs }],
      [recipient],
    ])
    const set = { avs, id: 0 }
    expect(await core.read(core.am, 'getRedistributionRecipient', [set])).toBe(recipient)
    expect(await core.read(core.am, 'isRedistributingOperatorSet', [set])).toBe(true)
    expect(await core.failure(avs, core.am, 'addStrategiesToOperatorSet', [avs, 0, [EIGEN]])).toBe(
      'InvalidStrategy',
    )
  })

  test('gain and lose strategies at once', async () => {
    const set = await core.avs(['A'])
    const { A, B } = core.at.strategies
    const fails = (name: string, id: number, strategies: Address[]) =>
      core.failure(set.avs, core.am, name, [set.avs, id, strategies])
    expect(await fails('addStrategiesToOperatorSet', 9, [B])).toBe('InvalidOperatorSet')
    expect(await fails('addStrategiesToOperatorSet', 0, [A])).toBe('StrategyAlreadyInOperatorSet')
    expect(await fails('removeStrategiesFromOperatorSet', 9, [A])).toBe('InvalidOperatorSet')
    expect(await fails('removeStrategiesFromOperatorSet', 0, [B])).toBe('StrategyNotInOperatorSet')
    await core.write(set.avs, core.am, 'addStrategiesToOperatorSet', [set.avs, 0, [B]])
    await core.write(set.avs, core.am, 'removeStrategiesFromOperatorSet', [set.avs, 0, [A]])
    expect(await core.read(core.am, 'getStrategiesInOperatorSet', [set])).toEqual([B])
  })

  test('change their slasher after the configuration delay, to the block', async () => {
    const set = await core.avs(['A'])
    const [next, stranger] = [core.fresh(), core.fresh()]
    const fails = (operatorSet: OperatorSetId, slasher: Address, from = set.avs) =>
      core.failure(from, core.am, 'updateSlasher', [operatorSet, slasher])
    expect(await fails(set, next, stranger)).toBe('InvalidPermissions')
    expect(await fails({ ...set, id: 5 }, next)).toBe('InvalidOperatorSet')
    expect(await fails(set, ZERO)).toBe('InputAddressZero')
    const receipt = await core.write(set.avs, core.am, 'updateSlasher', [set, next])
    const effect = receipt.blockNumber + CONFIG_DELAY + 1n
    expect(core.events(receipt, 'AllocationManager', 'SlasherUpdated')).toEqual([
      { operatorSet: set, slasher: next, effectBlock: Number(effect) },
    ])
    // Asking again does not start the delay anew.
    await core.write(set.avs, core.am, 'updateSlasher', [set, next])
    expect(await core.read(core.am, 'getPendingSlasher', [set])).toEqual([next, Number(effect)])
    await core.mineBefore(effect)
    expect(await core.read(core.am, 'getSlasher', [set])).toBe(set.avs)
    await core.mine(1)
    expect(await core.read(core.am, 'getSlasher', [set])).toBe(next)
    expect(await core.read(core.am, 'getPendingSlasher', [set])).toEqual([ZERO, 0])
  })
})

describe('registrars', () => {
  test('must support the AVS and may refuse operators; an account without code cannot be one', async () => {
    const [owner] = core.accounts as [Address]
    const [avs, operator] = [core.fresh(), await core.operator()]
    await core.write(avs, core.am, 'updateAVSMetadataURI', [avs, 'x'])
    await core.write(avs, core.am, 'createOperatorSets', [
      avs,
      [{ operatorSetId: 1, strategies: [], slasher: avs }],
    ])
    const register = [operator, { avs, operatorSetIds: [1], data: '0x' }]
    // Without a registrar the AVS is asked, and an account with a key does not answer.
    expect(await core.read(core.am, 'getAVSRegistrar', [avs])).toBe(avs)
    expect(await core.failure(operator, core.am, 'registerForOperatorSets', register)).toBe(
      'no data',
    )
    expect(await core.failure(avs, core.am, 'setAVSRegistrar', [avs, operator])).toBe('no data')

    const registrar = await core.deploy('AVSRegistrar', [owner])
    await core.write(owner, ['AVSRegistrar', registrar], 'setRefusing', [true])
    expect(await core.failure(avs, core.am, 'setAVSRegistrar', [avs, registrar])).toBe(
      'InvalidAVSRegistrar',
    )
    await core.write(owner, ['AVSRegistrar', registrar], 'setRefusing', [false])
    await core.write(avs, core.am, 'setAVSRegistrar', [avs, registrar])
    await core.write(owner, ['AVSRegistrar', registrar], 'setRefusing', [true])
    expect(await core.failure(operator, core.am, 'registerForOperatorSets', register)).toBe(
      'RegistrationRefused',
    )
    expect(await core.failure(operator, ['AVSRegistrar', registrar], 'setRefusing', [false])).toBe(
      'OnlyOwner',
    )
  })
})

describe('registration', () => {
  test('is for operators and existing sets, and leaves a slashable window behind', async () => {
    const [operator, set, stranger] = [await core.operator(), await core.avs(['A']), core.fresh()]
    const register = (who: Address, ids: number[], from = who) =>
      core.failure(from, core.am, 'registerForOperatorSets', [
        who,
        { avs: set.avs, operatorSetIds: ids, data: '0x' },
      ])
    const leave = (ids: number[], from = operator) =>
      core.failure(from, core.am, 'deregisterFromOperatorSets', [
        { operator, avs: set.avs, operatorSetIds: ids },
      ])
    expect(await register(stranger, [0])).toBe('InvalidOperator')
    expect(await register(operator, [0], stranger)).toBe('InvalidPermissions')
    expect(await register(operator, [7])).toBe('InvalidOperatorSet')
    expect(await leave([0])).toBe('NotMemberOfSet')
    await core.register(operator, set)
    expect(await register(operator, [0])).toBe('AlreadyMemberOfSet')
    expect(await core.read(core.am, 'getRegisteredSets', [operator])).toEqual([set])
    expect(await core.read(core.am, 'getMembers', [set])).toEqual([operator])
    expect(await leave([0], stranger)).toBe('InvalidCaller')
    expect(await leave([7])).toBe('InvalidOperatorSet')

    // The AVS may end it as well.
    const receipt = await core.write(set.avs, core.am, 'deregisterFromOperatorSets', [
      { operator, avs: set.avs, operatorSetIds: [0] },
    ])
    expect(await core.read(core.am, 'getMemberCount', [set])).toBe(0n)
    expect(await register(operator, [0])).toBe('AlreadyMemberOfSet')
    await core.mine(receipt.blockNumber + DELAY - (await core.block()))
    expect(await core.read(core.am, 'isOperatorSlashable', [operator, set])).toBe(true)
    await core.mine(1)
    expect(await core.read(core.am, 'isOperatorSlashable', [operator, set])).toBe(false)
    await core.register(operator, set)
  })
})

describe('allocation delay', () => {
  test('holds at once for a new operator and after the configuration delay for an old one', async () => {
    const [operator, stranger] = [core.fresh(), core.fresh()]
    expect(await core.read(core.am, 'getAllocationDelay', [operator])).toEqual([false, 0])
    const first = await core.write(operator, core.dm, 'registerAsOperator', [ZERO, 5, ''])
    expect(core.events(first, 'AllocationManager', 'AllocationDelaySet')).toEqual([
      { operator, delay: 5, effectBlock: Number(first.blockNumber) },
    ])
    expect(await core.read(core.am, 'getAllocationDelay', [operator])).toEqual([true, 5])

    const set = (who: Address) => core.failure(stranger, core.am, 'setAllocationDelay', [who, 9])
    expect(await set(operator)).toBe('InvalidPermissions')
    expect(await set(stranger)).toBe('InvalidOperator')
    const { blockNumber } = await core.write(operator, core.am, 'setAllocationDelay', [operator, 9])
    const effect = blockNumber + CONFIG_DELAY + 1n
    await core.mineBefore(effect)
    expect(await core.read(core.am, 'getAllocationDelay', [operator])).toEqual([true, 5])
    await core.mine(1)
    expect(await core.read(core.am, 'getAllocationDelay', [operator])).toEqual([true, 9])
  })
})

describe('allocating', () => {
  test('is refused for what does not exist, does not fit or changes nothing', async () => {
    const [operator, set] = [await core.operator(3), await core.avs(['A', 'B'])]
    const other = await core.avs(['A'])
    const stranger = core.fresh()
    expect(await allocateFails(stranger, set, [1n])).toBe('UninitializedAllocationDelay')
    expect(await allocateFails(operator, set, [1n], stranger)).toBe('InvalidPermissions')
    expect(await allocateFails(operator, { ...set, id: 8 }, [1n])).toBe('InvalidOperatorSet')
    expect(await allocateFails(operator, set, [])).toBe('InputArrayLengthMismatch')
    expect(await allocateFails(operator, set, [0n])).toBe('SameMagnitude')
    expect(await allocateFails(operator, set, [WAD + 1n])).toBe('InsufficientMagnitude')
    await core.allocate(operator, set, 'A', WAD / 2n)
    expect(await allocateFails(operator, set, [WAD / 3n])).toBe('ModificationAlreadyPending')
    // Pending or not, what is promised to one set is not there for another.
    expect(await allocateFails(operator, other, [WAD / 2n + 1n])).toBe('InsufficientMagnitude')
    expect(await allocateFails(operator, other, [WAD / 2n])).toBeUndefined()
  })

  test('takes effect by itself, to the block, and needs no registration', async () => {
    const [operator, set] = [await core.operator(4), await core.avs(['A'])]
    await core.deposit(operator, 'A', 1001n)
    const receipt = await core.allocate(operator, set, 'A', WAD / 2n)
    const effect = receipt.blockNumber + 4n
    const { A } = core.at.strategies
    expect(core.events(receipt, 'AllocationManager', 'AllocationUpdated')).toEqual([
      {
        operator,
        operatorSet: set,
        strategy: A,
        magnitude: WAD / 2n,
        effectBlock: Number(effect),
      },
    ])
    expect(core.events(receipt, 'AllocationManager', 'EncumberedMagnitudeUpdated')).toEqual([
      { operator, strategy: A, encumberedMagnitude: WAD / 2n },
    ])
    await core.mineBefore(effect)
    expect(await allocationOf(operator, set, 'A')).toEqual({
      currentMagnitude: 0n,
      pendingDiff: WAD / 2n,
      effectBlock: Number(effect),
    })
    await core.mine(1)
    expect(await allocationOf(operator, set, 'A')).toEqual({
      currentMagnitude: WAD / 2n,
      pendingDiff: 0n,
      effectBlock: 0,
    })
    expect(await core.read(core.am, 'getAllocatedSets', [operator])).toEqual([set])
    expect(await core.read(core.am, 'getAllocatedStrategies', [operator, set])).toEqual([A])
    const future = Number(effect) + 1000
    expect(await core.read(core.am, 'getAllocatedStake', [set, [operator], [A]])).toEqual([[500n]])
    const least = () =>
      core.read(core.am, 'getMinimumSlashableStake', [set, [operator], [A], future])
    expect(await least()).toEqual([[0n]])
    await core.register(operator, set)
    expect(await least()).toEqual([[500n]])
  })

  test('a decrease of what is slashable waits the delay, to the block, and then frees itself', async () => {
    const [operator, set] = [await core.operator(), await core.avs(['A'])]
    const { A } = core.at.strategies
    await core.deposit(operator, 'A', eth('8'))
    await core.register(operator, set)
    await core.allocate(operator, set, 'A', WAD / 2n)
    const receipt = await core.allocate(operator, set, 'A', WAD / 8n)
    const effect = receipt.blockNumber + DELAY + 1n
    expect(await allocationOf(operator, set, 'A')).toEqual({
      currentMagnitude: WAD / 2n,
      pendingDiff: -(WAD * 3n) / 8n,
      effectBlock: Number(effect),
    })
    expect(await allocateFails(operator, set, [WAD / 4n])).toBe('ModificationAlreadyPending')
    const least = (block: bigint) =>
      core.read(core.am, 'getMinimumSlashableStake', [set, [operator], [A], Number(block)])
    expect(await least(effect - 1n)).toEqual([[eth('4')]])
    expect(await least(effect)).toEqual([[eth('1')]])
    const free = () => core.read(core.am, 'getAllocatableMagnitude', [operator, A])
    await core.mineBefore(effect)
    expect(await magnitudeOf(operator, set, 'A')).toBe(WAD / 2n)
    expect(await free()).toBe(WAD / 2n)
    await core.mine(1)
    expect(await magnitudeOf(operator, set, 'A')).toBe(WAD / 8n)
    expect(await free()).toBe((WAD * 7n) / 8n)

    // Anybody may have it written down; reading was right before.
    expect(
      await core.failure(core.fresh(), core.am, 'clearDeallocationQueue', [operator, [A], []]),
    ).toBe('InputArrayLengthMismatch')
    const cleared = await core.write(core.fresh(), core.am, 'clearDeallocationQueue', [
      operator,
      [A],
      [5],
    ])
    expect(core.events(cleared, 'AllocationManager', 'EncumberedMagnitudeUpdated')).toEqual([
      { operator, strategy: A, encumberedMagnitude: WAD / 8n },
    ])
    expect(await free()).toBe((WAD * 7n) / 8n)
  })

  test('a decrease of what is not slashable is free at once', async () => {
    const [operator, set] = [await core.operator(), await core.avs(['A'])]
    await core.allocate(operator, set, 'A', WAD)
    const receipt = await core.allocate(operator, set, 'A', 0n)
    expect(core.events(receipt, 'AllocationManager', 'AllocationUpdated')).toMatchObject([
      { magnitude: 0n, effectBlock: Number(receipt.blockNumber) },
    ])
    expect(await magnitudeOf(operator, set, 'A')).toBe(0n)
    expect(await core.read(core.am, 'getAllocatedSets', [operator])).toEqual([])
    await core.allocate(operator, set, 'A', WAD)

    // Registered, but the strategy is not in the set: not slashable either.
    await core.register(operator, set)
    await core.write(set.avs, core.am, 'removeStrategiesFromOperatorSet', [
      set.avs,
      0,
      [core.at.strategies.A],
    ])
    await core.allocate(operator, set, 'A', 1n)
    expect(await magnitudeOf(operator, set, 'A')).toBe(1n)
  })

  test('pauses by its bits', async () => {
    const [owner] = core.accounts as [Address]
    const [operator, set] = [await core.operator(), await core.avs(['A'])]
    await core.write(owner, core.am, 'pause', [7n])
    expect(await allocateFails(operator, set, [1n])).toBe('CurrentlyPaused')
    const fails = (name: string, args: unknown[]) => core.failure(operator, core.am, name, args)
    expect(await fails('clearDeallocationQueue', [operator, [], []])).toBe('CurrentlyPaused')
    const register = { avs: set.avs, operatorSetIds: [0], data: '0x' }
    expect(await fails('registerForOperatorSets', [operator, register])).toBe('CurrentlyPaused')
    const leave = { operator, avs: set.avs, operatorSetIds: [0] }
    expect(await fails('deregisterFromOperatorSets', [leave])).toBe('CurrentlyPaused')
    const slash = { operator, operatorSetId: 0, strategies: [], wadsToSlash: [], description: '' }
    expect(await fails('slashOperator', [set.avs, slash])).toBe('CurrentlyPaused')
    await core.write(owner, core.am, 'unpause', [0n])
  })
})
