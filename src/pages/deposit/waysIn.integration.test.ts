import {
  type Abi,
  type Address,
  type Client,
  type Hex,
  parseEther,
  type TransactionReceipt,
} from 'viem'
import { getTransactionReceipt, readContract, writeContract } from 'viem/actions'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileContracts } from '../../../localnet/compile.ts'
import { deployEigenLayer } from '../../../localnet/deploy/eigenlayer.ts'
import { deployEtherFi } from '../../../localnet/deploy/etherfi.ts'
import { deployLido } from '../../../localnet/deploy/lido.ts'
import {
  BEACON_DEPOSIT,
  deployPeriphery,
  deployTestToken,
} from '../../../localnet/deploy/periphery.ts'
import { type RunningAnvil, receiptOf, startAnvil } from '../../../localnet/testing/anvil.ts'
import { eigenPodManagerAbi, strategyManagerAbi } from '../../protocol/abi/eigenlayer.ts'
import { erc20Abi } from '../../protocol/abi/erc20.ts'
import { liquidityPoolAbi, weEthAbi } from '../../protocol/abi/etherfi.ts'
import { stEthAbi, wstEthAbi } from '../../protocol/abi/lido.ts'
import { checkDeposits, pubkeyHash } from '../../protocol/beacon/checkDeposits.ts'
import { readPod } from '../../protocol/beacon/readPod.ts'
import { type MadeDeposit, makeDeposit } from '../../protocol/beacon/testing/makeDeposit.ts'
import type { Chain } from '../../protocol/deployments/types.ts'
import { readEtherFi } from '../../protocol/etherfi/readEtherFi.ts'
import type { ValidatorDeposit } from '../../tx/plans/depositValidators.ts'
import type { PlanParameters } from '../../tx/plans/registry.ts'
import { bench, chainOf, NodeWallet } from '../../tx/testing/harness.ts'
import { memoryStorage } from '../../tx/testing/memoryStorage.ts'
import type { PlanView } from '../../tx/types.ts'
import { GAS } from './gas.ts'

let anvil: RunningAnvil
let chain: Chain
let token: Address
let tokenStrategy: Address
let owner: Address
let people: readonly Address[]
let nextPerson = 0

const forkVersion: Hex = '0x00007a69'

beforeAll(async () => {
  const contracts = await compileContracts()
  anvil = await startAnvil({ accounts: 12, balance: 100_000 })
  const { client } = anvil
  const [first, ...others] = (await client.getAddresses()) as [Address, ...Address[]]
  owner = first
  people = others
  await deployPeriphery(client, contracts)
  const lido = await deployLido(client, contracts, {
    from: owner,
    initialShares: 8_000_000n * 10n ** 18n + 7n,
    initialClBalance: 9_200_000n * 10n ** 18n + 11n,
  })
  token = await deployTestToken(client, contracts, {
    from: owner,
    name: 'Test LST',
    symbol: 'tLST',
    decimals: 6,
  })
  const core = await deployEigenLayer({
    client,
    contracts,
    account: owner,
    ethPOS: BEACON_DEPOSIT,
    tokens: { stETH: lido.stETH, tLST: token },
  })
  tokenStrategy = core.strategies.tLST
  const { etherFiAdmin: _, ...etherFi } = await deployEtherFi(client, contracts, {
    from: owner,
    stETH: lido.stETH,
    delegationManager: core.delegationManager,
    strategyManager: core.strategyManager,
    stETHStrategy: core.strategies.stETH,
  })
  chain = chainOf(anvil.url, {
    eigenLayer: {
      delegationManager: core.delegationManager,
      strategyManager: core.strategyManager,
      allocationManager: core.allocationManager,
      eigenPodManager: core.eigenPodManager,
      rewardsCoordinator: owner,
    },
    lido: { ...lido, stETHStrategy: core.strategies.stETH },
    etherFi,
    beaconDepositContract: BEACON_DEPOSIT,
    genesisForkVersion: forkVersion,
  })
})
afterAll(() => anvil?.stop())

function newcomer() {
  const account = people[nextPerson++] as Address
  const wallet = new NodeWallet(anvil.client, account)
  const storage = memoryStorage()
  return { account, ...bench({ client: anvil.client, chain, wallet, storage }) }
}
type Person = ReturnType<typeof newcomer>

