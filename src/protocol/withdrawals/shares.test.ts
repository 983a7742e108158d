import { expect, test } from 'vitest'
import { ALL_BIPS, choosePart, chooseTokens } from './choose.ts'
import { type Pool, payOut, poolBalance, sharesFor, tokensFor } from './pool.ts'
import {
  type Holding,
  scaledShares,
  sharesOnCompletion,
  slashingFactor,
  toDepositShares,
  withdrawableShares,
  withSharesAdded,
  withSharesRemoved,
} from './shares.ts'
import { numbers } from './testing/numbers.ts'

const WAD = 10n ** 18n

/** floor(a·b/c) by a count that needs no division: the greatest n with n·c ≤ a·b. */
function floor(a: bigint, b: bigint, c: bigint): bigint {
  const product = a * b
  let n = 0n
  for (let step = 1n << 260n; step > 0n; step >>= 1n) if ((n + step) * c <= product) n += step
  return n
}

/** A holding that has been slashed and topped up in any order, so that k and l are odd numbers. */
function holdingFrom(next: ReturnType<typeof numbers>, most: bigint): Holding {
  return {
    depositShares: next.between(1n, most),
    scalingFactor: next.oneIn(4) ? WAD : next.between(WAD, 3n * WAD),
    slashingFactor: next.oneIn(4) ? WAD : next.between(1n, WAD),
  }
}

function poolFrom(next: ReturnType<typeof numbers>, shares: bigint): Pool {
  const totalShares = shares + next.between(0n, 10n ** 24n)
  if (next.oneIn(3)) {
    const lidoTotal = next.between(10n ** 20n, 10n ** 26n)
    return {
      kind: 'stEth',
      totalShares,
      lido: {
        totalShares: lidoTotal,
        totalPooledEther: next.between(lidoTotal, 2n * lidoTotal),
        strategyShares: next.between(lidoTotal / 4n, lidoTotal / 2n),
        recipientShares: next.between(0n, lidoTotal / 8n),
      },
    }
  }
  return { kind: 'token', totalShares, balance: next.between(totalShares / 2n, 2n * totalShares) }
}

test('every conversion is the floor that the contract takes', () => {
  const next = numbers(1)
  for (let round = 0; round < 400; round++) {
    const holding = holdingFrom(next, 10n ** 26n)
    const { depositShares: s, scalingFactor: k, slashingFactor: l } = holding
    const scaled = floor(s, k, WAD)
    expect(scaledShares(s, k)).toBe(scaled)
    expect(withdrawableShares(s, holding)).toBe(floor(scaled, l, WAD))
    expect(sharesOnCompletion(scaled, l)).toBe(floor(scaled, l, WAD))
    const w = next.between(0n, 10n ** 26n)
    expect(toDepositShares(w, holding)).toBe(floor(floor(w, WAD, k), WAD, l))
    const pool = poolFrom(next, s)
    if (pool.kind === 'native') continue
    expect(tokensFor(pool, w)).toBe(floor(poolBalance(pool) + 1000n, w, pool.totalShares + 1000n))
    expect(sharesFor(pool, w)).toBe(floor(w, pool.totalShares + 1000n, poolBalance(pool) + 1000n))
  }
})

test('converting there and back never makes more, and loses only what three floors can', () => {
  const next = numbers(2)
  for (let round = 0; round < 400; round++) {
    const holding = holdingFrom(next, 10n ** 24n)
    const w = withdrawableShares(holding.depositShares, holding)
    const back = toDepositShares(w, holding)
    expect(back).toBeLessThanOrEqual(holding.depositShares)
    expect(withdrawableShares(back, holding)).toBeLessThanOrEqual(w)
  }
})

test('the shares for an amount are the most that are not worth more: all of them were tried', () => {
  const next = numbers(3)
  for (let round = 0; round < 300; round++) {
    const holding = holdingFrom(next, 400n)
    const pool: Pool = next.oneIn(5)
      ? { kind: 'native' }
      : {
          kind: 'token',
          totalShares: holding.depositShares + next.between(0n, 5_000n),
          balance: next.between(0n, 9_000n),
        }
    const amount = next.between(0n, 900n)
    let best = 0n
    for (let shares = 0n; shares <= holding.depositShares; shares++)
      if (tokensFor(pool, withdrawableShares(shares, holding)) <= amount) best = shares
    const worth = tokensFor(pool, withdrawableShares(best, holding))
    const chosen = chooseTokens(holding, pool, amount)
    expect(chosen.depositShares).toBe(worth === 0n ? 0n : best)
    expect(chosen.tokens).toBe(worth)
    expect(chosen.shares).toBe(withdrawableShares(chosen.depositShares, holding))
  }
})

