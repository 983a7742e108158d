import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import {
  type Abi,
  type Address,
  getAddress,
  parseAbi,
  parseAbiItem,
  toFunctionSelector,
  zeroAddress,
} from 'viem'
import { delegationManagerAbi } from '../src/protocol/abi/eigenlayer.ts'
import {
  operatorAllocationAbi,
  operatorIdentityAbi,
  permissionControllerAbi,
} from '../src/protocol/abi/operator.ts'
import { expectAccessible } from './fixtures/axe.ts'
import type { TestChain } from './fixtures/chain.ts'
import { test } from './fixtures/test.ts'
import { closeDone, connect, readThrough, sheetOf, sign } from './pages/keel.ts'

const ready = { timeout: 45_000 }
const ember = /Ember Keepers \(invented\), set 0/

const operatorNamed = (chain: TestChain, key: string): Address => {
  const found = chain.meta.keeper.operators.find((operator) => operator.key === key)
  if (found === undefined) throw new Error(`There is no operator ${key}.`)
  return found.address as Address
}

async function view(page: Page, name: string): Promise<void> {
  await page.getByRole('radio', { name, exact: true }).check()
  await readThrough(page)
}

/** Reads from a contract of EigenLayer's. */
async function ask<value>(
  chain: TestChain,
  contract: 'allocationManager' | 'delegationManager',
  abi: Abi,
  functionName: string,
  args: readonly unknown[],
): Promise<value> {
  const address = chain.meta.deployments.eigenLayer[contract] as Address
  return (await chain.client.readContract({ address, abi, functionName, args })) as value
}

async function mineTo(chain: TestChain, block: number): Promise<void> {
  const head = Number(await chain.client.getBlockNumber())
  await chain.client.mine({ blocks: block - head })
}

