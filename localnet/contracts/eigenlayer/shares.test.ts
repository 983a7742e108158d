import type { Address } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Core,
  DELAY,
  eth,
  startCore,
  type Target,
  WAD,
  type Withdrawal,
} from './testing/fixture.ts'
import { PoolModel, part, type Queued, ShareModel } from './testing/model.ts'

let core: Core
beforeAll(async () => {
  core = await startCore()
})
afterAll(() => core.stop())

/** A small generator with a seed: odd amounts that are the same in every run. */
function generator(seed: number) {
  let state = BigInt(seed)
  const next = () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n
    return state >> 11n
  }
  return { upTo: (limit: bigint) => (next() * 2n ** 53n + next()) % limit }
}

describe('the pool', () => {
  test('mints and pays at the rate of its balance, rounding down, through gains and losses', async () => {
    const token: Target = ['CoreTestToken', core.tokens.B]
    const pool: Target = core.strategy('B')
    const model = new PoolModel()
    const staker = core.fresh()
    const random = generator(7)
    for (let round = 0; round < 6; round++) {
      const amount = 1n + random.upTo(eth('3'))
      const receipt = await core.deposit(staker, 'B', amount)
      const minted = model.deposit(amount)
      const [event] = core.events<{ shares: bigint }>(receipt, 'StrategyManager', 'Deposit')
      expect(event?.shares).toBe(minted)
      const [rate] = core.events<{ rate: bigint }>(receipt, 'StrategyBase', 'ExchangeRateEmitted')
      expect(rate?.rate).toBe(part(model.balance + 1000n, WAD, model.shares + 1000n))
      const drift = random.upTo(model.balance / 10n)
      if (round % 2 === 0) {
        await core.write(staker, token, 'mint', [pool[1], drift])
        model.balance += drift
      } else {
        await core.write(staker, token, 'burn', [pool[1], drift])
        model.balance -= drift
      }
      expect(await core.read(pool, 'totalShares')).toBe(model.shares)
      const asked = random.upTo(model.shares)
      expect(await core.read(pool, 'sharesToUnderlyingView', [asked])).toBe(model.worth(asked))
      expect(await core.read(pool, 'underlyingToSharesView', [asked])).toBe(
        part(asked, model.shares + 1000n, model.balance + 1000n),
      )
    }
    const held = await core.read<bigint>(pool, 'shares', [staker])
    expect(held).toBe(model.shares)
    expect(await core.read(pool, 'userUnderlyingView', [staker])).toBe(model.worth(held))

    const out = held / 3n
    const withdrawal = await core.queue(staker, 'B', out)
    await core.mine(DELAY)
    await core.write(staker, core.dm, 'completeQueuedWithdrawal', [withdrawal, [token[1]], true])
    expect(await core.read(token, 'balanceOf', [staker])).toBe(model.withdraw(out))
    expect(await core.read(pool, 'totalShares')).toBe(model.shares)
  })
})

