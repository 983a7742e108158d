import { expect, type Page } from '@playwright/test'
import { parseEther, zeroAddress } from 'viem'
import { delegationManagerAbi, strategyManagerAbi } from '../src/protocol/abi/eigenlayer.ts'
import { expectAccessibleThemes } from './fixtures/axe.ts'
import type { TestChain } from './fixtures/chain.ts'
import { test } from './fixtures/test.ts'
import { closeDone, readThrough, sign, withdrawable } from './pages/keel.ts'
import {
  arrivalIn,
  completeOf,
  expectDisabled,
  expectEnabled,
  itemOf,
  mineTo,
  openWithdraw,
  queueOf,
  review,
  slash,
  tokenBalance,
} from './pages/withdraw.ts'

const northlight = (chain: TestChain) =>
  chain.meta.keeper.operators.find(({ key }) => key === 'northlight')?.address ?? zeroAddress

const delegatedTo = (chain: TestChain, account: `0x${string}`) =>
  chain.client.readContract({
    address: chain.meta.deployments.eigenLayer.delegationManager,
    abi: delegationManagerAbi,
    functionName: 'delegatedTo',
    args: [account],
  })

const depositShares = (
  chain: TestChain,
  account: `0x${string}`,
  strategy: `0x${string}`,
): Promise<bigint> =>
  chain.client.readContract({
    address: chain.meta.deployments.eigenLayer.strategyManager,
    abi: strategyManagerAbi,
    functionName: 'stakerDepositShares',
    args: [account, strategy],
  })

/** Queues an amount of stETH and closes the sheet. */
async function queueStEth(page: Page, amount: string): Promise<void> {
  await page.getByLabel('stETH to withdraw').fill(amount)
  const sheet = await review(page, page.getByRole('button', { name: 'Review the withdrawal' }))
  await sign(sheet, /^Sign: queue /)
  await closeDone(sheet)
}

test('an amount is queued, waits, and arrives to the last wei', async ({
  page,
  chain,
  wallet,
  watch,
  shot,
}) => {
  test.slow()
  const account = chain.account('restaker')
  const { stETH } = chain.meta.deployments.lido
  await wallet.switchAccount(account)
  await openWithdraw(page)
  await expect(page.getByText('Nothing waits in the queue.')).toBeVisible()
  const before = await withdrawable(chain, account)
  await page.getByLabel('stETH to withdraw').fill('1.5')
  await expect(page.getByText(/^(Queues stake that is worth|You asked for) 1\./)).toBeVisible()
  await expect(page.getByText('50 blocks, about').first()).toBeVisible()
  await shot('withdraw-form')
  const sheet = await review(page, page.getByRole('button', { name: 'Review the withdrawal' }))
  const effects = sheet.getByRole('region', { name: 'Before and after' })
  await expect(effects.getByText('Slashable until')).toBeVisible()
  await sign(sheet, /^Sign: queue 1\.(5|49)/)
  await closeDone(sheet)
  const [queued] = await queueOf(chain, account)
  if (queued === undefined) throw new Error('Nothing is in the queue.')
  expect(before - (await withdrawable(chain, account))).toBe(queued.shares[0])

  const complete = completeOf(page, 1)
  await expectDisabled(complete)
  await chain.freeze()
  await mineTo(chain, queued.from - 2)
  await expect(itemOf(page, 1)).toContainText('in 1 block, about 2 seconds', { timeout: 30_000 })
  await expectDisabled(complete)
  // The button lights when the next block can include it, not when this one could have.
  await mineTo(chain, queued.from - 1)
  await expectEnabled(complete)
  await shot('withdraw-queue')
  const last = await review(page, complete)
  const promised = await arrivalIn(last)
  expect(promised).toBeGreaterThan(parseEther('1.499'))
  const balance = await tokenBalance(chain, stETH, account)
  await sign(last, /^Sign: complete 1 withdrawal/)
  await closeDone(last)
  expect((await tokenBalance(chain, stETH, account)) - balance).toBe(promised)
  await expect(page.getByText('Nothing waits in the queue.')).toBeVisible({ timeout: 30_000 })
  expect(await queueOf(chain, account)).toEqual([])
  expect(watch.errors).toEqual([])
})

