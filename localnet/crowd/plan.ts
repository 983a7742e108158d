import { mulberry32 } from '../seed/random.ts'

/** How many of each join the seeded chain. */
export interface CrowdSize {
  operators: number
  avss: number
  restakers: number
  /** All restakers are with the first operator, to try what one operator sees. */
  together?: boolean
}

/**
 * How a crowded chain runs: its states are large, so few are kept, and with slow blocks they still reach far enough
 * back for a whole reading at one of them.
 */
export const CROWDED = { secondsPerBlock: 12, states: 12 } as const

/** The scale that the whole product is tried at by hand. */
export const LARGE: CrowdSize = { operators: 2_000, avss: 200, restakers: 20_000 }
/** As many restakers, all with one operator. */
export const TOGETHER: CrowdSize = { ...LARGE, together: true }
/** The scale at which tests try it. */
export const SMALL: CrowdSize = { operators: 200, avss: 20, restakers: 2_000 }

/** Who secures what with how much, and who restakes with whom. */
export interface CrowdPlan {
  /** By operator: indices of AVSs, and the share of the magnitude in 1e18 that each gets. */
  secures: readonly { avss: readonly number[]; magnitudes: readonly bigint[] }[]
  /** By restaker: index of its operator, what it deposits, in wei, and whether it leaves at once. */
  restakes: readonly { operator: number; amount: bigint; leaves: boolean }[]
}

const SEED = 7
/** One restaker of so many is on its way out. */
const LEAVES = 50
const WAD = 10n ** 18n

/** Few operators hold most, and each secures two to nine AVSs: the same plan for the same size. */
export function planCrowd({ operators, avss, restakers, together = false }: CrowdSize): CrowdPlan {
  const { next: random } = mulberry32(SEED)
  const secures = Array.from({ length: operators }, () => {
    const count = Math.min(avss, 2 + Math.floor(random() * 8))
    const chosen = new Set<number>()
    while (chosen.size < count) chosen.add(Math.floor(random() ** 2 * avss))
    // Together never more than the whole.
    const part = WAD / BigInt(count)
    const magnitudes = [...chosen].map(() => (part * BigInt(20 + Math.floor(random() * 80))) / 100n)
    return { avss: [...chosen], magnitudes }
  })
  const restakes = Array.from({ length: restakers }, (_, index) => {
    const operator = Math.floor(random() ** 2 * operators)
    return {
      operator: together ? 0 : operator,
      amount: BigInt(Math.floor(10 ** (random() * 3) * 1_000)) * 10n ** 14n,
      leaves: index % LEAVES === LEAVES - 1,
    }
  })
  return { secures, restakes }
}