test('become an operator, register, allocate, be slashed, take it back and leave', async ({
  page,
  chain,
  wallet,
}) => {
  // Five plans, each signed and seen to its end.
  test.setTimeout(480_000)
  const operator = getAddress(chain.account('undelegated depositor'))
  const strategy = chain.meta.deployments.lido.stETHStrategy as Address
  await wallet.switchAccount(operator)
  await page.goto('/operator')
  await connect(page)
  await page.getByLabel('Allocation delay in blocks').fill('40', ready)
  await expect(page.getByText('This cannot be undone.')).toBeVisible()
  await page.getByRole('button', { name: 'Review the registration' }).click()
  await expect(page.getByText('Tick the box above first.')).toBeVisible()
  await expect(sheetOf(page)).toHaveCount(0)
  await page.getByLabel(/^I understand that/).check()
  await page.getByRole('button', { name: 'Review the registration' }).click()
  const sheet = sheetOf(page)
  // Said once more before the signature.
  await expect(sheet.getByText('There is no way back: an operator stays one.')).toBeVisible()
  await sign(sheet, 'Sign: become an operator for good')
  await closeDone(sheet)
  const identity = operatorIdentityAbi as Abi
  expect(await ask(chain, 'delegationManager', identity, 'isOperator', [operator])).toBe(true)
  await expect(page.getByRole('heading', { name: '1 restaker', exact: true })).toBeVisible(ready)

  await view(page, 'Membership')
  await page.getByRole('button', { name: new RegExp(`^Register for ${ember.source}`) }).click()
  await page.getByLabel('Data for the registrar').fill('0x1')
  await expect(page.getByText('Enter bytes: 0x and an even number')).toBeVisible()
  await page.getByLabel('Data for the registrar').fill('')
  await page.getByRole('button', { name: 'Review the registration' }).click()
  await sign(sheet, 'Sign: register for 1 set')
  await closeDone(sheet)
  await expect(
    page.getByRole('button', { name: new RegExp(`^Leave ${ember.source}`) }),
  ).toBeVisible(ready)

  await view(page, 'Allocate')
  const magnitude = page.getByLabel('Magnitude, a part of 1')
  await expect(magnitude).toHaveCount(1, ready)
  await magnitude.fill('2')
  await expect(page.getByText('Enter a part of 1, such as 0.25.')).toBeVisible()
  await magnitude.fill('0.5')
  await expect(page.getByText(/50\.0\s% counts from block/)).toBeVisible()
  await page.getByRole('button', { name: 'Review the changes' }).click()
  await sign(sheet, 'Sign: change 1 allocation')
  await closeDone(sheet)
  const set = Object.values(
    await ask<{ avs: Address; id: number }[]>(
      chain,
      'allocationManager',
      parseAbi([
        'struct OperatorSet { address avs; uint32 id; }',
        'function getRegisteredSets(address) view returns (OperatorSet[] operatorSets)',
      ]) as Abi,
      'getRegisteredSets',
      [operator],
    ),
  )[0]
  const allocation = () =>
    ask<{ currentMagnitude: bigint; effectBlock: number }>(
      chain,
      'allocationManager',
      operatorAllocationAbi as Abi,
      'getAllocation',
      [operator, set, strategy],
    )
  const { effectBlock } = await allocation()
  await expect(
    page.getByText(`A change waits until block ${effectBlock.toLocaleString('en-GB')}.`),
  ).toBeVisible(ready)
  await chain.freeze()
  // To the very block.
  await mineTo(chain, effectBlock - 1)
  expect((await allocation()).currentMagnitude).toBe(0n)
  await expect(page.getByText(/50\.0\s% slashable/)).toHaveCount(0)
  await mineTo(chain, effectBlock)
  expect((await allocation()).currentMagnitude).toBe(5n * 10n ** 17n)
  await expect(page.getByText(/50\.0\s% slashable/)).toBeVisible(ready)

  // The AVS slashes, by hand.
  await page.getByText('Play the AVS').click()
  const panel = page.getByRole('region', { name: 'Local chain' })
  await panel
    .getByRole('combobox', { name: 'Operator set' })
    .selectOption({ label: 'Ember Keepers (invented), set 0' })
  await panel
    .getByRole('combobox', { name: 'Operator', exact: true })
    .selectOption(operator.toLowerCase())
  await panel.getByLabel(/^Share of the allocation to slash/).fill('20')
  await panel.getByRole('button', { name: 'Slash', exact: true }).click()
  await expect(panel.getByText(/was slashed in block/)).toBeVisible(ready)
  await chain.client.mine({ blocks: 1 })
  await expect(page.getByText('Slashed before: the max magnitude is 0.9 of 1.')).toBeVisible(ready)

  await magnitude.fill('0')
  await expect(page.getByText(/the present part stays slashable up to block/)).toBeVisible()
  await page.getByRole('button', { name: 'Review the changes' }).click()
  await sign(sheet, 'Sign: change 1 allocation')
  await expect(sheet.getByRole('listitem').first()).toContainText('Done', { timeout: 30_000 })
  await chain.client.mine({ blocks: 2 })
  await closeDone(sheet)

  await view(page, 'Membership')
  await page.getByRole('button', { name: new RegExp(`^Leave ${ember.source}`) }).click(ready)
  await sign(sheet, 'Sign: leave 1 set')
  await expect(sheet.getByRole('listitem').first()).toContainText('Done', { timeout: 30_000 })
  await chain.client.mine({ blocks: 2 })
  await closeDone(sheet)
  const tail = page.getByText(/^left, slashable until block [\d,]+/)
  await expect(tail).toBeVisible(ready)
  const until = Number(
    /block ([\d,]+)/.exec((await tail.textContent()) ?? '')?.[1]?.replaceAll(',', ''),
  )
  const slashable = () =>
    ask<boolean>(chain, 'allocationManager', operatorAllocationAbi as Abi, 'isOperatorSlashable', [
      operator,
      set,
    ])
  await mineTo(chain, until)
  expect(await slashable()).toBe(true)
  await mineTo(chain, until + 1)
  expect(await slashable()).toBe(false)
  await expect(tail).toHaveCount(0, ready)
  // What was taken back has taken effect, and can be written down.
  await page.getByRole('button', { name: 'Clear the queue' }).click(ready)
  await sign(sheet, 'Sign: clear the queue')
  await expect(sheet.getByRole('listitem').first()).toContainText('Done', { timeout: 30_000 })
  await chain.client.mine({ blocks: 2 })
  await closeDone(sheet)
  await expect(page.getByText('Nothing waits to be cleared.')).toBeVisible(ready)
})

