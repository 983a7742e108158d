/** ETH that was worked out rather than read, in wei: exact to a gwei. */
export const weiOf = (eth: number): bigint => BigInt(Math.round(eth * 1e9)) * 1_000_000_000n
