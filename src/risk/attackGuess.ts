/** Shares of the votes that corrupt a set, as they are usually chosen. */
export const thetas = { third: 1 / 3, half: 1 / 2, twoThirds: 2 / 3 } as const

export type Theta = keyof typeof thetas

/** By what an AVS weighs votes: all stake that is delegated in its strategies, or only what it can slash. */
export type VoteBasis = 'delegated' | 'slashable'

/** What the reader takes an attack on an operator set to be. */
export interface AttackGuess {
  /** Profit from corrupting the set, in ETH. */
  profit: number
  /** Share of the votes that it needs, and what counts as a vote. */
  theta: Theta
  votes: VoteBasis
}

/** Attacks that the reader counts, by operator set: `0x…-0`, the address in lower case. */
export type AttackGuesses = Readonly<Record<string, AttackGuess>>

/** What a profit may be, in ETH. */
export const PROFIT_BOUNDS = { min: 1e-6, max: 1e9 }

const entry = /^(0x[0-9a-f]{40}-\d{1,10})\.(third|half|twoThirds)\.(delegated|slashable)$/

/** Counted attacks as entries of a flat list: `0x…-0.half.delegated` with the profit as the value. */
export function attackEntries(attacks: AttackGuesses | undefined): Record<`0x${string}`, number> {
  return Object.fromEntries(
    Object.entries(attacks ?? {}).map(([set, { profit, theta, votes }]) => [
      `${set as `0x${string}`}.${theta}.${votes}`,
      profit,
    ]),
  )
}

/** What {@link attackEntries} wrote, among other entries; one attack for each set, and only within the bounds. */
export function attacksOf(entries: Readonly<Record<string, number>>): AttackGuesses | undefined {
  const { min, max } = PROFIT_BOUNDS
  const attacks: Record<string, AttackGuess> = {}
  for (const key of Object.keys(entries).sort()) {
    const [, set, theta, votes] = entry.exec(key) ?? []
    const profit = entries[key] as number
    if (set && profit >= min && profit <= max)
      attacks[set] ??= { profit, theta: theta as Theta, votes: votes as VoteBasis }
  }
  return Object.keys(attacks).length > 0 ? attacks : undefined
}
