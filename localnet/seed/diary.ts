import { DAYS, SLOT_SECONDS, SLOTS, type Slot } from './calendar.ts'
import { midnight, type World } from './world.ts'

/** Something that happens in one block: queues transactions with the scribe. */
export type Happening = (world: World) => void | Promise<void>

/** Seconds before the end at which the blocks of the last half hour are mined. */
const LAST_BLOCKS: Readonly<Record<Slot, number>> = { morning: 1_500, noon: 1_200, evening: 36 }

/** What happens when: chapters enter it, then the days are written in order. */
export class Diary {
  private readonly pages = new Map<string, Happening[]>()

  /** Enters a happening; those of one block run in the order they were entered. */
  at(day: number, slot: Slot, happening: Happening): void {
    if (!Number.isInteger(day) || day < 0 || day > DAYS) {
      throw new Error(`Day ${day} is not part of the history.`)
    }
    const page = `${day} ${slot}`
    const happenings = this.pages.get(page)
    if (happenings === undefined) this.pages.set(page, [happening])
    else happenings.push(happening)
  }

  /** Writes all days, three blocks each, and tells after each day. */
  async write(world: World, onDay: (day: number) => void): Promise<void> {
    for (let day = 0; day <= DAYS; day++) {
      for (const slot of SLOTS) {
        for (const happening of this.pages.get(`${day} ${slot}`) ?? []) await happening(world)
        await world.scribe.mine(this.timestamp(world, day, slot))
      }
      onDay(day)
    }
  }

  private timestamp(world: World, day: number, slot: Slot): number {
    if (day === DAYS) return world.now - LAST_BLOCKS[slot]
    return midnight(world, day) + SLOT_SECONDS[slot] + world.random.whole(0, 1_800)
  }
}
