import { expect } from '@playwright/test'
import { type Hex, parseEther } from 'viem'
import { test } from './fixtures/test.ts'
import { closeDone, connect, reviewDeposit, sheetOf, sign, withdrawable } from './pages/keel.ts'

const count = (requests: readonly { method: string }[], method: string) =>
  requests.filter((request) => request.method === method).length

test('a wallet that takes calls together is asked once for a whole deposit', async ({
  page,
  chain,
  wallet,
}) => {
  wallet.enableBatches()
  const account = chain.account('newcomer')
  await wallet.switchAccount(account)
  await page.goto('/deposit')
  await connect(page)
  const sheet = await reviewDeposit(page, '1.5')
  await expect(sheet.getByText('Your wallet will ask once: 3 steps in one')).toBeVisible({
    timeout: 30_000,
  })
  const moves = sheet.getByRole('region', { name: 'What all the steps move together' })
  await expect(moves.getByRole('listitem')).toHaveText([
    '−1.5 ETH',
    /^\+.*stETH$/,
    /^\+.*stETH deposit shares$/,
  ])
  await expect(sheet.getByText(/wei less than you stake/)).toBeVisible()
  await sign(sheet, 'Sign: all 3 steps at once')
  await closeDone(sheet)
  expect(count(wallet.requests, 'wallet_sendCalls')).toBe(1)
  expect(count(wallet.requests, 'eth_sendTransaction')).toBe(0)
  expect(await withdrawable(chain, account)).toBeGreaterThan(parseEther('1.49'))
  // The page shows what the block brought, without a reload.
  await expect(page.getByRole('link', { name: 'Choose an operator' })).toBeVisible()
})

test('a wallet that refuses the batch is asked step by step, as is one whose person wants it', async ({
  page,
  wallet,
}) => {
  wallet.enableBatches('ready')
  wallet.refuseNextBatch(5750)
  await page.goto('/deposit')
  await connect(page)
  const sheet = await reviewDeposit(page, '1')
  await sign(sheet, 'Sign: all 3 steps at once')
  await expect(sheet.getByRole('alert')).toContainText('would not take the steps together', {
    timeout: 30_000,
  })
  await expect(sheet.getByText('Your wallet will ask 3 times: 3 transactions.')).toBeVisible()
  const single = sheet.getByRole('checkbox', { name: /one by one/ })
  await expect(single).toBeChecked()
  await single.uncheck()
  await expect(sheet.getByRole('button', { name: 'Sign: all 3 steps at once' })).toBeVisible()
  await single.check()
  await sign(sheet, 'Sign: stake 1 ETH with Lido')
  await expect(sheet.getByRole('listitem').first()).toContainText('Done', { timeout: 30_000 })
})

test('speeding up in the wallet is followed, cancelling is told', async ({
  page,
  chain,
  wallet,
}) => {
  await page.goto('/deposit')
  await connect(page)
  const sheet = await reviewDeposit(page, '1')
  await expect(sheet.getByRole('button', { name: /^Sign: stake 1 ETH/ })).toBeVisible({
    timeout: 30_000,
  })
  await chain.freeze()
  await chain.client.setAutomine(false)
  const waiting = async (): Promise<Hex> => {
    await sign(sheet, /^Sign: /)
    await expect(sheet.getByRole('button', { name: 'Waiting for a block' })).toBeVisible()
    const { transactions } = await chain.client.getBlock({ blockTag: 'pending' })
    const hash = transactions.at(-1)
    if (hash === undefined) throw new Error('Nothing waits.')
    return hash
  }
  await wallet.replace(await waiting(), 'cancel')
  await chain.client.mine({ blocks: 1 })
  await expect(sheet.getByRole('alert')).toContainText('cancelled in the wallet', {
    timeout: 30_000,
  })
  const faster = await wallet.replace(await waiting(), 'speedUp')
  await expect(sheet.getByText(faster.slice(0, 10))).toBeVisible({ timeout: 30_000 })
  await expect(sheet.getByText(/Sent under a higher fee/)).toBeVisible()
  await chain.client.mine({ blocks: 1 })
  await expect(sheet.getByRole('listitem').first()).toContainText('Done', { timeout: 30_000 })
})

