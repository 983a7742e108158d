import { type Address, parseEther } from 'viem'
import type { Diary } from '../diary.ts'
import { addressOf } from '../random.ts'
import { ask, pool, ROLES, token, type World } from '../world.ts'
import { persona } from './demo.ts'

/** Somebody who stakes with Lido and asks for the ether back, in one evening. */
interface RequestPlan {
  key: string
  day: number
  /** stETH of each request. */
  amounts: readonly string[]
  claimDay?: number
}

/**
 * Requests of an evening are finalized with the next noon's report. That of day 53 is the one after a
 * loss, so that those of day 52 are paid less than they asked for. After day 89 there is no report.
 */
const REQUESTS: readonly RequestPlan[] = [
  { key: 'staker-1', day: 20, amounts: ['12.5'], claimDay: 23 },
  { key: 'staker-2', day: 33, amounts: ['1000', '1000', '612.75'], claimDay: 36 },
  { key: 'staker-3', day: 52, amounts: ['75', '3.204'], claimDay: 55 },
  { key: 'staker-4', day: 64, amounts: ['230.5'], claimDay: 72 },
  { key: 'staker-5', day: 71, amounts: ['18.9'] },
  { key: 'staker-6', day: 85, amounts: ['41.33'] },
  { key: 'staker-7', day: 89, amounts: ['310', '9.7'] },
]
/** Asked for on the last morning, and open. */
const LAST = { key: 'staker-8', day: 90, amounts: ['1000', '447.1'] } as const
/** stETH transfers may arrive a few wei short; whoever stakes for a request stakes that much more. */
const ROUNDING = 10n

const queue = (
  world: World,
  functionName: string,
  args: readonly unknown[],
): ReturnType<typeof pool> => pool(world, 'withdrawalQueue', functionName, args)

/** Stakers leave Lido through its queue; one demo account has a request that is paid and one that waits. */
export function withdrawalChapter(diary: Diary): void {
  for (const plan of REQUESTS) {
    diary.at(plan.day, 'evening', (world) => request(world, plan))
    if (plan.claimDay === undefined) continue
    diary.at(plan.claimDay, 'evening', (world) => claimAll(world, plan))
  }
  diary.at(LAST.day, 'morning', (world) => request(world, LAST))
  for (const [day, ether] of [
    [80, '7.5'],
    [89, '5.25'],
  ] as const) {
    diary.at(day, 'noon', (world) =>
      world.scribe.transfer(
        'withdrawing restaker stakes for wstETH',
        persona(world, 'withdrawing restaker'),
        world.places.tokens.wstETH,
        parseEther(ether),
      ),
    )
    diary.at(day, 'evening', (world) =>
      requestWrapped(world, persona(world, 'withdrawing restaker')),
    )
  }
}

function request(world: World, { key, amounts }: Omit<RequestPlan, 'day'>): void {
  const { scribe } = world
  const staker = addressOf(key)
  const wei = amounts.map((amount) => parseEther(amount))
  const sum = wei.reduce((a, b) => a + b, 0n)
  scribe.send(
    `${key} stakes with Lido`,
    staker,
    token(world, 'stETH', 'submit', [ROLES.treasury], sum + ROUNDING),
  )
  scribe.send(
    `${key} approves the queue`,
    staker,
    token(world, 'stETH', 'approve', [world.places.withdrawalQueue, sum]),
  )
  scribe.send(
    `${key} requests a withdrawal`,
    staker,
    queue(world, 'requestWithdrawals', [wei, staker]),
  )
}

/** Asks for all wstETH that an account has. */
async function requestWrapped(world: World, staker: Address): Promise<void> {
  const amount = await ask<bigint>(world, token(world, 'wstETH', 'balanceOf', [staker]))
  world.scribe.send(
    'the queue is approved for wstETH',
    staker,
    token(world, 'wstETH', 'approve', [world.places.withdrawalQueue, amount]),
  )
  world.scribe.send(
    'a withdrawal of wstETH is requested',
    staker,
    queue(world, 'requestWithdrawalsWstETH', [[amount], staker]),
  )
}

async function claimAll(world: World, { key }: RequestPlan): Promise<void> {
  const staker = addressOf(key)
  const found = await ask<bigint[]>(world, queue(world, 'getWithdrawalRequests', [staker]))
  const ids = [...found].sort((a, b) => (a < b ? -1 : 1))
  const last = await ask<bigint>(world, queue(world, 'getLastCheckpointIndex', []))
  const hints = await ask<bigint[]>(world, queue(world, 'findCheckpointHints', [ids, 1n, last]))
  world.scribe.send(
    `${key} claims its ether`,
    staker,
    queue(world, 'claimWithdrawals', [ids, hints]),
  )
}
