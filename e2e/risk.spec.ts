import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { type Address, parseAbi } from 'viem'
import { parseInputsFile, recheck } from '../src/risk/inputsFile.ts'
import { expectAccessibleThemes } from './fixtures/axe.ts'
import { meanPrice } from './fixtures/meanPrice.ts'
import { test } from './fixtures/test.ts'

const ready = { timeout: 60_000 }

/** The exposure that the bar of losses adds up to, in percent. */
async function exposureOn(page: Page): Promise<number> {
  const title = page.getByRole('heading', { name: /in a bad year: the mean of the worst year/ })
  await expect(title).toBeVisible(ready)
  return Number(/−([\d.]+)/.exec((await title.textContent()) ?? '')?.[1])
}

/** What is left of the APR after the expected loss, in percent. */
async function leftOn(page: Page): Promise<number> {
  const row = page.getByRole('row', { name: /^APR less expected loss/ })
  return Number(/([\d.]+)\s*%$/.exec(((await row.textContent()) ?? '').trim())?.[1])
}

test('an assumption moves every figure that rests on it, and a link carries it', async ({
  page,
}) => {
  test.slow()
  await page.goto('/risk')
  const exposure = await exposureOn(page)
  const left = await leftOn(page)
  expect(exposure).toBeGreaterThan(5)
  await page.getByRole('radio', { name: 'With contracts' }).check()
  await expect(
    page.getByRole('heading', { name: /in the worst year of a hundred, contracts included/ }),
  ).toBeVisible()
  await expect(page.getByRole('link', { name: 'EigenLayer’s core contracts fails' })).toBeVisible()
  await page.getByRole('radio', { name: 'Exposure' }).check()
  expect(await exposureOn(page)).toBe(exposure)

  await page.getByRole('navigation', { name: 'Risk lab' }).getByText('Assumptions').click()
  const severity = page.getByRole('textbox', { name: /^Part of an allocation that a slash takes/ })
  await expect(severity).toHaveValue('50', ready)
  const everybody = page.getByText(/^1 stETH with each of 2\d operators/)
  await expect(everybody).toBeVisible(ready)
  const spread = await everybody.textContent()
  await severity.fill('x')
  await expect(page.getByText('Enter a number from 0 to 100.')).toBeVisible()
  await severity.fill('100')
  await expect(page).toHaveURL(/[?&]assume=severity\*1(&|$)/)
  await expect(page.getByText('One differs from the default.')).toBeVisible()
  // All operators are judged anew beside the page.
  await expect(everybody).not.toHaveText(spread ?? '')
  const slider = page.getByRole('slider', { name: 'Part of an allocation that a slash takes' })
  await expect(slider).toHaveValue('1000')
  const shared = page.url()

  await page.getByRole('navigation', { name: 'Risk lab' }).getByText('Position').click()
  await expect.poll(() => exposureOn(page)).toBeGreaterThan(exposure * 1.5)
  expect(await leftOn(page)).toBeLessThan(left)
  await expect(page).toHaveURL(/\/risk\?assume=severity\*1$/)
  const worse = await exposureOn(page)

  // The rest of Keel follows, and says so.
  await page.getByRole('link', { name: 'Overview' }).first().click()
  await expect(page.getByText('One assumption about risk differs from the default.')).toBeVisible()

  // Whoever gets the link is told that the assumptions are not their own, and can let go of them.
  await page.evaluate(() => localStorage.removeItem('keel.assumptions'))
  await page.goto(shared)
  await expect(page.getByText('These assumptions came with a link and are not yours.')).toBeVisible(
    ready,
  )
  await page.getByRole('navigation', { name: 'Risk lab' }).getByText('Position').click()
  expect(await exposureOn(page)).toBe(worse)
  await page.getByRole('button', { name: 'Back to mine' }).click()
  await expect.poll(() => exposureOn(page)).toBe(exposure)
  await expect(page).toHaveURL(/\/risk$/)
})

