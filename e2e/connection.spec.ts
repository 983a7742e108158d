import { expect } from '@playwright/test'
import { test } from './fixtures/test.ts'
import { statusOf } from './pages/keel.ts'

test('the RPC goes and comes back: numbers stay, and it says so', async ({ page, chain }) => {
  await page.goto('/')
  const total = page.getByRole('definition').filter({ hasText: 'ETH' }).first()
  await expect(total).toBeVisible({ timeout: 45_000 })
  await expect(statusOf(page)).toContainText(/Block [\d,]+/)
  chain.proxy.set({ down: true })
  await expect(statusOf(page)).toContainText(/No connection to the chain\. Showing block/, {
    timeout: 30_000,
  })
  await expect(total).toContainText(/[1-9][\d,]+/)
  chain.proxy.set()
  await expect(statusOf(page)).not.toContainText('No connection', { timeout: 30_000 })
  const before = await statusOf(page).textContent()
  const block = (text: string | null) =>
    Number(/Block ([\d,]+)/.exec(text ?? '')?.[1]?.replaceAll(',', ''))
  await expect
    .poll(async () => block(await statusOf(page).textContent()), { timeout: 30_000 })
    .toBeGreaterThan(block(before))
})

test('no RPC from the start: it is named, nothing is drawn, and another can be entered', async ({
  page,
  chain,
}) => {
  chain.proxy.set({ down: true })
  await page.goto('/')
  const alert = page.getByRole('alert')
  await expect(alert).toContainText(`No RPC answers for ${chain.meta.deployments.name}`, {
    timeout: 45_000,
  })
  await expect(page.getByRole('definition')).toHaveCount(0)
  await expect(page.getByRole('main')).not.toContainText(/\b0 ETH/)
  const field = page.getByLabel('RPC address')
  await field.fill('http://example.com/rpc')
  await page.getByRole('button', { name: 'Use this RPC' }).click()
  await expect(page.getByText(/^Enter an address that begins with https/)).toBeVisible()
  await field.fill(chain.url)
  await page.getByRole('button', { name: 'Use this RPC' }).click()
  await expect(page.getByText('Total restaked')).toBeVisible({ timeout: 45_000 })
})

test('no RPC from the start: once it answers the page goes on by itself', async ({
  page,
  chain,
}) => {
  chain.proxy.set({ down: true })
  await page.goto('/operators')
  await expect(page.getByRole('alert')).toContainText('No RPC answers', { timeout: 45_000 })
  chain.proxy.set()
  await expect(page.getByText('24 operators')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a chain that stands still is called stale', async ({ page, chain }) => {
  await page.clock.install()
  await page.goto('/')
  await expect(page.getByText('Total restaked')).toBeVisible({ timeout: 45_000 })
  await chain.freeze()
  // It may take a look or two until the page has seen the last block there is.
  await expect
    .poll(
      async () => {
        await page.clock.fastForward(40_000)
        return statusOf(page).textContent()
      },
      { timeout: 45_000, intervals: [1_500] },
    )
    .toContain('Stale: no new block for')
  await chain.client.mine({ blocks: 1 })
  await expect(statusOf(page)).not.toContainText('Stale', { timeout: 30_000 })
})

test('a history that cannot be read draws no zero: dashes, why, and a way to retry', async ({
  page,
  chain,
}) => {
  chain.proxy.set({
    failing: ({ method }) => (method === 'eth_getLogs' ? 'the index is being rebuilt' : undefined),
  })
  await page.goto('/')
  const gaps = page.getByRole('status').filter({ hasText: 'the history has gaps' })
  await expect(gaps).toBeVisible({ timeout: 60_000 })
  await gaps.getByText('Which ones').click()
  await expect(gaps).toContainText('the index is being rebuilt')
  const figure = (label: string) =>
    page.locator('dl > div').filter({ has: page.getByText(label, { exact: true }) })
  for (const label of ['Operators', 'AVSs', 'stETH base APR']) {
    await expect(figure(label)).toContainText('—')
    await expect(figure(label)).not.toContainText(/\b0\b/)
  }
  await expect(page.getByText('Total restaked, at least')).toBeVisible()
  chain.proxy.set()
  await gaps.getByRole('button', { name: 'Retry' }).click()
  await expect(gaps).toHaveCount(0, { timeout: 45_000 })
  await expect(figure('Operators')).toContainText('24')
})

test('an RPC that limits ranges and refuses one request in five is read to the end', async ({
  page,
  chain,
}) => {
  chain.proxy.set({ tooManyEvery: 5, logRange: 100 })
  await page.goto('/operators')
  await expect(page.getByText('24 operators')).toBeVisible({ timeout: 80_000 })
})
