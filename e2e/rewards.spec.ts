import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { type Address, getAddress, parseAbi, parseAbiItem, parseEther } from 'viem'
import { buildDistribution } from '../localnet/rewards/updater.ts'
import { rewardsCoordinatorAbi } from '../src/protocol/abi/eigenlayer.ts'
import { erc20Abi } from '../src/protocol/abi/erc20.ts'
import { expectAccessibleThemes } from './fixtures/axe.ts'
import type { TestChain } from './fixtures/chain.ts'
import { meanPrice } from './fixtures/meanPrice.ts'
import { test } from './fixtures/test.ts'
import { closeDone, connect, sheetOf, sign, statusOf } from './pages/keel.ts'

const review = (page: Page) => page.getByRole('button', { name: 'Review the claim' })
const ready = { timeout: 45_000 }

const coordinatorOf = (chain: TestChain) => ({
  address: chain.meta.deployments.eigenLayer.rewardsCoordinator,
  abi: rewardsCoordinatorAbi,
})
const claimedBy = (chain: TestChain, earner: Address, token: Address) =>
  chain.client.readContract({
    ...coordinatorOf(chain),
    functionName: 'cumulativeClaimed',
    args: [earner, token],
  })
const balanceOf = (chain: TestChain, token: Address, account: Address) =>
  chain.client.readContract({
    address: token,
    abi: erc20Abi,
    functionName: 'balanceOf',
    args: [account],
  })

/** What an earner has earned by a root, as the updater wrote it down. */
function earnedIn(chain: TestChain, index: number, earner: Address): [Address, bigint][] {
  const file = chain.distributions.find(({ rootIndex }) => rootIndex === index)
  return Object.entries(file?.earners[earner] ?? {}).map(([token, amount]) => [
    token as Address,
    BigInt(amount),
  ])
}

/** The newest root that is active, and the one that waits. */
function rootsOf(chain: TestChain) {
  const [active, waiting] = chain.distributions.slice(-2)
  if (!active || !waiting) throw new Error('The history has too few roots.')
  return { active, waiting }
}

/** Sends from any account, and waits for the block. */
async function send(
  chain: TestChain,
  from: Address,
  call: { functionName: string; args: readonly unknown[] },
) {
  await chain.client.impersonateAccount({ address: from })
  await chain.client.setBalance({ address: from, value: parseEther('1') })
  const hash = await chain.client.writeContract({
    ...coordinatorOf(chain),
    ...call,
    account: from,
    chain: null,
  } as never)
  const receipt = await chain.client.waitForTransactionReceipt({ hash })
  expect(receipt.status).toBe('success')
}

test('three tokens are claimed to another address, and the figures follow', async ({
  page,
  chain,
  wallet,
  shot,
}) => {
  test.slow()
  const earner = getAddress(chain.account('restaker'))
  const recipient = getAddress(chain.account('spare 1'))
  const { active } = rootsOf(chain)
  const earned = earnedIn(chain, active.rootIndex, earner)
  expect(earned).toHaveLength(3)
  const due = new Map<Address, bigint>()
  for (const [token, amount] of earned)
    due.set(token, amount - (await claimedBy(chain, earner, token)))

  await wallet.switchAccount(earner)
  await page.goto('/rewards')
  await connect(page)
  await expect(review(page)).toBeVisible(ready)
  // A wrong checksum never reaches a plan.
  await page.getByLabel('Pay to').fill(recipient.replace(/[a-f]/, (letter) => letter.toUpperCase()))
  await expect(page.getByText('The checksum of this address is wrong')).toBeVisible()
  await review(page).click()
  await expect(sheetOf(page)).toHaveCount(0)
  await page.getByLabel('Pay to').fill(recipient)
  await review(page).click()
  const sheet = sheetOf(page)
  await expect(sheet.getByText(recipient)).toBeVisible()
  await expect(sheet.getByText('unpriced')).not.toHaveCount(0)
  await shot('claim')
  await sign(sheet, 'Sign: claim 3 amounts')
  await closeDone(sheet)

  for (const [token, amount] of due) {
    expect(amount).toBeGreaterThan(0n)
    expect(await balanceOf(chain, token, recipient)).toBe(amount)
  }
  for (const [token, amount] of earned) expect(await claimedBy(chain, earner, token)).toBe(amount)
  // Without a reload: nothing is left, and the history has the three new claims.
  await expect(page.getByText('Nothing can be claimed now.')).toBeVisible({ timeout: 30_000 })
  const history = page.getByRole('table', { name: 'Claims, newest first' })
  await expect(history.getByRole('row')).toHaveCount(7, { timeout: 30_000 })
  await expect(
    history
      .getByRole('row')
      .nth(1)
      .getByText(`${recipient.slice(0, 6)}…${recipient.slice(-4)}`),
  ).toBeVisible()
})

