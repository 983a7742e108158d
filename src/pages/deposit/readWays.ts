import type { Abi, Client } from 'viem'
import { wstEthAbi } from '../../protocol/abi/lido.ts'
import { type Pod, readPod } from '../../protocol/beacon/readPod.ts'
import type { Chain } from '../../protocol/deployments/types.ts'
import { type EtherFi, readEtherFi } from '../../protocol/etherfi/readEtherFi.ts'
import { createBatch } from '../../protocol/network/batch.ts'
import type { Address, Failure, Network, Read } from '../../protocol/network/types.ts'
import { readGasPrice } from '../../protocol/rpc/requests.ts'
import { readPace } from '../../protocol/withdrawals/readPace.ts'

export type WrappedStEth = {
  /** stETH for 1e18 wstETH. */
  stEthPerToken: Read<bigint>
  /** Of the account; `null` without one. */
  balance: Read<bigint>
}

/** What the ways in need beside the network and the account's position, at the same block. */
export type WaysState = {
  account: Address | null
  gasPrice: bigint
  /** Seconds that a block takes of late. */
  pace: number
  wrapped: WrappedStEth | null
  etherFi: EtherFi | null
  pod: Pod | null
  failures: readonly Failure[]
}

/** Reads everything about the ways in. Throws `RpcError` when the node cannot be reached. */
export async function readWays(
  client: Client,
  parameters: {
    chain: Chain
    network: Pick<Network, 'block' | 'clock'>
    account: Address | null
    signal?: AbortSignal | undefined
  },
): Promise<WaysState> {
  const { chain, account, signal } = parameters
  const { block, clock } = parameters.network
  const failures: Failure[] = []
  const wrapped: WrappedStEth | null = chain.lido ? { stEthPerToken: null, balance: null } : null
  const batch = createBatch({
    client,
    blockNumber: block.number,
    multicall3: chain.multicall3,
    signal,
    failures,
  })
  if (wrapped && chain.lido) {
    const at = { address: chain.lido.wstETH, abi: wstEthAbi as Abi }
    batch.add<bigint>({ ...at, functionName: 'stEthPerToken' }, 'wstETH rate', (value) => {
      wrapped.stEthPerToken = value
    })
    if (account)
      batch.add<bigint>(
        { ...at, functionName: 'balanceOf', args: [account] },
        'wstETH balance',
        (value) => {
          wrapped.balance = value
        },
      )
  }
  const own = account === null ? {} : { owner: account }
  const [gasPrice, pace, etherFi, pod] = await Promise.all([
    readGasPrice(client),
    readPace(client, block.number, chain.blockTime),
    readEtherFi(client, { chain, block, clock, signal, ...own }),
    account === null ? null : readPod(client, { chain, block, owner: account, signal }),
    batch.run(),
  ])
  return {
    account,
    gasPrice,
    pace,
    wrapped,
    etherFi,
    pod,
    failures: [...failures, ...(etherFi?.failures ?? []), ...(pod?.failures ?? [])],
  }
}
