import { type Abi, type Client, parseAbi } from 'viem'
import { getBlock } from 'viem/actions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededForTests, startSeededForTests } from '../../../localnet/chainState.ts'
import { operatorAllocationAbi } from '../abi/operator.ts'
import type { Chain } from '../deployments/types.ts'
import { createMemoryStore } from '../logs/memoryStore.ts'
import { createClientFor } from '../rpc/client.ts'
import type { Earlier } from './carryOver.ts'
import { createNetworkSync } from './networkSync.ts'
import { readNetwork } from './readNetwork.ts'
import type { Address, Network, Operator, OperatorSetKey } from './types.ts'
import { parseOperatorSetKey } from './types.ts'

/** Readings that lean on the one before, against readings of everything, while operators do all that they can do. */

const abi = [
  ...operatorAllocationAbi,
  ...parseAbi([
    'struct OperatorSet { address avs; uint32 id; }',
    'struct SlashingParams { address operator; uint32 operatorSetId; address[] strategies; uint256[] wadsToSlash; string description; }',
    'function slashOperator(address avs, SlashingParams params) returns (uint256, uint256[])',
    'function undelegate(address staker)',
    'function modifyOperatorDetails(address operator, address newDelegationApprover)',
    'function updateOperatorMetadataURI(address operator, string metadataURI)',
    'function setOperatorSetSplit(address operator, OperatorSet operatorSet, uint16 split)',
    'function setDefaultOperatorSplit(uint16 split)',
    'function owner() view returns (address)',
  ]),
] as Abi

let seeded: SeededForTests
let chain: Chain
let client: Client
let sync: ReturnType<typeof createNetworkSync>
let earlier: Earlier | undefined

beforeAll(async () => {
  seeded = await startSeededForTests()
  chain = seeded.meta.deployments as unknown as Chain
  client = createClientFor(chain, seeded.url)
  sync = createNetworkSync({ client, chain, store: Promise.resolve(createMemoryStore()) })
})
afterAll(() => seeded?.stop())

const rpc = (method: string, params: readonly unknown[]) =>
  seeded.client.request({ method, params } as never)

/** Reads with the reading before at hand, compares with a reading of everything, and counts what was taken over. */
async function read(): Promise<{ network: Network; taken: number }> {
  const { number, hash, timestamp } = await getBlock(client)
  const block = { number, hash, timestamp }
  const log = await sync({ toBlock: number })
  const network = await readNetwork(client, { chain, ...log, block, earlier })
  expect(network).toEqual(await readNetwork(client, { chain, ...log, block }))
  const before = new Set(earlier?.network.operators)
  const taken = network.operators.filter((operator) => before.has(operator)).length
  const wholeAt = earlier && taken > 0 ? earlier.wholeAt : timestamp
  earlier = { network, rows: log.rows, wholeAt }
  return { network, taken }
}

async function act(from: Address, to: string, functionName: string, args: readonly unknown[]) {
  await rpc('anvil_impersonateAccount', [from])
  await rpc('anvil_setBalance', [from, '0xde0b6b3a7640000'])
  const request = {
    account: from,
    address: to as Address,
    abi,
    functionName,
    args,
    gas: 3_000_000n,
  }
  const hash = await seeded.client.writeContract(request as never)
  const { status } = await seeded.client.waitForTransactionReceipt({ hash })
  expect(status, functionName).toBe('success')
}

const mine = (blocks: number) => rpc('anvil_mine', [`0x${blocks.toString(16)}`, '0x2'])

/** An operator at rest that is allocated to a set it is a member of. */
function atRest({ operators }: Network, but: readonly Operator[] = []): Operator {
  return operators.find(
    (operator) =>
      !but.some(({ address }) => address === operator.address) &&
      (operator.allocations?.length ?? 0) > 1 &&
      operator.allocations!.every(
        ({ pendingDiff, set, slashable }) =>
          pendingDiff === 0n && slashable && operator.registeredSets!.includes(set),
      ),
  )!
}

