import { expect } from '@playwright/test'
import { expectAccessibleThemes } from './fixtures/axe.ts'
import { test } from './fixtures/test.ts'

test('a corner of the frontier is picked by dragging or by number, and the table shows who is inside', async ({
  page,
}) => {
  await page.goto('/risk/map')
  const figure = page.getByRole('figure', { name: /operators are on the frontier/ })
  await expect(figure).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('24 operators inside')).toBeVisible()
  // Lines and products are told apart from operators.
  await expect(figure.getByText(/% a year$/).first()).toBeVisible()
  await expect(figure.getByRole('img', { name: /^stETH alone: / })).toBeVisible()

  const plot = figure.getByRole('group')
  const box = await plot.boundingBox()
  if (!box) throw new Error('The chart has no size.')
  await page.mouse.move(box.x + 60, box.y + 60)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.5, { steps: 4 })
  await page.mouse.up()
  await expect(page.getByLabel('Exposure at most')).not.toHaveValue('')
  await expect(page.getByLabel('APR at least')).not.toHaveValue('')

  await page.getByLabel('Exposure at most').fill('15')
  await page.getByLabel('APR at least').fill('3.5')
  await expect(page).toHaveURL(/risk=15/)
  const inside = page.getByText(/^\d+ operators inside$/)
  await expect(inside).toBeVisible()
  const count = Number.parseInt((await inside.textContent()) ?? '', 10)
  expect(count).toBeLessThan(24)
  await figure.getByRole('button', { name: 'Show as a table' }).click()
  const table = figure.getByRole('table')
  await expect(table.getByRole('row', { name: /(on|behind) the frontier/ })).toHaveCount(count)
  await expect(table.getByRole('row', { name: /median exposure/ })).toBeVisible()

  await page.getByRole('link', { name: `Show these ${count} operators` }).click()
  await expect(page.getByText(new RegExp(`^${count} of 24 operators`))).toBeVisible({
    timeout: 30_000,
  })
})

test('the heat map is walked by keyboard, searched by name, and groups open where they do not fit @phone', async ({
  page,
  isMobile,
}) => {
  await page.goto('/risk/map')
  const figure = page.getByRole('figure', { name: /AVSs can slash stETH/ })
  await expect(figure).toBeVisible({ timeout: 60_000 })
  const map = figure.getByRole('application')
  const said = figure.locator('[role="status"]').first()
  await map.focus()
  await page.keyboard.press('Home')
  await expect(said).toContainText('slashable now')
  const first = await said.textContent()
  await page.keyboard.press('ArrowDown')
  await expect(said).not.toHaveText(first ?? '')
  await page.keyboard.press('End')
  await expect(said).toContainText('All AVSs')

  await page.getByLabel('Find an operator or AVS').fill('low tide')
  await page.getByRole('button', { name: 'Go to Low Tide DAO (invented)' }).click()
  await expect(figure.getByRole('heading', { name: /Low Tide DAO/ })).toBeVisible()
  await expect(figure.getByText('once the operator registers')).toBeVisible()

  await page.getByLabel('Find an operator or AVS').fill('cinder')
  await page.getByRole('button', { name: 'Go to Cinder VM (invented)' }).click()
  await expect(figure.getByText(/^Another slasher from block/)).toBeVisible()

  await figure.getByRole('button', { name: 'Show as a table' }).click()
  await expect(figure.getByRole('row', { name: /Low Tide DAO.*latent/ })).toBeVisible()
  await figure.getByRole('button', { name: 'Show as a chart' }).click()

  // Nine AVSs do not fit here: they stand in groups, and one opens.
  await page.setViewportSize({ width: 320, height: 740 })
  await map.focus()
  await page.keyboard.press('Home')
  await expect(said).toContainText(/and 1 more: .* allocations?$/)
  await page.keyboard.press('Enter')
  await expect(figure.getByText(/AVSs 1 to 2 of 9/)).toBeVisible()
  await page.keyboard.press('Home')
  await expect(said).not.toContainText('more')
  await page.keyboard.press('Escape')
  await expect(figure.getByRole('button', { name: 'Zoom out' })).toHaveCount(0)
  await page.setViewportSize({ width: isMobile ? 360 : 1280, height: 800 })
  if (!isMobile) await expectAccessibleThemes(page, 'the risk map')
})
