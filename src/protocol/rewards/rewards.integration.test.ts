import { type Address, getAddress, parseAbi, zeroAddress } from 'viem'
import { getBlock, readContract } from 'viem/actions'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type SeededForTests, startSeededForTests } from '../../../localnet/chainState.ts'
import { rewardsCoordinatorAbi } from '../abi/eigenlayer.ts'
import type { Chain } from '../deployments/types.ts'
import { createMemoryStore } from '../logs/memoryStore.ts'
import { createClientFor } from '../rpc/client.ts'
import { createClaimerHistory, createClaimHistory } from './claimHistory.ts'
import { valueClaims } from './claimValues.ts'
import { readEarnedHistory } from './earnedHistory.ts'
import { createFilesSource } from './filesSource.ts'
import { provenClaim } from './provenClaim.ts'
import { claimableOf, readRewards, waitingOf } from './readRewards.ts'
import { readRoots } from './readRoots.ts'
import { createSidecarSource } from './sidecarSource.ts'
import {
  type Misbehaviour,
  type RewardsServer,
  startRewardsServer,
} from './testing/rewardsServer.ts'
import type { ClaimSource, ClaimSourceError, DistributionRoot } from './types.ts'
import { pickTokens } from './verifyClaim.ts'

let chain: SeededForTests
let deployment: Chain
let client: ReturnType<typeof createClientFor>
let server: RewardsServer
let roots: readonly DistributionRoot[]
let active: DistributionRoot
let newest: DistributionRoot
let restaker: Address
let coordinator: { address: Address; abi: typeof rewardsCoordinatorAbi }

const ownerAbi = parseAbi([
  'function disableRoot(uint32 rootIndex)',
  'function setClaimerFor(address claimer)',
])
const head = async () => {
  const { number, hash, timestamp } = await getBlock(client)
  return { number, hash, timestamp }
}
const rewardTokens = () => {
  const file = chain.meta.distributions.at(-1)
  return Object.keys(file?.earners[restaker] ?? {}) as Address[]
}
const earnedIn = (index: number, earner: Address) =>
  chain.meta.distributions.find(({ rootIndex }) => rootIndex === index)?.earners[earner] ?? {}
const claimed = (earner: Address, token: Address) =>
  readContract(client, { ...coordinator, functionName: 'cumulativeClaimed', args: [earner, token] })

/** Waits until what was sent is in a block, by what the contract then answers. */
async function mined(
  functionName: 'claimerFor' | 'getDistributionRootAtIndex',
  args: unknown[],
  answer: unknown,
) {
  const read = () => readContract(client, { ...coordinator, functionName, args } as never)
  await expect
    .poll(read)
    .toEqual(typeof answer === 'object' ? expect.objectContaining(answer as object) : answer)
}

beforeAll(async () => {
  chain = await startSeededForTests({ history: true })
  deployment = { ...chain.meta.deployments, rpcUrls: [chain.url] } as unknown as Chain
  client = createClientFor(deployment, chain.url)
  coordinator = {
    address: deployment.eigenLayer.rewardsCoordinator,
    abi: rewardsCoordinatorAbi,
  }
  restaker = getAddress(
    chain.meta.accounts.find(({ persona }) => persona === 'restaker')?.address ?? zeroAddress,
  )
  const failures: { what: string; message: string }[] = []
  const read = await readRoots(client, { chain: deployment, block: await head(), failures })
  if (!read?.active) throw new Error('The seeded chain has no active root.')
  expect(failures).toEqual([])
  roots = read.roots
  active = read.active
  newest = read.pending.at(-1) as DistributionRoot
  server = await startRewardsServer(chain.meta.distributions, active.index)
})
afterAll(async () => {
  await server?.close()
  await chain?.stop()
})
beforeEach(() => server.misbehave())

