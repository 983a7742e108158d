import { type Address, parseEther } from 'viem'
import { readContract } from 'viem/actions'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { strategyManagerAbi } from '../protocol/abi/eigenlayer.ts'
import { stEthAbi } from '../protocol/abi/lido.ts'
import type { Inclusion } from './engineTypes.ts'
import { planKey } from './records.ts'
import { bench, NodeWallet } from './testing/harness.ts'
import { memoryStorage } from './testing/memoryStorage.ts'
import { type Stage, stage } from './testing/protocol.ts'

let at: Stage
let nextPerson = 0
let told: Inclusion[] = []

beforeAll(async () => {
  at = await stage()
})
afterAll(() => at?.anvil.stop())
beforeEach(() => {
  told = []
})

/** A newcomer whose wallet takes calls together. */
function newcomer(storage = memoryStorage(), account = at.people[nextPerson++] as Address) {
  const wallet = new NodeWallet(at.anvil.client, account)
  wallet.relayer = at.owner
  const { client } = at.anvil
  const onIncluded = (inclusion: Inclusion) => told.push(inclusion)
  return { account, storage, ...bench({ client, chain: at.chain, wallet, storage, onIncluded }) }
}

const owner = (account: Address) => ({ chainId: 31337, account })
const shares = (account: Address) =>
  readContract(at.anvil.client, {
    address: at.chain.eigenLayer.strategyManager,
    abi: strategyManagerAbi,
    functionName: 'stakerDepositShares',
    args: [account, at.chain.lido!.stETHStrategy!],
  })
const stEth = (account: Address) =>
  readContract(at.anvil.client, {
    address: at.chain.lido!.stETH,
    abi: stEthAbi,
    functionName: 'balanceOf',
    args: [account],
  })

test('ETH to deposit in one go, with what rounding may take left over', async () => {
  const { engine, account, until, wallet } = newcomer()
  const amount = 1_234_567_890_123_456_789n
  const id = await engine.start('depositEth', { amount }, owner(account))
  engine.watch(id)
  const plan = await until(id, (view) => view.simulation?.state === 'ok')
  expect(plan).toMatchObject({
    batch: ['submit', 'approve', 'deposit'],
    canBatch: true,
    prompts: { signatures: 0, transactions: 1, batched: 3 },
  })
  expect(plan.steps[2]?.note?.key).toBe('note.batchRounding')
  // What is shown before signing is what happens.
  if (plan.simulation?.state !== 'ok') throw new Error('Not simulated.')
  const rows = plan.simulation.changes?.rows ?? []
  await engine.sign(id)
  const done = await until(id, (view) => view.next === null)
  expect(wallet.asked).toBe(1)
  expect(new Set(done.steps.map((step) => step.hash)).size).toBe(1)
  expect(rows.map((row) => [row.asset, row.unit, row.delta])).toEqual([
    ['eth', 'ETH', -amount],
    ['token', 'stETH', await stEth(account)],
    ['shares', 'stETH', await shares(account)],
  ])
  expect(await stEth(account)).toBeLessThanOrEqual(6n)
  expect(told).toMatchObject([{ planId: id, account }])
  await at.anvil.client.mine({ blocks: 2 })
  await until(id, (view) => view.status === 'done')
  engine.stop()
})

test('amounts of every kind survive the rounding', async () => {
  for (const amount of [1_000n, 999_999_999_999_999_999n, 31_415_926_535_897_932_384n]) {
    const { engine, account, until } = newcomer()
    const id = await engine.start('depositEth', { amount }, owner(account))
    engine.watch(id)
    await until(id, (view) => view.simulation?.state === 'ok')
    await engine.sign(id)
    await until(id, (view) => view.next === null)
    expect(await shares(account)).toBeGreaterThan(0n)
    engine.stop()
  }
})

