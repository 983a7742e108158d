import { expect } from '@playwright/test'
import { parseEther } from 'viem'
import { delegationManagerAbi } from '../src/protocol/abi/eigenlayer.ts'
import { erc20Abi } from '../src/protocol/abi/erc20.ts'
import { test } from './fixtures/test.ts'
import {
  closeDone,
  connect,
  openOperator,
  readThrough,
  reviewDeposit,
  sheetOf,
  sign,
  withdrawable,
} from './pages/keel.ts'

test('ETH becomes delegated stake: deposit, choose, delegate, see it', async ({
  page,
  chain,
  wallet,
  watch,
  shot,
}) => {
  test.slow()
  const { eigenLayer, lido } = chain.meta.deployments
  const account = chain.account('newcomer')
  await wallet.switchAccount(account)

  await test.step('the network is there before any wallet', async () => {
    await page.goto('/')
    await expect(page.getByText('Total restaked')).toBeVisible({ timeout: 45_000 })
    await expect(page.getByRole('definition').filter({ hasText: /^24$/ })).toBeVisible()
    await expect(
      page.getByRole('figure').getByRole('button', { name: /APR, .* in a bad year/ }),
    ).not.toHaveCount(0)
    expect(watch.foreign).toEqual([])
    // It may look whether a wallet knows it already; it asks for nothing.
    expect(wallet.requests.filter(({ method }) => method !== 'eth_accounts')).toEqual([])
  })

  await test.step('connecting', async () => {
    await page.getByRole('link', { name: 'Deposit' }).first().click()
    await connect(page)
  })

  await test.step('three signatures turn 2.5 ETH into stake', async () => {
    const sheet = await reviewDeposit(page, '2.5')
    await expect(sheet.getByRole('listitem')).toHaveCount(3)
    await sign(sheet, 'Sign: stake 2.5 ETH with Lido')
    await sign(sheet, /^Sign: approve exactly 2\.(5|49)/)
    await sign(sheet, /^Sign: deposit 2\.(5|49)/)
    await closeDone(sheet)
  })
  const shares = await withdrawable(chain, account)
  await test.step('the chain agrees', async () => {
    const stake = await chain.client.readContract({
      address: lido.stETHStrategy,
      abi: [
        {
          type: 'function',
          name: 'sharesToUnderlyingView',
          stateMutability: 'view',
          inputs: [{ name: 'shares', type: 'uint256' }],
          outputs: [{ type: 'uint256' }],
        },
      ],
      functionName: 'sharesToUnderlyingView',
      args: [shares],
    })
    // Each conversion between tokens and shares rounds down by a wei or two.
    expect(stake).toBeGreaterThan(parseEther('2.5') - 10n)
    expect(stake).toBeLessThanOrEqual(parseEther('2.5'))
    const allowance = await chain.client.readContract({
      address: lido.stETH,
      abi: erc20Abi,
      functionName: 'allowance',
      args: [account, eigenLayer.strategyManager],
    })
    expect(allowance).toBe(0n)
  })

  await test.step('before and after, then the delegation', async () => {
    await openOperator(page, 'Northlight')
    await expect(page.getByRole('button', { name: 'Review the delegation' })).toBeVisible({
      timeout: 30_000,
    })
    await page.getByRole('button', { name: 'Review the delegation' }).click()
    const sheet = sheetOf(page)
    const effects = sheet.getByRole('region', { name: 'Before and after' })
    await expect(effects.getByText(/^now$/).first()).toBeVisible()
    await expect(effects.getByText(/points more|points less|exposure unchanged/)).toBeVisible()
    await shot('delegate')
    await sign(sheet, /^Sign: delegate to /)
    await closeDone(sheet)
  })
  const operator = await chain.client.readContract({
    address: eigenLayer.delegationManager,
    abi: delegationManagerAbi,
    functionName: 'delegatedTo',
    args: [account],
  })
  expect(page.url().toLowerCase()).toContain(operator.toLowerCase())
  expect(await withdrawable(chain, account)).toBe(shares)

  await test.step('the portfolio shows stake, operator, what it secures and the pair', async () => {
    await page.getByRole('link', { name: 'Portfolio', exact: true }).click()
    await readThrough(page)
    const main = page.getByRole('main')
    await expect(main.getByRole('row', { name: /stETH/ }).first()).toContainText(/2\.(5|499)/)
    await expect(main.getByRole('link', { name: /Northlight/ })).toBeVisible()
    await expect(
      main.getByRole('table', { name: /Operator sets/ }).getByRole('row'),
    ).not.toHaveCount(1)
    await expect(main.getByText(/APR$/).first()).toBeVisible()
    await expect(main.getByText(/in a bad year$/).first()).toBeVisible()
    await shot('portfolio')
  })
  expect(watch.errors).toEqual([])
})