const sources: readonly [string, () => ClaimSource][] = [
  ['files', () => createFilesSource({ url: `${server.url}/files` })],
  ['sidecar', () => createSidecarSource({ url: server.url })],
]

describe.each(sources)('%s', (kind, open) => {
  test('every earner has a proof that the contract takes, against both roots', async () => {
    const source = open()
    expect(source.kind).toBe(kind)
    const all = Object.entries(
      chain.meta.distributions.find(({ rootIndex }) => rootIndex === active.index)?.earners ?? {},
    )
    expect(all.length).toBeGreaterThan(20)
    // An odd one, the first and the last of the tree among them.
    for (const [earner, tokens] of [...all.slice(0, 4), ...all.slice(-4)]) {
      const claim = await provenClaim(source, earner as Address, active)
      expect(
        Object.fromEntries(claim?.tokenLeaves.map((l) => [l.token, l.cumulativeEarnings]) ?? []),
      ).toEqual(
        Object.fromEntries(Object.entries(tokens).map(([t, amount]) => [t, BigInt(amount)])),
      )
      if (claim === null) throw new Error('no claim')
      const fresh: Address[] = []
      for (const leaf of claim.tokenLeaves)
        if (leaf.cumulativeEarnings > (await claimed(earner as Address, leaf.token)))
          fresh.push(leaf.token)
      if (fresh.length === 0) continue
      expect(
        await readContract(client, {
          ...coordinator,
          functionName: 'checkClaim',
          args: [pickTokens(claim, fresh)],
        }),
      ).toBe(true)
    }
    const later = await provenClaim(source, restaker, newest, { active: false })
    expect(later?.tokenLeaves.map((leaf) => String(leaf.cumulativeEarnings)).sort()).toEqual(
      Object.values(earnedIn(newest.index, restaker)).sort(),
    )
  })

  test('somebody who earned nothing has no claim', async () => {
    expect(
      await provenClaim(open(), '0x000000000000000000000000000000000000dEaD', active),
    ).toBeNull()
  })

  test('a proof is asked for once', async () => {
    const source = open()
    await provenClaim(source, restaker, active)
    const before = server.asked.length
    await provenClaim(source, restaker, active)
    expect(server.asked.length).toBe(before)
  })

  test('a reading has what can be claimed, waits and was claimed', async () => {
    const reading = await readRewards(client, {
      chain: deployment,
      block: await head(),
      earners: [restaker],
      source: open(),
      rewardTokens: rewardTokens(),
    })
    const [mine] = reading.earners
    expect(reading.failures).toEqual([])
    expect(mine?.claimer).toBe(zeroAddress)
    expect(mine?.tokens).toHaveLength(3)
    for (const row of mine?.tokens ?? []) {
      const token = getAddress(row.token)
      const now = BigInt(earnedIn(active.index, restaker)[token] ?? 0)
      const later = BigInt(earnedIn(newest.index, restaker)[token] ?? 0)
      expect(row.claimed).toBe(await claimed(restaker, token))
      expect(row.claimed).toBeGreaterThan(0n)
      expect(claimableOf(row)).toBe(now - (row.claimed ?? 0n))
      expect(waitingOf(row)).toBe(later - now)
      expect(reading.tokens[row.token]?.decimals).toBe(18)
    }
    // One has a feed, one a pool, one has no price.
    expect(
      Object.values(reading.tokens)
        .map(({ priceSource }) => priceSource?.kind)
        .sort(),
    ).toEqual(['feed', 'twap', undefined])
  })
})

/** Answers with what is given, whatever was asked for on this path. */
const instead =
  (path: RegExp, answer: (honest: never) => unknown): Misbehaviour =>
  (request, response, honest) => {
    if (!path.test(request.path)) return false
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answer(honest as never)))
    return true
  }
