import { type Address, type Hex, parseEther, zeroAddress } from 'viem'
import { getBlock, readContract } from 'viem/actions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compileContracts } from '../../localnet/compile.ts'
import { receiptOf } from '../../localnet/testing/anvil.ts'
import { delegationManagerAbi, strategyManagerAbi } from '../protocol/abi/eigenlayer.ts'
import { stEthAbi } from '../protocol/abi/lido.ts'
import { bench, NodeWallet } from './testing/harness.ts'
import { memoryStorage } from './testing/memoryStorage.ts'
import { type Stage, stage } from './testing/protocol.ts'

let at: Stage
let nextPerson = 0

beforeAll(async () => {
  at = await stage()
})
afterAll(() => at?.anvil.stop())

function newcomer(storage = memoryStorage()) {
  const account = at.people[nextPerson++ % at.people.length] as Address
  const wallet = new NodeWallet(at.anvil.client, account)
  const { client } = at.anvil
  return { account, storage, ...bench({ client, chain: at.chain, wallet, storage }) }
}

const owner = (account: Address) => ({ chainId: 31337, account })
const shares = (account: Address) =>
  readContract(at.anvil.client, {
    address: at.chain.eigenLayer.strategyManager,
    abi: strategyManagerAbi,
    functionName: 'stakerDepositShares',
    args: [account, at.chain.lido!.stETHStrategy!],
  })
/** stETH that the strategy holds. */
const held = () => stEth(at.chain.lido!.stETHStrategy!)
const stEth = (account: Address, functionName: 'balanceOf' | 'sharesOf' = 'balanceOf') =>
  readContract(at.anvil.client, {
    address: at.chain.lido!.stETH,
    abi: stEthAbi,
    functionName,
    args: [account],
  })

test('ETH is staked, approved exactly and deposited, and nothing is left behind but dust', async () => {
  const { engine, account, until, wallet } = newcomer()
  const amount = 1_234_567_890_123_456_789n
  const before = await held()
  const id = await engine.start('depositEth', { amount }, owner(account))
  engine.watch(id)

  let plan = await until(id, (view) => view.simulation?.state === 'ok')
  expect(plan.steps.map((step) => [step.id, step.phase])).toEqual([
    ['submit', 'next'],
    ['approve', 'later'],
    ['deposit', 'later'],
  ])
  expect(plan.simulation).toMatchObject({ state: 'ok' })
  await engine.sign(id)

  plan = await until(id, (view) => view.next === 'approve' && view.simulation?.state === 'ok')
  const received = await stEth(account)
  await engine.sign(id)
  plan = await until(id, (view) => view.next === 'deposit' && view.simulation?.state === 'ok')
  expect(plan.steps[2]?.action.values?.amount).toEqual({
    amount: received,
    unit: 'stETH',
    decimals: 18,
  })
  await engine.sign(id)
  plan = await until(id, (view) => view.next === null)
  expect(plan.steps.every((step) => step.phase === 'done' || step.phase === 'confirming')).toBe(
    true,
  )
  expect(wallet.asked).toBe(3)

  expect(received - ((await held()) - before)).toBeLessThanOrEqual(2n)
  expect(await shares(account)).toBeGreaterThan(0n)
  // Share rounding leaves at most two wei; what was received differs from what was paid by as little.
  expect(await stEth(account)).toBeLessThanOrEqual(2n)
  expect(amount - received).toBeLessThanOrEqual(2n)
  expect(
    await readContract(at.anvil.client, {
      address: at.chain.lido!.stETH,
      abi: stEthAbi,
      functionName: 'allowance',
      args: [account, at.chain.eigenLayer.strategyManager],
    }),
  ).toBe(0n)

  await at.anvil.client.mine({ blocks: 2 })
  await until(id, (view) => view.status === 'done')
  engine.stop()
})

