import { zeroAddress } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { meanPrice } from '../../../src/protocol/network/readPrices.ts'
import { compileContracts } from '../../compile.ts'
import { createContracts } from '../../deploy/deployer.ts'
import { type RunningAnvil, startAnvil } from '../../testing/anvil.ts'
import { Handle } from '../periphery/handle.ts'

const token = '0x00000000000000000000000000000000000000aa'
const wrapped = '0x00000000000000000000000000000000000000bb'

let chain: RunningAnvil
let pool: Handle
let from = zeroAddress as `0x${string}`

beforeAll(async () => {
  const contracts = await compileContracts({ folders: ['market'] })
  chain = await startAnvil({ accounts: 1 })
  ;[from = zeroAddress] = await chain.client.getAddresses()
  const [at] = await createContracts(chain.client, contracts, from, [
    { name: 'ObservedPool', args: [wrapped, token, -1_000] },
  ])
  pool = new Handle(chain.client, contracts, 'ObservedPool', at ?? zeroAddress)
})
afterAll(() => chain?.stop())

const pass = async (seconds: number) => {
  await chain.client.increaseTime({ seconds })
  await chain.client.mine({ blocks: 1 })
}

test('its coins are in the order of their addresses', async () => {
  expect(((await pool.read('token0')) as string).toLowerCase()).toBe(token)
  expect(((await pool.read('token1')) as string).toLowerCase()).toBe(wrapped)
})

test('the mean over a window weighs each tick by the time that it stood', async () => {
  await pass(5_000)
  await pool.send(from, 'setTick', [-3_000])
  const { timestamp: set } = await chain.client.getBlock()
  await pass(900)
  const { timestamp: now } = await chain.client.getBlock()
  const since = Number(now - set)
  const [[then, last]] = (await pool.read('observe', [1_800, 0])) as [[bigint, bigint], bigint[]]
  const mean = Number(last - then) / 1_800
  expect(mean).toBeCloseTo((-1_000 * (1_800 - since) - 3_000 * since) / 1_800, 9)
  // The token is the first coin: about 0.82 of the other for each.
  expect(meanPrice(mean, true)).toBeCloseTo(Math.exp(mean * Math.log(1.0001)), 12)
})

test('what lies before its first observation is refused', async () => {
  await expect(pool.read('observe', [10_000_000, 0])).rejects.toThrow(/OLD/)
})
