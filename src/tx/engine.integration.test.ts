import { type Address, type Hash, parseAbi, toFunctionSelector } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type RunningAnvil, startAnvil } from '../../localnet/testing/anvil.ts'
import { planKey } from './records.ts'
import { type Bench, bench, chainOf, NodeWallet } from './testing/harness.ts'
import { memoryStorage } from './testing/memoryStorage.ts'
import type { AnyPlanDefinition, Step } from './types.ts'

/** A plan of one call to an account without code: enough to follow a transaction. */
const ping: AnyPlanDefinition = {
  kind: 'ping',
  version: 1,
  parse: (json) => json,
  title: () => ({ key: 'plan.ping' }),
  async steps(params, { outcomes }) {
    const { to, value } = params as { to: Address; value: string }
    const step: Step = {
      id: 'ping',
      kind: 'send',
      title: { key: 'step.ping' },
      action: { key: 'action.ping' },
      done: outcomes.ping !== undefined,
      request: {
        to,
        abi: parseAbi(['function ping() payable']),
        functionName: 'ping',
        args: [],
        value: BigInt(value),
      },
    }
    return [step]
  },
}

let anvil: RunningAnvil
let account: Address
let receiver: Address
let engines: Bench[] = []
let snapshot: `0x${string}`

beforeAll(async () => {
  anvil = await startAnvil({ accounts: 3, balance: 100 })
  ;[account, receiver] = (await anvil.client.getAddresses()) as unknown as [Address, Address]
})
afterAll(() => anvil?.stop())
beforeEach(async () => {
  snapshot = await anvil.client.snapshot()
})
afterEach(async () => {
  for (const { engine } of engines) engine.stop()
  engines = []
  await anvil.client.setAutomine(true)
  await anvil.client.dropTransaction({ hash: `0x${'00'.repeat(32)}` }).catch(() => undefined)
  await anvil.client.revert({ id: snapshot })
})

function open(storage = memoryStorage(), wallet = new NodeWallet(anvil.client, account)) {
  const made = bench({
    client: anvil.client,
    chain: chainOf(anvil.url),
    wallet,
    storage,
    definitions: [ping],
  })
  engines.push(made)
  return { ...made, storage }
}

const owner = () => ({ chainId: 31337, account })
const start = (page: Bench, value = '1000') =>
  page.engine.start('ping', { to: receiver, value }, owner())

/** Starts a plan and signs it while no block is made: the transaction waits in the pool. */
async function sent(page: Bench): Promise<{ id: string; hash: Hash }> {
  const id = await start(page)
  page.engine.watch(id)
  await page.until(id, (plan) => plan.simulation?.state === 'ok')
  await anvil.client.setAutomine(false)
  await page.engine.sign(id)
  const plan = await page.until(id, (view) => view.status === 'sent')
  return { id, hash: plan.steps[0]!.hash! }
}

/** The same page after a reload: a new engine, the same storage. */
function reload(page: Bench & { storage: ReturnType<typeof memoryStorage> }) {
  page.engine.stop()
  return open(page.storage)
}

const replaceWith = (page: Bench, to: Address, data: `0x${string}`, value: bigint, nonce: number) =>
  page.wallet.sendTransaction(31337, { to, data, value }, { nonce, gasPrice: 100_000_000_000n })

const nonceOf = () => anvil.client.getTransactionCount({ address: account, blockTag: 'latest' })

test('sent, in a block, final, and forgotten by the browser', async () => {
  const page = open()
  const { id } = await sent(page)
  expect(page.storage.getItem(planKey(id))).not.toBeNull()
  await anvil.client.mine({ blocks: 1 })
  await page.until(id, (plan) => plan.status === 'confirming')
  await anvil.client.mine({ blocks: 1 })
  await page.until(id, (plan) => plan.status === 'done')
  expect(page.storage.getItem(planKey(id))).toBeNull()
})

