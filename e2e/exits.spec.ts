import { expect, type Locator, type Page } from '@playwright/test'
import { parseEther } from 'viem'
import { liquidityPoolAbi } from '../src/protocol/abi/etherfi.ts'
import { withdrawalQueueAbi } from '../src/protocol/abi/lido.ts'
import type { TestChain } from './fixtures/chain.ts'
import { test } from './fixtures/test.ts'
import { closeDone, connect, reviewDeposit, sign } from './pages/keel.ts'
import {
  arrivalIn,
  completeOf,
  expectEnabled,
  mineTo,
  openWithdraw,
  queueOf,
  review,
  tokenBalance,
  weiOf,
} from './pages/withdraw.ts'

/** The section of one protocol's queue. */
const sectionOf = (page: Page, heading: string): Locator =>
  page.locator('section', { has: page.getByRole('heading', { name: heading }) }).last()

/** Goes from event to event until a report has finalized what waits. */
async function advanceTo(chain: TestChain, kind: string): Promise<void> {
  for (let step = 0; step < 30; step++) if ((await chain.advance()).kind === kind) return
  throw new Error(`${kind} did not come.`)
}

/** Claims everything in a section, and expects exactly what was shown. */
async function claimAll(
  page: Page,
  chain: TestChain,
  section: Locator,
  account: `0x${string}`,
): Promise<bigint> {
  const sheet = await review(page, section.getByRole('button', { name: 'Claim 1 request' }))
  const promised = await arrivalIn(sheet)
  const before = await chain.client.getBalance({ address: account })
  const from = await chain.client.getBlockNumber()
  await sign(sheet, 'Sign: claim 1 request')
  await closeDone(sheet)
  let fees = 0n
  for (let number = from + 1n; number <= (await chain.client.getBlockNumber()); number++) {
    const block = await chain.client.getBlock({ blockNumber: number, includeTransactions: true })
    for (const { hash, from: sender } of block.transactions)
      if (sender.toLowerCase() === account.toLowerCase()) {
        const receipt = await chain.client.getTransactionReceipt({ hash })
        fees += receipt.gasUsed * receipt.effectiveGasPrice
      }
  }
  expect((await chain.client.getBalance({ address: account })) - before + fees).toBe(promised)
  return promised
}

test('ETH, stETH, restaked, queued, completed, requested from Lido by permit, claimed: ETH is back', async ({
  page,
  chain,
  wallet,
  shot,
}) => {
  test.setTimeout(240_000)
  const account = chain.account('newcomer')
  const { stETH, withdrawalQueue } = chain.meta.deployments.lido
  await wallet.switchAccount(account)
  await page.goto('/deposit')
  await connect(page)
  const deposit = await reviewDeposit(page, '3')
  await sign(deposit, /^Sign: stake 3 ETH/)
  await sign(deposit, /^Sign: approve exactly /)
  await sign(deposit, /^Sign: deposit /)
  await closeDone(deposit)

  // The wallet is still connected on the next page.
  await page.goto('/withdraw')
  await expect(page.getByRole('heading', { name: 'In the queue' })).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: /^Max/ }).first().click()
  const queue = await review(page, page.getByRole('button', { name: 'Review the withdrawal' }))
  await sign(queue, /^Sign: queue /)
  await closeDone(queue)
  await chain.freeze()
  const [queued] = await queueOf(chain, account)
  if (queued === undefined) throw new Error('Nothing is in the queue.')
  await mineTo(chain, queued.from - 1)
  await expectEnabled(completeOf(page, 1))
  const complete = await review(page, completeOf(page, 1))
  await sign(complete, /^Sign: complete 1 withdrawal/)
  await closeDone(complete)
  const held = await tokenBalance(chain, stETH, account)
  expect(parseEther('3') - held).toBeLessThan(20n)

  const lido = sectionOf(page, 'stETH to ETH, through Lido')
  // What has just arrived is counted.
  await lido.getByRole('button', { name: /^Max (3|2\.99)/ }).click({ timeout: 30_000 })
  const sent = await chain.client.getTransactionCount({ address: account })
  const request = await review(page, lido.getByRole('button', { name: 'Review the request' }))
  await expect(request.getByText(/1 signature/)).toBeVisible({ timeout: 30_000 })
  await sign(request, /^Sign: permit exactly /)
  await sign(request, /^Sign: request ETH for /)
  await closeDone(request)
  // One transaction: the permit costs none.
  expect(await chain.client.getTransactionCount({ address: account })).toBe(sent + 1)
  const [id] = await chain.client.readContract({
    address: withdrawalQueue,
    abi: withdrawalQueueAbi,
    functionName: 'getWithdrawalRequests',
    args: [account],
  })
  await expect(lido.getByRole('row', { name: new RegExp(`^${id} `) })).toContainText('Waits', {
    timeout: 30_000,
  })
  await advanceTo(chain, 'lidoReport')
  await expect(lido.getByRole('button', { name: 'Claim 1 request' })).toBeVisible({
    timeout: 45_000,
  })
  await shot('exits-lido')
  const paid = await claimAll(page, chain, lido, account)
  expect(parseEther('3') - paid).toBeLessThan(30n)
  await expect(lido.getByRole('table')).toHaveCount(0, { timeout: 30_000 })
})

