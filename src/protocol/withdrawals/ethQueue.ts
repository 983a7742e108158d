import type { Client } from 'viem'
import type { Chain } from '../deployments/types.ts'
import { createBatch } from '../network/batch.ts'
import type { Address, BlockRef, Failure, Read } from '../network/types.ts'

/** A request that waits for ETH. */
export type EthRequest = {
  id: bigint
  /** In wei of stETH or eETH, whatever was handed in. */
  amount: bigint
  /** In wei once the request is finalized: exactly what a claim pays. `null` before. */
  claimable: bigint | null
}

/** What an address has in the queue of Lido or of ether.fi, and what it could hand in. */
export type EthQueue = {
  /** In wei of stETH or eETH. */
  balance: Read<bigint>
  /** In wei of wstETH or weETH. */
  wrapped: Read<bigint>
  /** What 1e18 wei of the wrapped token are worth, in wei of stETH or eETH. */
  rate: Read<bigint>
  /** Least and most of one request, in wei of stETH or eETH. Lido takes more in pieces; ether.fi does not. */
  least: Read<bigint>
  most: Read<bigint>
  /** stETH of all requests that wait, in wei; only Lido tells. */
  ahead: Read<bigint>
  /** Ascending. */
  requests: Read<EthRequest[]>
  paused: Read<boolean>
  /** ether.fi's way out at once; `null` where the deployment names none. */
  instant: Redemption | null
  failures: Failure[]
}

/** The terms of redeeming at once. */
export type Redemption = {
  /** Basis points of what is handed in. */
  feeBps: Read<number>
  /** The most that can be redeemed now, in wei of eETH. */
  redeemable: Read<bigint>
}

export type QueueParameters = {
  chain: Chain
  owner: Address
  block: BlockRef
  signal?: AbortSignal | undefined
}

/** A queue of which nothing is read yet, and the batch that reads it at one block. */
export function openQueue(client: Client, { chain, block, signal }: QueueParameters) {
  const queue: EthQueue = {
    balance: null,
    wrapped: null,
    rate: null,
    least: null,
    most: null,
    ahead: null,
    requests: null,
    paused: null,
    instant: null,
    failures: [],
  }
  const batch = createBatch({
    client,
    blockNumber: block.number,
    multicall3: chain.multicall3,
    signal,
    failures: queue.failures,
  })
  return { queue, batch }
}
