import { readFile } from 'node:fs/promises'
import { expect } from '@playwright/test'
import { parseAbiItem } from 'viem'
import { expectAccessibleThemes } from './fixtures/axe.ts'
import { test } from './fixtures/test.ts'
import { readThrough } from './pages/keel.ts'

const ready = { timeout: 45_000 }

test('a watched address: alerts, history and the file, as the chain has them', async ({
  page,
  chain,
  shot,
}) => {
  test.slow()
  const staker = chain.account('withdrawing restaker')
  await page.goto(`/portfolio?address=${staker}`)
  await expect(page.getByRole('heading', { name: 'What to know' })).toBeVisible(ready)
  await expect(page.getByText(/withdrawal can be completed/)).toBeVisible(ready)
  await expect(page.getByText(/was slashed by .* is gone/)).toBeVisible()

  const table = page.getByRole('table', { name: 'What happened to this stake, newest first' })
  await expect(table).toBeVisible(ready)
  await page.getByRole('radio', { name: 'Withdrawals' }).check()
  await expect(page).toHaveURL(/show=withdrawal/)
  await expect(table.getByText('Queued a withdrawal of stETH')).toHaveCount(3)
  await expect(table.getByText('Withdrew stETH')).toHaveCount(1)
  await page.getByRole('radio', { name: 'Deposits' }).check()
  await expect(table.getByText('64 stETH').or(table.getByText('63.999'))).toBeVisible(ready)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ])
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
  const { eigenLayer, startBlock } = chain.meta.deployments
  const logs = await chain.client.getLogs({
    address: eigenLayer.strategyManager,
    event: parseAbiItem('event Deposit(address staker, address strategy, uint256 shares)'),
    fromBlock: BigInt(startBlock),
  })
  const own = logs.filter(({ args }) => args.staker?.toLowerCase() === staker.toLowerCase())
  expect(lines).toHaveLength(own.length + 1)
  for (const [index, log] of own.entries()) {
    const block = await chain.client.getBlock({ blockNumber: log.blockNumber })
    const line = lines[index + 1] ?? ''
    expect(line).toContain(new Date(Number(block.timestamp) * 1_000).toISOString())
    expect(line).toContain(`,deposited,stETH,`)
    expect(line).toContain(`,${log.transactionHash},${log.blockNumber}`)
  }
  await shot('history')
})

test('two addresses are watched under their names and added up', async ({ page, chain, shot }) => {
  test.slow()
  await page.goto('/portfolio')
  for (const [persona, name] of [
    ['restaker', 'Cold wallet'],
    ['withdrawing restaker', 'Vault'],
  ] as const) {
    if (name === 'Vault') await page.getByRole('button', { name: 'Watch an address' }).click()
    await page.getByLabel('Look at an address').fill(chain.account(persona))
    await page.getByLabel('Name (optional)').fill(name)
    await page.getByRole('button', { name: 'Watch', exact: true }).click()
    await expect(page.getByRole('link', { name, exact: true })).toBeVisible()
    await expect(page.getByText(/You are looking at/)).toBeVisible()
  }
  await page.getByRole('link', { name: 'All together' }).click()
  await expect(page.getByRole('heading', { name: '2 addresses together' })).toBeVisible(ready)
  await expect(page.getByText(/an upper bound/)).toBeVisible()
  const each = page.getByRole('table', { name: 'Each address' })
  await expect(each.getByRole('row')).toHaveCount(3)
  await shot('together')
  // The book outlives the page.
  await page.reload()
  await expect(page.getByRole('link', { name: 'Vault', exact: true }).first()).toBeVisible()
})

test('charts of the past are loaded on request; accessible at every size @phone', async ({
  page,
  chain,
  shot,
}) => {
  test.slow()
  await page.goto(`/portfolio?address=${chain.account('withdrawing restaker')}`)
  await expect(page.getByRole('button', { name: 'Load history' })).toBeVisible(ready)
  await page.getByRole('button', { name: 'Load history' }).click()
  const value = page.getByRole('figure', { name: /^Worth .* ETH now/ })
  await expect(value).toBeVisible({ timeout: 60_000 })
  await readThrough(page)
  await expect(page.getByRole('figure').getByRole('application')).toHaveCount(3)
  // The arrow keys read the points one by one.
  await value.getByRole('application').focus()
  const reading = value.getByRole('status')
  await expect(reading).toHaveText(/ETH$/)
  const first = await reading.textContent()
  await page.keyboard.press('ArrowRight')
  await expect(reading).not.toHaveText(first ?? '')
  await shot('charts')
  await expectAccessibleThemes(page)
  const scrolled = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0)
  expect(scrolled).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
  await shot('charts-dark')
})