test('percent of several strategies in one transaction, all of one leaves nothing', async ({
  page,
  chain,
  wallet,
}) => {
  test.slow()
  const account = chain.account('restaker')
  const { stETH, tLST } = chain.meta.keeper.strategies
  await wallet.switchAccount(account)
  await openWithdraw(page, '?by=percent')
  const held = await depositShares(chain, account, stETH)
  await page.getByLabel('Percent of stETH to withdraw').fill('33.33')
  await page.getByLabel('Percent of tLST to withdraw').fill('101')
  await expect(page.getByText('Enter a number from 0 to 100')).toBeVisible()
  await expectDisabled(page.getByRole('button', { name: 'Review the withdrawal' }))
  await page.getByRole('button', { name: 'All of it' }).last().click()
  const sheet = await review(page, page.getByRole('button', { name: 'Review the withdrawal' }))
  await sign(sheet, 'Sign: queue 2 withdrawals')
  await closeDone(sheet)
  expect(await queueOf(chain, account)).toHaveLength(2)
  expect(await depositShares(chain, account, stETH)).toBe(held - (held * 3_333n) / 10_000n)
  expect(await depositShares(chain, account, tLST)).toBe(0n)
})

test('a link names one strategy, and the slider moves its amount', async ({
  page,
  chain,
  wallet,
}) => {
  const { stETH } = chain.meta.keeper.strategies
  await wallet.switchAccount(chain.account('restaker'))
  await openWithdraw(page, `?strategy=${stETH}`)
  await expect(page.getByText('Only stETH is shown.')).toBeVisible()
  await expect(page.getByLabel('tLST to withdraw')).toHaveCount(0)
  await page.getByRole('slider', { name: 'Part of stETH' }).fill('50')
  await expect(page.getByLabel('stETH to withdraw')).toHaveValue(/^2\d\.\d+$/)
  await page.getByRole('button', { name: 'Show all my stake' }).click()
  await expect(page.getByLabel('tLST to withdraw')).toBeVisible()
})

test('moving to another operator: queued, then completed as shares, several at once', async ({
  page,
  chain,
  wallet,
}) => {
  test.slow()
  const account = chain.account('restaker')
  const kestrel = chain.meta.keeper.operators.find(({ key }) => key === 'kestrel')
  await wallet.switchAccount(account)
  await openWithdraw(page, '?way=move')
  const shares = await withdrawable(chain, account)
  await page.getByLabel('New operator').selectOption(kestrel?.address.toLowerCase() ?? '')
  await expect(page.getByText(/must be completed as shares/)).toBeVisible()
  const sheet = await review(page, page.getByRole('button', { name: 'Review the move' }))
  await sign(sheet, /^Sign: move to /)
  await closeDone(sheet)
  expect((await delegatedTo(chain, account)).toLowerCase()).toBe(kestrel?.address.toLowerCase())
  expect(await withdrawable(chain, account)).toBe(0n)

  const queue = await queueOf(chain, account)
  expect(queue).toHaveLength(2)
  await expect(page.getByText(/^You moved to /)).toBeVisible({ timeout: 30_000 })
  await expect(itemOf(page, 1).getByRole('radio', { name: 'Shares' })).toBeChecked()
  await chain.freeze()
  await mineTo(chain, Math.max(...queue.map(({ from }) => from)) - 1)
  const all = await review(page, page.getByRole('button', { name: 'Complete 2 at once' }))
  await sign(all, 'Sign: complete 2 withdrawals')
  await closeDone(all)
  expect(await queueOf(chain, account)).toEqual([])
  // All of it counts again, but for what a scaling factor of 18 decimals rounds away: a wei for each ether or so.
  const back = await withdrawable(chain, account)
  expect(shares - back).toBeLessThanOrEqual(100n)
  expect(shares - back).toBeGreaterThanOrEqual(0n)
})

test('a slash between queueing and completion is shown before signing and paid exactly', async ({
  page,
  chain,
  wallet,
}) => {
  test.slow()
  const account = chain.account('restaker')
  const { stETH } = chain.meta.deployments.lido
  await wallet.switchAccount(account)
  await openWithdraw(page)
  await queueStEth(page, '10')
  const [queued] = await queueOf(chain, account)
  if (queued === undefined) throw new Error('Nothing is in the queue.')
  await expect(itemOf(page, 1)).toContainText('Slashed since')
  await expect(itemOf(page, 1)).toContainText('nothing')
  await chain.freeze()
  await slash(chain, northlight(chain), chain.meta.keeper.strategies.stETH, 3n * 10n ** 17n)
  const [slashed] = await queueOf(chain, account)
  expect(slashed?.shares[0]).toBeLessThan(queued.shares[0] ?? 0n)
  await mineTo(chain, queued.from - 1)
  await expectEnabled(completeOf(page, 1))
  const lost = itemOf(page, 1)
    .locator('dl > div')
    .filter({ hasText: /^Slashed since/ })
  await expect(lost.locator('dd')).toHaveText(/\d.* stETH/, { timeout: 30_000 })
  const sheet = await review(page, completeOf(page, 1))
  const promised = await arrivalIn(sheet)
  expect(promised).toBeLessThan(parseEther('10'))
  const balance = await tokenBalance(chain, stETH, account)
  await sign(sheet, /^Sign: complete 1 withdrawal/)
  await closeDone(sheet)
  expect((await tokenBalance(chain, stETH, account)) - balance).toBe(promised)
})

