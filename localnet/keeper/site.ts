import type { CompiledContracts } from '../compile.ts'
import type { SeedResult } from '../seed/index.ts'
import type { ChainClient } from '../testing/anvil.ts'

/** The running chain as the keeper knows it. */
export interface Site {
  client: ChainClient
  contracts: CompiledContracts
  seed: Pick<SeedResult, 'deployments' | 'keeper'>
  /** Grows with every root that the keeper submits; the web server serves it. */
  distributions: SeedResult['distributions'][number][]
}

/** Something that the keeper has to do from time to time. */
export interface Duty {
  /** What happens, as a sentence for a person. */
  description: string
  kind: string
  /** Whether it is worth going to: nobody waits for an ordinary price. */
  isEvent: boolean
  /** Chain time in seconds from which on it is due. */
  dueAt(site: Site): Promise<number>
  /** Does what is due at a chain time. @returns what failed, a line each. */
  perform(site: Site, now: number): Promise<string[]>
}

/** Number from −1 to 1 that looks random and is always the same for the same inputs. */
export function noise(day: number, salt: number): number {
  let state = Math.imul(day ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(salt + 1, 0xc2b2ae35)
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d)
  state = Math.imul(state ^ (state >>> 12), 0x297a2d39)
  return ((state ^ (state >>> 15)) >>> 0) / 2 ** 31 - 1
}

/** Interface of a compiled contract. @throws Error when the sources do not have it. */
export function abiOf(site: Pick<Site, 'contracts'>, name: string) {
  const contract = site.contracts[name]
  if (contract === undefined) throw new Error(`There is no compiled contract ${name}.`)
  return contract.abi
}
