import { expect, type Locator, type Page } from '@playwright/test'
import type { Address } from 'viem'
import { delegationManagerAbi } from '../../src/protocol/abi/eigenlayer.ts'
import type { TestChain } from '../fixtures/chain.ts'
import { WALLET_RDNS } from '../fixtures/wallet.ts'

/** The plan that is open. */
export const sheetOf = (page: Page): Locator => page.getByRole('dialog')

/** Words in the page's status line. */
export const statusOf = (page: Page): Locator =>
  page.getByRole('region', { name: 'State of the chain' })

/** Presses Connect and chooses a wallet in RainbowKit's dialog. */
export async function connect(page: Page, rdns: string = WALLET_RDNS): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByTestId(`rk-wallet-option-${rdns}`).click()
  await expect(page.getByRole('button', { name: /^Account 0x/ })).toBeVisible()
  // Nothing is to open under a pointer that rests where the dialog was.
  await page.mouse.move(0, 0)
}

/** The address that the header shows. */
export async function connectedAccount(page: Page): Promise<string> {
  return (await page.getByRole('button', { name: /^Account 0x/ }).getAttribute('title')) ?? ''
}

/** Waits until the page has read the chain and what it shows below is there. */
export async function readThrough(page: Page): Promise<void> {
  await expect(page.getByRole('main').getByRole('progressbar')).toHaveCount(0, { timeout: 45_000 })
}

/** Opens the plan for a deposit; the wallet is connected and the page is /deposit. */
export async function reviewDeposit(page: Page, amount: string): Promise<Locator> {
  await page.getByLabel('Amount').fill(amount)
  // The page has read what the account holds.
  await expect(page.getByText(/^You have [0-9]/)).toBeVisible({ timeout: 45_000 })
  await page.getByRole('button', { name: 'Review the deposit' }).click()
  const sheet = sheetOf(page)
  await expect(sheet).toBeVisible()
  // An explanation that opened under the resting pointer would lie over the sheet.
  await page.mouse.move(0, 0)
  return sheet
}

/** Signs the next step of the open plan, named by its button. */
export async function sign(sheet: Locator, action: string | RegExp): Promise<void> {
  await sheet.getByRole('button', { name: action }).click({ timeout: 30_000 })
}

/** Waits until all steps of the open plan are done, and closes it. */
export async function closeDone(sheet: Locator): Promise<void> {
  await expect(sheet.getByText(/^Done( and final)?\./)).toBeVisible({ timeout: 30_000 })
  await sheet.getByRole('button', { name: 'Close' }).last().click()
  await expect(sheet).toBeHidden()
}

/** Opens an operator by its name on the operators page. */
export async function openOperator(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Operators', exact: true }).click()
  await page.getByLabel('Search by name or address').fill(name)
  await page.getByRole('link', { name: new RegExp(name) }).click()
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(name) })).toBeVisible()
}

/** Shares of the stETH strategy that an account could withdraw, by the chain. */
export async function withdrawable(chain: TestChain, staker: Address): Promise<bigint> {
  const { eigenLayer, lido } = chain.meta.deployments
  const [[shares = 0n]] = await chain.client.readContract({
    address: eigenLayer.delegationManager,
    abi: delegationManagerAbi,
    functionName: 'getWithdrawableShares',
    args: [staker, [lido.stETHStrategy]],
  })
  return shares
}
