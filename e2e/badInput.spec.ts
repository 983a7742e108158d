import { expect } from '@playwright/test'
import { test } from './fixtures/test.ts'
import { connect, readThrough, sheetOf } from './pages/keel.ts'

/** What is typed, what the page says to it, and what it reads where it reads anything. */
const REFUSED: readonly [text: string, words: RegExp][] = [
  ['0', /Enter an amount above zero\./],
  ['-1', /An amount cannot be negative\./],
  ['1e3', /Write the number out instead of with an exponent\./],
  ['0x10', /not in hexadecimal/],
  ['1,234', /The comma can be read two ways: 1\.234 or 1234\./],
  ['1.0000000000000000001', /At most 18 decimals/],
  ['abc', /This is not a number/],
  ['1000000', /That is more than the 12,000 ETH in the wallet\.|Lido takes at most/],
]
const READ: readonly [text: string, words: RegExp | null][] = [
  ['1.5', null],
  ['  1.5 ', null],
  ['１．５', null],
  ['1,5', /Read as 1\.5\./],
  ['１，５', /Read as 1\.5\./],
]

test('amounts are corrected or refused in words', async ({ page, wallet }) => {
  await page.goto('/deposit')
  await connect(page)
  await expect(page.getByText(/^You have [0-9]/)).toBeVisible({ timeout: 45_000 })
  const field = page.getByLabel('Amount')
  const review = page.getByRole('button', { name: 'Review the deposit' })

  // Nothing is said about an empty field before somebody tries to go on.
  await expect(field).not.toHaveAttribute('aria-invalid', 'true')
  await review.click()
  await expect(page.getByText('Enter an amount.', { exact: true })).toBeVisible()

  for (const [text, words] of REFUSED) {
    await field.fill(text)
    await expect(page.getByText(words), text).toBeVisible()
    await expect(field, text).toHaveAttribute('aria-invalid', 'true')
    await review.click()
    await expect(sheetOf(page), text).toHaveCount(0)
    // The text stays as it was typed.
    await expect(field).toHaveValue(text)
  }
  for (const [text, words] of READ) {
    await field.fill(text)
    if (words !== null) await expect(page.getByText(words), text).toBeVisible()
    await expect(field, text).not.toHaveAttribute('aria-invalid', 'true')
  }
  expect(wallet.requests.filter(({ method }) => method === 'eth_sendTransaction')).toEqual([])

  // What was probably meant is one press away.
  await field.fill('1e3')
  await page.getByRole('button', { name: 'Use 1000' }).click()
  await expect(field).toHaveValue('1000')
  // The last reading is what the plan takes.
  await field.fill('１．５')
  await review.click()
  await expect(sheetOf(page)).toContainText('Deposit 1.5 ETH through Lido')
})

test('addresses with a wrong checksum are refused, right ones are looked at read-only', async ({
  page,
  chain,
}) => {
  const address = chain.account('restaker')
  const wrong = swapCase(address)
  await page.goto('/portfolio')
  const field = page.getByLabel('Look at an address')
  const look = page.getByRole('button', { name: 'Look', exact: true })
  await field.fill('0x1234')
  await look.click()
  await expect(page.getByText(/^Enter a 20-byte address/)).toBeVisible()
  await field.fill(wrong)
  await look.click()
  await expect(page.getByText(/^The checksum of this address is wrong/)).toBeVisible()
  await field.fill(address)
  await look.click()
  await expect(page.getByText(/You are looking at .* read-only/)).toBeVisible()
  await expect(page.getByRole('link', { name: /Northlight/ })).toBeVisible({ timeout: 45_000 })

  await page.goto(`/portfolio?address=${wrong}`)
  await expect(page.getByRole('alert')).toContainText('The checksum of this address is wrong')
  await page.goto('/operators/0x1234')
  await expect(page.getByRole('alert')).toContainText('That is not an address')
})

test('what operators write about themselves is text and nothing else', async ({ page, chain }) => {
  let dialogs = 0
  page.on('dialog', (dialog) => {
    dialogs += 1
    void dialog.dismiss()
  })
  // Small enough to be read at all, unlike the one of the history.
  await page.route('**/metadata/operator-northlight.json', (route) =>
    route.fulfill({
      json: {
        name: '<img src=x onerror="alert(1)"><b>Northlight</b>\u202e',
        website: 'javascript:alert(document.domain)',
        description: "<script>alert('metadata')</script> plain words",
        logo: 'data:text/html,<script>alert(1)</script>',
        twitter: { not: 'a string' },
      },
    }),
  )
  await page.route('**/metadata/operator-quayside.json', (route) =>
    route.fulfill({ status: 302, headers: { location: '/metadata/operator-quayside.json' } }),
  )
  const operators = chain.meta.keeper.operators
  const addressOf = (key: string) => operators.find((entry) => entry.key === key)?.address

  await page.goto(`/operators/${addressOf('northlight')}`)
  await expect(page.getByText("alert('metadata') plain words", { exact: true })).toBeVisible({
    timeout: 45_000,
  })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Northlight')
  await noTrap()
  // The history's own: markup in the name, a script for a website, far too much text.
  await page.goto(`/operators/${addressOf('glasshouse')}`)
  await expect(page.getByText('Delegated stake')).toBeVisible({ timeout: 45_000 })
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Glasshouse')
  await noTrap()
  await page.goto('/operators')
  await expect(page.getByRole('link', { name: 'Northlight', exact: true })).toBeVisible({
    timeout: 45_000,
  })
  await expect(page.getByText('24 operators')).toBeVisible()
  await noTrap()
  expect(dialogs).toBe(0)

  async function noTrap() {
    await expect(page.locator('a[href^="javascript:" i], img[src="x"], main script')).toHaveCount(0)
  }
})

