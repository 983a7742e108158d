import { type Address, maxUint256, parseEther } from 'viem'
import type { MarketAddresses } from '../../deploy/market.ts'
import { DAYS } from '../calendar.ts'
import type { Diary } from '../diary.ts'
import { addressOf } from '../random.ts'
import type { Call } from '../scribe.ts'
import { abiOf, ask, ROLES, token, type World } from '../world.ts'

const WAD = 10n ** 18n
/** What the pool holds, in ether and in stETH: two in a hundred of all stETH there is. */
const POOL = { ether: '6000', stETH: '6450' }
/** Ether that one lender offers to borrowers. */
const LENT = '2600'
/** What wstETH counts for when a loan is liquidated, in bips: as the market lists it. */
const THRESHOLD = 9_500n

/** Borrowers of ether against wstETH, with their health factor in parts of 10,000, tightest first. */
const BORROWERS: readonly { wstETH: string; health: bigint }[] = [
  { wstETH: '190', health: 10_225n },
  { wstETH: '120', health: 10_260n },
  { wstETH: '80', health: 10_310n },
  { wstETH: '230', health: 10_380n },
  { wstETH: '45', health: 10_470n },
  { wstETH: '140', health: 10_600n },
  { wstETH: '70', health: 10_800n },
  { wstETH: '280', health: 11_100n },
  { wstETH: '35', health: 11_600n },
  { wstETH: '110', health: 12_500n },
  { wstETH: '170', health: 15_000n },
  { wstETH: '60', health: 24_000n },
]

const CONTRACTS = {
  stableSwapPool: 'StableSwapPool',
  weth: 'WrappedEther',
  lendingPool: 'LendingPool',
} as const satisfies Partial<Record<keyof MarketAddresses, string>>

/**
 * A market for stETH and loans against it. All of it comes after the last reports, so that no figure
 * of the history depends on it.
 */
export function marketChapter(diary: Diary): void {
  diary.at(DAYS, 'morning', (world) => {
    fillPool(world)
    offerEther(world)
    for (const [index, { wstETH }] of BORROWERS.entries()) stake(world, borrower(index), wstETH)
  })
  diary.at(DAYS, 'noon', async (world) => {
    const rate = await rateOf(world)
    for (const [index, { wstETH }] of BORROWERS.entries()) {
      supply(world, borrower(index), parseEther(wstETH), rate)
    }
  })
  diary.at(DAYS, 'evening', async (world) => {
    const rate = await rateOf(world)
    for (const [index, { wstETH, health }] of BORROWERS.entries()) {
      const debt = (parseEther(wstETH) * rate * THRESHOLD) / (WAD * health)
      const who = borrower(index)
      const { weth } = world.places.market
      world.scribe.send(
        'ether is borrowed',
        who,
        at(world, 'lendingPool', 'borrow', [weth, debt, 2n, 0, who]),
      )
    }
  })
}

function borrower(index: number): Address {
  return addressOf(`borrower ${index + 1}`)
}

function at(
  world: World,
  contract: keyof typeof CONTRACTS,
  functionName: string,
  args: readonly unknown[],
  value?: bigint,
): Call {
  return {
    address: world.places.market[contract],
    abi: abiOf(world, CONTRACTS[contract]),
    functionName,
    args,
    ...(value === undefined ? {} : { value }),
  }
}

function fillPool(world: World): void {
  const provider = addressOf('liquidity provider')
  const { stableSwapPool } = world.places.market
  const [ether, stETH] = [parseEther(POOL.ether), parseEther(POOL.stETH)]
  // A wei more: what is submitted turns into shares rounded down.
  const staked = token(world, 'stETH', 'submit', [ROLES.treasury], stETH + 10n)
  world.scribe.send('the liquidity provider stakes', provider, staked)
  const approved = token(world, 'stETH', 'approve', [stableSwapPool, stETH])
  world.scribe.send('stETH is approved for the pool', provider, approved)
  const added = at(world, 'stableSwapPool', 'add_liquidity', [[ether, stETH], 0n], ether)
  world.scribe.send('the pool is filled', provider, added)
}

function offerEther(world: World): void {
  const lender = addressOf('lender')
  const { lendingPool, weth } = world.places.market
  const amount = parseEther(LENT)
  world.scribe.send('ether is wrapped', lender, at(world, 'weth', 'deposit', [], amount))
  world.scribe.send(
    'WETH is approved for the lending market',
    lender,
    at(world, 'weth', 'approve', [lendingPool, amount]),
  )
  world.scribe.send(
    'ether is offered to borrowers',
    lender,
    at(world, 'lendingPool', 'supply', [weth, amount, lender, 0]),
  )
}

/** Stakes what the collateral costs and a little more. */
function stake(world: World, who: Address, wstETH: string): void {
  const ether = (parseEther(wstETH) * 12n) / 10n
  const { wstETH: wrapper } = world.places.tokens
  world.scribe.send(
    'a borrower stakes',
    who,
    token(world, 'stETH', 'submit', [ROLES.treasury], ether),
  )
  world.scribe.send(
    'stETH is approved for wrapping',
    who,
    token(world, 'stETH', 'approve', [wrapper, maxUint256]),
  )
}

/** stETH that one wstETH can be unwrapped to, with 18 decimals. */
function rateOf(world: World): Promise<bigint> {
  return ask<bigint>(world, token(world, 'wstETH', 'stEthPerToken', []))
}

function supply(world: World, who: Address, amount: bigint, rate: bigint): void {
  const { lendingPool } = world.places.market
  const { wstETH: collateral } = world.places.tokens
  // A little more, for what the rate and the wrapping round down.
  const stETH = (amount * rate) / WAD + 1_000n
  world.scribe.send('stETH is wrapped', who, token(world, 'wstETH', 'wrap', [stETH]))
  world.scribe.send(
    'wstETH is approved for the lending market',
    who,
    token(world, 'wstETH', 'approve', [lendingPool, amount]),
  )
  world.scribe.send(
    'collateral is supplied',
    who,
    at(world, 'lendingPool', 'supply', [collateral, amount, who, 0]),
  )
}
