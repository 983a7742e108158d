import { expect, type Page } from '@playwright/test'
import { type Address, type Hex, parseEther } from 'viem'
import { LOCAL_FORK_VERSION } from '../localnet/launcher/deployments.ts'
import { eigenPodManagerAbi } from '../src/protocol/abi/eigenlayer.ts'
import { erc20Abi } from '../src/protocol/abi/erc20.ts'
import { stEthAbi, wstEthAbi } from '../src/protocol/abi/lido.ts'
import { makeDeposit } from '../src/protocol/beacon/testing/makeDeposit.ts'
import { expectAccessible } from './fixtures/axe.ts'
import type { TestChain } from './fixtures/chain.ts'
import { test } from './fixtures/test.ts'
import { closeDone, connect, readThrough, sheetOf, sign, withdrawable } from './pages/keel.ts'

const tokenBalance = (chain: TestChain, token: Address, account: Address) =>
  chain.client.readContract({
    address: token,
    abi: erc20Abi,
    functionName: 'balanceOf',
    args: [account],
  })

const podOf = (chain: TestChain, account: Address) =>
  chain.client.readContract({
    address: chain.meta.deployments.eigenLayer.eigenPodManager,
    abi: eigenPodManagerAbi,
    functionName: 'getPod',
    args: [account],
  })

const fileOf = (entries: unknown, name = 'deposit_data-1.json') => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof entries === 'string' ? entries : JSON.stringify(entries)),
})

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`/deposit${query}`)
  await readThrough(page)
  await connect(page)
}

async function review(page: Page, button: string | RegExp) {
  await page.getByRole('button', { name: button }).click()
  const sheet = sheetOf(page)
  await expect(sheet).toBeVisible()
  await page.mouse.move(0, 0)
  return sheet
}

