import { type Address, concat, zeroAddress, zeroHash } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DAY, type RewardsFixture, START, startRewards } from './setup.ts'
import { claimOf, type Earnings, earnerLeaf, rootOf, tokenLeaf } from './tree.ts'

let f: RewardsFixture
let snapshot: `0x${string}`
const DELAY = 7_200

beforeAll(async () => {
  f = await startRewards()
  await f.token.send(f.admin, 'mint', [f.coordinator.address, 10n ** 24n])
  await f.secondToken.send(f.admin, 'mint', [f.coordinator.address, 10n ** 12n])
  await f.at(START + 5 * DAY + 100)
})
afterAll(() => f.chain.stop())
beforeEach(async () => {
  snapshot = await f.chain.client.snapshot()
})
afterEach(() => f.chain.client.revert({ id: snapshot }))

const address = (n: number): Address => `0x${n.toString(16).padStart(40, '0')}`

/** Five earners (an odd number); the third of them has three tokens, of which two are real. */
function five(amount = 1_000n): Earnings {
  const tokens = (scale: bigint): Earnings[number][1] => {
    const real: Earnings[number][1] = [
      [f.token.address, amount * scale],
      [f.secondToken.address, scale],
    ]
    return real.sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
  }
  return [
    [address(1), [[f.token.address, 5n]]],
    [address(2), tokens(2n)],
    [f.earner, [[address(3), 9n], ...tokens(7n)]],
    [f.operator, tokens(1n)],
    [f.stranger, [[f.token.address, 1n]]],
  ]
}

/** Submits a root for the n-th day and returns its index. */
async function submit(earnings: Earnings, day = 4): Promise<number> {
  const index = Number(await f.coordinator.read<bigint>('getDistributionRootsLength'))
  await f.coordinator.send(f.admin, 'submitRoot', [rootOf(earnings), START + day * DAY])
  return index
}
const activate = async () => f.at((await f.now()) + DELAY)

test('leaf hashes are those of the layout', async () => {
  const leaf = { token: f.token.address, cumulativeEarnings: 123n }
  expect(await f.coordinator.read('calculateTokenLeafHash', leaf)).toBe(
    tokenLeaf(f.token.address, 123n),
  )
  const root = tokenLeaf(f.token.address, 1n)
  const earner = { earner: f.earner, earnerTokenRoot: root }
  expect(await f.coordinator.read('calculateEarnerLeafHash', earner)).toBe(
    earnerLeaf(f.earner, root),
  )
})

describe('roots', () => {
  test('are submitted by the updater, for a later and elapsed period, and activate in time', async () => {
    const { coordinator: c } = f
    expect(await c.refusal(f.stranger, 'submitRoot', [zeroHash, START])).toBe('UnauthorizedCaller')
    // A root must be for a moment before the block that takes it.
    const now = await f.now()
    expect(await c.refusal(f.admin, 'submitRoot', [zeroHash, now + 60])).toBe(
      'RewardsEndTimestampNotElapsed',
    )
    await f.chain.client.setNextBlockTimestamp({ timestamp: BigInt(now + 10) })
    const root = rootOf(five())
    const receipt = await c.send(f.admin, 'submitRoot', [root, START + 4 * DAY])
    expect(c.events(receipt)[0]).toEqual(
      expect.objectContaining({
        eventName: 'DistributionRootSubmitted',
        args: {
          rootIndex: 0,
          root,
          rewardsCalculationEndTimestamp: START + 4 * DAY,
          activatedAt: now + 10 + DELAY,
        },
      }),
    )
    expect(await c.refusal(f.admin, 'submitRoot', [root, START + 4 * DAY])).toBe(
      'NewRootMustBeForNewCalculatedPeriod',
    )
    expect(await c.read('currRewardsCalculationEndTimestamp')).toBe(START + 4 * DAY)
    expect(await c.read('getRootIndexFromHash', root)).toBe(0)
    expect(await c.refusal(f.admin, 'getRootIndexFromHash', [zeroHash])).toBe('InvalidRoot')
    const claimable = () => c.read<{ root: string }>('getCurrentClaimableDistributionRoot')
    expect((await claimable()).root).toBe(zeroHash)
    await f.at(now + 10 + DELAY - 1)
    expect((await claimable()).root).toBe(zeroHash)
    await f.at(now + 10 + DELAY)
    expect((await claimable()).root).toBe(root)
  })

  test('may be disabled until they are active; claims then use the one before', async () => {
    const { coordinator: c } = f
    const first = await submit(five())
    await activate()
    const second = await submit(five(2_000n), 5)
    expect(await c.refusal(f.stranger, 'disableRoot', [second])).toBe('UnauthorizedCaller')
    expect(await c.refusal(f.admin, 'disableRoot', [9])).toBe('InvalidRootIndex')
    expect(await c.refusal(f.admin, 'disableRoot', [first])).toBe('RootAlreadyActivated')
    await c.send(f.admin, 'disableRoot', [second])
    expect(await c.refusal(f.admin, 'disableRoot', [second])).toBe('RootDisabled')
    await activate()
    expect(await c.read('getCurrentClaimableDistributionRoot')).toMatchObject({
      root: rootOf(five()),
    })
    expect(await c.read('getCurrentDistributionRoot')).toMatchObject({ disabled: true })
    expect(await c.refusal(f.earner, 'checkClaim', [claimOf(five(2_000n), f.earner, second)])).toBe(
      'RootDisabled',
    )
  })
})