test('asking for all there is leaves nothing behind, however it is asked', () => {
  const next = numbers(4)
  for (let round = 0; round < 300; round++) {
    const holding = holdingFrom(next, 10n ** 24n)
    const pool = poolFrom(next, holding.depositShares)
    const all = tokensFor(pool, withdrawableShares(holding.depositShares, holding))
    if (all === 0n) continue
    expect(chooseTokens(holding, pool, all).depositShares).toBe(holding.depositShares)
    expect(chooseTokens(holding, pool, all + 1n).depositShares).toBe(holding.depositShares)
    expect(choosePart(holding, pool, ALL_BIPS).depositShares).toBe(holding.depositShares)
    const part = next.between(1n, all)
    const { tokens } = chooseTokens(holding, pool, part)
    expect(tokens).toBeLessThanOrEqual(part)
    // One more deposit share would have been worth more than was asked, or would have been all.
    const { depositShares } = chooseTokens(holding, pool, part)
    if (depositShares > 0n && depositShares < holding.depositShares)
      expect(tokensFor(pool, withdrawableShares(depositShares + 1n, holding))).toBeGreaterThan(part)
  }
})

test('a percentage is a part of the deposit shares, rounded down and within bounds', () => {
  const holding = { depositShares: 999n, scalingFactor: WAD, slashingFactor: WAD }
  const pool: Pool = { kind: 'token', totalShares: 999n, balance: 999n }
  expect(choosePart(holding, pool, 3_333).depositShares).toBe(332n)
  expect(choosePart(holding, pool, -5).depositShares).toBe(0n)
  expect(choosePart(holding, pool, 20_000).depositShares).toBe(999n)
})

test('what everything slashed is worth is nothing, and converting it panics as the contract does', () => {
  const lost = { depositShares: 10n ** 18n, scalingFactor: WAD, slashingFactor: 0n }
  expect(withdrawableShares(lost.depositShares, lost)).toBe(0n)
  expect(chooseTokens(lost, { kind: 'native' }, 5n).depositShares).toBe(0n)
  expect(() => toDepositShares(1n, lost)).toThrow(RangeError)
  expect(() => withSharesAdded({ ...lost, depositShares: 0n }, 1n)).toThrow(RangeError)
})

test('shares added later are worth what was added, whatever was slashed before', () => {
  const next = numbers(5)
  for (let round = 0; round < 300; round++) {
    const fresh = next.oneIn(3)
    const holding = fresh
      ? { depositShares: 0n, scalingFactor: WAD, slashingFactor: next.between(WAD / 1000n, WAD) }
      : { ...holdingFrom(next, 10n ** 24n), slashingFactor: next.between(WAD / 1000n, WAD) }
    const before = withdrawableShares(holding.depositShares, holding)
    const added = next.between(1n, 10n ** 24n)
    const after = withSharesAdded(holding, added)
    const worth = withdrawableShares(after.depositShares, after)
    expect(worth).toBeLessThanOrEqual(before + added)
    // k has 18 decimals: its floor costs at most one part in 1e18 of the shares, scaled by l, and a wei each.
    const lost = before + added - worth
    expect(lost).toBeLessThanOrEqual(
      (2n * after.depositShares * WAD) / holding.slashingFactor / WAD + 3n,
    )
    expect(withSharesRemoved(after, after.depositShares)).toEqual({
      depositShares: 0n,
      scalingFactor: WAD,
      slashingFactor: holding.slashingFactor,
    })
  }
})

test('native stake is slashed by its operator and by the beacon chain', () => {
  expect(slashingFactor(WAD / 2n)).toBe(WAD / 2n)
  expect(slashingFactor(WAD / 2n, WAD / 4n)).toBe(WAD / 8n)
  expect(slashingFactor(3n, 1n)).toBe(0n)
})

test('a pod pays whole gwei, and stETH arrives up to two wei short', () => {
  expect(payOut({ kind: 'native' }, 1_999_999_999n)).toMatchObject({
    sent: 1_000_000_000n,
    received: 1_000_000_000n,
  })
  const next = numbers(6)
  let short = 0
  for (let round = 0; round < 300; round++) {
    const pool = poolFrom(next, 10n ** 22n)
    if (pool.kind !== 'stEth') continue
    const { sent, received, after } = payOut(pool, next.between(1n, 10n ** 20n))
    expect(sent - received).toBeGreaterThanOrEqual(-1n)
    expect(sent - received).toBeLessThanOrEqual(2n)
    if (received < sent) short++
    // Lido's shares move exactly: what the strategy loses, the recipient has.
    if (after.kind !== 'stEth') throw new Error('the pool stays what it is')
    expect(after.lido.strategyShares + after.lido.recipientShares).toBe(
      pool.lido.strategyShares + pool.lido.recipientShares,
    )
  }
  expect(short).toBeGreaterThan(0)
})
