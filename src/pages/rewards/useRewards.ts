import { useMemo } from 'react'
import { tokensWith } from '../../data/ownPrices.ts'
import type { Address, Network } from '../../protocol/network/types.ts'
import { claimSourceOf } from '../../protocol/rewards/claimSource.ts'
import { forgetRefusals } from '../../protocol/rewards/provenClaim.ts'
import { type RewardsReading, readRewards } from '../../protocol/rewards/readRewards.ts'
import { useChainRead } from '../common/useChainRead.ts'
import type { Reading } from '../common/WithNetwork.tsx'

/** Every token that rewards were ever paid in. */
function rewardTokensOf(network: Network): Address[] {
  return [...new Set(network.submissions.map(({ token }) => token))]
}

/**
 * Rewards of some earners, read anew at each reading of the network and at its very block. While one is under way the
 * last one stays; a failed one says why. Tokens that the chain does not price have the reader's own entries.
 */
export function useRewards(
  { assessor, network, connection }: Reading,
  earners: readonly Address[],
): { reading: RewardsReading | null; error: Error | null; retry: () => void } {
  const { chain, client } = connection
  const key = `${chain.chainId} ${[...earners].sort().join()}`
  // A slow source must not be overtaken for ever: `useChainRead` ends one reading before the next begins.
  const { value, error } = useChainRead(key, assessor.reading, () =>
    readRewards(client, {
      chain,
      block: network.block,
      earners,
      source: claimSourceOf(chain),
      rewardTokens: rewardTokensOf(network),
    }),
  )
  const { prices } = assessor.assumptions
  const reading = useMemo(
    () => value && { ...value, tokens: tokensWith(value.tokens, prices) },
    [value, prices],
  )
  return {
    reading,
    error,
    retry() {
      const source = claimSourceOf(chain)
      if (source) forgetRefusals(source)
      connection.store.refresh()
    },
  }
}
