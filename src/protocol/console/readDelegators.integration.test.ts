import type { Client } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededForTests, startSeededForTests } from '../../../localnet/chainState.ts'
import { compileContracts } from '../../../localnet/compile.ts'
import { compiled } from '../../../localnet/deploy/deployer.ts'
import { delegationManagerAbi } from '../abi/eigenlayer.ts'
import type { Chain } from '../deployments/types.ts'
import { createMemoryStore as memoryStore } from '../logs/memoryStore.ts'
import type { Address } from '../network/types.ts'
import { actsForAny } from './actsForAny.ts'
import { rightOf } from './functions.ts'
import { createAppointeeSync, createRoleSync, readAccess, readRoles } from './readAccess.ts'
import {
  createDelegationSync,
  type DelegatorReading,
  foldDelegations,
  readDelegators,
  reconcile,
} from './readDelegators.ts'

let seeded: SeededForTests
let chain: Chain
beforeAll(async () => {
  seeded = await startSeededForTests()
  chain = seeded.meta.deployments as unknown as Chain
})
afterAll(() => seeded?.stop())

const lower = (address: string) => address.toLowerCase() as Address
const client = () => seeded.client as unknown as Client

const noOperator = (at: number) => `0x${at.toString(16).padStart(40, '0')}` as Address

async function delegatorsOf(operator: Address, strategies: readonly Address[]) {
  const head = await seeded.client.getBlock()
  const sync = createDelegationSync({
    client: client(),
    chain,
    operator,
    store: Promise.resolve(memoryStore()),
  })
  const { rows, coverage } = await sync({ toBlock: head.number })
  expect(coverage.complete).toBe(true)
  const pages: number[] = []
  const reading = await readDelegators(client(), {
    chain,
    operator,
    block: head,
    strategies,
    delegations: foldDelegations(rows),
    withdrawalDelay: 50,
    onProgress: (done) => pages.push(done),
  })
  return { reading, rows, pages }
}

async function everyOperator(): Promise<{ operators: Address[]; strategies: Address[] }> {
  const logs = await seeded.client.getLogs({
    address: chain.eigenLayer.delegationManager,
    event: delegationManagerEvent('OperatorSharesIncreased'),
    fromBlock: 0n,
  })
  const args = logs.map((log) => log.args as { operator: Address; strategy: Address })
  return {
    operators: [...new Set(args.map(({ operator }) => lower(operator)))],
    strategies: [...new Set(args.map(({ strategy }) => lower(strategy)))],
  }
}

const delegationManagerEvent = (name: string) =>
  ({
    type: 'event',
    name,
    inputs: [
      { name: 'operator', type: 'address', indexed: true },
      { name: 'staker', type: 'address' },
      { name: 'strategy', type: 'address' },
      { name: 'shares', type: 'uint256' },
    ],
  }) as const

test('every operator’s restakers add up to operatorShares, but for rounding', async () => {
  const { operators, strategies } = await everyOperator()
  expect(operators.length).toBeGreaterThan(20)
  for (const operator of operators) {
    const { reading } = await delegatorsOf(operator, strategies)
    const { sums, off } = reconcile(reading)
    expect(reading.failures).toEqual([])
    for (const strategy of strategies) {
      const onChain = await seeded.client.readContract({
        address: chain.eigenLayer.delegationManager,
        abi: delegationManagerAbi,
        functionName: 'getOperatorShares',
        args: [operator, [strategy]],
      })
      expect((sums[strategy] ?? 0n) + (off?.[strategy] ?? 0n)).toBe(onChain[0])
      // A wei for each rounding of each restaker and slash.
      expect(Math.abs(Number(off?.[strategy] ?? 0n))).toBeLessThan(1_000)
    }
    for (const { staker, left } of reading.delegators) {
      const delegatedTo = await seeded.client.readContract({
        address: chain.eigenLayer.delegationManager,
        abi: delegationManagerAbi,
        functionName: 'delegatedTo',
        args: [staker],
      })
      expect(lower(delegatedTo) === operator).toBe(!left)
    }
  }
})

