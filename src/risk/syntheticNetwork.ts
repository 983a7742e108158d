import type { ExposureInput, ExposurePair } from './exposure.ts'
import type { RestakingGraphParameters } from './graph.ts'
import { mulberry32 } from './simulation.ts'

export interface NetworkSize {
  operators: number
  avss: number
  seed: number
}

/** A made-up network for benchmarks and tests: the same for the same seed. */
export interface SyntheticNetwork {
  /** The reference position with each operator. */
  inputs: ExposureInput[]
  /** The same memberships as one pooled graph. */
  graph: RestakingGraphParameters
}

const MOST_SETS = 10

/**
 * Operators in none to ten operator sets each (5.3 on average), few AVSs popular and most small,
 * stakes over four orders of magnitude, allocations within 100%, some only latent.
 */
export function syntheticNetwork({ operators, avss, seed }: NetworkSize): SyntheticNetwork {
  const random = mulberry32(seed)
  const records = Array.from({ length: avss }, () => ({
    slashes: random() < 0.1 ? 1 : 0,
    setYears: Math.round(1000 * 60 * random()) / 1000,
  }))
  const members: number[][] = records.map(() => [])
  const stake = Array.from({ length: operators }, () => 10 ** (4 * random()))
  const inputs = stake.map((_, o): ExposureInput => {
    const joined = new Set<number>()
    const count = Math.min(avss, Math.floor(random() * (MOST_SETS + 0.6)))
    while (joined.size < count) joined.add(Math.floor(avss * random() ** 2))
    const parts = [...joined].map(() => random())
    const all = parts.reduce((sum, part) => sum + part, random())
    const pairs = [...joined].map((avs, i): ExposurePair => {
      members[avs]!.push(o)
      const share = parts[i]! / all
      const latent = random() < 0.05
      return {
        operator: `o${o}`,
        set: `a${avs}-0`,
        avs: `a${avs}`,
        strategy: 'stETH',
        weight: 1,
        f: latent ? 0 : share,
        ...(latent ? { latent: share } : {}),
        ...records[avs]!,
      }
    })
    return { pairs, product: 'stETH', restaked: true }
  })
  const services = members.flatMap((validators) => {
    const own = validators.reduce((sum, v) => sum + stake[v]!, 0)
    const alpha = [1 / 3, 1 / 2, 2 / 3][Math.floor(3 * random())]!
    return own > 0 ? [{ profit: own * alpha * 0.25 * random(), alpha, validators }] : []
  })
  return { inputs, graph: { stake, services } }
}
