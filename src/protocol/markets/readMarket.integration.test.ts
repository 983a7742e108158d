import type { Client } from 'viem'
import { getBlockNumber } from 'viem/actions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededForTests, startSeededForTests } from '../../../localnet/chainState.ts'
import { loanPositions, oracleOf } from '../../data/loanPositions.ts'
import { cascade } from '../../risk/cascade.ts'
import { poolOut } from '../../risk/pool.ts'
import { stableSwapPoolAbi } from '../abi/markets.ts'
import type { Chain } from '../deployments/types.ts'
import { createMemoryStore } from '../logs/memoryStore.ts'
import { createClientFor } from '../rpc/client.ts'
import { findPool, readMarket } from './readMarket.ts'

let seeded: SeededForTests
let chain: Chain
let client: Client

beforeAll(async () => {
  seeded = await startSeededForTests()
  chain = seeded.meta.deployments as unknown as Chain
  client = createClientFor(chain, seeded.url)
})
afterAll(() => seeded?.stop())

async function read(entry: Chain = chain, withLoans = true) {
  return readMarket(client, {
    chain: entry,
    blockNumber: await getBlockNumber(client),
    withLoans,
    store: Promise.resolve(createMemoryStore()),
  })
}

test('the pool, the lending market and its twelve loans are read at one block', async () => {
  const { pool, lending, loans, failures } = await read()
  expect(failures).toEqual([])
  expect(pool).toMatchObject({ symbol: 'stETH', amplification: 50n, fee: 0.0004 })
  expect(Number(pool?.ether) / 1e18).toBe(6_000)
  expect(Number(pool?.tokens) / 1e18).toBeCloseTo(6_450, 6)
  expect(lending).toMatchObject({ symbol: 'wstETH', ltv: 0.93, threshold: 0.95, borrowRate: 0.024 })
  expect(lending?.bonus).toBeCloseTo(0.01, 12)
  expect(lending && oracleOf(lending)).toBe('redemption')
  expect(loans).toMatchObject({ candidates: 12, skipped: 0, gaps: [] })
  const positions = (lending && loans && loanPositions(lending, loans.list)) ?? []
  expect(positions).toHaveLength(12)
  const collateral = loans?.list.reduce((sum, loan) => sum + loan.collateral, 0n)
  expect(collateral).toBe(lending?.supplied)
  const debt = positions.reduce((sum, position) => sum + position.debt, 0)
  expect(debt).toBeCloseTo(Number(lending?.lent) / 1e18, 4)
  const factors = positions.map(({ coll, debt: owed, lt }) => (coll * lt) / owed).sort()
  expect(factors[0]).toBeCloseTo(1.0225, 3)
})

test('the model pays for a sale what the pool itself says', async () => {
  const { pool } = await read(chain, false)
  if (!pool) throw new Error('no pool')
  const [x, y] = [Number(pool.tokens) / 1e18, Number(pool.ether) / 1e18]
  const { readContract } = await import('viem/actions')
  for (const sold of [1, 500, 2_500]) {
    const out = await readContract(client, {
      address: pool.pool,
      abi: [
        ...stableSwapPoolAbi,
        {
          type: 'function',
          name: 'get_dy',
          stateMutability: 'view',
          inputs: [{ type: 'int128' }, { type: 'int128' }, { type: 'uint256' }],
          outputs: [{ type: 'uint256' }],
        },
      ] as const,
      functionName: 'get_dy',
      args: [1n, 0n, BigInt(sold) * 10n ** 18n],
    })
    const model = poolOut({ type: 'stable', x, y, A: 50 }, sold) * (1 - pool.fee)
    expect(Number(out) / 1e18 / model).toBeCloseTo(1, 9)
  }
})

test('a sale sets off liquidations at the market price and none at the redemption rate', async () => {
  const { pool, lending, loans } = await read()
  if (!pool || !lending || !loans) throw new Error('no market')
  const parameters = {
    pool: {
      type: 'stable' as const,
      x: Number(pool.tokens) / 1e18,
      y: Number(pool.ether) / 1e18,
      A: 50,
    },
    positions: loanPositions(lending, loans.list) ?? [],
    exogenousSale: 2_850,
  }
  expect(cascade(parameters).liquidated.length).toBeGreaterThan(2)
  expect(cascade({ ...parameters, oracle: 'redemption' }).liquidated).toEqual([])
})

test('without markets there is nothing, and what cannot be read is named', async () => {
  const { markets: _, ...rest } = chain
  expect(await read(rest)).toMatchObject({ pool: null, lending: null, loans: null, failures: [] })
  const nobody = '0x00000000000000000000000000000000000000aa'
  const broken = await read({
    ...chain,
    markets: {
      pools: [{ kind: 'curve-stableswap', pool: nobody }],
      lending: chain.markets?.lending ?? [],
    },
  })
  expect(broken.pool).toBeNull()
  expect(broken.failures.map(({ what }) => what)).toContain('StableSwapPool.A')
  // The rate is known through the pool's token alone.
  expect(broken.lending?.tokensPerCollateral).toBeNull()
  expect(broken.loans?.list).toHaveLength(12)
})

test('the pool of a token is found by the coins alone, past one that does not answer', async () => {
  const blockNumber = await getBlockNumber(client)
  const { markets, lido } = chain
  const [own] = markets?.pools ?? []
  if (!own || !lido) throw new Error('no pool')
  const kind = 'curve-stableswap' as const
  const nobody = { kind, pool: '0x00000000000000000000000000000000000000aa' } as const
  const entry: Chain = { ...chain, markets: { pools: [nobody, own], lending: [] } }
  const find = (token: string, of = entry) => findPool(client, { chain: of, blockNumber, token })
  expect(await find(lido.stETH)).toBe(own)
  expect(await find(lido.stETH.toLowerCase())).toBe(own)
  expect(await find(lido.wstETH)).toBeNull()
  const { markets: _, ...none } = chain
  expect(await find(lido.stETH, none)).toBeNull()
})
