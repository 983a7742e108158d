import { type Address, type Client, zeroAddress } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Address as Lower } from '../network/types.ts'
import { choosePart, chooseTokens } from './choose.ts'
import { previewCompletions } from './completion.ts'
import { readExits } from './readExits.ts'
import { toDepositShares, withdrawableShares, withSharesRemoved } from './shares.ts'
import { type Market, openMarket } from './testing/market.ts'
import { numbers } from './testing/numbers.ts'
import { canBeNext, completableFrom } from './timing.ts'

let at: Market

beforeAll(async () => {
  at = await openMarket(4)
})
afterAll(() => at?.anvil.stop())

const lower = (address: string) => address.toLowerCase() as Lower

async function exitsOf(staker: Address) {
  const block = await at.client.getBlock()
  const exits = await readExits(at.client as unknown as Client, {
    chain: at.chain,
    staker: lower(staker),
    block: { number: block.number, hash: block.hash, timestamp: block.timestamp },
  })
  expect(exits.failures).toEqual([])
  return exits
}

const worthOf = async (staker: Address, strategy: Address) => {
  const [[shares = 0n]] = await at.read<[bigint[], bigint[]]>(
    'DelegationManager',
    at.core.delegationManager,
    'getWithdrawableShares',
    [staker, [strategy]],
  )
  return shares
}

