import type { Hex } from 'viem'
import type { Chain } from '../deployments/types.ts'

/** GENESIS_FORK_VERSION by chain id, from the networks' own configurations. */
const KNOWN: Readonly<Record<number, Hex>> = {
  1: '0x00000000',
  17000: '0x01017000',
  560048: '0x10000910',
  11155111: '0x90000069',
}

/** Genesis fork version that deposits of a chain are signed for; `null` where nobody says. A known one wins. */
export function genesisForkVersionOf(
  chain: Pick<Chain, 'chainId' | 'genesisForkVersion'>,
): Hex | null {
  return (
    KNOWN[chain.chainId] ?? (chain.genesisForkVersion?.toLowerCase() as Hex | undefined) ?? null
  )
}
