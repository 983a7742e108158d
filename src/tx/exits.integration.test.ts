import { type Abi, type Address, parseEther, zeroAddress } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CompiledContracts, compileContracts } from '../../localnet/compile.ts'
import { deployEtherFi, type EtherFiAddresses } from '../../localnet/deploy/etherfi.ts'
import type { Chain } from '../protocol/deployments/types.ts'
import { readEtherFiQueue } from '../protocol/withdrawals/etherFiQueue.ts'
import type { EthQueue, QueueParameters } from '../protocol/withdrawals/ethQueue.ts'
import { readLidoQueue } from '../protocol/withdrawals/lidoQueue.ts'
import { previewRedemption } from '../protocol/withdrawals/redemption.ts'
import type { PlanParameters } from './plans/registry.ts'
import { type Bench, bench, NodeWallet } from './testing/harness.ts'
import { type Stage, stage } from './testing/protocol.ts'
import type { PlanView } from './types.ts'

let at: Stage
let chain: Chain
let pool: EtherFiAddresses
let contracts: CompiledContracts
let nextPerson = 0

const lowerOf = (address: Address) => address.toLowerCase() as Address
const client = () => at.anvil.client

async function call<value = unknown>(
  name: string,
  address: Address,
  functionName: string,
  args: readonly unknown[] = [],
): Promise<value> {
  const abi = contracts[name]?.abi as Abi
  return (await client().readContract({ address, abi, functionName, args })) as value
}

async function send(
  from: Address,
  name: string,
  address: Address,
  functionName: string,
  args: readonly unknown[] = [],
  value = 0n,
) {
  const hash = await client().writeContract({
    address,
    abi: contracts[name]?.abi as Abi,
    functionName,
    args,
    value,
    account: from,
    chain: null,
    gas: 5_000_000n,
  })
  const receipt = await client().waitForTransactionReceipt({ hash })
  expect(receipt.status, functionName).toBe('success')
  return receipt
}

beforeAll(async () => {
  at = await stage()
  contracts = await compileContracts()
  const { lido, eigenLayer } = at.chain
  pool = await deployEtherFi(client(), contracts, {
    from: at.owner,
    stETH: lido!.stETH,
    delegationManager: eigenLayer.delegationManager,
    strategyManager: eigenLayer.strategyManager,
    stETHStrategy: lido!.stETHStrategy!,
    restakers: 1,
  })
  chain = { ...at.chain, etherFi: pool }
  // Two others are in before, so that rates are odd: Lido's from the start, the pool's after a first report.
  const [first] = at.people as [Address, ...Address[]]
  nextPerson = 1
  await send(first, 'LiquidityPool', pool.liquidityPool, 'deposit', [], parseEther('300'))
  const restaker = pool.restakers[0] as Address
  await send(at.owner, 'LiquidityPool', pool.liquidityPool, 'fundRestaker', [
    restaker,
    parseEther('200'),
  ])
  await report(parseEther('1500'))
})
afterAll(() => at?.anvil.stop())

/** A report of Lido that finalizes what waits, and the pool's after it: both rates follow `rewards` (wei). */
async function report(rewards: bigint) {
  const { withdrawalQueue, stETH } = chain.lido!
  await client().increaseTime({ seconds: 86_400 })
  await client().mine({ blocks: 1 })
  const { timestamp } = await client().getBlock()
  const last = await call<bigint>('WithdrawalQueueERC721', withdrawalQueue!, 'getLastRequestId')
  await send(at.owner, 'Lido', stETH, 'reportAndFinalize', [timestamp, 86_400n, rewards, last])
  const next = await call<number>('WithdrawRequestNFT', pool.withdrawRequestNFT, 'nextRequestId')
  await send(at.owner, 'EtherFiAdmin', pool.etherFiAdmin, 'executeTasks', [BigInt(next - 1)])
}

type Person = Bench & { account: Address }

/** Somebody with ether only. */
function newcomer(relayer = false): Person {
  // Who comes last is somebody who has been here before.
  const account = at.people[nextPerson++ % at.people.length] as Address
  const wallet = new NodeWallet(client(), account)
  if (relayer) wallet.relayer = at.owner
  return { account, ...bench({ client: client(), chain, wallet }) }
}

