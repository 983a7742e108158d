import { useEffect, useRef, useState } from 'react'
import type { Address, Network } from '../../protocol/network/types.ts'
import { claimSourceOf } from '../../protocol/rewards/claimSource.ts'
import { forgetRefusals } from '../../protocol/rewards/provenClaim.ts'
import { type RewardsReading, readRewards } from '../../protocol/rewards/readRewards.ts'
import type { Reading } from '../common/WithNetwork.tsx'

type State = { key: string; reading: RewardsReading | null; error: Error | null }

/** Every token that rewards were ever paid in. */
function rewardTokensOf(network: Network): Address[] {
  return [...new Set(network.submissions.map(({ token }) => token))]
}

/**
 * Rewards of some earners, read anew at each reading of the network and at its very block. While one is under way the
 * last one stays; a failed one says why.
 */
export function useRewards(
  { network, connection }: Reading,
  earners: readonly Address[],
): { reading: RewardsReading | null; error: Error | null; retry: () => void } {
  const { chain, client } = connection
  const key = `${chain.chainId} ${[...earners].sort().join()}`
  const [state, setState] = useState<State>({ key: '', reading: null, error: null })
  const wanted = useRef<{ network: Network; key: string; earners: readonly Address[] }>()
  const running = useRef(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the earners are told by their key
  useEffect(() => {
    wanted.current = { network, key, earners }
    if (running.current) return
    running.current = true
    const work = async () => {
      // A slow source must not be overtaken for ever: one reading ends before the next begins.
      for (let next = wanted.current; next; next = wanted.current) {
        const asked = next
        try {
          const reading = await readRewards(client, {
            chain,
            block: asked.network.block,
            earners: asked.earners,
            source: claimSourceOf(chain),
            rewardTokens: rewardTokensOf(asked.network),
          })
          setState({ key: asked.key, reading, error: null })
        } catch (error) {
          setState((last) => ({
            key: asked.key,
            reading: last.key === asked.key ? last.reading : null,
            error: error instanceof Error ? error : new Error(String(error)),
          }))
        }
        if (wanted.current === asked) wanted.current = undefined
      }
      running.current = false
    }
    void work()
  }, [network, key, chain, client])

  useEffect(
    () => () => {
      wanted.current = undefined
    },
    [],
  )

  const current = state.key === key
  return {
    reading: current ? state.reading : null,
    error: current ? state.error : null,
    retry() {
      const source = claimSourceOf(chain)
      if (source) forgetRefusals(source)
      connection.store.refresh()
    },
  }
}