test('stETH that is approved already goes straight to the deposit', async () => {
  const first = newcomer()
  const start = await first.engine.start(
    'depositEth',
    { amount: parseEther('2') },
    owner(first.account),
  )
  first.engine.watch(start)
  await first.until(start, (view) => view.simulation?.state === 'ok')
  await first.engine.sign(start)
  await first.until(start, (view) => view.next === 'approve')
  first.engine.dismiss(start)

  const { engine, until } = first
  const amount = parseEther('1.5')
  const before = await held()
  const id = await engine.start('depositStEth', { amount }, owner(first.account))
  engine.watch(id)
  await until(id, (view) => view.next === 'approve' && view.simulation?.state === 'ok')
  await engine.sign(id)
  await until(id, (view) => view.next === 'deposit' && view.simulation?.state === 'ok')
  engine.dismiss(id)

  const again = await engine.start('depositStEth', { amount }, owner(first.account))
  engine.watch(again)
  const plan = await until(again, (view) => view.simulation?.state === 'ok')
  expect(plan.steps.map((step) => step.phase)).toEqual(['done', 'next'])
  await engine.sign(again)
  await until(again, (view) => view.next === null)
  expect(amount - ((await held()) - before)).toBeLessThanOrEqual(2n)
  engine.stop()
})

test('more than the account holds is refused without a wallet', async () => {
  const { engine, account, until, wallet } = newcomer()
  const eth = await engine.start('depositEth', { amount: parseEther('5000') }, owner(account))
  engine.watch(eth)
  const plan = await until(eth, (view) => view.simulation?.state === 'failed')
  expect(plan.simulation).toMatchObject({ failure: { errorName: 'AmountOverBalance' } })
  await engine.sign(eth)

  const token = await engine.start('depositStEth', { amount: 1000n }, owner(account))
  engine.watch(token)
  expect(await until(token, (view) => view.simulation?.state === 'failed')).toMatchObject({
    simulation: { failure: { errorName: 'AmountOverBalance' } },
  })
  expect(wallet.asked).toBe(0)
  engine.stop()
})

test('all of the ether cannot be staked: the fee is missing', async () => {
  const { engine, account, until, wallet } = newcomer()
  const amount = await at.anvil.client.getBalance({ address: account })
  const id = await engine.start('depositEth', { amount }, owner(account))
  engine.watch(id)
  expect(await until(id, (view) => view.simulation?.state === 'failed')).toMatchObject({
    simulation: { failure: { kind: 'insufficientFunds' } },
  })
  await engine.sign(id)
  expect(wallet.asked).toBe(0)
  engine.stop()
})

test('an error of a nested contract is named before the wallet opens', async () => {
  const { engine, account, until, wallet } = newcomer()
  const id = await engine.start('depositEth', { amount: parseEther('1') }, owner(account))
  engine.watch(id)
  await until(id, (view) => view.simulation?.state === 'ok')
  await engine.sign(id)
  await until(id, (view) => view.next === 'approve' && view.simulation?.state === 'ok')
  await engine.sign(id)
  await until(id, (view) => view.next === 'deposit' && view.simulation?.state === 'ok')

  // The strategy pauses, not the StrategyManager that is called.
  await at.send(at.owner, at.chain.lido!.stETHStrategy!, 'pause', [1n])
  try {
    const asked = wallet.asked
    await engine.sign(id)
    expect(await until(id, (view) => view.simulation?.state === 'failed')).toMatchObject({
      simulation: { failure: { kind: 'revert', errorName: 'CurrentlyPaused' } },
    })
    expect(wallet.asked).toBe(asked)
  } finally {
    await at.send(at.owner, at.chain.lido!.stETHStrategy!, 'unpause', [0n])
  }
  // Back by itself once the strategy takes deposits again.
  await until(id, (view) => view.simulation?.state === 'ok')
  engine.stop()
})