for (const [words, days] of [
  ['a day ahead', 1],
  ['a day behind', -1],
] as const)
  test(`with the computer's clock ${words}, the button lights in the block it becomes valid`, async ({
    page,
    chain,
    wallet,
  }) => {
    test.slow()
    await page.addInitScript((shift) => {
      const Real = Date
      window.Date = class extends Real {
        constructor(...parameters: []) {
          if (parameters.length === 0) super(Real.now() + shift)
          else super(...parameters)
        }
        static override now() {
          return Real.now() + shift
        }
      } as DateConstructor
    }, days * 86_400_000)
    const account = chain.account('withdrawing restaker')
    await wallet.switchAccount(account)
    await openWithdraw(page)
    await chain.freeze()
    const waiting = (await queueOf(chain, account)).sort((a, b) => a.from - b.from).at(-1)
    if (waiting === undefined) throw new Error('Nothing is in the queue.')
    const number = Number(waiting.nonce) + 1
    await mineTo(chain, waiting.from - 2)
    await expect(itemOf(page, number)).toContainText('in 1 block', { timeout: 30_000 })
    await expectDisabled(completeOf(page, number))
    await mineTo(chain, waiting.from - 1)
    await expectEnabled(completeOf(page, number))
    const sheet = await review(page, completeOf(page, number))
    await sign(sheet, /^Sign: complete 1 withdrawal/)
    await closeDone(sheet)
    expect(Number(await chain.client.getBlockNumber())).toBe(waiting.from)
    expect((await queueOf(chain, account)).map(({ nonce }) => nonce)).not.toContain(waiting.nonce)
  })

test('undelegating queues everything', async ({ page, chain, wallet }) => {
  const account = chain.account('restaker')
  await wallet.switchAccount(account)
  await openWithdraw(page, '?way=all')
  await expect(page.getByRole('table', { name: 'What will be queued' })).toContainText('tLST')
  const sheet = await review(page, page.getByRole('button', { name: 'Review undelegating' }))
  await sign(sheet, 'Sign: undelegate and queue everything')
  await closeDone(sheet)
  expect(await delegatedTo(chain, account)).toBe(zeroAddress)
  expect(await queueOf(chain, account)).toHaveLength(2)
  await expect(itemOf(page, 2)).toBeVisible({ timeout: 30_000 })
})

test('somebody else’s queue is read-only', async ({ page, chain }) => {
  const account = chain.account('withdrawing restaker')
  await page.goto(`/withdraw?address=${account}`)
  await expect(page.getByText(/^You are looking at .* read-only\.$/)).toBeVisible()
  await expect(page.getByRole('article').first()).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: /^Complete/ })).toHaveCount(0)
  await expect(page.getByRole('button', { name: /^Review/ })).toHaveCount(0)
})

test('the page is accessible and fits, with a queue and without a wallet @phone', async ({
  page,
  chain,
  wallet,
}) => {
  test.slow()
  await page.goto('/withdraw')
  await expect(page.getByText('No wallet is connected').last()).toBeVisible({ timeout: 45_000 })
  await check(page, 'without a wallet')
  await wallet.switchAccount(chain.account('withdrawing restaker'))
  await openWithdraw(page)
  await readThrough(page)
  await page.getByLabel('stETH to withdraw').fill('1')
  await check(page, 'with a queue')
  for (const way of ['Undelegate', 'Move to another operator']) {
    await page.getByRole('radio', { name: way, exact: true }).check()
    await check(page, way)
  }
})

/** axe in both themes, and nothing wider than the screen. */
async function check(page: Page, where: string): Promise<void> {
  await expectAccessibleThemes(page, where)
  const width = page.viewportSize()?.width ?? 0
  const scrolled = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0)
  expect(scrolled, `${where}: width`).toBeLessThanOrEqual(width)
}