const isOver = ({ status }: PlanView) => status === 'confirming' || status === 'done'

/** Signs a plan to its last step. Returns the gas of each of its transactions by the step's id. */
async function carryOut<kind extends keyof PlanParameters>(
  { engine, account, until }: Person,
  kind: kind,
  params: PlanParameters[kind],
): Promise<Record<string, bigint>> {
  const id = await engine.start(kind, params, { chainId: 31337, account })
  engine.watch(id)
  const gas: Record<string, bigint> = {}
  for (;;) {
    const plan = await until(
      id,
      (view) =>
        isOver(view) ||
        view.status === 'failed' ||
        (view.status === 'ready' &&
          view.simulation !== null &&
          view.simulation.state !== 'running'),
    )
    if (isOver(plan) || plan.next === null) {
      for (const step of plan.steps) {
        if (step.hash === undefined) continue
        const receipt: TransactionReceipt = await getTransactionReceipt(anvil.client, {
          hash: step.hash,
        })
        gas[step.id] = receipt.gasUsed
      }
      engine.dismiss(id)
      return gas
    }
    if (plan.simulation?.state === 'failed')
      throw new Error(
        `${plan.next}: ${plan.simulation.failure.errorName} ${plan.simulation.failure.message}`,
      )
    const { next } = plan
    await engine.sign(id)
    await until(id, (view) => isOver(view) || (view.next !== next && view.next !== null))
  }
}

const balance = (at: Address, account: Address) =>
  readContract(anvil.client, {
    address: at,
    abi: erc20Abi,
    functionName: 'balanceOf',
    args: [account],
  })
/** Sends and waits: a busy node answers with the hash before the block is there. */
async function write(
  account: Address,
  address: Address,
  abi: Abi,
  functionName: string,
  args: unknown[],
  value = 0n,
) {
  const request = { account, address, abi, functionName, args, value, chain: null }
  await receiptOf(anvil.client, await writeContract(anvil.client, request as never))
}
const sharesIn = (strategy: Address, account: Address) =>
  readContract(anvil.client, {
    address: chain.eigenLayer.strategyManager,
    abi: strategyManagerAbi,
    functionName: 'stakerDepositShares',
    args: [account, strategy],
  })
const total = (gas: Record<string, bigint>) =>
  Object.values(gas).reduce((sum, used) => sum + used, 0n)
/** What the page says of the fee is not wide of what these contracts take. */
const near = (gas: bigint, stated: bigint) => {
  expect(Number(gas) / Number(stated)).toBeGreaterThan(0.6)
  expect(Number(gas) / Number(stated)).toBeLessThan(1.4)
}