const proofPath = /claim-proof/
type Proof = {
  proof: {
    rootIndex: number
    earnerIndex: number
    earnerTreeProof: string
    earnerLeaf: { earner: string; earnerTokenRoot: string }
    tokenIndices: number[]
    tokenTreeProofs: string[]
    tokenLeaves: { token: string; cumulativeEarnings: string }[]
  }
}
const changed =
  (change: (proof: Proof['proof']) => void) =>
  (honest: Proof): unknown => {
    change(honest.proof)
    return honest
  }

describe('a sidecar that is not honest, or not well', () => {
  const refused: readonly [string, ClaimSourceError['kind'], () => Misbehaviour][] = [
    [
      'pays more',
      'wrongProof',
      () =>
        instead(
          proofPath,
          changed((proof) => {
            const [leaf] = proof.tokenLeaves
            if (leaf) leaf.cumulativeEarnings = String(BigInt(leaf.cumulativeEarnings) + 1n)
          }),
        ),
    ],
    [
      'pays another token',
      'wrongProof',
      () =>
        instead(
          proofPath,
          changed((proof) => {
            const [leaf] = proof.tokenLeaves
            if (leaf) leaf.token = deployment.eigenLayer.rewardsCoordinator
          }),
        ),
    ],
    [
      'proves it for another earner',
      'wrongProof',
      () =>
        instead(
          proofPath,
          changed((proof) => {
            proof.earnerLeaf.earner = deployment.eigenLayer.rewardsCoordinator
          }),
        ),
    ],
    [
      'proves it against another root',
      'wrongProof',
      () =>
        instead(
          proofPath,
          changed((proof) => {
            proof.rootIndex -= 1
          }),
        ),
    ],
    [
      'moves the leaf',
      'wrongProof',
      () =>
        instead(
          proofPath,
          changed((proof) => {
            proof.earnerIndex ^= 1
          }),
        ),
    ],
    [
      'puts the leaf outside of the tree',
      'wrongProof',
      () =>
        instead(
          proofPath,
          changed((proof) => {
            proof.earnerIndex += 4096
          }),
        ),
    ],
    [
      'sends a proof of broken hashes',
      'wrongProof',
      () =>
        instead(
          proofPath,
          changed((proof) => {
            proof.earnerTreeProof = Buffer.alloc(33).toString('base64')
          }),
        ),
    ],
    [
      'gives a token twice',
      'wrongProof',
      () =>
        instead(
          proofPath,
          changed((proof) => {
            proof.tokenLeaves.push(...proof.tokenLeaves)
            proof.tokenIndices.push(...proof.tokenIndices)
            proof.tokenTreeProofs.push(...proof.tokenTreeProofs)
          }),
        ),
    ],
    [
      'leaves a position out',
      'wrongProof',
      () =>
        instead(
          proofPath,
          changed((proof) => {
            proof.tokenIndices.pop()
          }),
        ),
    ],
    [
      'sends an amount that is none',
      'invalid',
      () =>
        instead(
          proofPath,
          changed((proof) => {
            const [leaf] = proof.tokenLeaves
            if (leaf) leaf.cumulativeEarnings = '-5'
          }),
        ),
    ],
    [
      'sends an amount beyond uint256',
      'invalid',
      () =>
        instead(
          proofPath,
          changed((proof) => {
            const [leaf] = proof.tokenLeaves
            if (leaf) leaf.cumulativeEarnings = '9'.repeat(78)
          }),
        ),
    ],
    ['answers with nothing', 'invalid', () => instead(proofPath, () => ({}))],
    ['answers with a list', 'invalid', () => instead(proofPath, () => [])],
    [
      'answers with a page',
      'invalid',
      () => (_request, response) => {
        response.setHeader('content-type', 'text/html')
        response.end('<!doctype html><p>Checking your browser')
        return true
      },
    ],
    [
      'floods',
      'tooLarge',
      () => (_request, response) => {
        response.write('{"proof":"')
        const flood = () => {
          while (!response.destroyed && response.write('A'.repeat(65_536)));
          if (!response.destroyed) response.once('drain', flood)
        }
        flood()
        return true
      },
    ],
    [
      'fails',
      'unreachable',
      () => (_request, response) => {
        response.writeHead(500, { 'content-type': 'application/json' })
        response.end('{"code":13,"message":"Failed to generate claim proof"}')
        return true
      },
    ],
    [
      'redirects',
      'unreachable',
      () => (_request, response) => {
        response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
        return true
      },
    ],
    [
      'hangs up',
      'unreachable',
      () => (_request, response) => {
        response.destroy()
        return true
      },
    ],
    ['never answers', 'timeout', () => () => true],
  ]
  test.each(refused)('%s: %s', async (_what, errorKind, how) => {
    server.misbehave(how())
    const source = createSidecarSource({ url: server.url, within: 1_500 })
    await expect(provenClaim(source, restaker, active)).rejects.toMatchObject({
      name: 'ClaimSourceError',
      kind: errorKind,
    })
  })

  test('older sidecars: hexadecimal bytes and leafIndices', async () => {
    server.misbehave(
      instead(proofPath, ({ proof }: Proof) => {
        const hex = (text: string) => `0x${Buffer.from(text, 'base64').toString('hex')}`
        const { tokenIndices, ...rest } = proof
        return {
          proof: {
            ...rest,
            leafIndices: tokenIndices,
            earnerTreeProof: hex(proof.earnerTreeProof),
            earnerLeaf: {
              ...proof.earnerLeaf,
              earnerTokenRoot: hex(proof.earnerLeaf.earnerTokenRoot),
            },
            tokenTreeProofs: proof.tokenTreeProofs.map(hex),
          },
        }
      }),
    )
    const claim = await provenClaim(createSidecarSource({ url: server.url }), restaker, active)
    expect(claim?.tokenLeaves).toHaveLength(3)
  })

  test('its refusal leaves claims and roots in sight, and amounts unknown instead of zero', async () => {
    server.misbehave((_request, response) => {
      response.writeHead(503).end()
      return true
    })
    const reading = await readRewards(client, {
      chain: deployment,
      block: await head(),
      earners: [restaker],
      source: createSidecarSource({ url: server.url }),
      rewardTokens: rewardTokens(),
    })
    const [mine] = reading.earners
    expect(mine?.sourceError).toMatchObject({ kind: 'unreachable' })
    expect(reading.roots?.active?.index).toBe(active.index)
    expect(mine?.tokens.map((row) => [row.active, row.earned])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ])
    expect(mine?.tokens.every(({ claimed: sum }) => sum !== null && sum > 0n)).toBe(true)
  })
})

