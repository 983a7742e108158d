import { type Address, getAddress, keccak256, toBytes } from 'viem'

/** A stream of pseudo-random numbers that is the same on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform in [min, max). */
  between(min: number, max: number): number
  /** Whole number in [min, max], both included. */
  whole(min: number, max: number): number
  /** Roughly normal with the given mean and standard deviation (sum of twelve uniforms). */
  normal(mean: number, deviation: number): number
}

/** The mulberry32 generator: 32 bits of state, good enough for believable numbers. */
export function mulberry32(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    between: (min, max) => min + (max - min) * next(),
    whole: (min, max) => min + Math.floor((max - min + 1) * next()),
    normal: (mean, deviation) => {
      let sum = -6
      for (let i = 0; i < 12; i++) sum += next()
      return mean + deviation * sum
    },
  }
}

/**
 * Address of a person of the history, from a name. Nobody holds its key: the node sends for it while
 * the history is written, and no private key exists in the project.
 */
export function addressOf(name: string): Address {
  return getAddress(`0x${keccak256(toBytes(`keel local chain: ${name}`)).slice(-40)}`)
}