test('a revert in the block is named too, and the plan can go on', async () => {
  const { engine, account, until, wallet } = newcomer()
  const { client } = at.anvil
  const id = await engine.start('depositEth', { amount: parseEther('1') }, owner(account))
  engine.watch(id)
  await until(id, (view) => view.simulation?.state === 'ok')
  await engine.sign(id)
  await until(id, (view) => view.next === 'approve' && view.simulation?.state === 'ok')
  await engine.sign(id)
  await until(id, (view) => view.next === 'deposit' && view.simulation?.state === 'ok')

  await client.setAutomine(false)
  try {
    // The strategy pauses while the wallet is open.
    wallet.answer = async (send) => {
      await at.send(at.owner, at.chain.lido!.stETHStrategy!, 'pause', [1n])
      return send()
    }
    await engine.sign(id)
    await client.mine({ blocks: 1 })
  } finally {
    await client.setAutomine(true)
  }
  const failed = await until(id, (view) => view.status === 'failed')
  expect(failed.steps[2]).toMatchObject({
    phase: 'failed',
    failure: { kind: 'revert', errorName: 'CurrentlyPaused' },
  })
  expect(failed.steps[2]?.hash).toBeDefined()

  await at.send(at.owner, at.chain.lido!.stETHStrategy!, 'unpause', [0n])
  await until(id, (view) => view.simulation?.state === 'ok')
  await engine.sign(id)
  await until(id, (view) => view.next === null)
  expect(await shares(account)).toBeGreaterThan(0n)
  engine.stop()
})

test('delegating: to an operator, not past an approver, not twice, not to anybody', async () => {
  const { client } = at.anvil
  const { delegationManager } = at.chain.eigenLayer
  const [open, closed] = at.people.slice(-2) as [Address, Address]
  await at.send(open, delegationManager, 'registerAsOperator', [zeroAddress, 0, ''])
  await at.send(closed, delegationManager, 'registerAsOperator', [at.owner, 0, ''])
  const { engine, account, until, wallet } = newcomer()

  const refusals: readonly (readonly [Address, string])[] = [
    [closed, 'ApproverRequired'],
    [account, 'NotAnOperator'],
  ]
  for (const [operator, errorName] of refusals) {
    const id = await engine.start('delegate', { operator }, owner(account))
    engine.watch(id)
    expect(await until(id, (view) => view.simulation?.state === 'failed')).toMatchObject({
      simulation: { failure: { kind: 'refused', errorName } },
    })
    await engine.sign(id)
    engine.dismiss(id)
  }
  expect(wallet.asked).toBe(0)

  const id = await engine.start('delegate', { operator: open }, owner(account))
  engine.watch(id)
  await until(id, (view) => view.simulation?.state === 'ok')
  await engine.sign(id)
  await until(id, (view) => view.next === null)
  expect(
    await readContract(client, {
      address: delegationManager,
      abi: delegationManagerAbi,
      functionName: 'delegatedTo',
      args: [account],
    }),
  ).toBe(open)

  const second = await engine.start('delegate', { operator: closed }, owner(account))
  engine.watch(second)
  expect(await until(second, (view) => view.simulation?.state === 'failed')).toMatchObject({
    simulation: { failure: { errorName: 'DelegatedElsewhere', args: [open] } },
  })
  // Delegated already: nothing to sign.
  const third = await engine.start('delegate', { operator: open }, owner(account))
  engine.watch(third)
  await until(third, (view) => view.status === 'done')
  engine.stop()
})

