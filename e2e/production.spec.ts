import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { DEMO_RDNS } from '../src/wallet/demo/demoWallet.ts'
import { buildVariable } from './fixtures/globalSetup.ts'
import { test } from './fixtures/test.ts'
import { WALLET_RDNS } from './fixtures/wallet.ts'

test.use({ mode: 'production' })

test('a production build knows no demo wallet', async ({ page, wallet }) => {
  expect(wallet.requests).toEqual([])
  const folder = process.env[buildVariable('production')] ?? ''
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.js'),
  )
  expect(scripts).not.toHaveLength(0)
  for (const name of scripts) {
    const script = readFileSync(join(folder, name), 'utf8')
    expect(script, name).not.toContain(DEMO_RDNS)
    // Nor what plays the AVS.
    for (const part of ['anvil_', 'slashOperator(', 'Play the AVS', '扮演 AVS'])
      expect(script.includes(part), `${part} in ${name}`).toBe(false)
  }
  await page.goto('/deposit')
  await page.getByRole('banner').getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByTestId(`rk-wallet-option-${WALLET_RDNS}`)).toBeVisible()
  await expect(page.getByTestId(`rk-wallet-option-${DEMO_RDNS}`)).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Local chain' })).toHaveCount(0)
})

test('a browser without a wallet is told what to do', async ({ page, watch }) => {
  await page.goto('/deposit')
  await page.getByRole('banner').getByRole('button', { name: 'Connect', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'No wallet here' })
  await expect(dialog).toContainText('Install a browser wallet')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(dialog).toBeHidden()
  expect(watch.foreign).toEqual([])
})
