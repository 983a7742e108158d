import { expect } from '@playwright/test'
import { expectAccessibleThemes } from './fixtures/axe.ts'
import { test } from './fixtures/test.ts'
import { connect } from './pages/keel.ts'

test('an AVS bug is set by slider, counts for a chosen position, and its address shows the same to others', async ({
  page,
  context,
}) => {
  await page.goto('/risk/scenarios')
  const result = page.getByRole('region', { name: 'This position' })
  await expect(result).toBeVisible({ timeout: 60_000 })
  const loss = result.getByRole('status')
  await page.getByLabel('AVS', { exact: true }).selectOption({ label: 'Lattice Oracle (invented)' })
  await expect(loss).toContainText('%')
  const half = await loss.textContent()
  await page.getByRole('slider', { name: 'Part of the allocations that is slashed' }).fill('100')
  await expect(loss).not.toHaveText(half ?? '')
  await expect(page).toHaveURL(/scenario=avsBug/)
  await expect(page).toHaveURL(/lost=100/)
  const whole = await loss.textContent()
  await expect(page.getByRole('listitem').filter({ hasText: /^Operator sets−/ })).toBeVisible()
  await expect(page.getByText(/^\d+ operators in 2 sets slashed/)).toBeVisible()
  await expect(result.getByText('now', { exact: true })).toBeVisible()
  await expect(result.getByText('after', { exact: true })).toBeVisible()

  const other = await context.newPage()
  await other.goto(page.url())
  await expect(other.getByRole('region', { name: 'This position' }).getByRole('status')).toHaveText(
    whole ?? '',
    { timeout: 60_000 },
  )
  await other.close()

  await page.getByRole('radio', { name: 'Mass exit' }).check()
  await expect(result.getByText(/^APR for those who stay/)).toBeVisible()
  // The price is that of the pool's reserves, until the reader sets one.
  const pool = page.getByText(/stETH sold into a pool of [\d,]+ stETH and [\d,]+ ETH/)
  await expect(pool).toBeVisible({ timeout: 30_000 })
  const fall = page.getByRole('slider', { name: 'Price below redemption' })
  const read = await fall.inputValue()
  // A tenth of all restakers takes the price down, not to nothing.
  expect(Number(read)).toBeGreaterThan(1)
  expect(Number(read)).toBeLessThan(15)
  await page.getByRole('slider', { name: 'Part of all restaked that leaves' }).fill('5')
  await expect.poll(async () => Number(await fall.inputValue())).toBeLessThan(Number(read))
  await fall.fill('7')
  await expect(page.getByText('The price is your own.')).toBeVisible()
  await page.getByRole('button', { name: 'Use the pool’s price' }).click()
  await expect(pool).toBeVisible()

  // What cannot be meant is as if it were not there.
  await page.goto('/risk/scenarios?scenario=%3Cscript%3E&lost=1e9&avs=javascript:alert(1)')
  await expect(page.getByRole('radio', { name: 'AVS bug' })).toBeChecked({ timeout: 60_000 })
  await expect(
    page.getByRole('slider', { name: 'Part of the allocations that is slashed' }),
  ).toHaveValue('50')
})

test('every scenario says what it strikes and what it leaves of the connected stake @phone', async ({
  page,
  chain,
  wallet,
  isMobile,
}) => {
  await wallet.switchAccount(chain.account('restaker'))
  await page.goto('/risk/scenarios?scenario=coreExploit')
  await expect(page.getByRole('region', { name: 'This position' })).toBeVisible({ timeout: 60_000 })
  await connect(page)
  await expect(page.getByText(/^Your position, with/)).toBeVisible({ timeout: 30_000 })
  const result = page.getByRole('region', { name: 'This position' })
  await expect(result.getByRole('status')).toContainText('−100')
  await expect(result.getByText('Nothing would be left.')).toBeVisible()

  await page.getByRole('radio', { name: 'stETH depeg' }).check()
  // What is assumed says so, and what was set by hand is the reader's.
  const price = page.locator('.field').filter({ hasText: 'Price below redemption' })
  await price.getByRole('button', { name: /^10\s%$/ }).click()
  await expect(page.getByRole('tooltip')).toContainText('The severe discount of the assumptions.')
  await page.keyboard.press('Escape')
  await page.getByRole('slider', { name: 'Price below redemption' }).fill('20')
  await page.getByRole('slider', { name: 'Part of the position you sell' }).fill('50')
  await expect(price.getByText('yours')).toBeVisible()
  await expect(result.getByText('On paper, until the price is back')).toBeVisible()

  await page.getByRole('radio', { name: 'LRT depeg' }).check()
  await expect(result.getByText(/holds no liquid restaking token/)).toBeVisible()
  await page.getByRole('button', { name: 'Look at 1 eETH instead' }).click()
  await expect(result.getByRole('status')).toContainText('−', { timeout: 30_000 })
  await page.getByRole('button', { name: 'Back to the restaked position' }).click()

  await page.getByRole('radio', { name: 'Operator key leak' }).check()
  await expect(page.getByText(/Each would lose 0\.4\d/)).toBeVisible()
  await page.getByRole('radio', { name: 'Mass exit' }).check()
  await expect(result.getByText(/^Whoever queues stays slashable for 50 blocks/)).toBeVisible()
  await page.getByRole('radio', { name: 'Collusion' }).check()
  await expect(page.getByText(/operators? reach(es)? the votes/)).toBeVisible()
  if (!isMobile) await expectAccessibleThemes(page, 'scenarios')
})