test('restakers add up to operatorShares, on the page and in the CSV', async ({ page, chain }) => {
  const operator = operatorNamed(chain, 'northlight')
  await chain.freeze()
  await page.goto(`/operator?address=${getAddress(operator)}`)
  await expect(page.getByRole('heading', { name: /^\d+ restakers$/ })).toBeVisible(ready)
  const count = Number(
    (await page.getByRole('heading', { name: /^\d+ restakers$/ }).textContent())?.split(' ')[0],
  )
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  const [header = '', ...lines] = text
    .replace(/^\u{feff}/u, '')
    .trimEnd()
    .split('\r\n')
  const names = header.split(',')
  const rows = lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, index) => [names[index] ?? '', cell])),
  )
  expect(
    new Set(rows.filter(({ status }) => status === 'delegated').map((row) => row.restaker)).size,
  ).toBeLessThanOrEqual(count)
  const sums = new Map<string, bigint>()
  for (const row of rows)
    sums.set(
      row.strategy ?? '',
      (sums.get(row.strategy ?? '') ?? 0n) + BigInt(row.withdrawable_shares || 0),
    )
  const table = page.getByRole('table', { name: 'Do the restakers add up' })
  for (const [strategy, sum] of sums) {
    const [shares = 0n] = await ask<bigint[]>(
      chain,
      'delegationManager',
      delegationManagerAbi as Abi,
      'getOperatorShares',
      [operator, [strategy]],
    )
    const off = shares - sum
    expect(off < 1_000n && off > -1_000n).toBe(true)
    // The page says by how much.
    await expect(
      table.getByText(off === 0n ? 'none' : `${off} of 10¹⁸ shares (rounding)`).first(),
    ).toBeVisible()
  }
  await expectAccessible(page)
})

test('an approver signs, and the restaker delegates with its link', async ({
  page,
  chain,
  wallet,
}) => {
  test.slow()
  const approver = getAddress(chain.account('spare 2'))
  const restaker = getAddress(chain.account('undelegated depositor'))
  const lowTide = getAddress(operatorNamed(chain, 'lowtide'))
  await chain.client.impersonateAccount({ address: lowTide })
  await chain.client.writeContract({
    account: lowTide,
    chain: null,
    address: chain.meta.deployments.eigenLayer.delegationManager,
    abi: operatorIdentityAbi,
    functionName: 'modifyOperatorDetails',
    args: [lowTide, approver],
  })
  await chain.client.mine({ blocks: 1 })
  await wallet.switchAccount(approver)
  await page.goto(`/operator?address=${lowTide}&view=identity`)
  await connect(page)
  await page.getByLabel('Restaker’s address').fill(restaker, ready)
  wallet.rejectNext()
  await page.getByRole('button', { name: 'Sign the approval' }).click()
  await expect(page.getByText(/^Nothing was signed/)).toBeVisible(ready)
  await page.getByRole('button', { name: 'Sign the approval' }).click()
  await expect(page.getByText(/^Signed, valid until/)).toBeVisible(ready)
  const signed = (await page.getByText('"signature"').textContent()) ?? ''
  expect(JSON.parse(signed)).toMatchObject({ chainId: 31337, staker: restaker, operator: lowTide })

  await wallet.switchAccount(restaker)
  await page.goto(
    `/operators/${lowTide}#approval=${encodeURIComponent(JSON.stringify(JSON.parse(signed)))}`,
  )
  await expect(page.getByText(/^Signed by the approver for you/)).toBeVisible(ready)
  await page.getByRole('button', { name: 'Review the delegation' }).click()
  const sheet = sheetOf(page)
  await sign(sheet, /^Sign: delegate to /)
  await closeDone(sheet)
  expect(
    await ask(chain, 'delegationManager', operatorIdentityAbi as Abi, 'delegatedTo', [restaker]),
  ).toBe(lowTide)
})

