import {
  type Abi,
  type Client,
  encodeEventTopics,
  type Hex,
  type Log,
  pad,
  parseEventLogs,
} from 'viem'
import {
  eEthAbi,
  liquidityPoolAbi,
  redemptionManagerAbi,
  weEthAbi,
  withdrawRequestNftAbi,
} from '../abi/etherfi.ts'
import { AdaptiveSpan } from '../logs/adaptiveSpan.ts'
import { fetchRanges } from '../logs/fetchRanges.ts'
import { type Address, WAD } from '../network/types.ts'
import {
  type EthQueue,
  type EthRequest,
  openQueue,
  type QueueParameters,
  type Redemption,
} from './ethQueue.ts'
import { REDEMPTION_ETH } from './redemption.ts'

/** Log requests at a time. */
const CONCURRENCY = 4

/**
 * Reads ether.fi's withdrawal requests of an address at one block; `null` where the deployment names none. No
 * view lists them: they are found by the log of their transfers to the address, read from the newest blocks the
 * node has, in pieces as large as it serves.
 */
export async function readEtherFiQueue(
  client: Client,
  parameters: QueueParameters,
): Promise<EthQueue | null> {
  const { chain, owner, block, signal } = parameters
  const { etherFi } = chain
  if (etherFi?.withdrawRequestNFT === undefined) return null
  const { queue, batch } = openQueue(client, parameters)
  const nft = { address: etherFi.withdrawRequestNFT, abi: withdrawRequestNftAbi as Abi }
  const pool = { address: etherFi.liquidityPool, abi: liquidityPoolAbi as Abi }
  const weETH = { address: etherFi.weETH, abi: weEthAbi as Abi }
  let held = 0n
  batch.add<bigint>(
    { address: etherFi.eETH, abi: eEthAbi as Abi, functionName: 'balanceOf', args: [owner] },
    'eETH balance',
    (value) => {
      queue.balance = value
    },
  )
  batch.add<bigint>(
    { ...weETH, functionName: 'balanceOf', args: [owner] },
    'weETH balance',
    (value) => {
      queue.wrapped = value
    },
  )
  batch.add<bigint>(
    { ...weETH, functionName: 'getEETHByWeETH', args: [WAD] },
    'weETH rate',
    (value) => {
      queue.rate = value
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
  if (etherFi.redemptionManager !== undefined) {
    const manager = { address: etherFi.redemptionManager, abi: redemptionManagerAbi as Abi }
    const instant: Redemption = { feeBps: null, redeemable: null }
    queue.instant = instant
    batch.add<readonly [unknown, number, number, number]>(
      { ...manager, functionName: 'tokenToRedemptionInfo', args: [REDEMPTION_ETH] },
      'ether.fi: fee of redeeming',
      ([, , feeBps]) => {
        instant.feeBps = feeBps
      },
    )
    batch.add<bigint>(
      { ...manager, functionName: 'totalRedeemableAmount', args: [REDEMPTION_ETH] },
      'ether.fi: what can be redeemed',
      (value) => {
        instant.redeemable = value
      },
    )
  }
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
    range: [chain.startBlock, Number(block.number)],
    signal,
  })
  const found: (EthRequest & { own: boolean })[] = ids.map((id) => ({
    id,
    amount: 0n,
    claimable: null,
    own: false,
  }))
  for (const request of found) {
    // Reverts for a request that was claimed.
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
  const own = found.filter((request) => request.own)
  queue.requests = own.map(({ id, amount, claimable }) => ({ id, amount, claimable }))
  if (BigInt(own.length) < held)
    queue.failures.push({
      what: 'requests at ether.fi',
      message: `${held} requests are held; the logs that the node keeps name ${own.length} of them.`,
    })
  return queue
}

/** Numbers of the tokens that were transferred to an address, ascending; of blocks that could not be read, none. */
async function transfersTo(
  client: Client,
  parameters: {
    address: Address
    owner: Address
    range: readonly [number, number]
    signal: AbortSignal | undefined
  },
): Promise<bigint[]> {
  const { address, owner, range, signal } = parameters
  const topics = encodeEventTopics({ abi: withdrawRequestNftAbi, eventName: 'Transfer' }) as Hex[]
  const logs: Log[] = []
  await fetchRanges({
    client,
    source: { addresses: [address], topics, indexed: [null, [pad(owner)]] },
    ranges: [[...range]],
    span: new AdaptiveSpan(),
    concurrency: CONCURRENCY,
    signal,
    onLogs: (_range, found) => {
      logs.push(...found)
    },
  })
  const ids = parseEventLogs({ abi: withdrawRequestNftAbi, eventName: 'Transfer', logs }).map(
    ({ args }) => args.tokenId,
  )
  return [...new Set(ids)].sort((a, b) => (a < b ? -1 : 1))
}
