import { expect, type Locator, type Page } from '@playwright/test'
import { expectAccessibleThemes } from './fixtures/axe.ts'
import { test } from './fixtures/test.ts'
import { WALLET_RDNS } from './fixtures/wallet.ts'
import { connect, readThrough, reviewDeposit, sheetOf } from './pages/keel.ts'

/** axe in both themes, and nothing wider than the screen. */
async function check(page: Page, where: string): Promise<void> {
  await expectAccessibleThemes(page, where)
  const width = page.viewportSize()?.width ?? 0
  const scrolled = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0)
  expect(scrolled, `${where}: width`).toBeLessThanOrEqual(width)
}

test('pages without a wallet are accessible and fit @phone', async ({ page, chain }) => {
  test.slow()
  await page.goto('/')
  await expect(page.getByText('Total restaked')).toBeVisible({ timeout: 45_000 })
  await check(page, 'overview')
  await page.getByRole('button', { name: 'Show as a table' }).click()
  await check(page, 'overview, table')
  for (const [link, ready] of [
    ['Operators', '24 operators'],
    ['Portfolio', 'No wallet is connected'],
    ['Settings', 'Assumptions'],
  ] as const) {
    await page.getByRole('link', { name: link, exact: true }).click()
    await expect(page.getByText(ready, { exact: true }).first()).toBeVisible()
    await readThrough(page)
    await check(page, link)
  }
  const slashed = chain.meta.keeper.operators.find(({ key }) => key === 'northlight')
  await page.goto(`/operators/${slashed?.address}`)
  await expect(page.getByRole('heading', { name: 'What it secures' })).toBeVisible({
    timeout: 45_000,
  })
  await check(page, 'operator')
})

test('pages with a wallet are accessible and fit @phone', async ({ page, chain, wallet }) => {
  test.slow()
  await wallet.switchAccount(chain.account('restaker'))
  await page.goto('/portfolio')
  await connect(page)
  await expect(page.getByRole('heading', { name: 'What it secures' })).toBeVisible({
    timeout: 45_000,
  })
  await check(page, 'portfolio')
  await page.getByRole('link', { name: 'Deposit', exact: true }).click()
  const sheet = await reviewDeposit(page, '1')
  await expect(sheet.getByRole('button', { name: /^Sign:/ })).toBeVisible({ timeout: 30_000 })
  await check(page, 'deposit, plan')
  wallet.rejectNext()
  await sheet.getByRole('button', { name: /^Sign:/ }).click()
  await expect(sheet.getByRole('alert')).toBeVisible({ timeout: 30_000 })
  await check(page, 'deposit, declined')
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await check(page, 'deposit')
})

test('delegating needs no mouse', async ({ page, chain, wallet }) => {
  test.slow()
  await wallet.switchAccount(chain.account('undelegated depositor'))
  await page.goto('/')
  await expect(page.getByText('Total restaked')).toBeVisible({ timeout: 45_000 })
  // The first stop skips the navigation.
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
  await press(page, page.getByRole('link', { name: 'Operators', exact: true }))
  const search = page.getByLabel('Search by name or address')
  await tabTo(page, search)
  await page.keyboard.type('Northlight')
  await press(page, page.getByRole('link', { name: /Northlight/ }))
  await press(page, page.getByRole('banner').getByRole('button', { name: 'Connect', exact: true }))
  const option = page.getByTestId(`rk-wallet-option-${WALLET_RDNS}`)
  await expect(option).toBeVisible()
  await press(page, option)
  await press(page, page.getByRole('button', { name: 'Review the delegation' }))
  const sheet = sheetOf(page)
  await expect(sheet.getByRole('heading', { level: 2 })).toBeFocused()
  await press(page, sheet.getByRole('button', { name: /^Sign: delegate to/ }))
  await expect(sheet.getByText(/^Done( and final)?\./)).toBeVisible({ timeout: 30_000 })
  await press(page, sheet.getByRole('button', { name: 'Close' }).last())
  await expect(sheet).toBeHidden()
  await expect(page.getByText('Your stake is delegated to this operator.')).toBeVisible({
    timeout: 30_000,
  })
})

/** Moves the focus with Tab until it is there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible({ timeout: 30_000 })
  const focused = () => target.evaluate((element) => element === document.activeElement)
  for (let stops = 0; stops < 120; stops++) {
    if (await focused()) return
    await page.keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
}

/** Tabs to it and presses Enter. */
async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}
