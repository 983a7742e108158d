import {
  type Abi,
  type Client,
  encodeEventTopics,
  formatLog,
  numberToHex,
  parseEventLogs,
} from 'viem'
import { eEthAbi, liquidityPoolAbi, withdrawRequestNftAbi } from '../abi/etherfi.ts'
import { stEthAbi, withdrawalQueueAbi } from '../abi/lido.ts'
import type { Chain } from '../deployments/types.ts'
import { createBatch } from '../network/batch.ts'
import type { Address, BlockRef, Failure, Read } from '../network/types.ts'

/**
 * An amount in the fewest pieces of which none is over `most` or under `least`. One that is under `least`
 * as a whole stays as it is: the queue refuses it, and says so.
 */
export function splitRequest(amount: bigint, least: bigint, most: bigint): bigint[] {
  const pieces: bigint[] = []
  let left = amount
  while (left > most) {
    // A rest too small for the queue takes something from the piece before it.
    const rest = left - most
    const piece = rest < least ? left - least : most
    pieces.push(piece)
    left -= piece
  }
  pieces.push(left)
  return pieces
}

/** A request that waits for ETH. `claimable` in wei once it is finalized, `null` before. */
export type EthRequest = {
  id: bigint
  /** In wei of the token handed in. */
  amount: bigint
  claimable: bigint | null
}

/** What an address has in the queue of Lido or of ether.fi, and what it could hand in. */
export type EthQueue = {
  balance: Read<bigint>
  /** Least and most of one request, in wei. Lido takes more in pieces; ether.fi does not. */
  least: Read<bigint>
  most: Read<bigint>
  /** Ascending. */
  requests: Read<EthRequest[]>
  paused: Read<boolean>
  failures: Failure[]
}

type Parameters = {
  chain: Chain
  owner: Address
  block: BlockRef
  signal?: AbortSignal | undefined
}

