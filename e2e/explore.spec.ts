import { expect, type Page } from '@playwright/test'
import { test } from './fixtures/test.ts'
import { closeDone, connect, sheetOf, sign } from './pages/keel.ts'

/** Names of the operators in the table, from the top. */
const namesOf = (page: Page) =>
  page.getByRole('table').last().getByRole('rowheader').getByRole('link').allTextContents()

test('an operator is found by two filters and an order, the address says it all, and takes the stake', async ({
  page,
  context,
  chain,
  wallet,
}) => {
  // Two pages read the chain whole, and a plan is signed.
  test.slow()
  await wallet.switchAccount(chain.account('undelegated depositor'))
  await page.goto('/operators')
  const status = page.getByText(/^(\d+ of )?24 operators/)
  await expect(status).toBeVisible({ timeout: 60_000 })
  // What can be slashed at most comes first: it needs no probability.
  await expect(page.getByRole('columnheader', { name: 'Slashable' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  )
  await expect(page.getByText('default p').first()).toBeVisible()

  await page.getByRole('button', { name: 'Filters' }).click()
  await page
    .getByLabel('Secures', { exact: true })
    .selectOption({ label: 'Lattice Oracle (invented)' })
  await page.getByLabel('Exposure at most').fill('15')
  await expect(page.getByText(/^2 of 24 operators/)).toBeVisible()
  await page.getByRole('button', { name: 'APR and exposure', exact: true }).click()
  // Names come after the figures.
  await expect
    .poll(async () => (await namesOf(page)).map((name) => /invented/.test(name)))
    .toEqual([true, true])
  const found = await namesOf(page)

  // Whoever gets the link sees the same rows in the same order.
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(other.getByText(/^2 of 24 operators/)).toBeVisible({ timeout: 60_000 })
  await expect.poll(() => namesOf(other)).toEqual(found)
  await expect(other.getByRole('columnheader', { name: 'APR and exposure' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  await other.close()

  await page.getByRole('link', { name: found[0] as string }).click()
  await expect(page.getByRole('heading', { level: 1, name: found[0] as string })).toBeVisible()
  await connect(page)
  await page.getByRole('button', { name: 'Review the delegation' }).click({ timeout: 30_000 })
  await sign(sheetOf(page), /^Sign: delegate to /)
  await closeDone(sheetOf(page))
  await expect(page.getByText('Your stake is delegated to this operator.')).toBeVisible({
    timeout: 30_000,
  })
})

test('operators stand side by side, and the columns are the reader’s', async ({ page }) => {
  await page.goto('/operators')
  await page.getByLabel('Compare Ferrous Works').check({ timeout: 60_000 })
  await page.getByLabel('Compare Saltmarsh Labs').check()
  const side = page.getByRole('region', { name: 'Side by side' })
  await expect(side.getByRole('columnheader', { name: /Ferrous Works/ })).toBeVisible()
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Restakers' }).check()
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(side.getByRole('columnheader', { name: /Saltmarsh/ })).toBeVisible({
    timeout: 60_000,
  })
  await expect(
    page.getByRole('table').last().getByRole('columnheader', { name: 'Restakers' }),
  ).toBeVisible()
})

test('the builder turns away whom one refuses, keeps whom one is willing to secure', async ({
  page,
}) => {
  await page.goto('/operators/build')
  await expect(page.getByRole('heading', { name: '24 operators fit' })).toBeVisible({
    timeout: 60_000,
  })
  const kestrel = page.getByRole('rowheader', { name: /Kestrel/ })
  await expect(kestrel).toBeVisible()
  await page.getByLabel('AVSs I refuse').selectOption({ label: 'Ember Keepers (invented)' })
  await expect(kestrel).toHaveCount(0)
  await expect(page.getByRole('row', { name: /secures an AVS that you refuse/ })).toContainText('3')

  await page
    .getByLabel('AVSs I am willing to secure')
    .selectOption({ label: 'Mosaic Coprocessor (invented)' })
  await expect(page.getByRole('rowheader', { name: /Ferrous Works/ })).toBeVisible()
  await expect(page.getByRole('rowheader', { name: /Parallax/ })).toHaveCount(0)
  await expect(page.getByRole('row', { name: /outside your list/ })).toBeVisible()

  await page.getByLabel('Exposure at most').fill('25')
  await expect(page.getByRole('rowheader', { name: /Ferrous Works/ })).toHaveCount(0)
  await expect(page.getByRole('row', { name: /exposure above 25/ })).toBeVisible()
  await expect(
    page.getByText(/An address delegates all of its stake to one operator/),
  ).toBeVisible()
  // The wishes stand in the address.
  await page.reload()
  await expect(page.getByLabel('Exposure at most')).toHaveValue('25', { timeout: 60_000 })
  await expect(page.getByRole('button', { name: 'Remove Ember Keepers (invented)' })).toBeVisible()
})

test('an AVS whose votes have nothing to lose says so; a wallet that slashes is named @phone', async ({
  page,
}) => {
  await page.goto('/avs')
  await page.getByRole('link', { name: /Quorum Sequencer/ }).click({ timeout: 60_000 })
  await expect(page.getByText(/Corrupting this set costs next to nothing/)).toBeVisible()
  await expect(page.getByText('Proposing two blocks at one height')).toBeVisible()
  // A profit of the reader's own guess is held against the cost, and the address carries it.
  await page.getByRole('textbox', { name: 'What corrupting it would earn' }).first().fill('500')
  await expect(page.getByText('the attack would pay').first()).toBeVisible()
  await expect(page).toHaveURL(/[?&]profit=500(&|$)/)
  await page.goto('/avs')
  await page.getByRole('link', { name: /Ember Keepers/ }).click({ timeout: 60_000 })
  await expect(page.getByText('a single key').first()).toBeVisible({ timeout: 30_000 })
  await page.goto('/avs')
  await page.getByRole('link', { name: /Cinder VM/ }).click({ timeout: 60_000 })
  await expect(page.getByText(/^Slasher from /).first()).toBeVisible()
})

test('what an operator says of itself is text and nothing else', async ({ page, chain, watch }) => {
  const glasshouse = chain.meta.keeper.operators.find(({ key }) => key === 'glasshouse')
  await page.goto(`/operators/${glasshouse?.address}`)
  await expect(page.getByRole('heading', { level: 1, name: /Glasshouse/ })).toBeVisible({
    timeout: 60_000,
  })
  await expect(page.getByRole('heading', { name: 'Every change' })).toBeVisible()
  const main = page.getByRole('main')
  await expect(main.locator('img, script, iframe')).toHaveCount(0)
  await expect(main.locator('a[href^="javascript:"], a[href^="data:"]')).toHaveCount(0)
  expect(watch.foreign).toEqual([])
  expect(watch.errors.filter((line) => /alert/.test(line))).toEqual([])
})