test('eETH by ether.fi: requested by permit, finalized, claimed', async ({
  page,
  chain,
  wallet,
}) => {
  test.setTimeout(180_000)
  const account = chain.account('newcomer')
  await poolDeposit(chain, account, '2')
  await wallet.switchAccount(account)
  await openWithdraw(page)
  const section = sectionOf(page, 'eETH to ETH, through ether.fi')
  await section.getByLabel('eETH to turn into ETH').fill('1.25')
  const request = await review(page, section.getByRole('button', { name: 'Review the request' }))
  await sign(request, /^Sign: permit exactly /)
  await sign(request, /^Sign: request ETH for /)
  await closeDone(request)
  await expect(section.getByRole('table')).toContainText('Waits', { timeout: 30_000 })
  await chain.freeze()
  await advanceTo(chain, 'etherFiReport')
  await expect(section.getByRole('button', { name: 'Claim 1 request' })).toBeVisible({
    timeout: 45_000,
  })
  expect(await claimAll(page, chain, section, account)).toBe(parseEther('1.25'))
})

test('eETH redeemed at once: the fee is shown, and what is shown arrives', async ({
  page,
  chain,
  wallet,
  shot,
}) => {
  test.slow()
  const account = chain.account('newcomer')
  await poolDeposit(chain, account, '2')
  await wallet.switchAccount(account)
  await openWithdraw(page)
  const section = sectionOf(page, 'eETH to ETH, through ether.fi')
  await section.getByRole('radio', { name: /^At once, for 0\.3/ }).check()
  await section.getByLabel('eETH to turn into ETH').fill('1')
  const row = section.locator('dl > div').filter({ hasText: /^Arrives in your wallet/ })
  await expect(row).toBeVisible({ timeout: 30_000 })
  const promised = weiOf((await row.locator('dd').textContent()) ?? '')
  expect(promised).toBeLessThanOrEqual(parseEther('0.997'))
  await shot('exits-redeem')
  const sheet = await review(page, section.getByRole('button', { name: 'Review the redemption' }))
  await sign(sheet, /^Sign: permit exactly 1 eETH/)
  const before = await chain.client.getBalance({ address: account })
  await sign(sheet, /^Sign: redeem 1 eETH/)
  await closeDone(sheet)
  const gain = (await chain.client.getBalance({ address: account })) - before
  expect(promised - gain).toBeGreaterThanOrEqual(0n)
  // The fee of one transaction.
  expect(promised - gain).toBeLessThan(parseEther('0.01'))
})

/** Deposits ether into ether.fi's pool, outside of the page. */
async function poolDeposit(chain: TestChain, account: `0x${string}`, ether: string) {
  const hash = await chain.client.writeContract({
    address: chain.meta.deployments.etherFi.liquidityPool,
    abi: liquidityPoolAbi,
    functionName: 'deposit',
    value: parseEther(ether),
    account,
    chain: null,
  })
  expect((await chain.client.waitForTransactionReceipt({ hash })).status).toBe('success')
}
