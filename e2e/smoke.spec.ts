import { expect } from '@playwright/test'
import { LANDING_BUDGET } from '../localnet/launcher/budget.ts'
import { expectAccessible } from './fixtures/axe.ts'
import { test } from './fixtures/test.ts'

test.use({ mode: 'production' })

test('the landing page shows the network, quietly and within its budget', async ({
  page,
  watch,
  chain,
}) => {
  await page.goto('/')
  await expect(page).toHaveTitle(/Keel/)
  await expect(page.getByRole('main')).toBeVisible()
  // The numbers are the chain's: the page has asked it for blocks and logs.
  await expect
    .poll(() => chain.proxy.traffic.calls.map(({ method }) => method))
    .toContain('eth_getLogs')
  await page.waitForLoadState('networkidle')
  expect(watch.errors).toEqual([])
  expect(watch.foreign).toEqual([])
  const scripts = await watch.loadedScripts()
  const total = scripts.reduce((sum, { bytes }) => sum + bytes, 0)
  const list = scripts.map(({ path, bytes }) => `${bytes} ${path}`).join('\n')
  expect(total, `JavaScript of the landing page:\n${list}`).toBeLessThanOrEqual(LANDING_BUDGET)
})

test('the plot’s figures come as a table when they are asked for', async ({ page, watch }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Show as a table' }).click({ timeout: 45_000 })
  const rows = page.getByRole('figure').getByRole('row')
  await expect(rows.first()).toHaveText(/Name.*APR.*Exposure/)
  await expect(rows.nth(1)).toHaveText(/\d\s%.*\d\s%/)
  await expect(rows.nth(1).getByRole('link')).toHaveAttribute('href', /^\/operators\/0x/)
  expect(watch.errors).toEqual([])
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the landing page is accessible in the ${colorScheme} theme @phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.goto('/')
    await expect(page.getByText('Total restaked')).toBeVisible()
    await expectAccessible(page)
  })
}

test('the first frame stands before the app has come, in the reader’s language', async ({
  page,
}) => {
  await page.route(/assets\/landing-.*\.js/, (route) => route.abort())
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview')
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Risk' })).toBeVisible()
  await page.goto('/?lang=zh')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('概览')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans')
  // It is the landing page's alone: another address never shows it.
  await page.goto('/operators')
  await expect(page.locator('#root')).toBeEmpty()
})
