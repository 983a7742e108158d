import { etherFiReport } from './etherfi.ts'
import { type Head, nearestEvent, upcomingEvents } from './events.ts'
import { lidoReport, priceUpdate } from './market.ts'
import { rewardSubmissions } from './rewards.ts'
import { distributionRoot } from './roots.ts'
import type { Duty, Site } from './site.ts'

/** Milliseconds between two looks at the clock of the chain. */
const LOOK_EVERY = 2_000
/** The most rounds of duties at once: more than a year of weeks. */
const MOST_ROUNDS = 60

export interface KeeperOptions {
  site: Site
  /** Told in one line of whatever goes wrong. */
  log: (line: string) => void
}

/** What {@link Keeper.advance} did. */
export interface Advance {
  /** The last block, in decimal. */
  block: string
  /** Its timestamp in seconds. */
  timestamp: number
  kind: string
  /** What happened, as a sentence. */
  description: string
}

/**
 * Keeps the local chain alive by its own clock: Lido's and ether.fi's daily reports, the price feeds, the week's
 * rewards and their distribution root. A duty that fails is logged once and tried again a day of chain time later.
 */
export class Keeper {
  /** What has to be done to keep the chain alive, in the order in which it is done. */
  private readonly all: readonly Duty[] = [
    lidoReport,
    // After Lido's: what the pool has restaked is stETH.
    etherFiReport,
    priceUpdate,
    rewardSubmissions,
    distributionRoot(),
  ]
  private readonly retryAt = new Map<Duty, number>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private running: Promise<unknown> = Promise.resolve()
  private stopped = false
  /** Chain time before which nothing is due; unknown at first. */
  private idleUntil = 0
  private silent = false

  constructor(private readonly options: KeeperOptions) {}

  /** Looks at the clock from now on. */
  start(): void {
    const look = async () => {
      try {
        await this.exclusively(() => this.catchUp())
        this.silent = false
      } catch (error) {
        // A node that does not answer is told once, not every two seconds.
        if (!this.silent && !this.stopped) {
          this.options.log(`The keeper cannot read the chain: ${firstLine(error)}`)
        }
        this.silent = true
      }
      if (!this.stopped) this.timer = setTimeout(look, LOOK_EVERY)
    }
    this.timer = setTimeout(look, 0)
  }

  /** Ends when what is under way is done. */
  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.timer)
    await this.running.catch(() => undefined)
  }

  /**
   * Moves the chain to its next event, by blocks or by the clock, and does what is due then.
   *
   * @throws Error when nothing is to come, or when the chain does not answer.
   */
  advance(): Promise<Advance> {
    return this.exclusively(async () => {
      const { client, seed } = this.options.site
      await this.catchUp()
      const head = await this.head()
      const events = await upcomingEvents(this.options.site, this.duties(head), head)
      const next = nearestEvent(events, head, seed.deployments.blockTime)
      if (next === undefined) throw new Error('Nothing is to come on this chain.')
      if ('block' in next.due) {
        const blocks = Number(next.due.block - head.number)
        await client.mine({ blocks, interval: seed.deployments.blockTime })
      } else {
        // An exact time, because a node that spaces its blocks evenly ignores a shifted clock.
        const timestamp = BigInt(Math.max(head.timestamp + 1, next.due.timestamp))
        await client.setNextBlockTimestamp({ timestamp })
        await client.mine({ blocks: 1 })
      }
      await this.catchUp()
      const now = await this.head()
      return {
        block: String(now.number),
        timestamp: now.timestamp,
        kind: next.kind,
        description: next.description,
      }
    })
  }

  /** Does everything that is due by the chain's clock. */
  async catchUp(): Promise<void> {
    const { site, log } = this.options
    const head = await this.head()
    if (head.timestamp < this.idleUntil) return
    let next = Number.POSITIVE_INFINITY
    for (const duty of this.all) {
      let due = await this.dueAt(duty)
      for (let round = 0; due <= head.timestamp && round < MOST_ROUNDS; round++) {
        const failures = await attempt(() => duty.perform(site, head.timestamp))
        for (const failure of failures) log(failure)
        if (failures.length > 0) this.retryAt.set(duty, head.timestamp + 86_400)
        due = await this.dueAt(duty)
      }
      next = Math.min(next, due)
    }
    this.idleUntil = next
  }

  private duties(head: Head): readonly Duty[] {
    // What has failed just now is not an event to wait for.
    return this.all.filter((duty) => (this.retryAt.get(duty) ?? 0) <= head.timestamp)
  }

  private async dueAt(duty: Duty): Promise<number> {
    const due = await duty.dueAt(this.options.site)
    return Math.max(due, this.retryAt.get(duty) ?? 0)
  }

  private async head(): Promise<Head> {
    const { number, timestamp } = await this.options.site.client.getBlock()
    return { number, timestamp: Number(timestamp) }
  }

  /** Runs after whatever is under way: the loop and the control endpoint never act at once. */
  private exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.running.catch(() => undefined).then(work)
    this.running = result
    return result
  }
}

async function attempt(work: () => Promise<string[]>): Promise<string[]> {
  try {
    return await work()
  } catch (error) {
    return [firstLine(error)]
  }
}

function firstLine(error: unknown): string {
  return (error as Error).message.split('\n')[0] ?? 'unknown'
}