test('the ways in stand side by side before one is chosen @phone', async ({
  page,
  watch,
  shot,
}) => {
  test.slow()
  await page.goto('/deposit')
  await readThrough(page)
  const region = page.getByRole('region', { name: 'Compare the ways in' })
  const cards = region
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 3 }) })
  await expect(cards).toHaveCount(3)
  const [lst, native, pool] = [cards.nth(0), cards.nth(1), cards.nth(2)]
  // The pool is read through: its exposure is a figure, its APR comes from its reports.
  await expect(pool).toContainText(/−\d+(\.\d+)?.%.*bad year/, { timeout: 45_000 })
  await expect(pool).toContainText(/AVSs that slash\s*−\d/)
  await expect(lst).toContainText(/Lido, after its fee\s*\d/)
  await expect(lst).toContainText('50 blocks, about')
  await expect(native).toContainText('32 ETH for each validator')
  // What validators earn is an assumption, which its button explains.
  await expect(native.getByRole('button', { name: '2.8 %', exact: true })).toBeVisible()
  for (const card of [lst, pool]) await expect(card).toContainText(/Within a day|After about \d/)
  // Less than a validator needs.
  await region.getByLabel('ETH to compare with').fill('0.01')
  await expect(native).toContainText('One validator needs 32 ETH.')
  await expect(lst).toContainText(/Within a day|After about \d/)
  await shot('compare')
  await expectAccessible(page)

  await pool.getByRole('button', { name: 'Choose this way' }).click()
  await expect(page).toHaveURL(/way=etherFi/)
  await expect(page.getByRole('heading', { name: 'What the pool stands on' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Northlight' })).toBeVisible()
  await shot('through')
  await expectAccessible(page)
  expect(watch.errors).toEqual([])
})

test('wstETH is unwrapped on its way into the stETH strategy', async ({ page, chain, wallet }) => {
  test.slow()
  const account = chain.account('stETH holder')
  const { stETH, wstETH } = chain.meta.deployments.lido
  const { client } = chain
  await client.writeContract({
    account,
    address: stETH,
    abi: stEthAbi,
    functionName: 'approve',
    args: [wstETH, parseEther('10')],
    chain: null,
  })
  const hash = await client.writeContract({
    account,
    address: wstETH,
    abi: wstEthAbi,
    functionName: 'wrap',
    args: [parseEther('10')],
    chain: null,
    gas: 500_000n,
  })
  await client.waitForTransactionReceipt({ hash })
  await wallet.switchAccount(account)
  const before = await withdrawable(chain, account)
  await open(page, '?asset=wsteth')
  await page.getByRole('button', { name: /^Max / }).click({ timeout: 45_000 })
  const sheet = await review(page, 'Review the deposit')
  await sign(sheet, /^Sign: unwrap 8\.\d+ wstETH/)
  await sign(sheet, /^Sign: approve exactly /)
  await sign(sheet, /^Sign: deposit /)
  await closeDone(sheet)
  expect(await tokenBalance(chain, wstETH, account)).toBe(0n)
  expect((await withdrawable(chain, account)) - before).toBeGreaterThan(parseEther('8'))
})

test('ETH to eETH, to weETH by a free signature, and back', async ({
  page,
  chain,
  wallet,
  shot,
}) => {
  test.slow()
  const account = chain.account('newcomer')
  const { eETH, weETH } = chain.meta.deployments.etherFi
  await wallet.switchAccount(account)
  await open(page, '?way=etherFi')
  await page.getByLabel('Amount').fill('3')
  await expect(page.getByText(/^You have [0-9]/)).toBeVisible({ timeout: 45_000 })
  await shot('etherfi')
  const deposit = await review(page, 'Review the deposit')
  await sign(deposit, 'Sign: deposit 3 ETH')
  await closeDone(deposit)
  expect(await tokenBalance(chain, eETH, account)).toBeGreaterThan(parseEther('2.99'))

  await page.getByRole('radio', { name: 'eETH to weETH', exact: true }).check()
  await page.getByRole('button', { name: /^Max [23]/ }).click({ timeout: 45_000 })
  const wrap = await review(page, 'Review the wrapping')
  await expect(wrap.getByText('1 signature, 1 transaction')).toBeVisible({ timeout: 30_000 })
  await sign(wrap, /^Sign: permit exactly /)
  await sign(wrap, /^Sign: wrap /)
  await closeDone(wrap)
  expect(await tokenBalance(chain, eETH, account)).toBeLessThanOrEqual(1n)
  expect(await tokenBalance(chain, weETH, account)).toBeGreaterThan(parseEther('2'))

  await page.getByRole('radio', { name: 'weETH to eETH' }).check()
  await page.getByRole('button', { name: /^Max [23]/ }).click({ timeout: 45_000 })
  const unwrap = await review(page, 'Review the unwrapping')
  await sign(unwrap, /^Sign: unwrap /)
  await closeDone(unwrap)
  expect(await tokenBalance(chain, weETH, account)).toBe(0n)
  expect(await tokenBalance(chain, eETH, account)).toBeGreaterThan(parseEther('2.99'))
})

test('a pod and two validators from a file; what is wrong with another file is said', async ({
  page,
  chain,
  wallet,
  watch,
  shot,
}) => {
  test.slow()
  const account = chain.account('spare 1')
  await wallet.switchAccount(account)
  const pod = await podOf(chain, account)
  const forkVersion: Hex = LOCAL_FORK_VERSION
  const make = (name: string, options = {}) => makeDeposit({ name, pod, forkVersion, ...options })
  const good = [make('a'), make('b')]
  await open(page, '?way=native')
  await expect(page.getByText('This will be its address.')).toBeVisible({ timeout: 45_000 })
  await expect(page.getByText(`0x01${'0'.repeat(22)}${pod.slice(2).toLowerCase()}`)).toBeVisible()
  const input = page.getByLabel('Choose deposit_data.json')

  for (const [content, said] of [
    ['<html></html>', 'it is a web page'],
    ['{"crypto": {}}', 'it is a keystore'],
    ['{"a": [[[]]]}', 'not a list of deposits'],
    ['[{"pubkey"', 'it is not JSON'],
    [' '.repeat(600_000), 'it is too large'],
  ] as const) {
    await input.setInputFiles(fileOf(content))
    await expect(page.getByText(said)).toBeVisible()
  }
  await expect(page.getByRole('button', { name: /^Review \d/ })).toHaveCount(0)

  const forged = make('d', { signs: `0x${'22'.repeat(32)}` })
  await input.setInputFiles(
    fileOf([
      good[0],
      make('c', { pod: account }),
      forged,
      make('e', { amountGwei: 10n ** 9n }),
      good[0],
    ]),
  )
  await expect(page.getByText('deposit_data-1.json: 1 of 5 can be deposited.')).toBeVisible({
    timeout: 30_000,
  })
  const rows = page.getByRole('table', { name: 'Deposits of the file' }).getByRole('row')
  await expect(rows.nth(1)).toContainText('signature are right')
  await expect(rows.nth(2)).toContainText('not to your pod')
  await expect(rows.nth(3)).toContainText('Its signature is wrong')
  await expect(rows.nth(4)).toContainText('It is for 1 ETH')
  await expect(rows.nth(5)).toContainText('The same validator as entry 1')
  await shot('native-wrong')
  await expectAccessible(page)

  await input.setInputFiles(fileOf(good))
  await expect(page.getByText('deposit_data-1.json: 2 of 2 can be deposited.')).toBeVisible({
    timeout: 30_000,
  })
  const sheet = await review(page, 'Review 2 deposits, 64 ETH')
  await sign(sheet, 'Sign: create the pod')
  await sign(sheet, 'Sign: deposit 32 ETH')
  await expect(sheet.getByRole('listitem').nth(1)).toContainText('Done', { timeout: 30_000 })
  await sign(sheet, 'Sign: deposit 32 ETH')
  await closeDone(sheet)
  await expect(page.getByText('It exists.')).toBeVisible({ timeout: 45_000 })
  await expect(page.getByText('Pending: the proofs.')).toBeVisible()
  await expect(page.getByText('64 ETH').first()).toBeVisible()
  // The same file once more: nothing of it may be deposited twice.
  await expect(page.getByText('deposit_data-1.json: 0 of 2 can be deposited.')).toBeVisible({
    timeout: 30_000,
  })
  await shot('native-done')
  const manager = chain.meta.deployments.eigenLayer.eigenPodManager
  expect(
    await chain.client.readContract({
      address: manager,
      abi: eigenPodManagerAbi,
      functionName: 'ownerToPod',
      args: [account],
    }),
  ).toBe(pod)
  expect(watch.errors).toEqual([])
})

test('存入方式的比较与三种方式都有中文 @phone', async ({ page, shot }) => {
  test.slow()
  for (const way of ['', '&way=native', '&way=etherFi']) {
    await page.goto(`/deposit?lang=zh${way}`)
    await expect(page.getByRole('main').getByRole('progressbar')).toHaveCount(0, {
      timeout: 45_000,
    })
    await expect(page.getByRole('heading', { name: '比较几种存入方式' })).toBeVisible()
    if (way === '') await expect(page.getByText('依赖哪些层').first()).toBeVisible()
    if (way === '&way=etherFi')
      await expect(page.getByRole('heading', { name: '资金池依赖什么' })).toBeVisible({
        timeout: 45_000,
      })
    await shot(`zh${way.replace(/\W/g, '')}`)
    await expectAccessible(page)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    expect(wide).toBe(false)
  }
})

test('a deployment without ether.fi or a fork version says so', async ({
  page,
  chain,
  site,
  wallet,
}) => {
  const { etherFi: _, ...rest } = chain.meta.deployments
  site.setDeployments(
    JSON.stringify({ version: 1, chains: [{ ...rest, rpcUrls: [chain.proxy.url] }] }),
  )
  await wallet.switchAccount(chain.account('newcomer'))
  await open(page, '?way=etherFi')
  await expect(page.getByText(/has no ether\.fi in its deployment file/)).toBeVisible()
  await page.getByRole('radio', { name: 'Native ETH' }).check()
  await expect(page.getByText(/which fork version .* has/)).toBeVisible({ timeout: 45_000 })
  await expect(page.getByLabel('Choose deposit_data.json')).toHaveCount(0)
})