test('a reading that takes over what cannot have changed is the reading of everything', async () => {
  const { allocationManager, delegationManager, rewardsCoordinator } = chain.eigenLayer
  const { network: first } = await read()
  await mine(70)
  const quiet = await read()
  // All but those who wait for something.
  expect(quiet.taken).toBeGreaterThan(12)
  expect(quiet.taken).toBeLessThan(24)

  const mover = atRest(first)
  const { set, strategy, currentMagnitude } = mover.allocations![0]!
  const allocate = (magnitude: bigint) =>
    act(mover.address, allocationManager, 'modifyAllocations', [
      mover.address,
      [
        {
          operatorSet: parseOperatorSetKey(set),
          strategies: [strategy],
          newMagnitudes: [magnitude],
        },
      ],
    ])
  const own = ({ network }: { network: Network }) =>
    network.operators.find(({ address }) => address === mover.address)!
  await allocate(currentMagnitude / 2n)
  const pending = own(await read()).allocations!.find((one) => one.set === set)!
  expect(pending.pendingDiff).toBeLessThan(0n)
  // Long after its event, and around the block in which it comes.
  await mine(pending.effectBlock - Number((await getBlock(client)).number) - 1)
  expect(own(await read()).allocations!.find((one) => one.set === set)).toEqual(pending)
  await mine(1)
  expect(own(await read()).allocations!.find((one) => one.set === set)?.currentMagnitude).toBe(
    currentMagnitude / 2n,
  )
  await mine(70)
  expect((await read()).network.operators.length).toBe(24)

  await act(mover.address, allocationManager, 'setAllocationDelay', [mover.address, 9])
  const delayed = own(await read()).allocationDelay
  await mine(73)
  expect(own(await read()).allocationDelay).toEqual(delayed)
  await mine(10)
  expect(own(await read()).allocationDelay).toEqual({ isSet: true, blocks: 9 })

  const { avs, id } = parseOperatorSetKey(set)
  await act(mover.address, allocationManager, 'deregisterFromOperatorSets', [
    { operator: mover.address, avs, operatorSetIds: [id] },
  ])
  const slashable = async () =>
    own(await read()).allocations!.find((one) => one.set === set)?.slashable
  expect(await slashable()).toBe(true)
  await mine(48)
  expect(await slashable()).toBe(true)
  await mine(5)
  expect(await slashable()).toBe(false)
  await mine(70)
  expect(await slashable()).toBe(false)

  const other = atRest(first, [mover])
  const staker = [...first.delegations].find(
    ([address, { operator }]) => operator === other.address && address !== other.address,
  )![0]
  await act(staker, delegationManager, 'undelegate', [staker])
  await read()
  await act(other.address, delegationManager, 'updateOperatorMetadataURI', [other.address, '/new'])
  await act(other.address, delegationManager, 'modifyOperatorDetails', [other.address, staker])
  const named = (await read()).network.operators.find(({ address }) => address === other.address)!
  expect(named).toMatchObject({ metadataUri: '/new', delegationApprover: staker })

  const target = other.allocations![0]!
  const targetSet = first.operatorSets[target.set as OperatorSetKey]!
  await act(targetSet.slasher!, allocationManager, 'slashOperator', [
    targetSet.avs,
    {
      operator: other.address,
      operatorSetId: targetSet.id,
      strategies: [target.strategy],
      wadsToSlash: [10n ** 17n],
      description: 'a tenth',
    },
  ])
  const slashed = (await read()).network.operators.find(({ address }) => address === other.address)!
  expect(slashed.maxMagnitudes?.[target.strategy]).toBeLessThan(10n ** 18n)

  await act(other.address, rewardsCoordinator, 'setOperatorSetSplit', [
    other.address,
    parseOperatorSetKey(target.set),
    300,
  ])
  await read()
  await mine(90)
  await read()
  await mine(70)
  expect((await read()).taken).toBeGreaterThan(12)
})

test('another default split, other blocks and a long time make the next reading a whole one', async () => {
  const { rewardsCoordinator } = chain.eigenLayer
  await read()
  const owner = (await seeded.client.readContract({
    address: rewardsCoordinator as Address,
    abi,
    functionName: 'owner',
  } as never)) as Address
  await act(owner, rewardsCoordinator, 'setDefaultOperatorSplit', [700])
  expect((await read()).taken).toBe(0)
  await mine(70)
  expect((await read()).taken).toBeGreaterThan(0)

  await mine(310)
  expect((await read()).taken).toBe(0)

  // The same blocks' logs, read by somebody else: nothing vouches for their being those of this chain.
  sync = createNetworkSync({ client, chain, store: Promise.resolve(createMemoryStore()) })
  expect((await read()).taken).toBe(0)
  expect((await read()).taken).toBeGreaterThan(0)
})
