import { expect, type Page } from '@playwright/test'
import { expectAccessible } from './fixtures/axe.ts'
import { test } from './fixtures/test.ts'

/** The sentence above the cascade's chart. */
const finding = (page: Page) => page.locator('figure.chart h2')
const sale = (page: Page) => page.getByLabel('Sold from outside')

test('the market is the chain’s; a larger sale liquidates more, the redemption rate nobody, and the address says it all', async ({
  page,
  context,
}) => {
  test.slow()
  await page.goto('/risk/market')
  await expect(page.getByText('ETH in the pool', { exact: true })).toBeVisible({ timeout: 60_000 })
  const pool = page.getByRole('region', { name: 'Pool' })
  await expect(pool).toContainText('6,000 ETH')
  await expect(pool).toContainText(/6,(450|449.9) stETH/)
  await expect(page.getByText(/^12 accounts owe something/)).toBeVisible()
  await expect(finding(page)).toContainText(/of 12 loans/)

  await sale(page).fill('0')
  await expect(finding(page)).toContainText('the price stays at 0.999 ETH')
  await sale(page).fill('50')
  await expect(finding(page)).toContainText(/(\d+ of 12 loans are liquidated|all 12 loans)/)
  await expect(page.getByText(/^liquidated: /).first()).toBeVisible()
  await expect(page).toHaveURL(/sale=50/)
  const found = await finding(page).textContent()

  // Whoever gets the link sees the same.
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(finding(other)).toHaveText(found as string, { timeout: 60_000 })
  await other.close()

  await page.getByRole('button', { name: 'Show as a table' }).first().click()
  await expect(page.getByRole('row', { name: /^Sale, loss/ })).toBeVisible()

  await page.getByRole('radio', { name: 'Redemption rate' }).check({ force: true })
  await expect(finding(page)).toContainText('no loan is liquidated')
  await page.getByLabel('Loss of the token’s backing').fill('5')
  await expect(finding(page)).toContainText(/\d+ of 12 loans are liquidated/)
  await expectAccessible(page, 'the market')
})

test('where nothing is configured the reader enters a market by hand', async ({
  page,
  chain,
  site,
}) => {
  const { markets: _, ...rest } = chain.meta.deployments
  site.setDeployments(
    JSON.stringify({ version: 1, chains: [{ ...rest, rpcUrls: [chain.proxy.url] }] }),
  )
  await page.goto('/risk/market?kind=cp')
  await expect(page.getByText('No market is configured')).toBeVisible({ timeout: 60_000 })
  await page.getByLabel('Tokens in the pool').fill('1000')
  await page.getByLabel('ETH in the pool').fill('1000')
  await page.getByRole('button', { name: 'Add a loan' }).click()
  await expect(finding(page)).toContainText('all 1 loans are liquidated')
  await sale(page).fill('0')
  await expect(finding(page)).toContainText('the price stays at 1.000 ETH')
  await page.getByLabel('Loan to value after looping').fill('90')
  await expect(page.getByText('×10')).toBeVisible()
  await expectAccessible(page, 'figures of one’s own')
})

test('registrations from before operator sets are told apart on both sides', async ({
  page,
  chain,
}) => {
  test.slow()
  const { operators, avss } = chain.meta.keeper
  const northlight = operators.find(({ key }) => key === 'northlight')
  const tidal = avss.find(({ key }) => key === 'tidal')
  await page.goto(`/avs/${tidal?.address}`)
  const legacy = page.locator('section').filter({ hasText: 'in the AVSDirectory' }).last()
  await expect(legacy.getByRole('listitem')).toHaveCount(2, { timeout: 60_000 })
  await expect(legacy.getByRole('link', { name: /Northlight/ })).toBeVisible({ timeout: 30_000 })
  // Kestrel's registration has ended.
  await expect(legacy.getByRole('link', { name: /Kestrel/ })).toHaveCount(0)

  await page.goto(`/operators/${northlight?.address}`)
  const own = page.locator('section').filter({ hasText: 'Registered in the AVSDirectory' }).last()
  await expect(own.getByRole('listitem')).toHaveCount(2, { timeout: 60_000 })
  await expect(own.getByRole('link', { name: /Tidal/ })).toBeVisible({ timeout: 30_000 })
})