/** Runs a plan to its end, one signature after the other; `before` is called with each step that is ready. */
async function run<kind extends keyof PlanParameters>(
  { engine, account, until }: Person,
  kind: kind,
  parameters: PlanParameters[kind],
  before: (view: PlanView) => Promise<void> | void = () => undefined,
): Promise<PlanView> {
  const id = await engine.start(kind, parameters as never, { chainId: 31337, account })
  engine.watch(id)
  for (let asked = 0; asked < 6; asked++) {
    const view = await until(
      id,
      ({ steps, next, simulation }) =>
        steps.length > 0 && (next === null || simulation?.state === 'ok'),
    )
    if (view.next === null) return view
    await before(view)
    const { next } = view
    await engine.sign(id)
    await until(id, (later) => later.next !== next)
  }
  throw new Error('The plan never ends.')
}

async function queueOf(
  read: (client: never, parameters: QueueParameters) => Promise<EthQueue | null>,
  owner: Address,
): Promise<EthQueue> {
  const { number, hash, timestamp } = await client().getBlock()
  const queue = await read(client() as never, {
    chain,
    owner: lowerOf(owner),
    block: { number, hash, timestamp },
  })
  if (queue === null) throw new Error('The deployment has this queue.')
  expect(queue.failures).toEqual([])
  return queue
}
const lidoQueue = (owner: Address) => queueOf(readLidoQueue, owner)
const etherFiQueue = (owner: Address) => queueOf(readEtherFiQueue, owner)
const sum = (amounts: readonly (bigint | null)[]) =>
  amounts.reduce<bigint>((total, amount) => total + (amount ?? 0n), 0n)

/** Wei that a plan brought, the fees of its transactions put back. */
async function gained({ account }: Person, work: () => Promise<unknown>): Promise<bigint> {
  const balance = () => client().getBalance({ address: account })
  const from = await client().getBlockNumber()
  const before = await balance()
  await work()
  const to = await client().getBlockNumber()
  let fees = 0n
  for (let number = from + 1n; number <= to; number++) {
    const { transactions } = await client().getBlock({
      blockNumber: number,
      includeTransactions: true,
    })
    for (const { hash, from: sender } of transactions)
      if (lowerOf(sender) === lowerOf(account)) {
        const receipt = await client().getTransactionReceipt({ hash })
        fees += receipt.gasUsed * receipt.effectiveGasPrice
      }
  }
  return (await balance()) - before + fees
}

const buyStEth = (account: Address, value: bigint) =>
  send(account, 'Lido', chain.lido!.stETH, 'submit', [zeroAddress], value)
const buyEEth = (account: Address, value: bigint) =>
  send(account, 'LiquidityPool', pool.liquidityPool, 'deposit', [], value)

test('Lido: a signature and a transaction, finalized, claimed: what was shown arrives', async () => {
  const person = newcomer()
  await buyStEth(person.account, parseEther('40'))
  const amount = 7_654_321_098_765_432_109n
  await run(person, 'requestLidoWithdrawal', { amount, token: 'stETH' })
  expect(person.wallet.signed).toHaveLength(1)
  // The purchase and the request: no approval was sent.
  expect(await client().getTransactionCount({ address: person.account })).toBe(2)
  expect((await lidoQueue(person.account)).requests).toEqual([
    { id: expect.any(BigInt), amount, claimable: null },
  ])
  expect((await lidoQueue(person.account)).ahead).toBe(amount)

  await report(parseEther('900'))
  const { requests } = await lidoQueue(person.account)
  // The rate has risen meanwhile: a request is never paid more than it was worth.
  expect(requests?.map(({ claimable }) => claimable)).toEqual([amount])
  const ids = requests!.map(({ id }) => id)
  expect(await gained(person, () => run(person, 'claimLidoWithdrawal', { ids }))).toBe(amount)
  expect((await lidoQueue(person.account)).requests).toEqual([])
  person.engine.stop()
})