test('a reload while the transaction waits goes on following it', async () => {
  const page = open()
  const { id, hash } = await sent(page)
  const later = reload(page)
  await later.until(id, (plan) => plan.status === 'sent' && plan.steps[0]?.hash === hash)
  await anvil.client.mine({ blocks: 1 })
  await later.until(id, (plan) => plan.status === 'confirming')
})

test('a tab that was closed finds what was mined meanwhile', async () => {
  const page = open()
  const { id, hash } = await sent(page)
  page.engine.stop()
  await anvil.client.mine({ blocks: 30 })
  const later = open(page.storage)
  await later.until(id, (plan) => plan.status === 'done' && plan.steps[0]?.hash === hash)
  expect(later.wallet.asked).toBe(0)
})

test('the same call under a higher fee counts as this one', async () => {
  const page = open()
  const nonce = await nonceOf()
  const { id, hash } = await sent(page)
  const tx = await anvil.client.getTransaction({ hash })
  const repriced = await replaceWith(page, receiver, tx.input, tx.value, nonce)
  await anvil.client.mine({ blocks: 1 })
  const plan = await page.until(id, (view) => view.status === 'confirming')
  expect(plan.steps[0]?.hash).toBe(repriced)
  expect(repriced).not.toBe(hash)
})

test('a higher fee is seen while it waits, and followed', async () => {
  const page = open()
  const nonce = await nonceOf()
  const { id, hash } = await sent(page)
  const tx = await anvil.client.getTransaction({ hash })
  const repriced = await replaceWith(page, receiver, tx.input, tx.value, nonce)
  const waiting = await page.until(id, (view) => view.steps[0]?.hash === repriced)
  expect(waiting).toMatchObject({ status: 'sent', steps: [{ repriced: true }] })
  await anvil.client.mine({ blocks: 1 })
  await page.until(id, (view) => view.status === 'confirming' && view.steps[0]?.hash === repriced)
})

test('a transaction that waits for an earlier one says so', async () => {
  const page = open()
  const nonce = await nonceOf()
  await anvil.client.setAutomine(false)
  const id = await start(page)
  page.engine.watch(id)
  await page.until(id, (plan) => plan.simulation?.state === 'ok')
  // The wallet leaves two places free: what it sent cannot be mined before them.
  page.wallet.answer = () =>
    page.wallet.sendTransaction(
      31337,
      { to: receiver, data: toFunctionSelector('ping()'), value: 1000n },
      { nonce: nonce + 2, gasPrice: 100_000_000_000n },
    )
  await page.engine.sign(id)
  await page.until(id, (plan) => plan.earlier === 2)
  expect(page.plan(id).status).toBe('sent')
  for (const free of [nonce, nonce + 1])
    await page.wallet.sendTransaction(
      31337,
      { to: receiver, data: '0x', value: 1n },
      { nonce: free },
    )
  await anvil.client.mine({ blocks: 1 })
  await page.until(id, (plan) => plan.status === 'confirming' && plan.earlier === 0)
})

test('a cancellation is told from another transaction in its place', async () => {
  for (const [to, value, kind] of [
    [account, 0n, 'cancelled'],
    [receiver, 7n, 'replaced'],
  ] as const) {
    const page = open()
    const nonce = await nonceOf()
    const { id } = await sent(page)
    await replaceWith(page, to, '0x', value, nonce)
    await anvil.client.mine({ blocks: 1 })
    const plan = await page.until(id, (view) => view.status === 'failed')
    expect(plan.steps[0]?.failure?.kind).toBe(kind)

    await anvil.client.setAutomine(true)
    await page.until(id, (view) => view.simulation?.state === 'ok')
    await page.engine.sign(id)
    await page.until(id, (view) => view.status === 'confirming')
  }
})

test('a transaction that the node lost can be sent again', async () => {
  const page = open()
  const { id, hash } = await sent(page)
  await anvil.client.dropTransaction({ hash })
  await page.until(id, (plan) => plan.status === 'dropped')
  await anvil.client.setAutomine(true)
  // A plain signature does not send twice; only being told to does.
  await page.engine.sign(id)
  expect(page.wallet.asked).toBe(1)
  await page.engine.sign(id, { again: true })
  await page.until(id, (plan) => plan.status === 'confirming')
  expect(page.wallet.asked).toBe(2)
})