test('two tokens are left out: the other one alone is claimed', async ({ page, chain, wallet }) => {
  const earner = getAddress(chain.account('restaker'))
  const { active } = rootsOf(chain)
  const before = new Map<Address, bigint>()
  for (const [token] of earnedIn(chain, active.rootIndex, earner))
    before.set(token, await claimedBy(chain, earner, token))
  await wallet.switchAccount(earner)
  await page.goto('/rewards')
  await connect(page)
  await expect(review(page)).toBeVisible(ready)
  const boxes = page.getByRole('checkbox')
  await boxes.nth(0).uncheck()
  await boxes.nth(1).uncheck()
  await boxes.nth(2).uncheck()
  await review(page).click()
  await expect(page.getByText('Choose at least one amount.')).toBeVisible()
  await boxes.nth(1).check()
  await review(page).click()
  const sheet = sheetOf(page)
  await sign(sheet, /^Sign: claim [\d.,]+ /)
  await closeDone(sheet)
  const changed: Address[] = []
  for (const [token, amount] of before)
    if ((await claimedBy(chain, earner, token)) > amount) changed.push(token)
  expect(changed).toHaveLength(1)
  await expect(page.getByRole('checkbox')).toHaveCount(2, { timeout: 30_000 })
})

for (const [days, words] of [
  [1, 'ahead'],
  [-1, 'behind'],
] as const)
  test(`a root counts from its very block on, with the computer a day ${words}`, async ({
    page,
    context,
    chain,
    wallet,
  }) => {
    test.slow()
    await chain.freeze()
    const { client } = chain
    const earner = getAddress(chain.account('restaker'))
    const { active, waiting } = rootsOf(chain)
    // All that the active root gives is claimed already: what comes, comes from the next one.
    const tree = buildDistribution({
      calculationEndTimestamp: active.rewardsCalculationEndTimestamp,
      earners: Object.entries(active.earners).map(([who, tokens]) => ({
        earner: who as Address,
        tokens: Object.entries(tokens).map(([token, amount]) => ({
          token: token as Address,
          cumulativeEarnings: BigInt(amount),
        })),
      })),
    })
    await send(chain, earner, {
      functionName: 'processClaim',
      args: [tree.claimFor(earner, active.rootIndex), earner],
    })
    await context.addInitScript(
      (shift) => {
        const Real = Date
        class Shifted extends Real {
          constructor(...parts: readonly unknown[]) {
            if (parts.length === 0) super(Real.now() + shift)
            else super(...(parts as [number]))
          }
          static override now() {
            return Real.now() + shift
          }
        }
        window.Date = Shifted as DateConstructor
      },
      // From the chain's day on, whatever day it is here.
      waiting.activatedAt * 1_000 - Date.now() + days * 86_400_000,
    )
    const blockAt = async (timestamp: number) => {
      await client.setNextBlockTimestamp({ timestamp: BigInt(timestamp) })
      await client.mine({ blocks: 1 })
      return (await client.getBlockNumber()).toLocaleString('en-GB')
    }

    await wallet.switchAccount(earner)
    await page.goto('/rewards')
    await connect(page)
    await expect(page.getByText('Nothing can be claimed now.')).toBeVisible(ready)
    await expect(page.getByText(/^Root \d+ becomes active in /)).toBeVisible()
    await expect(review(page)).toHaveCount(0)
    // The second before: the page has read that block, and still offers nothing.
    // Readings follow each other no faster than six seconds, and this block is to have one of its own.
    await page.waitForTimeout(7_000)
    const last = await blockAt(waiting.activatedAt - 1)
    await expect(statusOf(page)).toContainText(last, { timeout: 30_000 })
    await expect(page.getByText('Nothing can be claimed now.')).toBeVisible()
    await expect(review(page)).toHaveCount(0)
    await blockAt(waiting.activatedAt)
    await expect(review(page)).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText('No root is waiting: all that was posted is active.')).toBeVisible()
    await review(page).click()
    const sheet = sheetOf(page)
    await sign(sheet, 'Sign: claim 3 amounts')
    await expect(sheet.getByRole('listitem').first()).toContainText('Done', { timeout: 30_000 })
    for (const [token, amount] of earnedIn(chain, waiting.rootIndex, earner))
      expect(await claimedBy(chain, earner, token)).toBe(amount)
  })