test('past an approver: with its signature, an account or a contract, and with no other', async () => {
  const { client } = at.anvil
  const { delegationManager } = at.chain.eigenLayer
  const contracts = await compileContracts()
  const deployed = await client.deployContract({
    account: at.owner,
    abi: contracts.CoreTestWallet!.abi,
    bytecode: contracts.CoreTestWallet!.bytecode,
    args: [at.owner],
  })
  const wallet1271 = (await client.waitForTransactionReceipt({ hash: deployed })).contractAddress!
  const [operator, other] = at.people.slice(-4) as [Address, Address]
  await at.send(operator, delegationManager, 'registerAsOperator', [at.owner, 0, ''])
  await at.send(other, delegationManager, 'registerAsOperator', [wallet1271, 0, ''])
  const { engine, account, until, wallet } = newcomer()
  const expiry = (await getBlock(client)).timestamp + 3_600n
  const salt: Hex = `0x${'5a'.repeat(32)}`
  const digestFor = (to: Address, approver: Address) =>
    readContract(client, {
      address: delegationManager,
      abi: delegationManagerAbi,
      functionName: 'calculateDelegationApprovalDigestHash',
      args: [account, to, approver, salt, expiry],
    })
  const signedBy = (signer: Address, to: Address) =>
    client.signTypedData({
      account: signer,
      domain: {
        name: 'EigenLayer',
        version: '1',
        chainId: 31337,
        verifyingContract: delegationManager,
      },
      types: {
        DelegationApproval: [
          { name: 'delegationApprover', type: 'address' },
          { name: 'staker', type: 'address' },
          { name: 'operator', type: 'address' },
          { name: 'salt', type: 'bytes32' },
          { name: 'expiry', type: 'uint256' },
        ],
      },
      primaryType: 'DelegationApproval',
      message: { delegationApprover: at.owner, staker: account, operator: to, salt, expiry },
    })
  const good = await signedBy(at.owner, operator)

  for (const [approval, errorName] of [
    [{ signature: await signedBy(other, operator), salt, expiry }, 'InvalidSignature'],
    [{ signature: good, salt, expiry: expiry + 1n }, 'InvalidSignature'],
    [{ signature: good, salt, expiry: expiry - 4_000n }, 'SignatureExpired'],
  ] as const) {
    const id = await engine.start('delegate', { operator, approval }, owner(account))
    engine.watch(id)
    expect(await until(id, (view) => view.simulation?.state === 'failed')).toMatchObject({
      simulation: { failure: { kind: 'refused', errorName } },
    })
    engine.dismiss(id)
  }
  expect(wallet.asked).toBe(0)

  const approved = { signature: good, salt, expiry }
  const id = await engine.start('delegate', { operator, approval: approved }, owner(account))
  engine.watch(id)
  await until(id, (view) => view.simulation?.state === 'ok')
  await engine.sign(id)
  await until(id, (view) => view.next === null)

  // The salt is spent now; and a contract's word is a signature too, whatever bytes carry it.
  await at.send(operator, delegationManager, 'undelegate', [account])
  const again = await engine.start('delegate', { operator, approval: approved }, owner(account))
  engine.watch(again)
  expect(await until(again, (view) => view.simulation?.state === 'failed')).toMatchObject({
    simulation: { failure: { errorName: 'SaltSpent' } },
  })
  const byContract = { signature: '0xc0de' as Hex, salt, expiry }
  const third = await engine.start(
    'delegate',
    { operator: other, approval: byContract },
    owner(account),
  )
  engine.watch(third)
  expect(await until(third, (view) => view.simulation?.state === 'failed')).toMatchObject({
    simulation: { failure: { errorName: 'InvalidSignature' } },
  })
  const allowed = await client.writeContract({
    account: at.owner,
    address: wallet1271,
    abi: contracts.CoreTestWallet!.abi,
    functionName: 'approveHash',
    args: [await digestFor(other, wallet1271)],
  })
  await receiptOf(client, allowed)
  await engine.refresh(third)
  await until(third, (view) => view.simulation?.state === 'ok')
  await engine.sign(third)
  await until(third, (view) => view.next === null)
  expect(
    await readContract(client, {
      address: delegationManager,
      abi: delegationManagerAbi,
      functionName: 'delegatedTo',
      args: [account],
    }),
  ).toBe(other)
  engine.stop()
})

test('parameters that are none are refused at once', async () => {
  const { engine, account } = newcomer()
  for (const [kind, params] of [
    ['depositEth', { amount: 0n }],
    ['depositEth', { amount: -5n }],
    ['depositEth', { amount: '1e3' }],
    ['delegate', { operator: '0x1234' }],
    ['nothing', {}],
  ] as const)
    await expect(engine.start(kind, params, owner(account))).rejects.toThrow()
  expect(engine.getState().plans).toEqual([])
  engine.stop()
})
