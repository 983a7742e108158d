import { getAddress } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Core,
  startCore,
  WAD,
} from '../../../localnet/contracts/eigenlayer/testing/fixture.ts'
import type { Chain } from '../deployments/types.ts'
import type { Address, OperatorSetKey } from '../network/types.ts'
import { operatorSetKey, parseOperatorSetKey } from '../network/types.ts'
import { type AllocationChange, allocationKey, judgeChanges } from './allocationRules.ts'
import { readAllocations } from './readAllocations.ts'

let core: Core
beforeAll(async () => {
  core = await startCore()
})
afterAll(() => core?.stop())

const lower = (address: string) => address.toLowerCase() as Address

/** Reads the operator at the head, for the block after it. */
async function reading(operator: string, keys: readonly OperatorSetKey[]) {
  const head = await core.client.getBlock()
  const result = await readAllocations(core.client as never, {
    chain: {
      eigenLayer: { allocationManager: core.at.allocationManager },
    } as unknown as Chain,
    operator: lower(operator),
    block: head,
    sets: await Promise.all(
      keys.map(async (key) => ({
        key,
        strategies: (
          await core.read<string[]>(core.am, 'getStrategiesInOperatorSet', [
            parseOperatorSetKey(key),
          ])
        ).map(lower),
      })),
    ),
    extra: [lower(core.at.strategies.A), lower(core.at.strategies.B)].flatMap((strategy) =>
      keys.map((set) => ({ set, strategy })),
    ),
    deallocationDelay: Number(await core.read<number>(core.am, 'DEALLOCATION_DELAY')),
  })
  if (result.state === null) throw new Error(JSON.stringify(result.failures))
  return { ...result, state: result.state, next: Number(head.number) + 1 }
}

const argsOf = (operator: string, changes: readonly AllocationChange[]) => [
  operator,
  changes.map(({ set, strategy, magnitude }) => ({
    operatorSet: parseOperatorSetKey(set),
    strategies: [strategy],
    newMagnitudes: [magnitude],
  })),
]

/** The contract's answer in the very next block: the name of its error. */
async function refusal(operator: string, changes: readonly AllocationChange[]) {
  // A call is run in the block after the head, as the transaction would be.
  const [from, args] = [getAddress(operator), argsOf(operator, changes)]
  const snapshot = await core.client.snapshot()
  await core.client.mine({ blocks: 1 })
  const name = await core.failure(from, core.am, 'modifyAllocations', args)
  await core.client.revert({ id: snapshot })
  return name ?? null
}

test('what the rules refuse is what the contract reverts on, by name, and what they allow goes through', async () => {
  const [first, second] = [await core.avs(['A', 'B']), await core.avs(['A'])]
  const keys = [first, second].map(operatorSetKey)
  const sets = new Set<string>(keys)
  const unknown = `${keys[0]?.slice(0, 42)}-7` as OperatorSetKey
  const operator = await core.operator(5)
  await core.deposit(operator, 'A', WAD)
  await core.register(operator, first)
  // Steady numbers, so that a failure can be run again.
  let seed = 20_261_101
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * below)
  }
  const strategies = [lower(core.at.strategies.A), lower(core.at.strategies.B)]
  const seen = new Map<string, number>()
  for (let round = 0; round < 70; round++) {
    const { state, next } = await reading(operator, keys)
    const changes = Array.from({ length: 1 + random(3) }, (): AllocationChange => {
      const set = random(12) === 0 ? unknown : (keys[random(2)] as OperatorSetKey)
      const strategy = strategies[random(2)] as Address
      const now = state.allocations.find(
        (entry) => allocationKey(entry) === allocationKey({ set, strategy }),
      )
      const magnitude =
        random(5) === 0 ? (now?.currentMagnitude ?? 0n) : (WAD * BigInt(random(13))) / 20n
      return { set, strategy, magnitude }
    })
    const verdict = judgeChanges(state, changes, next, sets)
    expect(verdict.fault?.name ?? null, `round ${round}: ${JSON.stringify(changes, String)}`).toBe(
      await refusal(operator, changes),
    )
    const outcome = verdict.fault?.name ?? 'done'
    seen.set(outcome, (seen.get(outcome) ?? 0) + 1)
    if (verdict.fault === null) {
      const receipt = await core.write(
        operator,
        core.am,
        'modifyAllocations',
        argsOf(operator, changes),
      )
      expect(Number(receipt.blockNumber)).toBe(next)
      const events = core.events<{ magnitude: bigint; effectBlock: number }>(
        receipt,
        'AllocationManager',
        'AllocationUpdated',
      )
      expect(events.map(({ magnitude, effectBlock }) => [magnitude, effectBlock])).toEqual(
        verdict.effects.map(({ change, effectBlock }) => [change.magnitude, effectBlock]),
      )
      const after = await reading(operator, keys)
      for (const strategy of strategies)
        expect(after.state.encumbered[strategy]).toBe(verdict.encumbered[strategy])
    }
    if (round === 25) await core.slash(operator, first, 'A', WAD / 3n).catch(() => undefined)
    if (round === 35) await core.register(operator, second)
    if (round === 50)
      await core.write(operator, core.am, 'deregisterFromOperatorSets', [
        { operator, avs: first.avs, operatorSetIds: [0] },
      ])
    await core.mine(random(3) === 0 ? 12 : 1)
  }
  // The walk has been through all of them.
  expect([...seen.keys()].sort()).toEqual([
    'InsufficientMagnitude',
    'InvalidOperatorSet',
    'ModificationAlreadyPending',
    'SameMagnitude',
    'done',
  ])
})

test('an operator of before the slashing release has no delay, and may allocate nothing', () => {
  const verdict = judgeChanges(
    {
      delay: { isSet: false, blocks: 0 },
      deallocationDelay: 50,
      maxMagnitudes: {},
      encumbered: {},
      allocations: [],
    },
    [],
    10,
    new Set(),
  )
  expect(verdict.fault).toEqual({ name: 'UninitializedAllocationDelay', change: null })
})

test('an allocation may be slashed from the block that was told, and not a block before', async () => {
  const set = await core.avs(['B'])
  const key = operatorSetKey(set)
  const operator = await core.operator(7)
  await core.deposit(operator, 'B', WAD)
  await core.register(operator, set)
  const strategy = lower(core.at.strategies.B)
  const { state, next } = await reading(operator, [key])
  const change = { set: key, strategy, magnitude: WAD / 2n }
  const [effect] = judgeChanges(state, [change], next, new Set([key])).effects
  await core.write(operator, core.am, 'modifyAllocations', argsOf(operator, [change]))
  const stakeAt = async (block: number) => {
    await core.mineBefore(block + 1)
    expect(await core.block()).toBe(BigInt(block))
    const [[stake]] = await core.read<[[bigint]]>(core.am, 'getMinimumSlashableStake', [
      set,
      [operator],
      [core.at.strategies.B],
      block,
    ])
    return stake
  }
  const effectBlock = effect?.effectBlock ?? 0
  expect(effectBlock).toBe(next + 7)
  expect(await stakeAt(effectBlock - 1)).toBe(0n)
  expect(await stakeAt(effectBlock)).toBe(WAD / 2n)
})
