import type { Abi, Client } from 'viem'
import { stEthAbi, withdrawalQueueAbi, wstEthAbi } from '../abi/lido.ts'
import { WAD } from '../network/types.ts'
import { type EthQueue, openQueue, type QueueParameters } from './ethQueue.ts'

/** Reads Lido's withdrawal queue for an address at one block; `null` where the deployment names none. */
export async function readLidoQueue(
  client: Client,
  parameters: QueueParameters,
): Promise<EthQueue | null> {
  const { owner, chain } = parameters
  const { lido } = chain
  if (lido?.withdrawalQueue === undefined) return null
  const { queue, batch } = openQueue(client, parameters)
  const at = { address: lido.withdrawalQueue, abi: withdrawalQueueAbi as Abi }
  const wstETH = { address: lido.wstETH, abi: wstEthAbi as Abi }
  let ids: bigint[] = []
  let last = 0n
  batch.add<bigint>(
    { address: lido.stETH, abi: stEthAbi as Abi, functionName: 'balanceOf', args: [owner] },
    'stETH balance',
    (value) => {
      queue.balance = value
    },
  )
  batch.add<bigint>(
    { ...wstETH, functionName: 'balanceOf', args: [owner] },
    'wstETH balance',
    (value) => {
      queue.wrapped = value
    },
  )
  batch.add<bigint>(
    { ...wstETH, functionName: 'getStETHByWstETH', args: [WAD] },
    'wstETH rate',
    (value) => {
      queue.rate = value
    },
  )
  for (const [functionName, field] of [
    ['MIN_STETH_WITHDRAWAL_AMOUNT', 'least'],
    ['MAX_STETH_WITHDRAWAL_AMOUNT', 'most'],
    ['unfinalizedStETH', 'ahead'],
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
    { ...at, functionName: 'getWithdrawalRequests', args: [owner] },
    'requests at Lido',
    (value) => {
      // The queue lists them in no order, and finds hints only for ascending ids.
      ids = [...value].sort((a, b) => (a < b ? -1 : 1))
      queue.requests = []
    },
  )
  await batch.run()
  if (ids.length === 0) return queue
  let hints: readonly bigint[] | null = null
  batch.add<{ amountOfStETH: bigint }[]>(
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
  // Before the first finalization there is no checkpoint to look among.
  if (last > 0n)
    batch.add<bigint[]>(
      { ...at, functionName: 'findCheckpointHints', args: [ids, 1n, last] },
      'claimable ETH at Lido',
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
      // Nothing yet is 0 here; a finalized request always pays something.
      for (const [index, request] of (queue.requests ?? []).entries())
        request.claimable = amounts[index] || null
    },
  )
  await batch.run()
  return queue
}