test('a reorganisation takes the confirmation back until the transaction is in a block again', async () => {
  const page = open()
  const { id, hash } = await sent(page)
  await anvil.client.mine({ blocks: 1 })
  await page.until(id, (plan) => plan.status === 'confirming')
  await anvil.client.request({
    method: 'anvil_reorg' as never,
    params: [1, []] as never,
  })
  const plan = await page.until(id, (view) => view.status === 'sent' || view.status === 'dropped')
  expect(plan.steps[0]?.hash).toBe(hash)
  await anvil.client.setAutomine(true)
  // The orphaned transaction is gone from this node's pool: it is sent again.
  await page.until(id, (view) => view.status === 'dropped')
  await page.engine.sign(id, { again: true })
  await page.until(id, (view) => view.status === 'confirming')
})

test('a prompt that was open during a reload: sent after all', async () => {
  const page = open()
  const id = await start(page)
  page.engine.watch(id)
  await page.until(id, (plan) => plan.simulation?.state === 'ok')
  // The wallet takes its time; the page goes before it answers.
  let send: (() => Promise<Hash>) | undefined
  page.wallet.answer = (toNode) => {
    send = toNode
    return new Promise<Hash>(() => undefined)
  }
  void page.engine.sign(id)
  await page.until(id, (plan) => plan.status === 'signing')
  await anvil.client.setAutomine(false)

  const later = reload(page)
  await later.until(id, (plan) => plan.status === 'signingUnknown')
  const hash = await send?.()
  // Found waiting in the pool, without asking the wallet again.
  await later.until(id, (plan) => plan.status === 'sent' && plan.steps[0]?.hash === hash)

  const evenLater = reload(later)
  await anvil.client.mine({ blocks: 1 })
  await evenLater.until(id, (plan) => plan.status === 'confirming')
  expect(later.wallet.asked + evenLater.wallet.asked).toBe(0)
})

test('a prompt that was open during a reload: mined before the page is back', async () => {
  const page = open()
  const id = await start(page)
  page.engine.watch(id)
  await page.until(id, (plan) => plan.simulation?.state === 'ok')
  let send: (() => Promise<Hash>) | undefined
  page.wallet.answer = (toNode) => {
    send = toNode
    return new Promise<Hash>(() => undefined)
  }
  void page.engine.sign(id)
  await page.until(id, (plan) => plan.status === 'signing')
  page.engine.stop()
  // Something else of this account comes first, then what was asked for.
  await page.wallet.sendTransaction(31337, { to: receiver, data: '0x', value: 1n })
  const hash = await send?.()
  const later = open(page.storage)
  await later.until(id, (view) => view.status === 'confirming' && view.steps[0]?.hash === hash)
})

test('a prompt that is lost can be given up or asked for again', async () => {
  const page = open()
  const id = await start(page)
  page.engine.watch(id)
  await page.until(id, (plan) => plan.simulation?.state === 'ok')
  page.wallet.answer = () => new Promise<Hash>(() => undefined)
  void page.engine.sign(id)
  await page.until(id, (plan) => plan.status === 'signing')

  const later = reload(page)
  await later.until(id, (plan) => plan.status === 'signingUnknown')
  await later.engine.abandonPrompt(id)
  expect(later.plan(id).status).toBe('ready')
  await later.engine.sign(id)
  await later.until(id, (plan) => plan.status === 'confirming')
})

test('a rejection leaves the plan as it was', async () => {
  const page = open()
  const id = await start(page)
  page.engine.watch(id)
  await page.until(id, (plan) => plan.simulation?.state === 'ok')
  page.wallet.answer = () =>
    Promise.reject(Object.assign(new Error('User rejected the request.'), { code: 4001 }))
  await page.engine.sign(id)
  expect(page.plan(id)).toMatchObject({ status: 'ready', failure: { kind: 'userRejected' } })
  expect(JSON.parse(page.storage.getItem(planKey(id)) ?? '{}').steps).toEqual({})
  await page.engine.sign(id)
  expect((await page.until(id, (plan) => plan.status === 'confirming')).failure).toBeNull()
})