test('Lido: more than one request takes goes in pieces in one call; a fallen rate pays what is shown', async () => {
  const person = newcomer()
  const amount = 2_000n * 10n ** 18n + 99n
  await client().setBalance({ address: person.account, value: parseEther('5000') })
  await buyStEth(person.account, amount + 10n)
  await run(person, 'requestLidoWithdrawal', { amount, token: 'stETH' })
  const asked = (await lidoQueue(person.account)).requests!
  expect(asked.map((request) => request.amount)).toEqual([
    parseEther('1000'),
    parseEther('1000') - 1n,
    100n,
  ])
  // A second request, finalized by itself: its hint is another.
  await report(parseEther('-3000'))
  const other = parseEther('5')
  await buyStEth(person.account, other + 10n)
  await run(person, 'requestLidoWithdrawal', { amount: other, token: 'stETH' })
  const waiting = (await lidoQueue(person.account)).requests!
  expect(waiting.map(({ claimable }) => claimable !== null)).toEqual([true, true, true, false])
  await report(parseEther('800'))
  const { requests } = await lidoQueue(person.account)
  const shown = sum(requests!.map(({ claimable }) => claimable))
  expect(requests!.every(({ claimable }) => claimable !== null)).toBe(true)
  expect(requests!.at(-1)?.claimable).toBe(other)
  expect(shown).toBeLessThan(amount + other)
  const ids = requests!.map(({ id }) => id)
  expect(await gained(person, () => run(person, 'claimLidoWithdrawal', { ids }))).toBe(shown)
  person.engine.stop()
})

test('Lido: wstETH is handed in as it is, in pieces that are within limits counted in stETH', async () => {
  const person = newcomer()
  const { wstETH, stETH } = chain.lido!
  await client().setBalance({ address: person.account, value: parseEther('5000') })
  await buyStEth(person.account, parseEther('1300'))
  await send(person.account, 'Lido', stETH, 'approve', [wstETH, parseEther('1300')])
  await send(person.account, 'WstETH', wstETH!, 'wrap', [parseEther('1299')])
  const { wrapped, rate } = await lidoQueue(person.account)
  expect(wrapped! * rate!).toBeGreaterThan(parseEther('1298') * 10n ** 18n)
  await run(person, 'requestLidoWithdrawal', { amount: wrapped!, token: 'wstETH' })
  expect(person.wallet.signed).toHaveLength(1)
  const { requests, wrapped: left } = await lidoQueue(person.account)
  expect(left).toBe(0n)
  expect(requests).toHaveLength(2)
  for (const { amount } of requests!) expect(amount).toBeLessThanOrEqual(parseEther('1000'))
  expect(parseEther('1299') - sum(requests!.map(({ amount }) => amount))).toBeLessThan(10n)
  person.engine.stop()
})

test('ether.fi: a signature and a transaction, finalized, several claimed at once at a fallen rate', async () => {
  const person = newcomer()
  await buyEEth(person.account, parseEther('30'))
  const amounts = [parseEther('3') + 7n, parseEther('4') + 11n]
  for (const amount of amounts)
    await run(person, 'requestEtherFiWithdrawal', { amount, token: 'eETH' })
  expect(person.wallet.signed).toHaveLength(2)
  expect(await client().getTransactionCount({ address: person.account })).toBe(3)
  expect((await etherFiQueue(person.account)).requests).toMatchObject(
    amounts.map((amount) => ({ amount, claimable: null })),
  )
  await report(parseEther('-20000'))
  const { requests } = await etherFiQueue(person.account)
  const shown = sum(requests!.map(({ claimable }) => claimable))
  expect(shown).toBeGreaterThan(0n)
  expect(shown).toBeLessThan(sum(amounts))
  const ids = requests!.map(({ id }) => id)
  expect(await gained(person, () => run(person, 'claimEtherFiWithdrawal', { ids }))).toBe(shown)
  expect((await etherFiQueue(person.account)).requests).toEqual([])
  person.engine.stop()
})

test('ether.fi: weETH is unwrapped first, and what really came of it is handed in', async () => {
  const person = newcomer()
  await buyEEth(person.account, parseEther('9'))
  await send(person.account, 'EETH', pool.eETH, 'approve', [pool.weETH, parseEther('9')])
  await send(person.account, 'WeETH', pool.weETH, 'wrap', [parseEther('5')])
  const { wrapped } = await etherFiQueue(person.account)
  const kinds: (string | null)[] = []
  await run(
    person,
    'requestEtherFiWithdrawal',
    { amount: wrapped!, token: 'weETH' },
    async ({ next, prompts }) => {
      kinds.push(next)
      if (next === 'unwrap') expect(prompts).toMatchObject({ signatures: 1, transactions: 2 })
    },
  )
  expect(kinds).toEqual(['unwrap', 'permit', 'request'])
  const { requests, balance } = await etherFiQueue(person.account)
  expect(requests).toHaveLength(1)
  expect(parseEther('5') - requests![0]!.amount).toBeLessThanOrEqual(3n)
  // Nothing of the other eETH went with it.
  expect(balance).toBeGreaterThanOrEqual(parseEther('4') - 3n)
  person.engine.stop()
})

