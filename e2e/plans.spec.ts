import { expect } from '@playwright/test'
import { parseAbi, parseEther } from 'viem'
import { erc20Abi } from '../src/protocol/abi/erc20.ts'
import { test } from './fixtures/test.ts'
import { closeDone, connect, reviewDeposit, sheetOf, sign, withdrawable } from './pages/keel.ts'

const sent = (requests: readonly { method: string }[]) =>
  requests.filter(({ method }) => method === 'eth_sendTransaction').length

test('stETH goes straight in, all of it', async ({ page, chain, wallet }) => {
  const { eigenLayer, lido } = chain.meta.deployments
  const account = chain.account('stETH holder')
  await page.goto('/deposit?asset=steth')
  await connect(page)
  await page.getByRole('button', { name: /^Max / }).click({ timeout: 45_000 })
  const amount = await page.getByLabel('Amount').inputValue()
  const balance = (await balanceOf()) as bigint
  expect(parseEther(amount)).toBe(balance)
  const sheet = await reviewDeposit(page, amount)
  await expect(sheet.getByRole('listitem')).toHaveCount(2)
  await sign(sheet, /^Sign: approve exactly 12/)
  await sign(sheet, /^Sign: deposit 12/)
  await closeDone(sheet)
  expect(sent(wallet.requests)).toBe(2)
  // What shares round away: a wei or two.
  expect(await balanceOf()).toBeLessThan(3n)
  expect(await withdrawable(chain, account)).toBeGreaterThan(parseEther('100'))
  expect(
    await chain.client.readContract({
      address: lido.stETH,
      abi: erc20Abi,
      functionName: 'allowance',
      args: [account, eigenLayer.strategyManager],
    }),
  ).toBe(0n)
  // The page offers what comes next.
  await expect(page.getByRole('link', { name: 'Choose an operator' })).toBeVisible()

  function balanceOf() {
    return chain.client.readContract({
      address: lido.stETH,
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [account],
    })
  }
})

test('declining in the wallet loses nothing', async ({ page, wallet }) => {
  await page.goto('/deposit')
  await connect(page)
  const sheet = await reviewDeposit(page, '1')
  wallet.rejectNext()
  await sign(sheet, 'Sign: stake 1 ETH with Lido')
  await expect(sheet.getByRole('alert')).toContainText(
    'You declined in the wallet. Nothing was sent.',
  )
  await expect(sheet.getByRole('listitem').first()).toContainText('To do')
  await sign(sheet, 'Sign: stake 1 ETH with Lido')
  await expect(sheet.getByRole('listitem').first()).toContainText('Done', { timeout: 30_000 })
  await expect(sheet.getByRole('alert')).toHaveCount(0)
  await expect(sheet.getByRole('button', { name: /^Sign: approve exactly/ })).toBeVisible()
})

test('a wallet on another network is asked to change over', async ({ page, chain, wallet }) => {
  await page.goto('/deposit')
  await connect(page)
  await wallet.switchChain(1)
  const name = chain.meta.deployments.name
  await expect(
    page.getByRole('banner').getByRole('button', { name: `Switch to ${name}` }),
  ).toBeVisible()
  const sheet = await reviewDeposit(page, '1')
  const change = sheet.getByRole('button', { name: `Switch the wallet to ${name}` })
  wallet.rejectNext()
  await change.click()
  // Refused: the plan still asks, and nothing was sent.
  await expect(change).toBeEnabled()
  expect(sent(wallet.requests)).toBe(0)
  await change.click()
  await sign(sheet, 'Sign: stake 1 ETH with Lido')
  await expect(sheet.getByRole('listitem').first()).toContainText('Done', { timeout: 30_000 })
  await expect(page.getByRole('banner').getByRole('button', { name: /^Switch to/ })).toHaveCount(0)
})

test('a pause is told in words before the wallet opens, and its end too', async ({
  page,
  chain,
  wallet,
}) => {
  const { client, meta } = chain
  const pausable = {
    address: meta.deployments.eigenLayer.strategyManager,
    abi: parseAbi([
      'function pauseAll()',
      'function unpause(uint256 newPausedStatus)',
      'function paused() view returns (uint256)',
    ]),
    account: meta.keeper.roles.owner,
    chain: null,
  } as const
  const owner = meta.keeper.roles.owner
  await client.impersonateAccount({ address: owner })
  await client.setBalance({ address: owner, value: parseEther('1') })
  await client.writeContract({ ...pausable, functionName: 'pauseAll' })
  await expect.poll(() => client.readContract({ ...pausable, functionName: 'paused' })).not.toBe(0n)

  await page.goto('/deposit?asset=steth')
  await connect(page)
  const sheet = await reviewDeposit(page, '1')
  await sign(sheet, /^Sign: approve exactly 1 stETH/)
  await expect(sheet.getByRole('alert')).toContainText('have paused this kind of action', {
    timeout: 30_000,
  })
  await expect(sheet.getByRole('button', { name: /^Sign/ })).toHaveCount(0)
  expect(sent(wallet.requests)).toBe(1)

  await client.writeContract({ ...pausable, functionName: 'unpause', args: [0n] })
  await expect.poll(() => client.readContract({ ...pausable, functionName: 'paused' })).toBe(0n)
  await client.stopImpersonatingAccount({ address: owner })
  // The sheet looks again by itself too: the button may be gone before it is pressed.
  const again = sheet.getByRole('button', { name: 'Check again' })
  await again.click({ timeout: 2_000 }).catch(() => expect(again).toHaveCount(0))
  await sign(sheet, /^Sign: deposit 1 stETH/)
  await closeDone(sheet)
})

