import { type Address, parseEther, RpcRequestError, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChainClient } from '../../localnet/testing/anvil.ts'
import { bench, NodeWallet } from './testing/harness.ts'
import { type Stage, stage } from './testing/protocol.ts'
import type { PlanView } from './types.ts'

let at: Stage
let nextPerson = 0
beforeAll(async () => {
  at = await stage()
})
afterAll(() => at?.anvil.stop())

/** A node that runs everything but `eth_simulateV1`, which it refuses in its own words. */
function refusing(code: number, message: string) {
  const asked: string[] = []
  const { client } = at.anvil
  const request = async (args: { method: string }, options?: unknown) => {
    asked.push(args.method)
    if (args.method === 'eth_simulateV1')
      throw new RpcRequestError({ body: args, url: at.anvil.url, error: { code, message } })
    return client.request(args as never, options as never)
  }
  return { asked, client: { ...client, request } as unknown as ChainClient }
}

function newcomer(client: ChainClient, relayer = false) {
  const account = at.people[nextPerson++ % at.people.length] as Address
  const wallet = new NodeWallet(at.anvil.client, account)
  if (relayer) wallet.relayer = at.owner
  return { account, ...bench({ client, chain: at.chain, wallet }) }
}

const settled = ({ simulation }: PlanView) => ['ok', 'failed'].includes(simulation?.state ?? '')

describe.each([
  ['geth of old', -32601, 'the method eth_simulateV1 does not exist/is not available'],
  ['a provider', -32600, 'Unsupported method: eth_simulateV1'],
  ['another provider', -32004, 'Method not found'],
  ['one that only fails', -32603, 'Internal error'],
])('%s', (_, code, message) => {
  test('the step is run and priced all the same; what it moves is left out, and it goes through', async () => {
    const { client, asked } = refusing(code, message)
    const { engine, account, until } = newcomer(client)
    const id = await engine.start(
      'depositEth',
      { amount: parseEther('1') },
      { chainId: 31337, account },
    )
    engine.watch(id)
    const ready = await until(id, settled)
    expect(ready.simulation).toMatchObject({ state: 'ok' })
    expect(ready.simulation).not.toHaveProperty('changes')
    const { gas, fee } = ready.simulation as { gas: bigint; fee: bigint }
    expect(gas).toBeGreaterThan(21_000n)
    expect(fee).toBeGreaterThan(0n)
    for (const step of ['submit', 'approve', 'deposit']) {
      await until(id, (view) => view.next === step && view.simulation?.state === 'ok')
      await engine.sign(id)
    }
    await until(id, ({ next }) => next === null)
    // One that does not know the method is not asked for it again.
    const times = asked.filter((method) => method === 'eth_simulateV1').length
    if (message === 'Internal error') expect(times).toBeGreaterThan(1)
    else expect(times).toBe(1)
    engine.stop()
  })

  test('a call that would revert is refused in the contract’s words before the wallet opens', async () => {
    const { client } = refusing(code, message)
    const { engine, account, until, wallet } = newcomer(client)
    const id = await engine.start(
      'setApprover',
      { operator: account, approver: at.owner },
      { chainId: 31337, account },
    )
    engine.watch(id)
    expect((await until(id, settled)).simulation).toMatchObject({
      state: 'failed',
      failure: { kind: 'revert', errorName: 'OperatorNotRegistered' },
    })
    expect(wallet.asked).toBe(0)
    expect(account).not.toBe(zeroAddress)
    engine.stop()
  })
})

test('of a batch the first call alone is checked, and that is said', async () => {
  const { client } = refusing(-32601, 'the method eth_simulateV1 does not exist/is not available')
  const { engine, account, until } = newcomer(client, true)
  const amount = parseEther('1')
  const id = await engine.start('depositEth', { amount }, { chainId: 31337, account })
  engine.watch(id)
  const ready = await until(id, settled)
  expect(ready.batch?.length).toBeGreaterThan(1)
  expect(ready.simulation).toMatchObject({ state: 'ok', firstOnly: true })
  engine.stop()
})
