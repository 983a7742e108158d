import {
  type Abi,
  type Address,
  concatHex,
  pad,
  parseAbi,
  parseEther,
  parseSignature,
  toEventSelector,
} from 'viem'
import { readContract } from 'viem/actions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiptOf } from '../../localnet/testing/anvil.ts'
import { stEthAbi, withdrawalQueueAbi } from '../protocol/abi/lido.ts'
import { allow } from './permit/allowance.ts'
import { readPermitDomain } from './permit/domain.ts'
import { emitLog } from './testing/codeAccount.ts'
import { bench, memoryLocks, NodeWallet } from './testing/harness.ts'
import { memoryStorage } from './testing/memoryStorage.ts'
import { type Stage, stage } from './testing/protocol.ts'
import type { AnyPlanDefinition, Step } from './types.ts'

let at: Stage
let nextPerson = 0
const AMOUNT = parseEther('2')

/** Requests a withdrawal of Lido with a permit where that saves a transaction. */
const request: AnyPlanDefinition = {
  kind: 'request',
  version: 1,
  parse: (json) => json,
  title: () => ({ key: 'plan.request' }),
  async steps(_params, context) {
    const { chain, account, outcomes } = context
    const { stETH, withdrawalQueue } = chain.lido!
    const value = { amount: AMOUNT, unit: 'stETH', decimals: 18 }
    const { step, permit } = await allow(
      {
        token: stETH,
        spender: withdrawalQueue!,
        spenderName: 'Lido',
        amount: AMOUNT,
        value,
        takesPermit: true,
        spent: outcomes.request !== undefined,
      },
      context,
    )
    const amounts = [AMOUNT]
    const last: Step = {
      id: 'request',
      kind: 'send',
      title: { key: 'step.request' },
      action: { key: 'action.request' },
      done: outcomes.request !== undefined,
      ...(step.done || step.request !== undefined
        ? {
            request: {
              to: withdrawalQueue!,
              abi: withdrawalQueueAbi as Abi,
              functionName: permit === null ? 'requestWithdrawals' : 'requestWithdrawalsWithPermit',
              args: permit === null ? [amounts, account] : [amounts, account, permit],
            },
          }
        : {}),
    }
    return [step, last]
  },
}

beforeAll(async () => {
  at = await stage()
})
afterAll(() => at?.anvil.stop())

const ask = (method: string, params: readonly unknown[]) =>
  at.anvil.client.request({ method: method as never, params: params as never }) as Promise<unknown>

/** Somebody with stETH and a plan that is ready for its first signature. */
async function holder(options: { relayer?: boolean } = {}) {
  const account = at.people[nextPerson++] as Address
  const { client } = at.anvil
  const submitted = await client.writeContract({
    account,
    chain: null,
    address: at.chain.lido!.stETH,
    abi: stEthAbi,
    functionName: 'submit',
    args: ['0x0000000000000000000000000000000000000000'],
    value: parseEther('5'),
  })
  await receiptOf(client, submitted)
  const wallet = new NodeWallet(client, account)
  if (options.relayer) wallet.relayer = at.owner
  const storage = memoryStorage()
  const locks = memoryLocks()
  const open = () =>
    bench({ client, chain: at.chain, wallet, storage, locks, definitions: [request] })
  const page = open()
  const id = await page.engine.start('request', {}, { chainId: 31337, account })
  page.engine.watch(id)
  return { ...page, account, id, open, storage }
}

const requests = (account: Address) =>
  readContract(at.anvil.client, {
    address: at.chain.lido!.withdrawalQueue!,
    abi: withdrawalQueueAbi,
    functionName: 'getWithdrawalRequests',
    args: [account],
  })
const ready = (view: { simulation: { state: string } | null }) => view.simulation?.state === 'ok'