test('more than there is never reaches the wallet', async ({ page, chain, wallet }) => {
  const account = chain.account('stETH holder')
  await chain.client.setBalance({ address: account, value: parseEther('3') })
  await page.goto('/deposit')
  await connect(page)
  await expect(page.getByText('You have 3 ETH.')).toBeVisible({ timeout: 45_000 })
  const amount = page.getByLabel('Amount')
  const review = page.getByRole('button', { name: 'Review the deposit' })
  await amount.fill('3.5')
  await expect(page.getByText('That is more than the 3 ETH in the wallet.')).toBeVisible()
  await review.click()
  await expect(sheetOf(page)).toHaveCount(0)
  await amount.fill('3')
  await expect(page.getByText(/^Nothing would be left for network fees\./)).toBeVisible()
  await review.click()
  await expect(sheetOf(page)).toHaveCount(0)

  // The money leaves between the page and the plan.
  const sheet = await reviewDeposit(page, '2')
  await expect(sheet.getByRole('button', { name: /^Sign: stake 2 ETH/ })).toBeVisible({
    timeout: 30_000,
  })
  await chain.client.setBalance({ address: account, value: parseEther('1') })
  // The plan notices by itself, or at the latest when it is to be signed.
  await sheet
    .getByRole('button', { name: /^Sign: stake 2 ETH/ })
    .click({ timeout: 5_000 })
    .catch(() => undefined)
  await expect(sheet.getByRole('alert')).toContainText(/more than/, { timeout: 30_000 })
  expect(sent(wallet.requests)).toBe(0)
})

test('a reload in the middle: the plan goes on where it stood', async ({ page, chain, wallet }) => {
  const account = chain.account('newcomer')
  await wallet.switchAccount(account)
  await page.goto('/deposit')
  await connect(page)
  const sheet = await reviewDeposit(page, '1.25')
  await sign(sheet, 'Sign: stake 1.25 ETH with Lido')
  await expect(sheet.getByRole('button', { name: /^Sign: approve exactly/ })).toBeVisible({
    timeout: 30_000,
  })
  await page.reload()
  await page.getByRole('button', { name: '1 plan open' }).click({ timeout: 30_000 })
  await expect(sheet).toContainText('Deposit 1.25 ETH through Lido')
  await sheet.getByRole('button', { name: 'Resume' }).click()
  await expect(sheet.getByRole('listitem').first()).toContainText('Done', { timeout: 30_000 })
  await sign(sheet, /^Sign: approve exactly/)
  await sign(sheet, /^Sign: deposit/)
  await closeDone(sheet)
  expect(sent(wallet.requests)).toBe(3)
  expect(await withdrawable(chain, account)).toBeGreaterThan(parseEther('1.24'))
})

test('a closed tab while the wallet is asked: it says so and does not send twice', async ({
  page,
  chain,
  wallet,
}) => {
  await page.goto('/deposit')
  await connect(page)
  const sheet = await reviewDeposit(page, '1')
  const prompt = await wallet.holdNext()
  await sign(sheet, 'Sign: stake 1 ETH with Lido')
  const held = await prompt()
  await expect(sheet.getByRole('button', { name: 'Confirm in your wallet' })).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: '1 plan open' }).click({ timeout: 30_000 })
  await sheet.getByRole('button', { name: 'Resume' }).click()
  await expect(sheet.getByText(/A request may still be open in your wallet/)).toBeVisible({
    timeout: 30_000,
  })
  // It was still open, and is approved now: the plan finds the transaction on the chain.
  const nonce = await chain.client.getTransactionCount({ address: wallet.account })
  held.approve()
  await expect
    .poll(() => chain.client.getTransactionCount({ address: wallet.account }))
    .toBe(nonce + 1)
  await expect(sheet.getByRole('listitem').first()).toContainText('Done', { timeout: 30_000 })
  await expect(sheet.getByRole('button', { name: /^Sign: approve exactly/ })).toBeVisible({
    timeout: 30_000,
  })
  expect(sent(wallet.requests)).toBe(1)
})

test('another account in the wallet: the portfolio follows, the plan says whose it is', async ({
  page,
  chain,
  wallet,
}) => {
  const first = chain.account('restaker')
  const second = chain.account('withdrawing restaker')
  await wallet.switchAccount(first)
  await page.goto('/portfolio')
  await connect(page)
  const main = page.getByRole('main')
  await expect(main.getByRole('link', { name: /Northlight/ })).toBeVisible({ timeout: 45_000 })
  await wallet.switchAccount(second)
  await expect(main.getByRole('link', { name: /Kestrel/ })).toBeVisible({ timeout: 30_000 })
  await expect(main.getByRole('link', { name: /Northlight/ })).toHaveCount(0)

  await page.getByRole('link', { name: 'Deposit', exact: true }).click()
  const sheet = await reviewDeposit(page, '1')
  await expect(sheet.getByRole('button', { name: /^Sign: stake 1 ETH/ })).toBeVisible({
    timeout: 30_000,
  })
  await wallet.switchAccount(first)
  const other = sheet.getByRole('button', { name: /^Choose 0x.* in the wallet$/ })
  await expect(other).toContainText(second.slice(0, 6))
  await expect(other).toHaveAttribute('aria-disabled', 'true')
  expect(sent(wallet.requests)).toBe(0)
  await wallet.switchAccount(second)
  await expect(sheet.getByRole('button', { name: /^Sign: stake 1 ETH/ })).toBeVisible()
})