test('a guessed profit counts as an attack in every exposure, and is taken back', async ({
  page,
}) => {
  test.slow()
  await page.goto('/risk')
  const before = await exposureOn(page)
  const operator = await page
    .getByRole('link', { name: /^Northlight/ })
    .first()
    .getAttribute('href')
  const member = page.getByRole('heading', { name: /in a bad year, and what it comes from$/ })
  await page.goto(operator ?? '')
  await expect(member).toBeVisible(ready)
  const alone = await member.textContent()
  await page.goto('/risk')
  await exposureOn(page)
  await page
    .getByRole('link', { name: /^Vesper Attest \(invented\), set 0/ })
    .first()
    .click()
  const set = page.locator('#set-0')
  const profit = set.getByRole('textbox', { name: 'What corrupting it would earn' })
  const count = set.getByRole('button', { name: 'Count this attack in every figure' })
  await expect(count).toBeDisabled(ready)
  await profit.fill('900000')
  await count.click()
  await expect(set.getByText(/^Counted in every exposure: 900,000 ETH/)).toContainText(
    'The set is attacked with a chance of',
  )

  // A member operator's own page and the lab follow, by name.
  await page.goto(operator ?? '')
  await expect(member).toBeVisible(ready)
  await expect(member).not.toHaveText(alone ?? '')
  await expect(
    page.getByText('Vesper Attest (invented), set 0: the attack that you count'),
  ).toBeVisible()
  await page.goto('/risk')
  const counted = await exposureOn(page)
  expect(counted).toBeGreaterThan(before)
  await expect(page).toHaveURL(/assume=0x[0-9a-f]{40}-0\.half\.delegated\*900000(&|$)/)
  await expect(
    page.getByRole('link', { name: 'Vesper Attest (invented), set 0: the attack that you count' }),
  ).toBeVisible()

  // The sheet has it: too small a profit tempts nobody, and nothing counts once it is taken back.
  const tabs = page.getByRole('navigation', { name: 'Risk lab' })
  await tabs.getByText('Assumptions').click()
  const guess = page.getByRole('textbox', { name: /^Vesper Attest \(invented\), set 0/ })
  await expect(guess).toHaveValue('900000', ready)
  await guess.fill('0.001')
  await tabs.getByText('Position').click()
  await expect.poll(() => exposureOn(page)).toBe(before)
  await tabs.getByText('Assumptions').click()
  await page.getByRole('button', { name: 'Do not count: Vesper Attest (invented), set 0' }).click()
  await expect(page.getByText('All are at their default.')).toBeVisible()
  await tabs.getByText('Position').click()
  await expect.poll(() => exposureOn(page)).toBe(before)
  await expect(page).toHaveURL(/\/risk$/)
})

test('the sheet resets one by one, takes presets, and reads well in both themes @phone', async ({
  page,
}) => {
  test.slow()
  await page.goto('/risk/assumptions')
  await expect(page.getByText('All are at their default.')).toBeVisible(ready)
  await page.getByRole('radio', { name: 'Cautious' }).check()
  const severity = page.getByRole('textbox', { name: /^Part of an allocation that a slash takes/ })
  await expect(severity).toHaveValue('75')
  await page
    .getByRole('button', { name: 'Reset to 50 %: Part of an allocation that a slash takes' })
    .click()
  await expect(severity).toHaveValue('50')
  await page.getByRole('button', { name: 'Reset all' }).click()
  await expect(page.getByText('All are at their default.')).toBeVisible()
  // Two shares of one whole: the second gives way to the first.
  await page.getByRole('textbox', { name: /^Slash risk common to an AVS/ }).fill('90')
  await expect(
    page.getByRole('textbox', { name: /^Slash risk common to an operator/ }),
  ).toHaveValue('10')
  await expectAccessibleThemes(page, 'the sheet of assumptions')
  await page.goto('/risk')
  await exposureOn(page)
  await expectAccessibleThemes(page, 'the lab')
})