describe('claims', () => {
  test('pay what is new, in several tokens, out of trees with odd numbers of leaves', async () => {
    const { coordinator: c } = f
    const index = await submit(five())
    const claim = claimOf(five(), f.earner, index, [1, 2])
    expect(await c.refusal(f.earner, 'processClaim', [claim, f.stranger])).toBe('RootNotActivated')
    await activate()
    expect(await c.read('checkClaim', claim)).toBe(true)
    const receipt = await c.send(f.earner, 'processClaim', [claim, f.stranger])
    expect(c.events(receipt)).toHaveLength(2)
    expect(c.events(receipt).find((e) => e.args.token === f.token.address)?.args).toEqual({
      root: rootOf(five()),
      earner: f.earner,
      claimer: f.earner,
      recipient: f.stranger,
      token: f.token.address,
      claimedAmount: 7_000n,
    })
    expect(await f.token.read('balanceOf', f.stranger)).toBe(7_000n)
    expect(await f.secondToken.read('balanceOf', f.stranger)).toBe(7n)
    expect(await c.refusal(f.earner, 'processClaim', [claim, f.stranger])).toBe(
      'EarningsNotGreaterThanClaimed',
    )

    const next = five(1_500n)
    const later = await submit(next, 5)
    await activate()
    const position = next[2]?.[1].findIndex(([token]) => token === f.token.address) as number
    await c.send(f.earner, 'processClaim', [claimOf(next, f.earner, later, [position]), f.earner])
    expect(await f.token.read('balanceOf', f.earner)).toBe(3_500n)
    expect(await c.read('cumulativeClaimed', f.earner, f.token.address)).toBe(10_500n)
    // An older root that is still active pays nothing more, and nothing twice.
    expect(await c.refusal(f.earner, 'processClaim', [claim, f.earner])).toBe(
      'EarningsNotGreaterThanClaimed',
    )
  })

  test('every earner of the tree can claim, also as the only one', async () => {
    const { coordinator: c } = f
    const index = await submit(five())
    const alone: Earnings = [[f.earner, [[f.token.address, 1n]]]]
    const second = await submit(alone, 5)
    await activate()
    for (const [earner, tokens] of five()) {
      const real = tokens.flatMap(([token], i) => (token === address(3) ? [] : [i]))
      expect(await c.read('checkClaim', claimOf(five(), earner, index, real))).toBe(true)
    }
    const claim = claimOf(alone, f.earner, second)
    expect([claim.earnerTreeProof, claim.tokenTreeProofs]).toEqual(['0x', ['0x']])
    await c.send(f.earner, 'processClaim', [claim, f.earner])
    expect(await f.token.read('balanceOf', f.earner)).toBe(1n)
  })

  test('several earners may be claimed for at once by their common claimer', async () => {
    const { coordinator: c } = f
    const index = await submit(five())
    await activate()
    await c.send(f.earner, 'setClaimerFor', [f.admin])
    await c.send(f.operator, 'setClaimerFor', [f.admin])
    const claims = [claimOf(five(), f.earner, index, [1, 2]), claimOf(five(), f.operator, index)]
    await c.send(f.admin, 'processClaims', [claims, f.avs])
    expect(await c.read('cumulativeClaimed', f.earner, f.token.address)).toBe(7_000n)
    expect(await c.read('cumulativeClaimed', f.operator, f.token.address)).toBe(1_000n)
  })

  test('false proofs are refused, each for its own reason', async () => {
    const { coordinator: c } = f
    const index = await submit(five())
    const empty = Number(await c.read<bigint>('getDistributionRootsLength'))
    await c.send(f.admin, 'submitRoot', [zeroHash, START + 5 * DAY])
    await activate()
    const good = claimOf(five(), f.earner, index, [1, 2])
    const refuse = (over: object) =>
      c.refusal(f.earner, 'processClaim', [{ ...good, ...over }, f.earner])
    expect(await refuse({ earnerIndex: 1 })).toBe('InvalidClaimProof')
    expect(await refuse({ earnerIndex: 8 })).toBe('InvalidEarnerLeafIndex')
    expect(await refuse({ earnerTreeProof: concat([good.earnerTreeProof, '0x12']) })).toBe(
      'InvalidProofLength',
    )
    expect(await refuse({ earnerLeaf: { ...good.earnerLeaf, earner: f.stranger } })).toBe(
      'InvalidClaimProof',
    )
    expect(await refuse({ tokenIndices: [1] })).toBe('InputArrayLengthMismatch')
    expect(await refuse({ tokenTreeProofs: good.tokenTreeProofs.slice(1) })).toBe(
      'InputArrayLengthMismatch',
    )
    expect(await refuse({ tokenLeaves: good.tokenLeaves.slice(1) })).toBe(
      'InputArrayLengthMismatch',
    )
    expect(await refuse({ tokenIndices: [1, 4] })).toBe('InvalidTokenLeafIndex')
    expect(await refuse({ tokenIndices: [1, 3] })).toBe('InvalidClaimProof')
    const raised = good.tokenLeaves.map((leaf) => ({
      ...leaf,
      cumulativeEarnings: leaf.cumulativeEarnings + 1n,
    }))
    expect(await refuse({ tokenLeaves: raised })).toBe('InvalidClaimProof')
    expect(await refuse({ rootIndex: empty })).toBe('EmptyRoot')
  })
})

