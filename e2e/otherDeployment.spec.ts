import { expect } from '@playwright/test'
import { eth } from '../localnet/contracts/eigenlayer/testing/fixture.ts'
import { startOtherDeployment } from '../localnet/testing/otherDeployment.ts'
import { delegationManagerAbi } from '../src/protocol/abi/eigenlayer.ts'
import { test } from './fixtures/test.ts'
import { TestWallet } from './fixtures/wallet.ts'
import { closeDone, connect, readThrough, reviewDeposit, sheetOf, sign } from './pages/keel.ts'

test.use({ mode: 'production' })

test('the same build on another deployment: only the file changed', async ({
  page,
  context,
  site,
  shot,
}) => {
  test.setTimeout(180_000)
  const other = await startOtherDeployment()
  const { core, operator } = other
  try {
    const visitor = core.fresh()
    await core.write(visitor, ['CoreTestToken', core.tokens.A], 'mint', [visitor, eth('7')])
    const wallet = new TestWallet({ rpcUrl: core.chain.url, accounts: [visitor], chainId: 31337 })
    await wallet.install(context)
    site.setDeployments(JSON.stringify({ version: 1, chains: [other.chain] }))

    await page.goto('/')
    await readThrough(page)
    await expect(page.getByText('Somewhere else').first()).toBeVisible()
    await page.goto(`/portfolio?address=${other.staker}`)
    await expect(page.getByText('12.5 A').first()).toBeVisible({ timeout: 45_000 })
    await expect(page.getByText('3 EIGEN').first()).toBeVisible()

    await page.goto('/deposit')
    await readThrough(page)
    await connect(page)
    const deposit = await reviewDeposit(page, '7')
    await sign(deposit, 'Sign: approve exactly 7 A')
    await sign(deposit, /^Sign: deposit 7 A/)
    await closeDone(deposit)

    await page.goto(`/operators/${operator}`)
    await readThrough(page)
    await shot('operator')
    await page.getByRole('button', { name: 'Review the delegation' }).click()
    await sign(sheetOf(page), /^Sign: delegate/)
    await closeDone(sheetOf(page))
    await page.goto('/portfolio')
    await expect(page.getByText('7 A').first()).toBeVisible({ timeout: 45_000 })
    await shot('portfolio')

    const delegatedTo = await core.client.readContract({
      address: core.at.delegationManager,
      abi: delegationManagerAbi,
      functionName: 'delegatedTo',
      args: [visitor],
    })
    expect(delegatedTo).toBe(operator)
  } finally {
    await core.stop()
  }
})