test('files that do not lead to the root, or are none, are refused', async () => {
  const ask = () => provenClaim(createFilesSource({ url: `${server.url}/files` }), restaker, active)
  server.misbehave(
    instead(/files/, (file: { earners: Record<string, Record<string, string>> }) => {
      const own = Object.fromEntries(
        Object.entries(file.earners[restaker] ?? {}).map(([token, amount]) => [
          token,
          String(BigInt(amount) + 1n),
        ]),
      )
      return { ...file, earners: { ...file.earners, [restaker]: own } }
    }),
  )
  await expect(ask()).rejects.toMatchObject({ kind: 'wrongProof' })
  for (const [body, kind] of [
    [{}, 'invalid'],
    [{ earners: {} }, 'invalid'],
    [{ earners: { [restaker]: {} } }, 'invalid'],
    [{ earners: { hello: { [restaker]: '1' } } }, 'invalid'],
    [{ earners: { [restaker]: { [restaker]: '1.5' } } }, 'invalid'],
  ] as const) {
    server.misbehave(instead(/files/, () => body))
    await expect(ask()).rejects.toMatchObject({ kind })
  }
  const absent = createFilesSource({ url: `${server.url}/nowhere` })
  await expect(provenClaim(absent, restaker, active)).rejects.toMatchObject({ kind: 'missing' })
})