test('a person may sign one by one instead, and change back', async () => {
  const { engine, account, until, wallet, storage } = newcomer()
  const id = await engine.start('depositEth', { amount: parseEther('1') }, owner(account))
  engine.watch(id)
  await until(id, (view) => view.simulation?.state === 'ok' && view.prompts.batched === 3)
  await engine.chooseStepByStep(id, true)
  const plan = await until(id, (view) => view.simulation?.state === 'ok')
  expect(plan).toMatchObject({ batch: null, canBatch: true, prompts: { transactions: 3 } })
  expect(plan.steps[2]?.note).toBeUndefined()
  // The choice is the plan's own and survives a reload.
  expect(JSON.parse(storage.getItem(planKey(id)) ?? '{}').stepByStep).toBe(true)
  await engine.sign(id)
  await until(id, (view) => view.next === 'approve' && view.simulation?.state === 'ok')
  await engine.chooseStepByStep(id, false)
  // The two that are left go together.
  await until(id, (view) => view.batch?.join() === 'approve,deposit')
  await until(id, (view) => view.simulation?.state === 'ok')
  await engine.sign(id)
  await until(id, (view) => view.next === null)
  expect(wallet.asked).toBe(2)
  engine.stop()
})

test('a wallet that will not take them together is asked one by one; a person who declines is not', async () => {
  const { engine, account, until, wallet } = newcomer()
  const id = await engine.start('depositEth', { amount: parseEther('1') }, owner(account))
  engine.watch(id)
  await until(id, (view) => view.simulation?.state === 'ok')
  const refuse = (code: number) => () =>
    Promise.reject(
      Object.assign(new Error('outer'), {
        cause: Object.assign(new Error('the user rejected the upgrade'), { code }),
      }),
    )
  wallet.answerCalls = refuse(4001)
  await engine.sign(id)
  expect(await until(id, (view) => view.failure !== null)).toMatchObject({
    status: 'ready',
    failure: { kind: 'userRejected' },
    prompts: { batched: 3 },
  })
  wallet.answerCalls = refuse(5750)
  await engine.sign(id)
  const plan = await until(id, (view) => view.failure?.errorName === 'BatchRefused')
  expect(plan.batch).toBeNull()
  await until(id, (view) => view.simulation?.state === 'ok' && view.prompts.transactions === 3)
  await engine.sign(id)
  await until(id, (view) => view.next === 'approve')
  engine.stop()
})

test('what is wrong with a later call of the batch is named before the wallet opens', async () => {
  const { engine, account, until, wallet } = newcomer()
  await at.send(at.owner, at.chain.lido!.stETHStrategy!, 'pause', [1n])
  try {
    const id = await engine.start('depositEth', { amount: parseEther('1') }, owner(account))
    engine.watch(id)
    expect(await until(id, (view) => view.simulation?.state === 'failed')).toMatchObject({
      simulation: { failure: { kind: 'revert', errorName: 'CurrentlyPaused' } },
    })
    await engine.sign(id)
    expect(wallet.asked).toBe(0)
  } finally {
    await at.send(at.owner, at.chain.lido!.stETHStrategy!, 'unpause', [0n])
  }
  engine.stop()
})

test('a reload while the wallet is open: the batch is found by its id', async () => {
  const page = newcomer()
  const { engine, account, until, wallet, storage } = page
  const id = await engine.start('depositEth', { amount: parseEther('1') }, owner(account))
  engine.watch(id)
  await until(id, (view) => view.simulation?.state === 'ok')
  let send: (() => Promise<string>) | undefined
  wallet.answerCalls = (toNode) => {
    send = toNode
    return new Promise<string>(() => undefined)
  }
  void engine.sign(id)
  await until(id, (view) => view.status === 'signing' && view.steps[2]?.phase === 'signing')
  engine.stop()

  // The same wallet, a new page.
  const later = bench({ client: at.anvil.client, chain: at.chain, wallet, storage })
  later.engine.watch(id)
  await later.until(id, (view) => view.status === 'signingUnknown')
  await send?.()
  const done = await later.until(id, (view) => view.steps.length > 0 && view.next === null)
  expect(done.steps.map((step) => step.phase === 'done' || step.phase === 'confirming')).toEqual([
    true,
    true,
    true,
  ])
  expect(await shares(account)).toBeGreaterThan(0n)
  later.engine.stop()
})
