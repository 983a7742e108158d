import { useEffect, useState } from 'react'
import type { Address } from '../../protocol/network/types.ts'
import { readEtherFiQueue } from '../../protocol/withdrawals/etherFiQueue.ts'
import type { EthQueue } from '../../protocol/withdrawals/ethQueue.ts'
import { readLidoQueue } from '../../protocol/withdrawals/lidoQueue.ts'
import { previewRedemption, type RedemptionPreview } from '../../protocol/withdrawals/redemption.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import type { QueueKind } from './ethTokens.ts'

const read = { lido: readLidoQueue, etherFi: readEtherFiQueue }

/** A queue at the block of the page's reading; the last one is kept while later ones fail. */
export function useEthQueue(
  { connection, network }: Pick<Reading, 'connection' | 'network'>,
  kind: QueueKind,
  address: string,
): { queue: EthQueue | null; failed: boolean } {
  const { client, chain } = connection
  const { block } = network
  const [state, setState] = useState<{ of: string; queue: EthQueue | null; failed: boolean }>({
    of: '',
    queue: null,
    failed: false,
  })
  useEffect(() => {
    const own = new AbortController()
    read[kind](client, {
      chain,
      owner: address.toLowerCase() as Address,
      block,
      signal: own.signal,
    }).then(
      (queue) => {
        if (!own.signal.aborted) setState({ of: address, queue, failed: false })
      },
      () => {
        if (!own.signal.aborted)
          setState((before) => ({
            of: address,
            queue: before.of === address ? before.queue : null,
            failed: true,
          }))
      },
    )
    return () => own.abort()
  }, [client, chain, kind, address, block])
  return state.of === address ? state : { queue: null, failed: false }
}

/** What redeeming an amount at once would bring at the page's block; `undefined` while it is read, `null` unread. */
export function useRedemption(
  { connection, network }: Pick<Reading, 'connection' | 'network'>,
  token: 'eETH' | 'weETH',
  amount: bigint | null,
): RedemptionPreview | null | undefined {
  const { client, chain } = connection
  const blockNumber = network.block.number
  const key = `${token} ${amount} ${blockNumber}`
  const [state, setState] = useState<{ key: string; preview: RedemptionPreview | null }>()
  useEffect(() => {
    const { etherFi } = chain
    if (amount === null || etherFi?.redemptionManager === undefined) return
    let current = true
    const named = { ...etherFi, redemptionManager: etherFi.redemptionManager }
    previewRedemption(client, { etherFi: named, token, amount, blockNumber }).then(
      (preview) => {
        if (current) setState({ key, preview })
      },
      () => {
        if (current) setState({ key, preview: null })
      },
    )
    return () => {
      current = false
    }
  }, [client, chain, token, amount, blockNumber, key])
  return state?.key === key ? state.preview : undefined
}