test('who is on the way out is told until the last slashable block', async () => {
  const { strategies } = await everyOperator()
  const account = lower(
    seeded.meta.accounts.find(({ persona }) => persona === 'withdrawing restaker')?.address ?? '0x',
  )
  const operator = lower(
    await seeded.client.readContract({
      address: chain.eigenLayer.delegationManager,
      abi: delegationManagerAbi,
      functionName: 'delegatedTo',
      args: [account],
    }),
  )
  const find = (reading: DelegatorReading) =>
    reading.delegators.find(({ staker }) => staker === account)?.leaving ?? []
  const { reading } = await delegatorsOf(operator, strategies)
  const [leaving] = find(reading)
  if (leaving === undefined) throw new Error('Nothing is queued.')
  const head = Number(await seeded.client.getBlockNumber())
  expect(leaving.slashableUntil).toBeGreaterThanOrEqual(head)
  await seeded.client.mine({ blocks: leaving.slashableUntil - head })
  expect(find((await delegatorsOf(operator, strategies)).reading)).toContainEqual(leaving)
  await seeded.client.mine({ blocks: 1 })
  expect(find((await delegatorsOf(operator, strategies)).reading)).not.toContainEqual(leaving)
})

test('an appointee may call exactly the function that it was given, and both sides see it', async () => {
  const { abi } = compiled(await compileContracts(), 'PermissionController')
  const [operator, appointee, admin] = ['operator', 'spare 1', 'spare 2'].map((name) =>
    lower(seeded.meta.accounts.find(({ persona }) => persona === name)?.address ?? '0x'),
  ) as [Address, Address, Address]
  const address = chain.eigenLayer.permissionController as Address
  const right = rightOf(chain, 'modifyAllocations')
  const send = async (functionName: string, args: readonly unknown[]) => {
    const hash = await seeded.client.writeContract({
      address,
      abi,
      functionName,
      args: [...args],
      account: operator,
      chain: null,
    } as never)
    await seeded.client.waitForTransactionReceipt({ hash })
  }
  const { operators } = await everyOperator()
  const acts = async (wallet: Address, list: readonly Address[] = operators) =>
    actsForAny(client(), {
      chain,
      wallet,
      // Padded past the first slice with accounts that are no operators.
      operators: [...Array.from({ length: 300 }, (_, at) => noOperator(at)), ...list],
      block: await seeded.client.getBlock(),
    })
  expect(await acts(appointee)).toBe(false)
  await send('setAppointee', [operator, appointee, right.target, right.selector])
  await send('addPendingAdmin', [operator, admin])
  expect(await acts(appointee)).toBe(true)
  expect(await acts(operator)).toBe(true)
  const others = operators.filter((address) => address !== operator)
  expect(await acts(appointee, others)).toBe(false)
  // Proposed, but not yet an admin: the console is where it accepts.
  expect(await acts(admin)).toBe(true)
  expect(await acts(admin, others)).toBe(false)
  const head = await seeded.client.getBlock()
  const store = () => Promise.resolve(memoryStore())
  const sync = createAppointeeSync({ client: client(), chain, account: operator, store: store() })
  const { rows = [] } = (await sync?.({ toBlock: head.number })) ?? {}
  const access = await readAccess(client(), { chain, account: operator, block: head, rows })
  expect(access).toMatchObject({
    admins: [operator],
    pending: [admin],
    appointees: [{ appointee, rights: [right] }],
    failures: [],
  })
  for (const wallet of [appointee, admin]) {
    const roles = createRoleSync({ client: client(), chain, wallet, store: store() })
    const log = (await roles?.({ toBlock: head.number }))?.rows ?? []
    expect(await readRoles(client(), { chain, wallet, block: head, rows: log })).toEqual([
      {
        account: operator,
        admin: false,
        pendingAdmin: wallet === admin,
        rights: wallet === appointee ? [right] : [],
      },
    ])
  }
  for (const name of ['modifyAllocations', 'setAllocationDelay', 'setClaimerFor'] as const) {
    const { target, selector } = rightOf(chain, name)
    expect(
      await seeded.client.readContract({
        address,
        abi,
        functionName: 'canCall',
        args: [operator, appointee, target, selector],
      }),
      name,
    ).toBe(name === 'modifyAllocations')
  }
})