describe('LST', () => {
  test('ETH through Lido takes about the gas that the page says', async () => {
    near(total(await carryOut(newcomer(), 'depositEth', { amount: parseEther('32') })), GAS.lst)
  })

  test('wstETH is unwrapped, approved exactly and deposited', async () => {
    const person = newcomer()
    const { account } = person
    const { stETH, wstETH, stETHStrategy } = chain.lido!
    await write(account, stETH, stEthAbi, 'submit', [owner], parseEther('10'))
    const all = await balance(stETH, account)
    await write(account, stETH, stEthAbi, 'approve', [wstETH, all])
    await write(account, wstETH, wstEthAbi, 'wrap', [all])
    const held = await balance(wstETH, account)
    const gas = await carryOut(person, 'depositWstEth', { amount: held })
    expect(Object.keys(gas)).toEqual(['unwrap', 'approve', 'deposit'])
    expect(await balance(wstETH, account)).toBe(0n)
    expect(await balance(stETH, account)).toBeLessThanOrEqual(2n)
    expect(await sharesIn(stETHStrategy!, account)).toBeGreaterThan(parseEther('8'))
  })

  test('as one batch wstETH goes in to within a few wei', async () => {
    const person = newcomer()
    const { account, wallet, engine, until } = person
    const { stETH, wstETH, stETHStrategy } = chain.lido!
    await write(account, stETH, stEthAbi, 'submit', [owner], 7_777_777_777_777_777_777n)
    const all = await balance(stETH, account)
    await write(account, stETH, stEthAbi, 'approve', [wstETH, all])
    await write(account, wstETH, wstEthAbi, 'wrap', [all])
    wallet.relayer = owner
    const id = await engine.start(
      'depositWstEth',
      { amount: await balance(wstETH, account) },
      { chainId: 31337, account },
    )
    engine.watch(id)
    const plan = await until(id, (view) => view.simulation?.state === 'ok')
    expect(plan.batch).toEqual(['unwrap', 'approve', 'deposit'])
    await engine.sign(id)
    await until(id, isOver)
    expect(await sharesIn(stETHStrategy!, account)).toBeGreaterThan(0n)
    expect(await balance(stETH, account)).toBeLessThanOrEqual(8n)
  })

  test('all of any odd stETH balance can be deposited, also when a wei or two more is named', async () => {
    const person = newcomer()
    const { account } = person
    const { stETH } = chain.lido!
    const odd = [
      1_000_000_000_000_000_001n,
      333_333_333_333_333_333n,
      98_765_432_109_876_543n,
      12_347n,
    ]
    for (const [index, amount] of odd.entries()) {
      await write(account, stETH, stEthAbi, 'submit', [owner], amount)
      const held = await balance(stETH, account)
      await carryOut(person, 'depositStEth', { amount: held + BigInt(index % 3) })
      expect(await balance(stETH, account)).toBeLessThanOrEqual(2n)
    }
    const id = await person.engine.start(
      'depositStEth',
      { amount: (await balance(stETH, account)) + 3n },
      { chainId: 31337, account },
    )
    person.engine.watch(id)
    const plan = await person.until(id, (view) => view.simulation?.state === 'failed')
    expect(plan.simulation).toMatchObject({ failure: { errorName: 'AmountOverBalance' } })
  })

  test("a whitelisted strategy's token of six decimals goes in whole", async () => {
    const person = newcomer()
    const { account } = person
    const mint = [
      {
        type: 'function',
        name: 'mint',
        stateMutability: 'nonpayable',
        outputs: [],
        inputs: [
          { name: 'to', type: 'address' },
          { name: 'amount', type: 'uint256' },
        ],
      },
    ] as const
    await write(owner, token, mint as unknown as Abi, 'mint', [account, 1_234_567n])
    const gas = await carryOut(person, 'depositToken', {
      strategy: tokenStrategy,
      amount: 1_234_567n,
      unit: 'tLST',
      decimals: 6,
    })
    expect(Object.keys(gas)).toEqual(['approve', 'deposit'])
    expect(await balance(token, account)).toBe(0n)
    expect(await sharesIn(tokenStrategy, account)).toBe(1_234_567n)
  })
})

describe('ether.fi', () => {
  test('ETH becomes eETH, weETH by permit, and eETH again', async () => {
    const person = newcomer()
    const { account, wallet } = person
    const { eETH, weETH, liquidityPool } = chain.etherFi!
    near(total(await carryOut(person, 'depositEtherFi', { amount: parseEther('5') })), GAS.etherFi)
    const eEth = await balance(eETH, account)
    expect(parseEther('5') - eEth).toBeLessThanOrEqual(1n)

    const wrapped = await carryOut(person, 'wrapEEth', { amount: eEth })
    // One signature, one transaction.
    expect(Object.keys(wrapped)).toEqual(['wrap'])
    expect(wallet.signed).toHaveLength(1)
    expect(await balance(eETH, account)).toBeLessThanOrEqual(1n)
    const weEth = await balance(weETH, account)
    expect(weEth).toBeGreaterThan(0n)

    await carryOut(person, 'unwrapWeEth', { amount: weEth })
    expect(await balance(weETH, account)).toBe(0n)
    expect(eEth - (await balance(eETH, account))).toBeLessThanOrEqual(2n)

    const block = await anvil.client.getBlock()
    const state = await readEtherFi(anvil.client as unknown as Client, {
      chain,
      block: { number: block.number, hash: block.hash, timestamp: block.timestamp },
      clock: [],
      owner: account,
    })
    expect(state?.failures).toEqual([])
    expect(state?.rate).toBe(
      await readContract(anvil.client, { address: weETH, abi: weEthAbi, functionName: 'getRate' }),
    )
    expect(state?.totalPooledEther).toBe(
      await readContract(anvil.client, {
        address: liquidityPool,
        abi: liquidityPoolAbi,
        functionName: 'getTotalPooledEther',
      }),
    )
    expect(state?.balances?.eEth).toBe(await balance(eETH, account))
    expect(state?.restakers).toHaveLength(2)
    expect(state?.apr).toBeNull()
  })

  test('more than is held is refused before signing', async () => {
    const person = newcomer()
    const id = await person.engine.start(
      'unwrapWeEth',
      { amount: 1n },
      { chainId: 31337, account: person.account },
    )
    person.engine.watch(id)
    const plan = await person.until(id, (view) => view.simulation?.state === 'failed')
    expect(plan.simulation).toMatchObject({ failure: { errorName: 'AmountOverBalance' } })
  })
})