describe('claimers', () => {
  test('a claimer replaces the earner until it is removed', async () => {
    const { coordinator: c } = f
    const index = await submit(five())
    await activate()
    const claim = claimOf(five(), f.earner, index, [1])
    expect(await c.refusal(f.admin, 'processClaim', [claim, f.admin])).toBe('UnauthorizedCaller')
    const set = await c.send(f.earner, 'setClaimerFor', [f.admin])
    expect(c.events(set)[0]?.args).toEqual({
      earner: f.earner,
      oldClaimer: zeroAddress,
      claimer: f.admin,
    })
    expect(await c.refusal(f.earner, 'processClaim', [claim, f.earner])).toBe('UnauthorizedCaller')
    expect(await c.refusal(f.admin, 'processClaim', [claim, f.admin])).toBe('not refused')
    await c.send(f.earner, 'setClaimerFor', [zeroAddress])
    expect(await c.refusal(f.earner, 'processClaim', [claim, f.earner])).toBe('not refused')
  })

  test('only operators and AVSs with operator sets may have theirs set for them', async () => {
    const { coordinator: c } = f
    const two = (from: Address, earner: Address) =>
      c.refusal(from, 'setClaimerFor', [earner, f.admin])
    expect(await two(f.earner, f.earner)).toBe('InvalidEarner')
    expect(await two(f.stranger, f.operator)).toBe('InvalidPermissions')
    expect(await two(f.operator, f.operator)).toBe('not refused')
    expect(await two(f.avs, f.avs)).toBe('not refused')
    await f.stub.send(f.admin, 'appoint', [f.avs, f.stranger, c.address, '0xf22cef85'])
    await c.send(f.stranger, 'setClaimerFor', [f.avs, f.admin])
    expect(await c.read('claimerFor', f.avs)).toBe(f.admin)
  })
})
