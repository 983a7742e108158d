import { getBlock } from 'viem/actions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Eigen } from '../../../localnet/contracts/eigenlayer/testing/eigen.ts'
import {
  type Core,
  eth,
  type OperatorSetId,
  ZERO,
} from '../../../localnet/contracts/eigenlayer/testing/fixture.ts'
import { startOtherDeployment } from '../../../localnet/testing/otherDeployment.ts'
import { CANONICAL_MULTICALL3 } from '../deployments/known.ts'
import { parseDeployments } from '../deployments/parse.ts'
import type { Chain } from '../deployments/types.ts'
import { createMemoryStore } from '../logs/memoryStore.ts'
import { createClientFor } from '../rpc/client.ts'
import { createHistory } from './history.ts'
import { createNetworkSync } from './networkSync.ts'
import { readNetwork } from './readNetwork.ts'
import { readPosition } from './readPosition.ts'
import type { Address, Network, Position } from './types.ts'
import { WAD } from './types.ts'

let core: Core
let chain: Chain
let network: Network
let position: Position
let operator: string
let staker: string
let set: OperatorSetId
let empty: string
let eigen: Eigen

const lower = (address: string) => address.toLowerCase() as Address

beforeAll(async () => {
  const other = await startOtherDeployment()
  ;({ core, operator, staker, set, empty, eigen } = other)
  ;[chain] = parseDeployments({ version: 1, chains: [other.chain] }).chains
  const reader = createClientFor(chain, core.chain.url)
  const { number, hash, timestamp } = await getBlock(reader)
  const block = { number, hash, timestamp }
  const store = Promise.resolve(createMemoryStore())
  const log = await createNetworkSync({ client: reader, chain, store })({ toBlock: number })
  network = await readNetwork(reader, { chain, ...log, block })
  position = await readPosition(reader, {
    chain,
    staker: staker as Address,
    block,
    tokens: [lower(core.tokens.A)],
  })
})
afterAll(() => core?.stop())

test('the token of EigenStrategy is what people hold, not what backs it', () => {
  const strategy = network.strategies[lower(eigen.strategy)]
  expect(strategy?.token).toMatchObject({ address: lower(eigen.EIGEN), symbol: 'EIGEN' })
  expect(network.tokens[lower(eigen.bEIGEN)]).toBeUndefined()
})

test('there is no Multicall3 and no known address', async () => {
  expect(await core.client.getCode({ address: CANONICAL_MULTICALL3 })).toBeUndefined()
  expect(chain).not.toHaveProperty('lido')
  expect(chain).not.toHaveProperty('feeds')
})

test('the operator without metadata is there with its stake, set and allocation', () => {
  const strategy = lower(core.at.strategies.A)
  const key = `${lower(set.avs)}-0` as const
  expect(network.operators).toHaveLength(1)
  const [own] = network.operators
  expect(own).toMatchObject({
    address: lower(operator),
    delegationApprover: lower(ZERO),
    allocationDelay: { isSet: true, blocks: 0 },
    shares: { [strategy]: eth('12.5'), [lower(eigen.strategy)]: eth('3') },
    maxMagnitudes: {},
    registeredSets: [key],
    splits: { [key]: 1000 },
    stakers: 2,
  })
  expect(own?.metadataUri || null).toBeNull()
  expect(own?.allocations).toEqual([
    expect.objectContaining({
      set: key,
      strategy,
      currentMagnitude: WAD / 4n,
      pendingDiff: 0n,
      inSet: true,
      slashable: true,
    }),
  ])
})

test('the AVS is a plain account with one operator set', async () => {
  const key = `${lower(set.avs)}-0` as const
  expect(await core.client.getCode({ address: set.avs })).toBeUndefined()
  expect(network.avss).toEqual([
    expect.objectContaining({ address: lower(set.avs), metadataUri: 'uri', sets: [key] }),
  ])
  expect(network.operatorSets[key]).toMatchObject({
    strategies: [lower(core.at.strategies.A)],
    members: 1,
    slasher: lower(set.avs),
    pendingSlasher: 'none',
    redistributionRecipient: 'none',
    slashCount: 0,
  })
})

test('tokens stand for themselves, without prices; a token that is none costs nobody else', () => {
  const { A } = core.tokens
  expect(network.tokens[lower(A)]).toEqual({
    address: lower(A),
    symbol: 'A',
    decimals: 18,
    priceEth: null,
    priceSource: null,
    market: null,
  })
  expect(network.strategies[lower(core.at.strategies.A)]).toMatchObject({
    kind: 'erc20',
    totalShares: eth('12.5'),
    whitelisted: true,
    isStEth: false,
  })
  const [B, strategyB] = [lower(core.tokens.B), lower(core.at.strategies.B)]
  expect(network.strategies[strategyB]).toMatchObject({ token: null, totalShares: 0n, rate: null })
  expect(network.tokens[B]).toBeUndefined()
  expect(network.strategies[lower(empty)]).toMatchObject({
    token: null,
    totalShares: null,
    rate: null,
    whitelisted: true,
  })
  expect(network.failures.map(({ what }) => what).sort()).toEqual(
    [
      `decimals of ${B}`,
      `rate of strategy ${strategyB}`,
      `rate of strategy ${lower(empty)}`,
      `shares of strategy ${lower(empty)}`,
      `token of strategy ${lower(empty)}`,
    ].sort(),
  )
  expect(network.ethUsd).toBeNull()
})

test('the position has its holding, operator and wallet balance', () => {
  expect(position).toMatchObject({
    delegatedTo: lower(operator),
    isOperator: false,
    holdings: [
      {
        strategy: lower(core.at.strategies.A),
        withdrawableShares: eth('12.5'),
        depositShares: eth('12.5'),
        underlying: eth('12.5'),
      },
      { strategy: lower(eigen.strategy), withdrawableShares: eth('3'), underlying: eth('3') },
    ],
    queued: [],
    stEth: null,
    tokenBalances: { [lower(core.tokens.A)]: 0n },
    failures: [],
  })
  expect(position.ethBalance).toBeGreaterThan(0n)
})

test('the history begins with the log', () => {
  const history = createHistory(network)
  const strategy = lower(core.at.strategies.A)
  const now = Number(network.block.timestamp)
  expect(history.shares(lower(operator), strategy, now)).toBe(eth('12.5'))
  expect(history.shares(lower(operator), strategy, now - 86_400)).toBe(0n)
  expect(history.isMember(lower(operator), `${lower(set.avs)}-0`, now)).toBe(true)
  expect(history.magnitude(lower(operator), `${lower(set.avs)}-0`, strategy, now)).toBe(WAD / 4n)
})