test('a reorganisation takes a confirmation back', async ({ page, chain, wallet }) => {
  await page.goto('/deposit')
  await connect(page)
  const sheet = await reviewDeposit(page, '1')
  await expect(sheet.getByRole('button', { name: /^Sign: stake 1 ETH/ })).toBeVisible({
    timeout: 30_000,
  })
  await chain.freeze()
  await sign(sheet, /^Sign: stake 1 ETH/)
  const first = sheet.getByRole('listitem').first()
  await expect(first).toContainText('Done', { timeout: 30_000 })
  await chain.client.request({ method: 'anvil_reorg' as never, params: [1, []] as never })
  await expect(first).not.toContainText('Done', { timeout: 30_000 })
  // This node does not keep orphaned transactions: it may be sent again.
  await sign(sheet, 'Send it again')
  await expect(first).toContainText('Done', { timeout: 30_000 })
  expect(count(wallet.requests, 'eth_sendTransaction')).toBe(2)
})

test('two tabs: one signs, the other says so and follows', async ({ page, context, wallet }) => {
  await page.goto('/deposit')
  await connect(page)
  const sheet = await reviewDeposit(page, '1')
  await expect(sheet.getByRole('button', { name: /^Sign: stake 1 ETH/ })).toBeVisible({
    timeout: 30_000,
  })
  const other = await context.newPage()
  await other.goto('/portfolio')
  await other.getByRole('button', { name: '1 plan open' }).click({ timeout: 45_000 })
  const theirs = sheetOf(other)
  await theirs.getByRole('button', { name: 'Resume' }).click()
  await expect(theirs.getByRole('button', { name: /^Sign: stake 1 ETH/ })).toBeVisible({
    timeout: 30_000,
  })
  const prompt = await wallet.holdNext()
  await sign(sheet, /^Sign: stake 1 ETH/)
  const held = await prompt()
  await expect(theirs.getByRole('button', { name: 'Continue in the other tab' })).toBeVisible({
    timeout: 30_000,
  })
  held.approve()
  await expect(theirs.getByRole('listitem').first()).toContainText('Done', { timeout: 30_000 })
  await sign(theirs, /^Sign: approve exactly/)
  await expect(sheet.getByRole('listitem').nth(1)).toContainText('Done', { timeout: 30_000 })
  expect(count(wallet.requests, 'eth_sendTransaction')).toBe(2)
})

test('a proposal to the owners of a contract account is no endless spinner', async ({
  page,
  chain,
  wallet,
}) => {
  // Any code makes a contract.
  await chain.client.setCode({ address: wallet.account, bytecode: '0x00' })
  wallet.proposeOnly()
  await page.goto('/deposit?asset=steth')
  await connect(page)
  const sheet = await reviewDeposit(page, '1')
  await sign(sheet, /^Sign: approve exactly/)
  await expect(sheet.getByText(/^Proposed\. It waits for the other owners/)).toBeVisible({
    timeout: 30_000,
  })
  await page.reload()
  await page.getByRole('button', { name: '1 plan open' }).click({ timeout: 45_000 })
  await expect(sheet).toContainText('waits for the other owners')
  await sheet.getByRole('button', { name: 'Resume' }).click()
  await sheet.getByRole('button', { name: 'Stop waiting for this proposal' }).click()
  await expect(sheet.getByRole('button', { name: /^Sign: approve exactly/ })).toBeVisible({
    timeout: 30_000,
  })
  await chain.client.setCode({ address: wallet.account, bytecode: '0x' })
})

test('a pointer that rests where the sheet opens covers nothing', async ({ page, wallet }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('/deposit')
  await connect(page)
  expect(wallet.account).toBeTruthy()
  await page.getByLabel('Amount').fill('1')
  await expect(page.getByText(/^You have [0-9]/)).toBeVisible({ timeout: 45_000 })
  // Everywhere along the button that opens the sheet, the pointer stays where it pressed.
  await page.getByRole('button', { name: 'Review the deposit' }).click()
  const sheet = sheetOf(page)
  const button = sheet.getByRole('button', { name: /^Sign: stake 1 ETH/ })
  await expect(button).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('tooltip')).toHaveCount(0)
  await button.click({ timeout: 5_000 })
})