test('an appointee may do exactly what it was given', async ({ page, chain, wallet }) => {
  test.slow()
  const operator = getAddress(chain.account('operator'))
  const appointee = getAddress(chain.account('spare 1'))
  await wallet.switchAccount(operator)
  await page.goto('/operator?view=access')
  await connect(page)
  await page.getByLabel('What it may do').selectOption({ label: 'set the allocation delay' }, ready)
  await page.getByLabel('Appointee', { exact: true }).fill(appointee)
  await page.getByRole('button', { name: 'Review the appointment' }).click()
  const sheet = sheetOf(page)
  await sign(sheet, /^Sign: appoint 0x/)
  await closeDone(sheet)
  await expect(page.getByRole('cell', { name: 'set the allocation delay' })).toBeVisible(ready)
  await expectAccessible(page)

  await wallet.switchAccount(appointee)
  await page.goto('/')
  // The rail knows, though the account is no operator.
  const rail = page.getByRole('navigation', { name: 'Main' })
  await expect(rail.getByRole('link', { name: 'Console' })).toBeVisible(ready)
  await wallet.switchAccount(getAddress(chain.account('spare 3')))
  await expect(rail.getByRole('link', { name: 'Console' })).toHaveCount(0)
  await wallet.switchAccount(appointee)
  await page.goto('/operator?view=membership')
  await expect(page.getByText('This account has rights for 1 other operator')).toBeVisible(ready)
  await page.getByRole('button', { name: /^Open 0x/ }).click()
  await page.getByLabel('New delay in blocks').fill('12', ready)
  await expect(page.getByText(/^Holds from about block/)).toBeVisible()
  // Nothing else is offered.
  await expect(
    page.getByRole('button', { name: /^(Leave|Register for|Change the split)/ }),
  ).toHaveCount(0)
  await expect(
    page.getByText('The connected account may not do this here: register for operator sets.'),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Review the delay' }).click()
  await sign(sheet, 'Sign: set 12 blocks')
  await closeDone(sheet)
  await expect(page.getByText(/^12 blocks at block [\d,]+/)).toBeVisible(ready)

  // The contract says the same of what is not offered.
  const refused = await chain.client
    .simulateContract({
      account: appointee,
      address: chain.meta.deployments.eigenLayer.allocationManager,
      abi: [...operatorAllocationAbi, ...parseAbi(['error InvalidPermissions()'])],
      functionName: 'modifyAllocations',
      args: [operator, []],
    })
    .catch((error: Error) => error.message)
  expect(refused).toContain('InvalidPermissions')
})

test('an appointee for it undelegates a restaker, and the operator’s own page leads here and back', async ({
  page,
  chain,
  wallet,
  shot,
}) => {
  test.slow()
  const operator = getAddress(operatorNamed(chain, 'northlight'))
  const appointee = getAddress(chain.account('spare 1'))
  const { permissionController, delegationManager } = chain.meta.deployments.eigenLayer
  await chain.client.impersonateAccount({ address: operator })
  await chain.client.writeContract({
    account: operator,
    chain: null,
    address: permissionController as Address,
    abi: permissionControllerAbi,
    functionName: 'setAppointee',
    args: [operator, appointee, delegationManager, toFunctionSelector('undelegate(address)')],
  })
  await chain.client.mine({ blocks: 1 })
  await page.goto(`/operators/${operator}`)
  await page.getByRole('link', { name: 'Open in the console' }).click(ready)
  await expect(page.getByRole('heading', { name: /^\d+ restakers$/ })).toBeVisible(ready)
  // Read-only: nothing of the kind is offered.
  await expect(page.getByText(/^Read-only/)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Undelegate/ })).toHaveCount(0)
  await page.getByRole('link', { name: 'Its page as restakers see it' }).click()
  await expect(page).toHaveURL(new RegExp(`/operators/${operator}$`))
  await page.getByRole('link', { name: 'Open in the console' }).click(ready)

  await wallet.switchAccount(appointee)
  await connect(page)
  const first = page.getByRole('button', { name: /^Undelegate 0x/ }).first()
  await expect(first).toBeVisible(ready)
  const row = page.getByRole('row').filter({ has: first })
  const staker = getAddress(
    (await row.locator('.mono[title]').first().getAttribute('title')) as Address,
  )
  const delegatedTo = () =>
    ask<Address>(chain, 'delegationManager', operatorIdentityAbi as Abi, 'delegatedTo', [staker])
  expect(await delegatedTo()).toBe(operator)
  await expectAccessible(page)
  await first.click()
  const sheet = sheetOf(page)
  await expect(sheet.getByRole('columnheader', { name: 'After it' })).toBeVisible()
  await shot('undelegate')
  await sign(sheet, /^Sign: undelegate 0x/)
  await closeDone(sheet)
  expect(await delegatedTo()).toBe(zeroAddress)
  const gone = page.getByRole('row').filter({ has: page.locator(`[title="${staker}"]`) })
  await expect(gone.first().getByText('has left, still slashable')).toBeVisible(ready)
})