describe('shares under an operator', () => {
  test('thirty odd steps of deposits, slashes and withdrawals agree with the model to the wei', async () => {
    const strategy = core.at.strategies.A
    const operator = await core.operator()
    const set = await core.avs(['A'])
    const model = new ShareModel(DELAY)
    const random = generator(2024)
    const stakers = [core.fresh(), core.fresh(), core.fresh()]
    const open: { staker: Address; withdrawal: Withdrawal; queued: Queued }[] = []

    const check = async () => {
      expect(await core.read(core.dm, 'operatorShares', [operator, strategy])).toBe(
        model.operatorShares,
      )
      for (const staker of stakers) {
        const { s, k } = model.of(staker)
        expect(await core.read(core.dm, 'depositScalingFactor', [staker, strategy])).toBe(k)
        const [withdrawable, deposited] = await core.read<[bigint[], bigint[]]>(
          core.dm,
          'getWithdrawableShares',
          [staker, [strategy]],
        )
        expect(deposited).toEqual([s])
        expect(withdrawable).toEqual([model.withdrawable(staker)])
        const asked = model.withdrawable(staker) / 3n
        expect(
          await core.read(core.dm, 'convertToDepositShares', [staker, [strategy], [asked]]),
        ).toEqual([model.toDepositShares(staker, asked)])
      }
    }

    for (const staker of stakers) {
      const amount = 1n + random.upTo(eth('40'))
      await core.deposit(staker, 'A', amount)
      await core.delegate(staker, operator)
      model.delegate(staker, amount)
    }
    await core.register(operator, set)
    model.current = 123_456_789_012_345_679n * 5n
    await core.allocate(operator, set, 'A', model.current)
    await check()

    for (let step = 0; step < 30; step++) {
      const staker = stakers[Number(random.upTo(3n))] as Address
      const kind = random.upTo(5n)
      if (kind <= 1n) {
        const amount = 1n + random.upTo(eth('7'))
        await core.deposit(staker, 'A', amount)
        model.add(staker, amount)
      } else if (kind === 2n && model.of(staker).s > 0n) {
        const held = model.of(staker).s
        const amount = step % 3 === 0 ? held : 1n + random.upTo(held)
        const withdrawal = await core.queue(staker, 'A', amount)
        const queued = model.enqueue(staker, amount, BigInt(withdrawal.startBlock))
        expect(withdrawal.scaledShares).toEqual([queued.scaled])
        open.push({ staker, withdrawal, queued })
      } else if (kind === 3n) {
        const wad = 1n + random.upTo(WAD / 7n)
        const receipt = await core.slash(operator, set, 'A', wad)
        const expected = model.slash(wad, receipt.blockNumber)
        const [slashed] = core.events<{ wadSlashed: bigint[] }>(
          receipt,
          'AllocationManager',
          'OperatorSlashed',
        )
        expect(slashed?.wadSlashed).toEqual([expected.wadSlashed])
        const [shares] = core.events<{ totalSlashedShares: bigint }>(
          receipt,
          'DelegationManager',
          'OperatorSharesSlashed',
        )
        expect(shares?.totalSlashedShares).toBe(expected.shares)
        expect(await core.read(core.am, 'getMaxMagnitude', [operator, strategy])).toBe(model.m)
      } else {
        await core.mine(1n + random.upTo(30n))
      }
      if (step % 5 === 4) await check()
    }
    await check()
    expect(model.slashed).toBeGreaterThan(0n)
    expect(open.length).toBeGreaterThan(2)

    // What is left of each withdrawal is its scaled shares at the magnitude of its last block.
    await core.mine(DELAY + 1n)
    for (const { staker, withdrawal, queued } of open) {
      const [atEnd] = await core.read<bigint[]>(core.am, 'getMaxMagnitudesAtBlock', [
        operator,
        [strategy],
        withdrawal.startBlock + Number(DELAY),
      ])
      const due = part(queued.scaled, atEnd ?? 0n, WAD)
      const root = await core.read(core.dm, 'calculateWithdrawalRoot', [withdrawal])
      const [, shares] = await core.read<[unknown, bigint[]]>(core.dm, 'getQueuedWithdrawal', [
        root,
      ])
      expect(shares).toEqual([due])
      await core.write(staker, core.dm, 'completeQueuedWithdrawal', [
        withdrawal,
        [core.tokens.A],
        false,
      ])
      model.add(staker, due)
    }
    await check()

    // Every share is somewhere: with a staker, or slashed and waiting to be burned.
    const all = await core.read<bigint>(core.strategy('A'), 'totalShares')
    const withdrawable = stakers.reduce((sum, staker) => sum + model.withdrawable(staker), 0n)
    const unaccounted = all - withdrawable - model.slashed
    expect(unaccounted >= 0n && unaccounted < 1000n).toBe(true)
  })

  test('a deposit after a slash is worth what was put in, and the old stake stays slashed', async () => {
    const strategy = core.at.strategies.A
    const [operator, set, staker] = [await core.operator(), await core.avs(['A']), core.fresh()]
    await core.deposit(staker, 'A', 100n)
    await core.delegate(staker, operator)
    await core.register(operator, set)
    await core.allocate(operator, set, 'A', WAD)
    await core.slash(operator, set, 'A', WAD / 4n)
    const worth = async () =>
      (await core.read<[bigint[]]>(core.dm, 'getWithdrawableShares', [staker, [strategy]]))[0][0]
    expect(await worth()).toBe(75n)
    await core.deposit(staker, 'A', 100n)
    // k = floor(floor(175 / 200) / 0.75)
    const factor = part((175n * WAD) / 200n, WAD, (WAD * 3n) / 4n)
    expect(await core.read(core.dm, 'depositScalingFactor', [staker, strategy])).toBe(factor)
    expect(await worth()).toBe(part(part(200n, factor, WAD), (WAD * 3n) / 4n, WAD))

    // Whoever comes after the slash is not touched by it.
    const late = core.fresh()
    await core.deposit(late, 'A', eth('9'))
    await core.delegate(late, operator)
    const [shares] = await core.read<[bigint[]]>(core.dm, 'getWithdrawableShares', [
      late,
      [strategy],
    ])
    expect(eth('9') - (shares[0] ?? 0n)).toBeLessThan(20n)
    expect(await core.read(core.dm, 'depositScalingFactor', [late, strategy])).toBe(
      part(WAD, WAD, (WAD * 3n) / 4n),
    )
  })
})
