import { type Address, type Client, parseAbi, parseEventLogs, toEventSelector } from 'viem'
import { getBlockNumber } from 'viem/actions'
import { NOTHING, type Observation, observeMined, receiptOf } from './observe.ts'
import type { StepRecord } from './types.ts'

type Proposed = Extract<StepRecord, { status: 'proposed' }>

/** Safe's events up to version 1.3; later ones index `txHash`, under the same topic. */
const safeAbi = parseAbi([
  'event ExecutionSuccess(bytes32 txHash, uint256 payment)',
  'event ExecutionFailure(bytes32 txHash, uint256 payment)',
])
const indexedSafeAbi = parseAbi([
  'event ExecutionSuccess(bytes32 indexed txHash, uint256 payment)',
  'event ExecutionFailure(bytes32 indexed txHash, uint256 payment)',
])
const TOPICS = safeAbi.map((event) => toEventSelector(event))

/** Blocks of one `eth_getLogs`, and such requests of one look: most nodes allow as much. */
const RANGE = 2_000n
const REQUESTS = 5

/** Blocks that a reorganisation may still replace: they are searched again. */
const TAIL = 64n

/**
 * Looks what became of a proposal to the owners of a contract account: executed, as Safe's
 * `ExecutionSuccess(txHash)` tells, failed, or still waiting. A wallet that gave the hash of a
 * transaction after all is believed as soon as the node knows it.
 */
export async function observeProposed(
  client: Client,
  account: Address,
  record: Proposed,
): Promise<Observation> {
  const own = await receiptOf(client, record.hash)
  if (own !== null) return observeMined(client, own)

  const head = await getBlockNumber(client, { cacheTime: 0 })
  let from = BigInt(record.scanned)
  for (let request = 0; request < REQUESTS && from <= head; request++) {
    const to = from + RANGE - 1n < head ? from + RANGE - 1n : head
    // Typed by hand: viem's getLogs encodes no list of bare topics.
    const logs = await client.request({
      method: 'eth_getLogs',
      params: [
        {
          address: account,
          topics: [TOPICS],
          fromBlock: `0x${from.toString(16)}`,
          toBlock: `0x${to.toString(16)}`,
        },
      ],
    })
    const found = [safeAbi, indexedSafeAbi]
      .flatMap((abi) => parseEventLogs({ abi, logs: logs as never, strict: true }))
      .find(({ args }) => args.txHash === record.hash)
    if (found !== undefined) {
      const receipt = await receiptOf(client, found.transactionHash)
      if (receipt === null) return NOTHING
      if (found.eventName === 'ExecutionSuccess') return observeMined(client, receipt)
      return {
        event: {
          type: 'failed',
          failure: {
            kind: 'refused',
            errorName: 'SafeExecutionFailed',
            message: `ExecutionFailure(${record.hash})`,
          },
          hash: receipt.transactionHash,
          blockNumber: receipt.blockNumber,
        },
        receipt,
      }
    }
    from = to + 1n
  }
  const settled = from > head ? head - TAIL : from - 1n
  return settled > BigInt(record.scanned) ? { event: { type: 'scanned', block: settled } } : NOTHING
}
