import { expect } from '@playwright/test'
import { delegationManagerAbi } from '../src/protocol/abi/eigenlayer.ts'
import { DEMO_RDNS } from '../src/wallet/demo/demoWallet.ts'
import { test } from './fixtures/test.ts'
import { closeDone, connect, connectedAccount, openOperator, sheetOf, sign } from './pages/keel.ts'

test('a visitor without any wallet: connect, be someone, get ether, delegate, move the clock', async ({
  page,
  chain,
  watch,
}) => {
  test.slow()
  await page.goto('/portfolio')
  await connect(page, DEMO_RDNS)
  expect(await connectedAccount(page)).toBe(chain.account('newcomer'))

  const panel = page.getByRole('region', { name: 'Local chain' })
  const depositor = chain.account('undelegated depositor')
  await panel.getByLabel('Demo account').selectOption(depositor)
  await expect.poll(() => connectedAccount(page)).toBe(depositor)
  await expect(page.getByText('Not delegated')).toBeVisible({ timeout: 45_000 })

  const before = await chain.client.getBalance({ address: depositor })
  await panel.getByRole('button', { name: 'Give me 100 ETH' }).click()
  await expect(panel.getByRole('status')).toHaveText('100 ETH were added to your account.')
  expect(await chain.client.getBalance({ address: depositor })).toBe(before + 100n * 10n ** 18n)

  await openOperator(page, 'Kestrel')
  await page.getByRole('button', { name: 'Review the delegation' }).click({ timeout: 30_000 })
  await sign(sheetOf(page), /^Sign: delegate to Kestrel|^Sign: delegate to /)
  await closeDone(sheetOf(page))
  const operator = await chain.client.readContract({
    address: chain.meta.deployments.eigenLayer.delegationManager,
    abi: delegationManagerAbi,
    functionName: 'delegatedTo',
    args: [depositor],
  })
  expect(page.url().toLowerCase()).toContain(operator.toLowerCase())

  const block = await chain.client.getBlock()
  await panel.getByRole('button', { name: 'Advance to the next event' }).click()
  await expect(panel.getByRole('status')).toHaveText(/^Block [\d,]+: \S/, { timeout: 30_000 })
  expect((await chain.client.getBlock()).timestamp).toBeGreaterThan(block.timestamp)

  // The choice outlives a reload, as a wallet's would.
  await page.reload()
  await expect.poll(() => connectedAccount(page), { timeout: 30_000 }).toBe(depositor)
  expect(watch.foreign).toEqual([])
})