test('the editor refuses in words what the contract would revert', async ({
  page,
  chain,
  wallet,
  shot,
}) => {
  const operator = getAddress(chain.account('operator'))
  await wallet.switchAccount(operator)
  await page.goto('/operator?view=allocate')
  await connect(page)
  await page.getByRole('button', { name: /^Show \d+ more allocations$/ }).click(ready)
  const fields = page
    .getByRole('region', { name: 'stETH', exact: true })
    .getByLabel('Magnitude, a part of 1')
  await fields.nth(1).fill('0.95')
  await expect(page.getByText(/There is not enough free magnitude/).first()).toBeVisible()
  const review = page.getByRole('button', { name: 'Review the changes' })
  await expect(review).toHaveAttribute('aria-disabled', 'true')
  await shot('refused')
  await fields.nth(1).fill('0.3')
  await expect(review).not.toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByText('1 change in one call')).toBeVisible()
  await expectAccessible(page)
  for (const name of ['Membership', 'Identity', 'Earnings']) {
    await view(page, name)
    await expectAccessible(page, name)
  }
})

test('the demo pays rewards and changes a slasher in place of an AVS', async ({ page, chain }) => {
  const { client, meta } = chain
  const slasher = getAddress(chain.account('spare 3'))
  await page.goto('/operator')
  await page.getByText('Play the AVS').click(ready)
  const panel = page.getByRole('region', { name: 'Local chain' })
  await panel
    .getByRole('combobox', { name: 'Operator set' })
    .selectOption({ label: 'Ember Keepers (invented), set 0' })
  await panel.getByLabel(/^Reward for the last 7 days/).fill('0')
  await panel.getByRole('button', { name: 'Pay the reward' }).click()
  await expect(panel.getByText(/^Enter a number above 0/)).toBeVisible()
  const since = await client.getBlockNumber()
  await panel.getByLabel(/^Reward for the last 7 days/).fill('250')
  await panel.getByRole('button', { name: 'Pay the reward' }).click()
  await expect(panel.getByText(/^250 \w+ were paid in block/)).toBeVisible(ready)
  const paid = await client.getLogs({
    address: meta.deployments.eigenLayer.rewardsCoordinator,
    event: parseAbiItem([
      'event UniqueStakeRewardsSubmissionCreated(address indexed caller, bytes32 indexed rewardsSubmissionHash, OperatorSet operatorSet, uint256 submissionNonce, RewardsSubmission rewardsSubmission)',
      'struct OperatorSet { address avs; uint32 id; }',
      'struct StrategyAndMultiplier { address strategy; uint96 multiplier; }',
      'struct RewardsSubmission { StrategyAndMultiplier[] strategiesAndMultipliers; address token; uint256 amount; uint32 startTimestamp; uint32 duration; }',
    ]),
    fromBlock: since + 1n,
  })
  expect(paid.map(({ args }) => args.rewardsSubmission?.amount)).toEqual([250n * 10n ** 18n])
  await panel.getByLabel('New slasher').fill(slasher)
  await panel.getByRole('button', { name: 'Change the slasher' }).click()
  await expect(panel.getByText(/^The slasher changes after the configuration delay/)).toBeVisible(
    ready,
  )
  const [pending] = await ask<[Address, number]>(
    chain,
    'allocationManager',
    parseAbi([
      'struct OperatorSet { address avs; uint32 id; }',
      'function getPendingSlasher(OperatorSet) view returns (address pendingSlasher, uint32 effectBlock)',
    ]) as Abi,
    'getPendingSlasher',
    [paid[0]?.args.operatorSet],
  )
  expect(pending).toBe(slasher)
})