test('a slash on the chain raises the rate of its AVS, and the exposure of another of its operators', async ({
  page,
  chain,
}) => {
  test.slow()
  await page.goto('/risk')
  const before = await exposureOn(page)
  const rate = page.getByRole('row', { name: /^Vesper Attest/ }).last()
  const seen = async () => (await rate.getByRole('cell').first().textContent())?.trim()
  expect(await seen()).toBe('0')
  const href = await page
    .getByRole('link', { name: /^Vesper Attest \(invented\), set 0/ })
    .first()
    .getAttribute('href')
  const avs = href?.split('/').pop() as Address
  const shown = await page
    .getByRole('link', { name: /^Northlight/ })
    .first()
    .getAttribute('href')

  const allocationManager = chain.meta.deployments.eigenLayer.allocationManager as Address
  const abi = parseAbi([
    'struct OperatorSet { address avs; uint32 id; }',
    'struct SlashingParams { address operator; uint32 operatorSetId; address[] strategies; uint256[] wadsToSlash; string description; }',
    'function getMembers(OperatorSet operatorSet) view returns (address[])',
    'function getSlasher(OperatorSet operatorSet) view returns (address)',
    'function getAllocatedStrategies(address operator, OperatorSet operatorSet) view returns (address[])',
    'function slashOperator(address avs, SlashingParams params) returns (uint256, uint256[])',
  ])
  const set = { avs, id: 0 }
  const at = { address: allocationManager, abi } as const
  const members = await chain.client.readContract({
    ...at,
    functionName: 'getMembers',
    args: [set],
  })
  const slasher = await chain.client.readContract({
    ...at,
    functionName: 'getSlasher',
    args: [set],
  })
  // Not the operator whose position is shown: only what is common to the AVS can move its figures.
  const others = members.filter((member) => !shown?.toLowerCase().includes(member.toLowerCase()))
  const operator = others[0] as Address
  const strategies = [
    ...(await chain.client.readContract({
      ...at,
      functionName: 'getAllocatedStrategies',
      args: [operator, set],
    })),
  ].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
  await chain.client.impersonateAccount({ address: slasher })
  await chain.client.setBalance({ address: slasher, value: 10n ** 18n })
  await chain.client.writeContract({
    ...at,
    account: slasher,
    functionName: 'slashOperator',
    args: [
      avs,
      {
        operator,
        operatorSetId: 0,
        strategies,
        wadsToSlash: strategies.map(() => 10n ** 17n),
        description: 'A fault (invented)',
      },
    ],
  })
  await expect.poll(seen, ready).toBe('1')
  await expect(rate).toContainText('from the chain')
  expect(await exposureOn(page)).toBeGreaterThan(before)
})

test('the inputs of a position give the same figures outside the browser', async ({ page }) => {
  await page.goto('/risk/method')
  const [download] = await Promise.all([
    page.waitForEvent('download', ready),
    page.getByRole('button', { name: 'Download the inputs' }).click(ready),
  ])
  const file = parseInputsFile(await readFile(await download.path(), 'utf8'))
  const figures = recheck(file)
  expect(figures.length).toBeGreaterThan(8)
  for (const { figure, now, page: shown } of figures)
    expect(now, figure).toBeCloseTo(shown ?? Number.NaN, 9)
})