test('a signature and one transaction instead of two transactions, across a reload', async () => {
  const { engine, id, until, wallet, account, open } = await holder()
  const plan = await until(id, ready)
  expect(plan).toMatchObject({
    next: 'permit',
    prompts: { signatures: 1, transactions: 1, batched: 0 },
    simulation: { fee: 0n },
  })
  await engine.sign(id)
  await until(id, (view) => view.next === 'request')
  engine.stop()
  const later = open()
  later.engine.watch(id)
  await later.until(id, (view) => view.next === 'request' && ready(view))
  await later.engine.sign(id)
  await later.until(id, (view) => view.steps.length > 0 && view.next === null)
  expect(wallet.signed).toMatchObject([
    { domain: { name: 'Liquid staked Ether 2.0', version: '2', chainId: 31337 } },
  ])
  expect(wallet.asked).toBe(2)
  expect(await at.anvil.client.getTransactionCount({ address: account })).toBe(2)
  expect(await requests(account)).toHaveLength(1)
  later.engine.stop()
})

test('a permit that somebody else puts on the chain first: the plain call goes on', async () => {
  const { engine, id, until, account, storage } = await holder()
  await until(id, ready)
  await engine.sign(id)
  await until(id, (view) => view.next === 'request' && ready(view))
  const record = Object.values(JSON.parse(storage.getItem(`keel.plan.${id}`) ?? '{}').steps)[0]
  const { signature, deadline } = record as { signature: `0x${string}`; deadline: string }
  const { r, s, yParity } = parseSignature(signature)
  const hash = await at.anvil.client.writeContract({
    account: at.owner,
    chain: null,
    address: at.chain.lido!.stETH,
    abi: parseAbi([
      'function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)',
    ]),
    functionName: 'permit',
    args: [account, at.chain.lido!.withdrawalQueue!, AMOUNT, BigInt(deadline), 27 + yParity, r, s],
  })
  await at.anvil.client.waitForTransactionReceipt({ hash })
  await engine.sign(id)
  await until(id, (view) => view.next === null)
  expect(await requests(account)).toHaveLength(1)
  engine.stop()
})

test('a permit that has run out by the chain’s clock is asked for again', async () => {
  const { engine, id, until, wallet } = await holder()
  await until(id, ready)
  await engine.sign(id)
  await until(id, (view) => view.next === 'request')
  await at.anvil.client.increaseTime({ seconds: 3_550 })
  await at.anvil.client.mine({ blocks: 1 })
  await until(id, (view) => view.next === 'permit' && ready(view))
  await engine.sign(id)
  await until(id, (view) => view.next === 'request' && ready(view))
  expect(wallet.signed).toHaveLength(2)
  engine.stop()
})

test('a signature of another account is thrown away', async () => {
  const { engine, id, until, wallet } = await holder()
  await until(id, ready)
  wallet.signer = at.owner
  await engine.sign(id)
  expect(await until(id, (view) => view.failure !== null)).toMatchObject({
    next: 'permit',
    failure: { errorName: 'SignatureOfAnother' },
  })
  await engine.sign(id)
  await until(id, (view) => view.next === 'request')
  engine.stop()
})

test('a wallet that takes calls together is asked once, without a permit', async () => {
  const { engine, id, until, wallet } = await holder({ relayer: true })
  expect(await until(id, ready)).toMatchObject({ batch: ['approve', 'request'] })
  await engine.sign(id)
  await until(id, (view) => view.next === null)
  expect(wallet.signed).toEqual([])
  expect(wallet.asked).toBe(1)
  engine.stop()
})