test('another chain is switched first, and a refusal to switch keeps the wallet shut', async () => {
  const page = open()
  const id = await start(page)
  page.engine.watch(id)
  await page.until(id, (plan) => plan.simulation?.state === 'ok')
  page.wallet.chainId = 1
  page.wallet.onSwitch = () =>
    Promise.reject(Object.assign(new Error('User rejected the request.'), { code: 4001 }))
  await page.engine.sign(id)
  expect(page.plan(id).failure?.kind).toBe('userRejected')
  page.wallet.onSwitch = () =>
    Promise.reject(Object.assign(new Error('Unrecognized chain'), { code: 4902 }))
  await page.engine.sign(id)
  expect(page.plan(id).failure?.kind).toBe('wrongChain')
  expect(page.wallet.asked).toBe(0)

  page.wallet.onSwitch = async (chainId) => {
    page.wallet.chainId = chainId
  }
  await page.engine.sign(id)
  await page.until(id, (plan) => plan.status === 'confirming')
})

test('another account is named and nothing is asked of it', async () => {
  const page = open()
  const id = await start(page)
  page.engine.watch(id)
  await page.until(id, (plan) => plan.simulation?.state === 'ok')
  page.wallet.account = receiver
  await page.engine.sign(id)
  expect(page.plan(id).failure).toMatchObject({ kind: 'wrongAccount', args: [account] })
  expect(page.wallet.asked).toBe(0)
})

test('several plans live side by side and each survives the other', async () => {
  const page = open()
  const first = await start(page, '1')
  const second = await start(page, '2')
  const later = reload(page)
  await later.until(first, (plan) => plan.status === 'ready')
  await later.until(second, (plan) => plan.status === 'ready')
  later.engine.dismiss(first)
  expect(later.engine.getState().plans.map((plan) => plan.id)).toEqual([second])
  expect(page.storage.getItem(planKey(first))).toBeNull()
})

test('a chain that was started anew takes its plans with it, with a word', async () => {
  const page = open()
  await anvil.client.mine({ blocks: 3 })
  const id = await start(page)
  page.engine.stop()
  await anvil.client.revert({ id: snapshot })
  snapshot = await anvil.client.snapshot()
  // Higher than before and yet another chain: the block's hash tells.
  await anvil.client.increaseTime({ seconds: 1000 })
  await anvil.client.mine({ blocks: 10 })
  const later = open(page.storage)
  await expect.poll(() => later.engine.getState().notes).toEqual([{ key: 'otherChain', count: 1 }])
  expect(later.engine.getState().plans).toEqual([])
  expect(page.storage.getItem(planKey(id))).toBeNull()
})

test('a stored plan that cannot be read is dropped with a word', () => {
  const storage = memoryStorage()
  storage.setItem(planKey('a'), '{')
  storage.setItem(planKey('b'), JSON.stringify({ id: 'b', kind: 'ping' }))
  storage.setItem('other', 'left alone')
  const page = open(storage)
  expect(page.engine.getState()).toEqual({ plans: [], notes: [{ key: 'unreadable', count: 2 }] })
  expect(storage.length).toBe(1)
})

test('an RPC that dies is named, and the plan goes on when it is back', async () => {
  const page = open()
  const { id } = await sent(page)
  const { client } = anvil
  const { request } = client
  Object.assign(client, {
    request: () => Promise.reject(new TypeError('Failed to fetch')),
  })
  try {
    expect((await page.until(id, (plan) => plan.failure !== null)).failure?.kind).toBe('rpcDown')
    expect(page.plan(id).status).toBe('sent')
  } finally {
    Object.assign(client, { request })
  }
  await client.mine({ blocks: 1 })
  expect((await page.until(id, (plan) => plan.status === 'confirming')).failure).toBeNull()
})