test('with a claimer set, the earner is told why it cannot claim, before and after', async ({
  page,
  chain,
  wallet,
}) => {
  test.slow()
  const earner = getAddress(chain.account('restaker'))
  const claimer = getAddress(chain.account('spare 1'))
  await wallet.switchAccount(earner)
  await page.goto('/rewards')
  await connect(page)
  await expect(review(page)).toBeVisible(ready)
  await page.getByLabel('New claimer').fill(claimer)
  await page.getByRole('button', { name: 'Review the change' }).click()
  const sheet = sheetOf(page)
  // Said before the signature.
  await expect(
    sheet.getByText(/This account can claim nothing until you take the right back/),
  ).toBeVisible()
  await sign(sheet, /^Sign: let 0x/)
  await closeDone(sheet)
  expect(
    await chain.client.readContract({
      ...coordinatorOf(chain),
      functionName: 'claimerFor',
      args: [earner],
    }),
  ).toBe(claimer)
  await expect(page.getByText(/^This account has set a claimer\. Only 0x/)).toBeVisible({
    timeout: 30_000,
  })
  await expect(page.getByRole('checkbox').first()).toBeDisabled()
  await expect(review(page)).toHaveCount(0)
  // The right back, and everything as before.
  await page.getByRole('button', { name: 'Take the right back' }).click()
  await sign(sheet, 'Sign: take the right back')
  await closeDone(sheet)
  await expect(review(page)).toBeVisible({ timeout: 30_000 })
})

test('a plan that is open when the claimer changes is refused in words', async ({
  page,
  chain,
  wallet,
}) => {
  const earner = getAddress(chain.account('restaker'))
  await wallet.switchAccount(earner)
  await page.goto('/rewards')
  await connect(page)
  await expect(review(page)).toBeVisible(ready)
  await review(page).click()
  const sheet = sheetOf(page)
  await expect(sheet.getByRole('button', { name: /^Sign: claim/ })).toBeVisible({ timeout: 30_000 })
  await send(chain, earner, {
    functionName: 'setClaimerFor',
    args: [chain.account('spare 1')],
  })
  await sheet
    .getByRole('button', { name: /^Sign: claim/ })
    .click({ timeout: 3_000 })
    .catch(() => undefined)
  await expect(sheet.getByRole('alert')).toContainText(
    'Only the claimer that this account has set can claim its rewards',
    { timeout: 30_000 },
  )
  expect(wallet.requests.filter(({ method }) => method === 'eth_sendTransaction')).toEqual([])
})

test('several earners in one transaction, by their common claimer', async ({
  page,
  chain,
  wallet,
}) => {
  test.slow()
  const claimer = getAddress(chain.account('spare 1'))
  const first = getAddress(chain.account('restaker'))
  const { active } = rootsOf(chain)
  const second = getAddress(
    Object.keys(active.earners).find((earner) => getAddress(earner) !== first) as Address,
  )
  for (const earner of [first, second])
    await send(chain, earner, { functionName: 'setClaimerFor', args: [claimer] })
  await wallet.switchAccount(claimer)
  await page.goto('/rewards')
  await connect(page)
  await expect(page.getByText('Your wallet may claim for 3 addresses.')).toBeVisible(ready)
  const table = page.getByRole('table', { name: 'Amounts that can be claimed now' })
  for (const earner of [first, second])
    await expect(table.getByText(`${earner.slice(0, 6)}…${earner.slice(-4)}`).first()).toBeVisible()
  await review(page).click()
  const sheet = sheetOf(page)
  await sign(sheet, /^Sign: claim \d amounts$/)
  await closeDone(sheet)
  expect(wallet.requests.filter(({ method }) => method === 'eth_sendTransaction')).toHaveLength(1)
  for (const earner of [first, second])
    for (const [token, amount] of earnedIn(chain, active.rootIndex, earner))
      expect(await claimedBy(chain, earner, token)).toBe(amount)
})