const start = (client: Client, { chain, block, signal }: Parameters) => {
  const queue: EthQueue = {
    balance: null,
    least: null,
    most: null,
    requests: null,
    paused: null,
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

/** Reads Lido's withdrawal queue for an address at one block; `null` where the deployment names none. */
export async function readLidoQueue(
  client: Client,
  parameters: Parameters,
): Promise<EthQueue | null> {
  const { lido } = parameters.chain
  if (lido?.withdrawalQueue === undefined) return null
  const { queue, batch } = start(client, parameters)
  const at = { address: lido.withdrawalQueue, abi: withdrawalQueueAbi as Abi }
  let ids: bigint[] = []
  let last = 0n
  batch.add<bigint>(
    {
      address: lido.stETH,
      abi: stEthAbi as Abi,
      functionName: 'balanceOf',
      args: [parameters.owner],
    },
    'stETH balance',
    (value) => {
      queue.balance = value
    },
  )
  for (const [functionName, field] of [
    ['MIN_STETH_WITHDRAWAL_AMOUNT', 'least'],
    ['MAX_STETH_WITHDRAWAL_AMOUNT', 'most'],
  ] as const)
    batch.add<bigint>({ ...at, functionName }, `Lido: ${functionName}`, (value) => {
      queue[field] = value
    })
  batch.add<boolean>({ ...at, functionName: 'isPaused' }, 'Lido: pause', (value) => {
    queue.paused = value
  })
  batch.add<bigint>({ ...at, functionName: 'getLastCheckpointIndex' }, 'checkpoints', (value) => {
    last = value
  })
  batch.add<bigint[]>(
    { ...at, functionName: 'getWithdrawalRequests', args: [parameters.owner] },
    'requests at Lido',
    (value) => {
      ids = [...value].sort((a, b) => (a < b ? -1 : 1))
      queue.requests = []
    },
  )
  await batch.run()
  if (ids.length === 0) return queue
  let hints: readonly bigint[] | null = null
  batch.add<{ amountOfStETH: bigint; isFinalized: boolean }[]>(
    { ...at, functionName: 'getWithdrawalStatus', args: [ids] },
    'requests at Lido',
    (statuses) => {
      queue.requests = ids.map((id, index) => ({
        id,
        amount: statuses[index]?.amountOfStETH ?? 0n,
        claimable: null,
      }))
    },
    () => {
      queue.requests = null
    },
  )
  batch.add<bigint[]>(
    { ...at, functionName: 'findCheckpointHints', args: [ids, 1n, last] },
    last === 0n ? null : 'claimable ETH at Lido',
    (value) => {
      hints = value
    },
  )
  await batch.run()
  if (hints === null) return queue
  batch.add<bigint[]>(
    { ...at, functionName: 'getClaimableEther', args: [ids, hints] },
    'claimable ETH at Lido',
    (amounts) => {
      for (const [index, request] of (queue.requests ?? []).entries())
        request.claimable = amounts[index] || null
    },
  )
  await batch.run()
  return queue
}

/**
 * Reads ether.fi's withdrawal requests of an address at one block; `null` where the deployment names none. No
 * view lists them: they are found by the log of their transfers to the address.
 */
export async function readEtherFiQueue(
  client: Client,
  parameters: Parameters,
): Promise<EthQueue | null> {
  const { chain, owner, block, signal } = parameters
  const { etherFi } = chain
  if (etherFi?.withdrawRequestNFT === undefined) return null
  const { queue, batch } = start(client, parameters)
  const nft = { address: etherFi.withdrawRequestNFT, abi: withdrawRequestNftAbi as Abi }
  const pool = { address: etherFi.liquidityPool, abi: liquidityPoolAbi as Abi }
  let held = 0n
  batch.add<bigint>(
    { address: etherFi.eETH, abi: eEthAbi as Abi, functionName: 'balanceOf', args: [owner] },
    'eETH balance',
    (value) => {
      queue.balance = value
    },
  )
  // Older releases have no bounds.
  for (const [functionName, field] of [
    ['minWithdrawAmount', 'least'],
    ['maxWithdrawAmount', 'most'],
  ] as const)
    batch.add<bigint>({ ...pool, functionName }, null, (value) => {
      queue[field] = value
    })
  batch.add<boolean>({ ...pool, functionName: 'paused' }, 'ether.fi: pause', (value) => {
    queue.paused = value
  })
  batch.add<bigint>(
    { ...nft, functionName: 'balanceOf', args: [owner] },
    'requests at ether.fi',
    (value) => {
      held = value
      queue.requests = []
    },
  )
  await batch.run()
  // Most addresses hold none: then no log is asked for.
  if (held === 0n) return queue
  const ids = await transfersTo(client, {
    address: etherFi.withdrawRequestNFT,
    owner,
    fromBlock: chain.startBlock,
    toBlock: block.number,
    signal,
  }).catch(() => null)
  if (ids === null) {
    queue.requests = null
    queue.failures.push({ what: 'requests at ether.fi', message: 'Their logs could not be read.' })
    return queue
  }
  const found: (EthRequest & { own: boolean })[] = ids.map((id) => ({
    id,
    amount: 0n,
    claimable: null,
    own: false,
  }))
  for (const request of found) {
    batch.add<Address>({ ...nft, functionName: 'ownerOf', args: [request.id] }, null, (value) => {
      request.own = value.toLowerCase() === owner.toLowerCase()
    })
    batch.add<{ amountOfEEth: bigint }>(
      { ...nft, functionName: 'getRequest', args: [request.id] },
      `request ${request.id} at ether.fi`,
      (value) => {
        request.amount = value.amountOfEEth
      },
    )
    // Reverts until the request is finalized.
    batch.add<bigint>(
      { ...nft, functionName: 'getClaimableAmount', args: [request.id] },
      null,
      (value) => {
        request.claimable = value
      },
    )
  }
  await batch.run()
  queue.requests = found
    .filter(({ own }) => own)
    .map(({ id, amount, claimable }) => ({ id, amount, claimable }))
  return queue
}

/** Numbers of the tokens that were ever transferred to an address, ascending. */
async function transfersTo(
  client: Client,
  parameters: {
    address: Address
    owner: Address
    fromBlock: number
    toBlock: bigint
    signal: AbortSignal | undefined
  },
): Promise<bigint[]> {
  const topics = encodeEventTopics({
    abi: withdrawRequestNftAbi,
    eventName: 'Transfer',
    args: { to: parameters.owner },
  })
  const answer = await client.request(
    {
      method: 'eth_getLogs',
      params: [
        {
          address: parameters.address,
          topics,
          fromBlock: numberToHex(parameters.fromBlock),
          toBlock: numberToHex(parameters.toBlock),
        },
      ],
    },
    parameters.signal === undefined ? {} : { signal: parameters.signal },
  )
  const logs = parseEventLogs({
    abi: withdrawRequestNftAbi,
    eventName: 'Transfer',
    logs: answer.map((log) => formatLog(log)) as never,
  })
  return [...new Set(logs.map(({ args }) => args.tokenId))].sort((a, b) => (a < b ? -1 : 1))
}
