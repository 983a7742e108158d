import { expect, type Locator, type Page } from '@playwright/test'
import type { Abi, Address, Hex } from 'viem'
import { delegationManagerAbi } from '../../src/protocol/abi/eigenlayer.ts'
import { erc20Abi } from '../../src/protocol/abi/erc20.ts'
import type { TestChain } from '../fixtures/chain.ts'
import { connect, sheetOf } from './keel.ts'

/** Opens /withdraw with the wallet connected and waits until stake and queue are there. */
export async function openWithdraw(page: Page, query = ''): Promise<void> {
  await page.goto(`/withdraw${query}`)
  await connect(page)
  await expect(page.getByRole('heading', { name: 'In the queue' })).toBeVisible({ timeout: 60_000 })
}

/** A withdrawal in the list, by its number. */
export const itemOf = (page: Page, number: number): Locator =>
  page.getByRole('article', { name: `Withdrawal ${number}`, exact: true })

/** The button that completes a withdrawal. */
export const completeOf = (page: Page, number: number): Locator =>
  page.getByRole('button', { name: `Complete withdrawal ${number}`, exact: true })

/** The sheet that a button opens. */
export async function review(page: Page, button: Locator): Promise<Locator> {
  await button.click({ timeout: 30_000 })
  const sheet = sheetOf(page)
  await expect(sheet).toBeVisible()
  await page.mouse.move(0, 0)
  return sheet
}

/** Whether a button takes presses. Keel keeps the focus on buttons that do not. */
export const expectDisabled = (button: Locator): Promise<void> =>
  expect(button).toHaveAttribute('aria-disabled', 'true')
export const expectEnabled = (button: Locator): Promise<void> =>
  expect(button).not.toHaveAttribute('aria-disabled', 'true', { timeout: 30_000 })

/** The queue of an account by the chain. */
export async function queueOf(chain: TestChain, account: Address) {
  const at = {
    address: chain.meta.deployments.eigenLayer.delegationManager,
    abi: delegationManagerAbi,
  }
  const [[withdrawals, shares], delay] = await Promise.all([
    chain.client.readContract({ ...at, functionName: 'getQueuedWithdrawals', args: [account] }),
    chain.client.readContract({ ...at, functionName: 'minWithdrawalDelayBlocks' }),
  ])
  return withdrawals.map((withdrawal, index) => ({
    ...withdrawal,
    shares: shares[index] ?? [],
    /** First block that can include its completion. */
    from: withdrawal.startBlock + delay + 1,
  }))
}

/** Mines until the newest block is this one; the chain must be frozen. */
export async function mineTo(chain: TestChain, block: number): Promise<void> {
  const head = Number(await chain.client.getBlockNumber())
  if (block > head) await chain.client.mine({ blocks: block - head })
  expect(Number(await chain.client.getBlockNumber())).toBe(block)
}

export const tokenBalance = (chain: TestChain, token: Address, account: Address): Promise<bigint> =>
  chain.client.readContract({
    address: token,
    abi: erc20Abi,
    functionName: 'balanceOf',
    args: [account],
  })

/** What a text such as `1.499 stETH` says, in wei. */
export function weiOf(text: string): bigint {
  const [, whole = '', fraction = ''] = /([\d,]+)(?:\.(\d+))?/.exec(text) ?? []
  return BigInt(whole.replaceAll(',', '') + fraction.padEnd(18, '0'))
}

/** What the list or the sheet says will arrive, in wei. */
export async function arrivalIn(scope: Locator): Promise<bigint> {
  const row = scope.locator('dl > div').filter({ hasText: /^Arrives in your wallet/ })
  return weiOf((await row.locator('dd').textContent()) ?? '')
}

type OperatorSet = { avs: Address; id: number }

/** An AVS takes a part (1e18 = all) of what an operator has allocated to it in a strategy. */
export async function slash(
  chain: TestChain,
  operator: Address,
  strategy: Address,
  wad: bigint,
): Promise<void> {
  const { client, contracts, meta } = chain
  const abi = contracts.AllocationManager?.abi as Abi
  const address = meta.deployments.eigenLayer.allocationManager
  const read = <value>(functionName: string, args: readonly unknown[]) =>
    client.readContract({ address, abi, functionName, args: [...args] }) as Promise<value>
  for (const set of await read<OperatorSet[]>('getAllocatedSets', [operator])) {
    const { currentMagnitude } = await read<{ currentMagnitude: bigint }>('getAllocation', [
      operator,
      set,
      strategy,
    ])
    if (currentMagnitude === 0n) continue
    if (!(await read<boolean>('isOperatorSlashable', [operator, set]))) continue
    const strategies = await read<Address[]>('getStrategiesInOperatorSet', [set])
    if (!strategies.some((one) => one.toLowerCase() === strategy.toLowerCase())) continue
    const slasher = await read<Address>('getSlasher', [set])
    await client.impersonateAccount({ address: slasher })
    await client.setBalance({ address: slasher, value: 10n ** 18n })
    const hash: Hex = await client.writeContract({
      address,
      abi,
      functionName: 'slashOperator',
      args: [
        set.avs,
        {
          operator,
          operatorSetId: set.id,
          strategies: [strategy],
          wadsToSlash: [wad],
          description: 'A test',
        },
      ],
      account: slasher,
      chain: null,
    })
    const receipt = await client.waitForTransactionReceipt({ hash })
    expect(receipt.status).toBe('success')
    return
  }
  throw new Error('No operator set can slash this operator.')
}