describe('native', () => {
  const toPlan = (made: MadeDeposit): ValidatorDeposit => ({
    pubkey: `0x${made.pubkey}`,
    signature: `0x${made.signature}`,
    depositDataRoot: `0x${made.deposit_data_root}`,
  })
  const podOf = async (account: Address) => {
    const block = await anvil.client.getBlock()
    return readPod(anvil.client as unknown as Client, {
      chain,
      owner: account,
      block: { number: block.number, hash: block.hash, timestamp: block.timestamp },
    })
  }

  test('the pod is created where it was foretold; two checked deposits go to the deposit contract', async () => {
    const person = newcomer()
    const { account } = person
    const before = await podOf(account)
    expect(before).toMatchObject({ exists: false, staked: [], balance: 0n, failures: [] })
    const pod = before.address as Address
    const made = ['first', 'second'].map((name) => makeDeposit({ name, pod, forkVersion }))
    const checked = await checkDeposits({ entries: made, pod, forkVersion, deposited: new Set() })
    expect(checked.flatMap(({ problems }) => problems)).toEqual([])

    const gas = await carryOut(person, 'depositValidators', { validators: made.map(toPlan) })
    expect(Object.keys(gas)).toEqual(['createPod', 'stake0', 'stake1'])
    near(gas.createPod! + gas.stake0!, GAS.native)
    expect(
      await readContract(anvil.client, {
        address: chain.eigenLayer.eigenPodManager,
        abi: eigenPodManagerAbi,
        functionName: 'ownerToPod',
        args: [account],
      }),
    ).toBe(pod)
    const after = await podOf(account)
    expect(after.exists).toBe(true)
    // Nothing counts as restaked before its credentials are proven.
    expect(after.depositShares).toBe(0n)
    expect(after.staked).toEqual(made.map(({ pubkey }) => pubkeyHash(`0x${pubkey}`)))
    expect(await anvil.client.getBalance({ address: BEACON_DEPOSIT })).toBe(parseEther('64'))

    const again = await checkDeposits({
      entries: made,
      pod,
      forkVersion,
      deposited: new Set(after.staked),
    })
    expect(again.map(({ problems }) => problems)).toEqual([
      [{ kind: 'deposited' }],
      [{ kind: 'deposited' }],
    ])
  })

  test('a deposit for another pod is not sent, whatever started the plan', async () => {
    const person = newcomer()
    const made = makeDeposit({ name: 'stray', pod: owner, forkVersion })
    const id = await person.engine.start(
      'depositValidators',
      { validators: [toPlan(made)] },
      { chainId: 31337, account: person.account },
    )
    person.engine.watch(id)
    const plan = await person.until(id, (view) => view.simulation?.state === 'failed')
    expect(plan.simulation).toMatchObject({ failure: { errorName: 'DepositForAnotherPod' } })
    expect((await podOf(person.account)).exists).toBe(false)
  })

  test('a pod alone can be created, once', async () => {
    const person = newcomer()
    expect(Object.keys(await carryOut(person, 'createPod', {}))).toEqual(['createPod'])
    const id = await person.engine.start(
      'createPod',
      {},
      { chainId: 31337, account: person.account },
    )
    person.engine.watch(id)
    const plan = await person.until(id, isOver)
    expect(plan.steps.map(({ phase }) => phase)).toEqual(['done'])
  })
})