test('a refusal is remembered for a while, so that a source in trouble is not flooded', async () => {
  const source = createFilesSource({ url: `${server.url}/nowhere` })
  await expect(provenClaim(source, restaker, active, { now: 0 })).rejects.toThrow()
  const before = server.asked.length
  await expect(provenClaim(source, restaker, active)).rejects.toThrow()
  expect(server.asked.length).toBe(before)
  const later = performance.now() + 60_000
  await expect(provenClaim(source, restaker, active, { now: later })).rejects.toThrow()
  expect(server.asked.length).toBe(before + 1)
})

test('without a source there are claims and roots, and nothing is invented', async () => {
  const reading = await readRewards(client, {
    chain: deployment,
    block: await head(),
    earners: [restaker],
    source: null,
    rewardTokens: rewardTokens(),
  })
  expect(reading.roots?.pending.map(({ index }) => index)).toEqual([newest.index])
  for (const row of reading.earners[0]?.tokens ?? [])
    expect([row.active, row.earned, claimableOf(row), waitingOf(row)]).toEqual(
      Array.from({ length: 4 }, () => null),
    )
  expect(reading.earners[0]?.tokens).toHaveLength(3)
})

describe('history', () => {
  test('claims of an earner alone, with their transactions', async () => {
    const { number } = await head()
    const sync = createClaimHistory({
      client,
      chain: deployment,
      earner: restaker,
      store: Promise.resolve(createMemoryStore()),
    })
    const { rows, coverage } = await sync({ toBlock: number })
    expect(coverage.complete).toBe(true)
    expect(rows).toHaveLength(3)
    for (const row of rows) {
      expect(row).toMatchObject({
        earner: restaker.toLowerCase(),
        claimer: restaker.toLowerCase(),
        recipient: restaker.toLowerCase(),
      })
      expect(row.amount).toBe(await claimed(restaker, row.token))
      const receipt = await client.request({
        method: 'eth_getTransactionReceipt',
        params: [row.h],
      })
      expect(Number(receipt?.blockNumber)).toBe(row.b)
    }
  })

  test('values are those of the block of the claim; without state there is a reason', async () => {
    const { number } = await head()
    const sync = createClaimHistory({
      client,
      chain: deployment,
      earner: restaker,
      store: Promise.resolve(createMemoryStore()),
    })
    const { rows } = await sync({ toBlock: number })
    const valued = await valueClaims(client, { chain: deployment, rows, latest: {} })
    const byMean = (token: string) =>
      Object.keys(deployment.feeds?.pools ?? {}).some((one) => one.toLowerCase() === token)
    const [priced] = valued.filter(({ valueEth, row }) => valueEth !== null && !byMean(row.token))
    const [unpriced] = valued.filter(({ valueEth }) => valueEth === null)
    expect(unpriced?.gap).toBe('noFeed')
    const [mean] = valued.filter(({ row }) => byMean(row.token))
    expect(mean).toMatchObject({ symbol: 'FLINT', gap: null, stale: false })
    expect((mean?.valueEth ?? 0) / (Number(mean?.row.amount) / 1e18)).toBeGreaterThan(0.000_7)
    const feed = Object.entries(deployment.feeds?.tokens ?? {}).find(
      ([token]) => token.toLowerCase() === priced?.row.token,
    )?.[1]
    if (!priced || !feed) throw new Error('no priced claim')
    const [, answer] = await readContract(client, {
      address: feed.feed,
      abi: parseAbi([
        'function latestRoundData() view returns (uint80,int256,uint256,uint256,uint80)',
      ]),
      functionName: 'latestRoundData',
      blockNumber: BigInt(priced.row.b),
    })
    const decimals = await readContract(client, {
      address: feed.feed,
      abi: parseAbi(['function decimals() view returns (uint8)']),
      functionName: 'decimals',
    })
    const value = (Number(priced.row.amount) / 1e18) * (Number(answer) / 10 ** decimals)
    expect(feed.quote === 'ETH' ? priced.valueEth : priced.valueUsd).toBeCloseTo(value, 9)
    expect(priced.valueUsd).toBeGreaterThan(0)
    expect(priced.timestamp).toBe(
      Number((await getBlock(client, { blockNumber: BigInt(priced.row.b) })).timestamp),
    )

    const shallow = {
      ...client,
      request: ((args: { method: string; params: readonly unknown[] }, options: never) =>
        args.method === 'eth_call' && args.params[1] !== 'latest'
          ? Promise.reject(new Error('missing trie node'))
          : client.request(args as never, options)) as typeof client.request,
    }
    const without = await valueClaims(shallow, {
      chain: deployment,
      rows,
      latest: { [priced.row.token]: { symbol: priced.symbol, decimals: 18 } },
    })
    expect(without.find(({ row }) => row === priced.row)).toMatchObject({
      valueEth: null,
      valueUsd: null,
      gap: 'noArchive',
      symbol: priced.symbol,
      decimals: 18,
    })
    // It has a price there, if only the state of that block were kept.
    expect(without.find(({ row }) => row === mean?.row)?.gap).toBe('noArchive')
  })

  test('what was earned at each root', async () => {
    const source = createFilesSource({ url: `${server.url}/files` })
    const time = Number((await head()).timestamp)
    const points = await readEarnedHistory(source, restaker, roots, time)
    expect(source.history).toBe(true)
    expect(points).toHaveLength(roots.length)
    const [token] = rewardTokens()
    const sums = points.map(({ amounts }) => amounts?.[token?.toLowerCase() as Address] ?? 0n)
    expect(sums.every((sum, i) => i === 0 || sum >= (sums[i - 1] ?? 0n))).toBe(true)
    expect(sums.at(-1)).toBeGreaterThan(0n)
  })

  test('a claimer finds whom it may claim for', async () => {
    const [, , , operator, , , , claimer] = chain.meta.accounts.map(({ address }) => address)
    if (!operator || !claimer) throw new Error('accounts')
    const history = createClaimerHistory({
      client,
      chain: deployment,
      claimer: claimer.toLowerCase() as Address,
      store: Promise.resolve(createMemoryStore()),
    })
    expect((await history({ toBlock: (await head()).number })).earners).toEqual([])
    await chain.client.writeContract({
      address: coordinator.address,
      abi: ownerAbi,
      functionName: 'setClaimerFor',
      args: [claimer],
      account: operator,
      chain: null,
    })
    await mined('claimerFor', [operator], claimer)
    expect((await history({ toBlock: (await head()).number })).earners).toEqual([
      operator.toLowerCase(),
    ])
  })
})

test('a disabled root is passed over: the one before stays in use when its time has come', async () => {
  const updater = chain.meta.keeper.roles.rewardsUpdater
  await chain.client.impersonateAccount({ address: updater })
  await chain.client.setBalance({ address: updater, value: 10n ** 18n })
  await chain.client.writeContract({
    address: coordinator.address,
    abi: ownerAbi,
    functionName: 'disableRoot',
    args: [newest.index],
    account: updater,
    chain: null,
  })
  await mined('getDistributionRootAtIndex', [BigInt(newest.index)], { disabled: true })
  await chain.client.setNextBlockTimestamp({ timestamp: BigInt(newest.activatedAt) })
  await chain.client.mine({ blocks: 1 })
  const block = await head()
  expect(Number(block.timestamp)).toBe(newest.activatedAt)
  const read = await readRoots(client, { chain: deployment, block, failures: [] })
  expect(read?.roots.at(-1)).toMatchObject({ index: newest.index, disabled: true })
  expect(read?.active?.index).toBe(active.index)
  expect(read?.pending).toEqual([])
})
