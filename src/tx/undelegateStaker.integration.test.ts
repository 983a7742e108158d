import { type Abi, type Address, parseEther, zeroAddress, zeroHash } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CompiledContracts, compileContracts } from '../../localnet/compile.ts'
import { rightOf } from '../protocol/console/functions.ts'
import { bench, NodeWallet } from './testing/harness.ts'
import { type Stage, stage } from './testing/protocol.ts'

let at: Stage
let contracts: CompiledContracts

beforeAll(async () => {
  at = await stage()
  contracts = await compileContracts()
})
afterAll(() => at?.anvil.stop())

const abiOf = (name: string) => contracts[name]?.abi as Abi
const manager = () => ({
  address: at.chain.eigenLayer.delegationManager as Address,
  abi: abiOf('DelegationManager'),
})
const ask = <value>(functionName: string, args: readonly unknown[]) =>
  at.anvil.client.readContract({ ...manager(), functionName, args }) as Promise<value>

async function send(
  account: Address,
  functionName: string,
  args: readonly unknown[],
  to: { address: Address; abi: Abi } = manager(),
) {
  const request = { ...to, functionName, args, account, chain: null, gas: 2_000_000n }
  const hash = await at.anvil.client.writeContract(request)
  const { status } = await at.anvil.client.waitForTransactionReceipt({ hash })
  expect(status, functionName).toBe('success')
}

function person(account: Address) {
  const wallet = new NodeWallet(at.anvil.client, account)
  return { account, ...bench({ client: at.anvil.client, chain: at.chain, wallet }) }
}

/** Reads the plan of `caller` until it is simulated, signs it where it can be. */
async function undelegate(caller: Address, operator: Address, staker: Address) {
  const { engine, until } = person(caller)
  const id = await engine.start(
    'undelegateStaker',
    { operator, staker },
    { chainId: 31337, account: caller },
  )
  engine.watch(id)
  const view = await until(id, ({ simulation }) =>
    ['ok', 'failed'].includes(simulation?.state ?? ''),
  )
  if (view.simulation?.state === 'failed') return view.simulation.failure.errorName
  await engine.sign(id)
  await until(id, ({ next }) => next === null)
  return 'done'
}

test('the operator, its approver and the appointee of that very function end a delegation; nobody else does', async () => {
  const [operator, approver, appointee, other, stranger, ...stakers] = at.people as [
    Address,
    Address,
    Address,
    Address,
    Address,
    ...Address[],
  ]
  const [first, second, third] = stakers as [Address, Address, Address]
  await send(operator, 'registerAsOperator', [zeroAddress, 0, ''])
  const { engine, until } = person(first)
  const deposit = await engine.start(
    'depositEth',
    { amount: parseEther('3') },
    { chainId: 31337, account: first },
  )
  engine.watch(deposit)
  for (const step of ['submit', 'approve', 'deposit']) {
    await until(deposit, ({ next, simulation }) => next === step && simulation?.state === 'ok')
    await engine.sign(deposit)
  }
  await until(deposit, ({ next }) => next === null)
  for (const staker of [first, second, third])
    await send(staker, 'delegateTo', [operator, { signature: '0x', expiry: 0n }, zeroHash])
  await send(operator, 'modifyOperatorDetails', [operator, approver])
  const permissions = {
    address: (await ask<Address>('permissionController', [])) as Address,
    abi: abiOf('PermissionController'),
  }
  const appoint = async (who: Address, name: 'undelegate' | 'modifyAllocations') => {
    const { target, selector } = rightOf(at.chain, name)
    await send(operator, 'setAppointee', [operator, who, target, selector], permissions)
  }
  await appoint(appointee, 'undelegate')
  await appoint(other, 'modifyAllocations')

  expect(await undelegate(stranger, operator, first)).toBe('CallerCannotUndelegate')
  expect(await undelegate(other, operator, first)).toBe('CallerCannotUndelegate')
  const strategy = at.chain.lido!.stETHStrategy!
  const [held] = await ask<bigint[]>('getOperatorShares', [operator, [strategy]])
  expect(held).toBeGreaterThan(parseEther('2.9'))
  expect(await undelegate(appointee, operator, first)).toBe('done')
  expect(await ask('getOperatorShares', [operator, [strategy]])).toEqual([0n])
  const [queued] = await ask<[{ staker: Address; withdrawer: Address }[], bigint[][]]>(
    'getQueuedWithdrawals',
    [first],
  )
  // What leaves stays the restaker's own to complete.
  expect(queued).toMatchObject([{ staker: first, withdrawer: first }])
  expect(await undelegate(approver, operator, second)).toBe('done')
  expect(await undelegate(operator, operator, third)).toBe('done')
  for (const staker of [first, second, third])
    expect(await ask('delegatedTo', [staker])).toBe(zeroAddress)

  // Known before the wallet is asked.
  expect(await undelegate(operator, operator, first)).toBe('StakerNotHere')
  expect(await undelegate(operator, operator, operator)).toBe('OperatorsCannotUndelegate')
  await send(other, 'registerAsOperator', [zeroAddress, 0, ''])
  await send(first, 'delegateTo', [other, { signature: '0x', expiry: 0n }, zeroHash])
  expect(await undelegate(operator, operator, first)).toBe('StakerNotHere')
})