test('ether.fi: in a batch nothing rests on what an earlier call brings', async () => {
  const person = newcomer(true)
  await buyEEth(person.account, parseEther('6'))
  await send(person.account, 'EETH', pool.eETH, 'approve', [pool.weETH, parseEther('6')])
  await send(person.account, 'WeETH', pool.weETH, 'wrap', [parseEther('5.9')])
  const { wrapped } = await etherFiQueue(person.account)
  await run(
    person,
    'requestEtherFiWithdrawal',
    { amount: wrapped!, token: 'weETH' },
    async ({ batch }) => {
      expect(batch).toEqual(['unwrap', 'approve', 'request'])
      // The rate moves before the batch is taken.
      await report(parseEther('700'))
    },
  )
  expect(person.wallet.asked).toBe(1)
  const { requests, wrapped: left } = await etherFiQueue(person.account)
  expect(left).toBe(0n)
  expect(requests).toHaveLength(1)
  expect(parseEther('5.9') - requests![0]!.amount).toBeLessThanOrEqual(10n)
  person.engine.stop()
})

for (const token of ['eETH', 'weETH'] as const)
  test(`ether.fi: redeeming ${token} at once pays what was said before signing`, async () => {
    const person = newcomer()
    await buyEEth(person.account, parseEther('12'))
    if (token === 'weETH') {
      await send(person.account, 'EETH', pool.eETH, 'approve', [pool.weETH, parseEther('12')])
      await send(person.account, 'WeETH', pool.weETH, 'wrap', [parseEther('11')])
    }
    const amount = 3_333_333_333_333_333_333n
    const said: unknown[] = []
    const preview = await previewRedemption(client() as never, { etherFi: pool, token, amount })
    expect(preview.possible).toBe(true)
    const arrived = await gained(person, () =>
      run(person, 'redeemEtherFi', { amount, token }, ({ steps }) => {
        said.push(steps.find(({ id }) => id === 'redeem')?.note?.values?.pays)
      }),
    )
    expect(person.wallet.signed).toHaveLength(1)
    expect(arrived).toBe(preview.pays)
    for (const pays of said) expect(pays).toEqual({ amount: arrived, unit: 'ETH', decimals: 18 })
    expect(said).toHaveLength(2)
    // 0.3 % of what was handed in, to a wei or two.
    const worth = arrived + preview.fee
    expect(preview.fee - (worth * 30n) / 10_000n).toBeLessThanOrEqual(3n)
    expect(preview.fee).toBeGreaterThanOrEqual((worth * 30n) / 10_000n)
    person.engine.stop()
  })

test('ether.fi: more than can be redeemed is refused before the wallet opens', async () => {
  const person = newcomer()
  await client().setBalance({ address: person.account, value: parseEther('5000') })
  await buyEEth(person.account, parseEther('2500'))
  const { engine, account, until, wallet } = person
  const id = await engine.start(
    'redeemEtherFi',
    { amount: parseEther('2100'), token: 'eETH' } as never,
    { chainId: 31337, account },
  )
  engine.watch(id)
  expect(await until(id, (view) => view.simulation?.state === 'failed')).toMatchObject({
    simulation: { failure: { errorName: 'ExceededRedeemable' } },
  })
  expect(wallet.asked).toBe(0)
  engine.stop()
})

test('requests handed over by others are found, those handed away are not', async () => {
  const person = newcomer()
  const heir = at.owner
  await buyEEth(person.account, parseEther('5'))
  for (const amount of [parseEther('1'), parseEther('2')])
    await run(person, 'requestEtherFiWithdrawal', { amount, token: 'eETH' })
  const [first] = (await etherFiQueue(person.account)).requests!
  await send(person.account, 'WithdrawRequestNFT', pool.withdrawRequestNFT, 'transferFrom', [
    person.account,
    heir,
    first!.id,
  ])
  const ofHeir = await etherFiQueue(heir)
  expect(ofHeir.requests).toEqual([{ id: first!.id, amount: parseEther('1'), claimable: null }])
  expect((await etherFiQueue(person.account)).requests).toMatchObject([{ amount: parseEther('2') }])
  person.engine.stop()
})
