/** Random numbers that are the same for the same seed (mulberry32), of any size. */
export function numbers(seed: number) {
  let state = seed >>> 0
  const word = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }
  const between = (least: bigint, most: bigint): bigint => {
    const span = most - least + 1n
    let value = 0n
    for (let bits = 0n; 1n << bits < span << 32n; bits += 32n)
      value = (value << 32n) | BigInt(word())
    return least + (value % span)
  }
  return {
    /** A whole number from `least` to `most`, both included. */
    between,
    /** True once in `count` times. */
    oneIn: (count: number): boolean => word() % count === 0,
    pick: <item>(items: readonly item[]): item =>
      items[Number(between(0n, BigInt(items.length - 1)))] as item,
  }
}