test('for any history of deposits, slashes, rebases and withdrawals, what is shown is what is paid', async () => {
  const next = numbers(20_261_122)
  const seen = { queued: 0, tokens: 0, shares: 0, slashed: 0, rounded: 0, batches: 0 }

  /** Everything that the page shows of a staker, against the contracts' own views. */
  async function compare(staker: Address) {
    const exits = await exitsOf(staker)
    for (const [strategy, holding] of Object.entries(exits.holdings ?? {}) as [
      Lower,
      NonNullable<(typeof exits)['holdings']>[Lower],
    ][]) {
      const worth = withdrawableShares(holding.depositShares, holding)
      expect(worth).toBe(await worthOf(staker, strategy))
      const part = next.between(0n, worth)
      const [converted] = await at.read<bigint[]>(
        'DelegationManager',
        at.core.delegationManager,
        'convertToDepositShares',
        [staker, [strategy], [part]],
      )
      expect(toDepositShares(part, holding)).toBe(converted)
    }
    for (const queued of exits.queued ?? [])
      for (const { asked, shares } of queued.parts)
        if (asked !== null && shares < asked) seen.slashed++
    return exits
  }

  async function queue(staker: Address) {
    const exits = await compare(staker)
    const held = (Object.keys(exits.holdings ?? {}) as Lower[]).filter(
      (strategy) => (exits.holdings?.[strategy]?.depositShares ?? 0n) > 0n,
    )
    if (held.length === 0) return
    const strategy = next.pick(held)
    const holding = exits.holdings?.[strategy]
    const pool = exits.pools[strategy]
    if (!holding || !pool) throw new Error('Everything is read here.')
    const most = choosePart(holding, pool, 10_000).tokens
    const asked = next.between(0n, most)
    const chosen = next.oneIn(3)
      ? choosePart(holding, pool, Number(next.between(1n, 10_000n)))
      : chooseTokens(holding, pool, asked)
    if (chosen.depositShares === 0n) return
    const receipt = await at.dm(staker, 'queueWithdrawals', [
      [
        {
          strategies: [strategy],
          depositShares: [chosen.depositShares],
          __deprecated_withdrawer: zeroAddress,
        },
      ],
    ])
    const [event] = at.queuedIn(receipt)
    expect(event?.withdrawal.scaledShares).toEqual([chosen.scaledShares])
    expect(event?.sharesToWithdraw).toEqual([chosen.shares])
    const left = withSharesRemoved(holding, chosen.depositShares)
    expect(await worthOf(staker, strategy)).toBe(withdrawableShares(left.depositShares, left))
    const after = await exitsOf(staker)
    const found = after.queued?.find(({ root }) => root === event?.withdrawalRoot)
    expect(found?.parts).toEqual([
      { strategy, scaledShares: chosen.scaledShares, asked: chosen.shares, shares: chosen.shares },
    ])
    seen.queued++
    if (chosen.tokens !== asked) seen.rounded++
  }

  async function complete(staker: Address) {
    const exits = await compare(staker)
    const { delay, queued, delegatedTo } = exits
    if (delay === null || queued === null) throw new Error('Everything is read here.')
    const ready = queued.filter(({ withdrawal }) =>
      canBeNext(exits.block.number, completableFrom(withdrawal.startBlock, delay)),
    )
    const chosen = ready
      .slice(0, Number(next.between(1n, 4n)))
      .map((one) => ({ ...one, asTokens: !next.oneIn(3) }))
    if (chosen.length === 0) return
    const arrivals = previewCompletions(
      { pools: exits.pools, holdings: exits.holdings ?? {}, podGwei: exits.podGwei },
      chosen.map(({ asTokens, parts }) => ({ asTokens, parts })),
    ).flat()
    const slashedOut = arrivals.some(({ kind }) => kind === 'fullySlashed')
    const balances = await Promise.all(at.strategies.map((one) => at.balanceOf(one, staker)))
    const worths = await Promise.all(at.strategies.map((one) => worthOf(staker, one)))
    const structs = chosen.map(({ withdrawal }) => withdrawal)
    const tokens = structs.map(({ strategies }) => strategies.map((one) => at.tokenOf(one)))
    const run = () =>
      at.dm(staker, 'completeQueuedWithdrawals', [
        structs,
        tokens,
        chosen.map(({ asTokens }) => asTokens),
      ])
    if (slashedOut) {
      await expect(run(), String(delegatedTo)).rejects.toThrow()
      return
    }
    await run()
    for (const [index, strategy] of at.strategies.entries()) {
      const of = arrivals.filter((arrival) => arrival.strategy === lower(strategy))
      const received = of.reduce(
        (sum, arrival) => sum + (arrival.kind === 'tokens' ? arrival.received : 0n),
        0n,
      )
      const counted = of.reduce(
        (sum, arrival) => sum + (arrival.kind === 'shares' ? arrival.counted : 0n),
        0n,
      )
      expect((await at.balanceOf(strategy, staker)) - (balances[index] ?? 0n)).toBe(received)
      expect((await worthOf(staker, strategy)) - (worths[index] ?? 0n)).toBe(counted)
    }
    if (chosen.length > 1) seen.batches++
    seen.tokens += arrivals.filter(({ kind }) => kind === 'tokens').length
    seen.shares += arrivals.filter(({ kind }) => kind === 'shares').length
  }

  async function delegation(staker: Address) {
    const { delegatedTo } = await exitsOf(staker)
    const other = at.operators.find((operator) => lower(operator) !== delegatedTo)
    // Where an operator is slashed entirely, delegating is refused: the stake stays where it is.
    const tried =
      delegatedTo === zeroAddress
        ? at.delegate(staker, next.pick(at.operators))
        : next.oneIn(2)
          ? at.dm(staker, 'undelegate', [staker])
          : at.redelegate(staker, other ?? at.operators[0])
    await tried.catch((error: Error) => expect(error.message).toMatch(/reverted/))
  }

  for (const staker of at.stakers)
    for (const strategy of at.strategies)
      await at.deposit(staker, strategy, next.between(10n ** 15n, 10n ** 20n))
  for (let operation = 0; operation < 400; operation++) {
    const staker = next.pick(at.stakers)
    const roll = next.between(0n, 99n)
    if (roll < 14n)
      await at
        .deposit(staker, next.pick(at.strategies), next.between(10n ** 9n, 5n * 10n ** 19n))
        .catch((error: Error) => expect(error.message).toMatch(/reverted/))
    else if (roll < 40n) await queue(staker)
    else if (roll < 62n) await complete(staker)
    else if (roll < 72n) await delegation(staker)
    else if (roll < 82n) {
      const both = next.oneIn(3)
      await at
        .slash(
          next.pick(at.operators),
          both ? at.strategies : [next.pick(at.strategies)],
          next.between(1n, 3n * 10n ** 17n),
        )
        .catch((error: Error) => expect(error.message).toMatch(/reverted/))
    } else if (roll < 88n) await at.rebase(next.between(-(10n ** 17n), 10n ** 18n))
    else if (roll < 92n) await at.shift(next.between(1n, 10n ** 18n))
    else await at.client.mine({ blocks: Number(next.between(1n, 40n)) })
  }
  // Every case was met, or the test would have proved less than it says.
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(5)
})

test('without the log, the amount at queueing comes from the magnitude of that block', async () => {
  const [staker = zeroAddress] = at.stakers
  await at.deposit(staker, at.strategies[0], 10n ** 18n)
  await at.dm(staker, 'queueWithdrawals', [
    [
      {
        strategies: [at.strategies[0]],
        depositShares: [123_456_789n],
        __deprecated_withdrawer: zeroAddress,
      },
    ],
  ])
  const { queued } = await exitsOf(staker)
  expect(queued?.length).toBeGreaterThan(0)
  const block = await at.client.getBlock()
  const deaf = {
    ...at.client,
    request: (args: { method: string }) =>
      args.method === 'eth_getLogs'
        ? Promise.reject(new Error('History is pruned.'))
        : at.client.request(args as never),
  } as unknown as Client
  const without = await readExits(deaf, {
    chain: at.chain,
    staker: lower(staker),
    block: { number: block.number, hash: block.hash, timestamp: block.timestamp },
  })
  expect(without.queued).toEqual(queued)
})
