import { type Address, parseEther, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { poolOut, poolPrice } from '../../../src/risk/pool.ts'
import { type CompiledContracts, compileContracts } from '../../compile.ts'
import { createContracts, nextAddress } from '../../deploy/deployer.ts'
import { deployLido } from '../../deploy/lido.ts'
import { type MarketAddresses, marketCreations } from '../../deploy/market.ts'
import { deployPriceFeed } from '../../deploy/periphery.ts'
import { type RunningAnvil, startAnvil } from '../../testing/anvil.ts'
import { Handle } from '../periphery/handle.ts'

const WAD = 10n ** 18n
const MAX = 2n ** 256n - 1n

let chain: RunningAnvil
let contracts: CompiledContracts
let accounts: readonly Address[]
let at: MarketAddresses
let stETH: Handle
let wstETH: Handle
let feed: Handle

beforeAll(async () => {
  contracts = await compileContracts({ folders: ['market', 'lido', 'periphery'] })
  chain = await startAnvil({ accounts: 8, balance: 100_000 })
  accounts = await chain.client.getAddresses()
  const from = account(0)
  const lido = await deployLido(chain.client, contracts, { from })
  const ethUsd = await deployPriceFeed(chain.client, contracts, {
    from,
    description: 'ETH / USD',
    decimals: 8,
  })
  stETH = handle('Lido', lido.stETH)
  wstETH = handle('WstETH', lido.wstETH)
  feed = handle('PriceFeed', ethUsd)
  await feed.send(from, 'post', [2_500n * 10n ** 8n])
  const { creations, addresses } = await marketCreations(
    (n) => nextAddress(chain.client, from, n),
    { stETH: lido.stETH, wstETH: lido.wstETH, ethUsd },
  )
  expect(await createContracts(chain.client, contracts, from, creations)).toHaveLength(5)
  at = addresses
})
afterAll(() => chain?.stop())

const account = (index: number): Address => accounts[index] ?? zeroAddress
const handle = (name: string, address: Address) =>
  new Handle(chain.client, contracts, name, address)
const ether = (wei: bigint) => Number(wei) / 1e18

describe('the pool', () => {
  const pool = () => handle('StableSwapPool', at.stableSwapPool)
  const provider = () => account(1)
  const trader = () => account(2)
  const held = async () => ({
    y: ether(await pool().read<bigint>('balances', 0n)),
    x: ether(await pool().read<bigint>('balances', 1n)),
  })

  test('is filled, and its coins are ether and the token', async () => {
    await stETH.send(provider(), 'submit', [zeroAddress], parseEther('5000'))
    await stETH.send(provider(), 'approve', [at.stableSwapPool, MAX])
    const amounts = [parseEther('4000'), parseEther('4300')]
    await pool().send(provider(), 'add_liquidity', [amounts, 0n], parseEther('4000'))
    expect(await pool().read('coins', 0n)).toBe('0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE')
    expect(await pool().read('coins', 1n)).toBe(stETH.address)
    expect(await held()).toEqual({ y: 4000, x: expect.closeTo(4300, 9) })
    expect(await pool().read('get_virtual_price')).toBe(WAD)
    expect([await pool().read('A'), await pool().read('A_precise')]).toEqual([50n, 5_000n])
    expect(await pool().refusal(trader(), 'coins', [2n])).toBe('No such coin')
  })

  test.each([1, 100, 1_000, 3_000, 3_900])(
    'pays for %i stETH what the invariant says',
    async (sold) => {
      const { x, y } = await held()
      const fee = Number(await pool().read<bigint>('fee')) / 1e10
      const dy = ether(await pool().read<bigint>('get_dy', 1n, 0n, parseEther(String(sold))))
      const before = poolOut({ type: 'stable', x, y, A: 50 }, sold)
      expect(dy / (before * (1 - fee))).toBeCloseTo(1, 9)
    },
  )

  test('a sale pays ether, lowers the price and leaves the fee in the pool', async () => {
    const dx = parseEther('500')
    await stETH.send(trader(), 'submit', [zeroAddress], parseEther('600'))
    await stETH.send(trader(), 'approve', [at.stableSwapPool, MAX])
    const promised = await pool().read<bigint>('get_dy', 1n, 0n, dx)
    expect(await pool().refusal(trader(), 'exchange', [1n, 0n, dx, promised + 1n])).toMatch(/fewer/)
    const before = await held()
    const receipt = await pool().send(trader(), 'exchange', [1n, 0n, dx, promised])
    expect(pool().events(receipt)[0]?.args).toMatchObject({
      buyer: trader(),
      sold_id: 1n,
      tokens_sold: dx,
      tokens_bought: promised,
    })
    const after = await held()
    expect(before.y - after.y).toBeCloseTo(ether(promised), 9)
    const price = ({ x, y }: { x: number; y: number }) =>
      poolPrice({ type: 'stable', x, y, A: 50 }, 0)
    expect(price(after)).toBeLessThan(price(before))
    expect(await pool().read<bigint>('get_virtual_price')).toBeGreaterThan(WAD)
  })

  test('ether buys stETH, and its value has to be sent', async () => {
    const dx = parseEther('10')
    expect(await pool().refusal(trader(), 'exchange', [0n, 1n, dx, 0n])).toMatch(/Value/)
    const before = await stETH.read<bigint>('balanceOf', trader())
    const promised = await pool().read<bigint>('get_dy', 0n, 1n, dx)
    await pool().send(trader(), 'exchange', [0n, 1n, dx, 0n], dx)
    const got = (await stETH.read<bigint>('balanceOf', trader())) - before
    expect(promised - got).toBeLessThanOrEqual(2n)
    expect(promised).toBeGreaterThan(dx)
  })

  test('a provider gets its part of both coins back', async () => {
    const shares = await pool().read<bigint>('liquidityOf', provider())
    const before = await held()
    await pool().send(provider(), 'remove_liquidity', [shares / 4n, [0n, 0n]])
    const after = await held()
    expect(after.x / before.x).toBeCloseTo(0.75, 6)
    expect(after.y / before.y).toBeCloseTo(0.75, 6)
    expect(await pool().refusal(trader(), 'remove_liquidity', [1n, [0n, 0n]])).not.toBe(
      'not refused',
    )
  })
})

describe('the lending market', () => {
  const lending = () => handle('LendingPool', at.lendingPool)
  const data = () => handle('LendingDataProvider', at.dataProvider)
  const oracle = () => handle('LendingOracle', at.oracle)
  const weth = () => handle('WrappedEther', at.weth)
  const lender = () => account(3)
  const borrower = () => account(4)
  const liquidator = () => account(5)
  type Account = readonly [bigint, bigint, bigint, bigint, bigint, bigint]
  const of = (user: Address) => lending().read<Account>('getUserAccountData', user)

  test('prices wstETH by its redemption rate and never by the market', async () => {
    const rate = await wstETH.read<bigint>('stEthPerToken')
    const price = 2_500n * 10n ** 8n
    expect(await oracle().read('getAssetsPrices', [at.weth, wstETH.address])).toEqual([
      price,
      (price * rate) / WAD,
    ])
    expect(await oracle().refusal(lender(), 'getAssetPrice', [stETH.address])).toMatch(/No price/)
  })

  test('lends ether against wstETH up to what the collateral allows', async () => {
    await weth().send(lender(), 'deposit', [], parseEther('500'))
    await weth().send(lender(), 'approve', [at.lendingPool, MAX])
    await lending().send(lender(), 'supply', [at.weth, parseEther('500'), lender(), 0])
    await chain.client.sendTransaction({
      account: borrower(),
      to: wstETH.address,
      value: parseEther('115'),
    } as never)
    const collateral = parseEther('99')
    await wstETH.send(borrower(), 'approve', [at.lendingPool, MAX])
    const supplied = await lending().send(borrower(), 'supply', [
      wstETH.address,
      collateral,
      borrower(),
      0,
    ])
    expect(lending().events(supplied)[0]).toMatchObject({
      eventName: 'Supply',
      args: { reserve: wstETH.address, onBehalfOf: borrower(), amount: collateral },
    })
    const worth = (collateral * (await wstETH.read<bigint>('stEthPerToken'))) / WAD
    const borrow = (amount: bigint) => [at.weth, amount, 2n, 0, borrower()]
    expect(await lending().refusal(borrower(), 'borrow', borrow((worth * 94n) / 100n))).toMatch(
      /cannot cover/,
    )
    const debt = (worth * 92n) / 100n
    const receipt = await lending().send(borrower(), 'borrow', borrow(debt))
    expect(lending().events(receipt)[0]?.args).toMatchObject({
      onBehalfOf: borrower(),
      amount: debt,
    })
    const [, , , threshold, ltv, health] = await of(borrower())
    expect([threshold, ltv]).toEqual([9_500n, 9_300n])
    expect(ether(health)).toBeCloseTo(0.95 / 0.92, 5)
    expect((await of(lender()))[5]).toBe(MAX)
    const [balance, , owed] = await data().read<bigint[]>(
      'getUserReserveData',
      wstETH.address,
      borrower(),
    )
    expect([balance, owed]).toEqual([collateral, 0n])
    const [, , totalAToken] = await data().read<bigint[]>('getReserveData', wstETH.address)
    expect(totalAToken).toBe(collateral)
    expect(await data().read('getReserveConfigurationData', wstETH.address)).toEqual([
      18n,
      9_300n,
      9_500n,
      10_100n,
      10_000n,
      true,
      false,
      false,
      true,
      false,
    ])
  })

  test('debt grows by the rate of the market', async () => {
    const totalDebt = async () => (await data().read<bigint[]>('getReserveData', at.weth))[4] ?? 0n
    const before = await totalDebt()
    await chain.client.increaseTime({ seconds: 86_400 * 73 })
    await chain.client.mine({ blocks: 1 })
    // A fifth of 2.4 % a year.
    expect(Number(await totalDebt()) / Number(before) - 1).toBeCloseTo(0.0048, 4)
  })

  test('a debt that its collateral no longer covers is liquidated with a bonus, others are not', async () => {
    await weth().send(liquidator(), 'deposit', [], parseEther('200'))
    await weth().send(liquidator(), 'approve', [at.lendingPool, MAX])
    const call = [wstETH.address, at.weth, borrower(), MAX, false]
    expect(await lending().refusal(liquidator(), 'liquidationCall', call)).toBe('Not possible')
    // A loss of the staking pool reaches the oracle, a price on the market would not.
    const now = (await chain.client.getBlock()).timestamp
    const pooled = await stETH.read<bigint>('getTotalPooledEther')
    await stETH.send(account(0), 'report', [now, 86_400n, -(pooled * 4n) / 100n])
    const [collateral, debt, , , , health] = await of(borrower())
    expect(health).toBeLessThan(WAD)
    const receipt = await lending().send(liquidator(), 'liquidationCall', call)
    const [event] = lending().events(receipt)
    expect(event?.eventName).toBe('LiquidationCall')
    const { debtToCover, liquidatedCollateralAmount: seized } = (event?.args ?? {}) as Record<
      string,
      bigint
    >
    const prices = await oracle().read<bigint[]>('getAssetsPrices', [at.weth, wstETH.address])
    const value = (Number(seized) * Number(prices[1])) / (Number(debtToCover) * Number(prices[0]))
    expect(value).toBeCloseTo(1.01, 6)
    expect(ether(health) > 0.95).toBe(true)
    expect(Number(debtToCover) / ((Number(debt) / Number(prices[0])) * 1e18)).toBeCloseTo(0.5, 5)
    const [left] = await of(borrower())
    expect(left).toBeLessThan(collateral)
  })

  test('a debt is repaid in full and the collateral taken back', async () => {
    await weth().send(borrower(), 'deposit', [], parseEther('5'))
    await weth().send(borrower(), 'approve', [at.lendingPool, MAX])
    const [collateral] = await data().read<bigint[]>(
      'getUserReserveData',
      wstETH.address,
      borrower(),
    )
    const take = [wstETH.address, collateral, borrower()]
    expect(await lending().refusal(borrower(), 'withdraw', take)).toBe('Health factor too low')
    await lending().send(borrower(), 'repay', [at.weth, MAX, 2n, borrower()])
    await lending().send(borrower(), 'withdraw', take)
    expect((await of(borrower())).slice(0, 2)).toEqual([0n, 0n])
    expect((await wstETH.read<bigint>('balanceOf', borrower())) >= (collateral ?? 0n)).toBe(true)
  })
})
