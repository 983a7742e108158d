import { expect } from '@playwright/test'
import { test } from './fixtures/test.ts'
import { connect } from './pages/keel.ts'

test('an operator whose approver must sign is explained and not offered', async ({
  page,
  chain,
  wallet,
}) => {
  await wallet.switchAccount(chain.account('undelegated depositor'))
  await page.goto('/operators')
  const rows = page.getByRole('row').filter({ hasText: 'Needs approval' })
  await expect(rows).toHaveCount(3, { timeout: 45_000 })
  await page.getByLabel('Open to anyone').check()
  await expect(page.getByText('21 of 24 operators')).toBeVisible()
  await expect(rows).toHaveCount(0)
  await page.getByLabel('Open to anyone').uncheck()

  await page.getByRole('link', { name: /Low Tide/ }).click()
  await expect(page.getByText(/^needs the signature of 0x/)).toBeVisible()
  await connect(page)
  await expect(page.getByText(/does not let you sign: the call would be refused/)).toBeVisible({
    timeout: 30_000,
  })
  await expect(page.getByRole('button', { name: 'Review the delegation' })).toHaveCount(0)
})

test('who is delegated already is told to undelegate first', async ({ page, chain, wallet }) => {
  await wallet.switchAccount(chain.account('restaker'))
  const kestrel = chain.meta.keeper.operators.find(({ key }) => key === 'kestrel')
  await page.goto(`/operators/${kestrel?.address}`)
  await connect(page)
  await expect(
    page.getByText(/Your stake is delegated to Northlight.* undelegate first/),
  ).toBeVisible({
    timeout: 45_000,
  })
  await expect(page.getByRole('button', { name: 'Review the delegation' })).toHaveCount(0)
})