test('the CSV holds what the chain says', async ({ page, chain, wallet }) => {
  const earner = getAddress(chain.account('restaker'))
  await wallet.switchAccount(earner)
  await page.goto('/rewards')
  await connect(page)
  const download = page.waitForEvent('download', ready)
  await page.getByRole('button', { name: 'Export CSV' }).click(ready)
  const file = await download
  expect(file.suggestedFilename()).toContain(earner)
  const text = (await readFile(await file.path(), 'utf8')).replace(/^\u{feff}/u, '')
  expect(text.endsWith('\r\n')).toBe(true)
  const [header = '', ...lines] = text.trimEnd().split('\r\n')
  const names = header.split(',')
  const rows = lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, i) => [names[i] ?? '', cell])),
  )

  const logs = await chain.client.getLogs({
    address: chain.meta.deployments.eigenLayer.rewardsCoordinator,
    event: parseAbiItem(
      'event RewardsClaimed(bytes32 root, address indexed earner, address indexed claimer, address indexed recipient, address token, uint256 claimedAmount)',
    ),
    args: { earner },
    fromBlock: 0n,
  })
  expect(logs.length).toBeGreaterThan(0)
  expect(rows).toHaveLength(logs.length)
  const { feeds } = chain.meta.deployments
  for (const [i, log] of logs.entries()) {
    const row = rows[i] ?? {}
    const { token, claimedAmount, recipient, claimer } = log.args
    if (!token || claimedAmount === undefined) throw new Error('log')
    const block = await chain.client.getBlock({ blockNumber: log.blockNumber })
    expect(row).toMatchObject({
      date: new Date(Number(block.timestamp) * 1_000).toISOString(),
      token_address: token,
      transaction: log.transactionHash,
      block: String(log.blockNumber),
      earner,
      recipient,
      claimer,
    })
    // To the last digit.
    expect(parseEther(row.amount ?? '')).toBe(claimedAmount)
    const feed = feeds.tokens[token]
    const mean = feeds.pools[token]
    if (feed === undefined && mean === undefined) {
      expect([row.value_eth, row.value_usd]).toEqual(['', ''])
      expect(row.value_note).toBe('no price feed or pool for this token')
      continue
    }
    const read = (address: Address) =>
      chain.client.readContract({
        address,
        abi: parseAbi([
          'function latestRoundData() view returns (uint80,int256 answer,uint256,uint256,uint80)',
        ]),
        functionName: 'latestRoundData',
        blockNumber: log.blockNumber,
      })
    const decimals = (address: Address) =>
      chain.client.readContract({
        address,
        abi: parseAbi(['function decimals() view returns (uint8)']),
        functionName: 'decimals',
      })
    const price = async (address: Address) =>
      Number((await read(address))[1]) / 10 ** (await decimals(address))
    const whole = Number(claimedAmount) / 1e18
    const ethUsd = await price(feeds.ethUsd)
    const eth = mean
      ? await meanPrice(chain, token, log.blockNumber)
      : feed?.quote === 'ETH'
        ? await price(feed.feed)
        : (await price(feed?.feed as Address)) / ethUsd
    expect(Number(row.value_eth)).toBeCloseTo(whole * eth, 7)
    expect(Number(row.value_usd)).toBeCloseTo(whole * eth * ethUsd, 1)
  }
})

test('without a rewards source the page says what is missing and shows the rest', async ({
  page,
  chain,
  site,
}) => {
  site.setDeployments(
    JSON.stringify({
      version: 1,
      chains: [{ ...chain.meta.deployments, rpcUrls: [chain.proxy.url] }],
    }),
  )
  await page.goto(`/rewards?address=${getAddress(chain.account('restaker'))}`)
  await expect(page.getByText(/names no source for reward proofs/)).toBeVisible(ready)
  await expect(
    page.getByRole('table', { name: 'Claims, newest first' }).getByRole('row'),
  ).toHaveCount(4, { timeout: 30_000 })
  await expect(page.getByText(/^Root \d+ becomes active in /)).toBeVisible()
  await expect(review(page)).toHaveCount(0)
})

test('gaps in the history are said, not hidden', async ({ page, chain }) => {
  const { rewardsCoordinator } = chain.meta.deployments.eigenLayer
  chain.proxy.set({
    failing: ({ method, params }) => {
      const filter = (params[0] ?? {}) as { address?: string[]; topics?: unknown[] }
      const own =
        filter.address?.length === 1 &&
        filter.address[0]?.toLowerCase() === rewardsCoordinator.toLowerCase()
      return method === 'eth_getLogs' && own ? 'history is pruned' : undefined
    },
  })
  await page.goto(`/rewards?address=${getAddress(chain.account('restaker'))}`)
  const banner = page.getByText(/of blocks could not be read\./)
  await expect(banner).toBeVisible(ready)
  await banner.getByText('Which ones').click()
  await expect(banner.getByText('history is pruned').first()).toBeVisible()
})

test('the rewards page is accessible and fits @phone', async ({ page, chain, wallet }) => {
  test.slow()
  await wallet.switchAccount(chain.account('restaker'))
  await page.goto('/rewards')
  await connect(page)
  await expect(review(page)).toBeVisible(ready)
  await expect(page.getByRole('figure', { name: /earned, .* claimed$/ })).toBeVisible(ready)
  const check = async (where: string) => {
    await expectAccessibleThemes(page, where)
    const width = page.viewportSize()?.width ?? 0
    const scrolled = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0)
    expect(scrolled, `${where}: width`).toBeLessThanOrEqual(width)
  }
  await check('rewards')
  await page.getByRole('button', { name: 'Show as a table' }).click()
  await check('rewards, table')
  await review(page).click()
  await expect(sheetOf(page).getByRole('button', { name: /^Sign:/ })).toBeVisible({
    timeout: 30_000,
  })
  await check('rewards, plan')
})
