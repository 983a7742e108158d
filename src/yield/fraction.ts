/** An exact non-negative fraction, for weights such as shares·magnitude/maxMagnitude. */
export interface Fraction {
  n: bigint
  d: bigint
}

export const ZERO: Fraction = { n: 0n, d: 1n }

export function add(a: Fraction, b: Fraction): Fraction {
  if (a.d === b.d) return { n: a.n + b.n, d: a.d }
  const n = a.n * b.d + b.n * a.d
  const d = a.d * b.d
  const common = gcd(n, d)
  return { n: n / common, d: d / common }
}

export function sum(parts: Iterable<Fraction>): Fraction {
  let total = ZERO
  for (const part of parts) total = add(total, part)
  return total
}

/** ⌊amount·a/b⌋; 0 if b is 0. */
export function floorShare(amount: bigint, a: Fraction, b: Fraction): bigint {
  return b.n === 0n ? 0n : (amount * a.n * b.d) / (a.d * b.n)
}

export function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a === 0n ? 1n : a
}