test('a price of the reader’s own counts in the APR, travels with the address and can be taken back', async ({
  page,
}) => {
  test.slow()
  await page.goto('/risk')
  const pair = page.getByText(/^≥ [\d.]+ % APR$/).first()
  await expect(page.getByText('(2 of 3 tokens priced)').first()).toBeVisible(ready)
  await page.getByRole('link', { name: 'Enter prices of tokens that have none' }).click()
  const price = page.getByRole('textbox', { name: /^MOSS/ })
  await expect(price).toBeVisible(ready)
  await price.fill('free')
  await expect(page.getByText(/^Enter a number from 1e-12 to 1000000/)).toBeVisible()
  await price.fill('0.001')
  await expect(page).toHaveURL(/[?&]assume=0x[0-9a-f]{40}\*0\.001(&|#|$)/)
  await expect(page.getByText('Counts with your price.')).toBeVisible()

  await page.getByRole('navigation', { name: 'Risk lab' }).getByText('Position').click()
  await expect(page.getByRole('heading', { name: 'What it earns, step by step' })).toBeVisible(
    ready,
  )
  await expect(page.getByText('no price: not counted')).toHaveCount(0)
  await expect(pair).toHaveCount(0)
  // So do values in ETH, marked as the reader's own.
  const operator = page.getByRole('link', { name: /^Northlight/ }).first()
  await page.goto((await operator.getAttribute('href')) ?? '')
  const earned = page
    .getByRole('table', { name: /^Rewards of \d+ days by AVS and token/ })
    .getByRole('row', { name: /MOSS/ })
    .first()
  await expect(earned).toContainText('ETH', ready)
  await expect(earned.getByText('yours')).toBeVisible()
  await page.goto('/risk')

  await page.getByRole('navigation', { name: 'Risk lab' }).getByText('Assumptions').click()
  await page.getByRole('button', { name: 'No price for MOSS' }).click()
  await expect(price).toHaveValue('')
  await expect(page).not.toHaveURL(/assume=/)
})

test('a reward whose token a pool prices counts at the mean price, and says so', async ({
  page,
  chain,
}) => {
  test.slow()
  const { feeds } = chain.meta.deployments
  const [token] = Object.keys(feeds.pools) as Address[]
  const mean = await meanPrice(chain, token as Address)

  await page.goto('/risk/assumptions#prices')
  const prices = page.getByRole('region', { name: 'Prices of reward tokens' })
  const row = prices.locator('dl > div').filter({ hasText: 'FLINT' })
  await expect(row).toContainText('mean of 24 hours in a pool', ready)
  const shown = Number((await row.locator('.num').textContent())?.replace(/,/g, ''))
  expect(shown / mean).toBeGreaterThan(0.98)
  expect(shown / mean).toBeLessThan(1.02)
  await row.getByRole('button', { name: /^Read from the chain/ }).click()
  await expect(page.getByRole('tooltip')).toContainText('The mean price of 24 hours in the pool')
  await page.keyboard.press('Escape')
  // The token without any price has a field of its own still, this one has none.
  await expect(prices.getByRole('textbox', { name: /^MOSS/ })).toBeVisible()
  await expect(prices.getByRole('textbox')).toHaveCount(1)

  // It counts where its operator earns it, in tokens, in APR and in ETH.
  const operator = chain.meta.keeper.operators.find(({ key }) => key === 'northlight')
  await page.goto(`/operators/${operator?.address}`)
  const part = page
    .getByRole('table', { name: /^APR and its parts/ })
    .getByRole('row', { name: /FLINT/ })
  await expect(part).toContainText('%', ready)
  await part.getByRole('button', { name: /^Read from the chain/ }).click()
  await expect(page.getByRole('tooltip')).toContainText('at the mean price of 24 hours in the pool')
  await page.keyboard.press('Escape')
  const earned = page
    .getByRole('table', { name: /^Rewards of \d+ days by AVS and token/ })
    .getByRole('row', { name: /FLINT/ })
  await expect(earned).toContainText('ETH')
  await expect(earned.getByText('yours')).toHaveCount(0)
  // Two rewards of one set are told apart by what they are paid in.
  await page.goto('/risk')
  await expect(
    page.getByText('Lattice Oracle (invented), set 0, before the split, in FLINT'),
  ).toBeVisible(ready)
})

test('the network as a whole: certificates, a guess, the loss of all stake @phone', async ({
  page,
}) => {
  test.slow()
  await page.goto('/risk/network')
  await expect(page.getByText(/^No attack pays while a set is worth less than/)).toBeVisible(ready)
  for (const name of [
    /^EigenLayer’s condition/,
    /^Split of stake/,
    /^Split, re-weighted/,
    /^Best attack/,
  ])
    await expect(page.getByRole('row', { name })).toBeVisible()
  await expect(
    page.getByText('Mean loss in the worst year of a hundred, from slashing alone'),
  ).toBeVisible()
  await expect(page.getByText(/the bound on what follows is said here/)).toBeVisible()
  await page.getByRole('slider', { name: /^What corrupting one set would bring/ }).press('PageUp')
  await expect(page).toHaveURL(/[?&]profit=/)
  await expect(page.getByText(/^If 1\.0\s% of all stake is lost at once/)).toBeVisible()
  await page.getByRole('radio', { name: 'A third' }).check()
  await expect(page).toHaveURL(/[?&]theta=third/)
  await expect(page.getByText(/^No attack pays while a set is worth less than/)).toBeVisible(ready)
  await expectAccessibleThemes(page)
})