test('a contract account approves: it signs no permit; its proposal is waited for until the owners execute it', async () => {
  const { engine, id, account, open, wallet } = await holder()
  engine.stop()
  // Any code makes a contract; the node still sends for the account.
  await at.anvil.client.setCode({ address: account, bytecode: '0x00' })
  const page = open()
  page.engine.watch(id)
  expect(await page.until(id, ready)).toMatchObject({ next: 'approve', prompts: { signatures: 0 } })
  const safeTxHash = `0x${'5a'.repeat(32)}` as const
  wallet.answer = async () => safeTxHash
  await page.engine.sign(id)
  await page.until(id, (view) => view.status === 'proposed' && view.steps[0]?.hash === safeTxHash)
  // However many blocks pass, it is neither lost nor sent again.
  await at.anvil.client.mine({ blocks: 20 })
  page.engine.stop()
  const later = open()
  later.engine.watch(id)
  await later.until(id, (view) => view.status === 'proposed' && view.steps.length > 0)

  const executed = await emitLog(
    ask,
    at.owner,
    account,
    toEventSelector('ExecutionSuccess(bytes32,uint256)'),
    concatHex([safeTxHash, pad('0x0')]),
  )
  await later.until(id, (view) => view.steps[0]?.hash === executed)
  expect(later.plan(id).status).not.toBe('proposed')
  later.engine.stop()
})

test('a proposal that the owners fail to execute is a failure, and can be given up before', async () => {
  const { engine, id, account, open, wallet } = await holder()
  engine.stop()
  await at.anvil.client.setCode({ address: account, bytecode: '0x00' })
  const page = open()
  page.engine.watch(id)
  await page.until(id, ready)
  const safeTxHash = `0x${'5b'.repeat(32)}` as const
  wallet.answer = async () => safeTxHash
  await page.engine.sign(id)
  await page.until(id, (view) => view.status === 'proposed')
  await page.engine.abandonPrompt(id)
  await page.until(id, (view) => view.status === 'ready' && ready(view))
  wallet.answer = async () => safeTxHash
  await page.engine.sign(id)
  await emitLog(
    ask,
    at.owner,
    account,
    toEventSelector('ExecutionFailure(bytes32,uint256)'),
    concatHex([safeTxHash, pad('0x0')]),
  )
  const failed = await page.until(id, (view) => view.status === 'failed')
  expect(failed.steps[0]?.failure?.errorName).toBe('SafeExecutionFailed')
  page.engine.stop()
})

test('two tabs: while one has the wallet open the other says so and stays shut', async () => {
  const { engine, id, until, wallet, open } = await holder()
  await until(id, ready)
  const other = open()
  other.engine.watch(id)
  await other.until(id, ready)
  let answer: ((signature: `0x${string}`) => void) | undefined
  const { signTypedData } = wallet
  wallet.signTypedData = () =>
    new Promise((resolve) => {
      answer = resolve
    })
  const signing = engine.sign(id)
  await until(id, (view) => view.status === 'signing')
  await other.until(id, (view) => view.status === 'signingElsewhere')
  const asked = wallet.asked
  await other.engine.sign(id)
  expect(wallet.asked).toBe(asked)
  expect(other.plan(id).status).toBe('signingElsewhere')
  answer?.('0x00')
  await signing
  wallet.signTypedData = signTypedData
  await other.until(id, (view) => view.status === 'ready' && ready(view))
  // What one tab got signed the other finds, even before the browser's message.
  await engine.sign(id)
  await other.engine.sign(id)
  await other.until(id, (view) => view.steps.length > 0 && view.next === null)
  expect(wallet.signed).toHaveLength(1)
  engine.stop()
  other.engine.stop()
})

test('domains are told by the token and believed only if they hash to its separator', async () => {
  const { client } = at.anvil
  const { stETH, wstETH } = at.chain.lido!
  expect(await readPermitDomain(client as never, stETH)).toMatchObject({
    name: 'Liquid staked Ether 2.0',
    version: '2',
    verifyingContract: stETH,
  })
  // Says nothing of its domain but name() and DOMAIN_SEPARATOR().
  expect(await readPermitDomain(client as never, wstETH!)).toMatchObject({ version: '1' })
  // No token at all.
  expect(await readPermitDomain(client as never, at.owner)).toBeNull()
  expect(await readPermitDomain(client as never, at.chain.eigenLayer.strategyManager)).toBeNull()
})