test('a picture from elsewhere is fetched when the reader wants it, and what is none stays away', async ({
  page,
  context,
  chain,
}) => {
  const asked: string[] = []
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  await context.route('https://pictures.example/**', (route) => {
    const { url, headers } = { url: route.request().url(), headers: route.request().headers() }
    asked.push(new URL(url).pathname)
    expect(headers.referer).toBeUndefined()
    return route.fulfill({
      headers: { 'access-control-allow-origin': '*', 'content-type': 'image/png' },
      body: url.endsWith('broken.png') ? '<svg onload="alert(1)"/>' : png,
    })
  })
  for (const [key, file] of [
    ['northlight', 'logo.png'],
    ['quayside', 'broken.png'],
  ])
    await page.route(`**/metadata/operator-${key}.json`, (route) =>
      route.fulfill({ json: { name: key, logo: `https://pictures.example/${file}` } }),
    )
  const pageOf = (key: string) =>
    `/operators/${chain.meta.keeper.operators.find((entry) => entry.key === key)?.address}`
  const picture = page.getByRole('img', { name: /^Picture that/ })

  await page.goto(pageOf('northlight'))
  const show = page.getByRole('button', { name: 'Show its picture, from pictures.example' })
  await expect(show).toBeVisible({ timeout: 45_000 })
  expect(asked).toEqual([])
  await show.click()
  await expect(picture).toHaveAttribute('src', /^blob:/)
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
  expect(asked).toEqual(['/logo.png'])
  await page.goto(pageOf('quayside'))
  await page.getByRole('button', { name: /^Show its picture/ }).click({ timeout: 45_000 })
  await expect.poll(() => asked).toEqual(['/logo.png', '/broken.png'])
  await expect(page.getByRole('button', { name: /^Show its picture/ })).toHaveCount(0)
  await expect(picture).toHaveCount(0)

  await page.goto('/settings')
  await page.getByLabel('Show their pictures').check()
  await page.goto(pageOf('northlight'))
  await expect(picture).toBeVisible({ timeout: 45_000 })
  await page.goto('/settings')
  await expect(page.getByLabel('Show their pictures')).toBeChecked()
  await page.getByLabel('Show their pictures').uncheck()
  await page.goto(pageOf('northlight'))
  await expect(show).toBeVisible({ timeout: 45_000 })
})

for (const [what, text, words] of [
  ['is cut off', '{"version": 1, "chains": [', /JSON|position|line|text/i],
  [
    'has a field of the wrong kind',
    '{"version": 1, "chains": [{"chainId": "one"}]}',
    /chains\[0\]/,
  ],
  ['names no chain', '{"version": 1, "chains": []}', /chain/],
] as const) {
  test(`a deployments file that ${what} is told as such`, async ({ page, site }) => {
    site.setDeployments(text)
    await page.goto('/')
    const alert = page.getByRole('alert')
    await expect(alert).toContainText('Keel does not know any chain')
    await alert.getByText('Details').click()
    await expect(alert.locator('code')).toHaveText(words)
    site.reset()
    await alert.getByRole('button', { name: 'Retry' }).click()
    await expect(page.getByText('Total restaked')).toBeVisible({ timeout: 45_000 })
  })
}

test('a deployments file for another chain is told as such', async ({ page, site, chain }) => {
  const entry = { ...chain.meta.deployments, rpcUrls: [chain.proxy.url], chainId: 999 }
  site.setDeployments(JSON.stringify({ version: 1, chains: [entry] }))
  await page.goto('/')
  await expect(page.getByRole('alert')).toContainText('That RPC serves another chain.')
  await expect(page.getByText('Total restaked')).toHaveCount(0)

  const { delegationManager } = chain.meta.deployments.eigenLayer
  const empty = delegationManager.replace(/....$/, '0000')
  site.setDeployments(
    JSON.stringify({ version: 1, chains: [chain.meta.deployments] })
      .replaceAll(delegationManager, empty.toLowerCase())
      .replace(/"rpcUrls":\[[^\]]*\]/, `"rpcUrls":["${chain.proxy.url}"]`),
  )
  await page.goto('/')
  await expect(page.getByRole('alert')).toContainText('does not hold the contracts')
  await readThrough(page)
})

/** The address with one letter in the other case, so that its checksum is wrong. */
function swapCase(address: string): string {
  return address.replace(/[a-f]/, (letter) => letter.toUpperCase())
}
