import type { Abi, Client } from 'viem'
import { eEthAbi, liquidityPoolAbi, weEthAbi } from '../abi/etherfi.ts'
import type { Chain } from '../deployments/types.ts'
import { createBatch } from '../network/batch.ts'
import { readPosition } from '../network/readPosition.ts'
import type { Address, BlockRef, ClockPoint, Failure, Position, Read } from '../network/types.ts'
import { type PoolApr, poolApr } from './poolApr.ts'
import { readRebases } from './readRebases.ts'

/** ether.fi's pool at one block. Amounts in wei. */
export type EtherFi = {
  paused: Read<boolean>
  totalPooledEther: Read<bigint>
  /** ETH that is in the pool itself, ready for withdrawals. */
  inPool: Read<bigint>
  /** eETH for 1e18 weETH. */
  rate: Read<bigint>
  minWithdraw: Read<bigint>
  /** `null` where fewer than two reports could be read. */
  apr: PoolApr | null
  /** The pool's own stakes in EigenLayer; `null` where the deployment does not name who holds them. */
  restakers: readonly Position[] | null
  /** Of the account that was asked about; `null` without one. */
  balances: { eEth: Read<bigint>; weEth: Read<bigint> } | null
  failures: Failure[]
}

const DAY = 86_400
/** Days of log that the APR needs: its window and the report before it. */
const LOG_DAYS = 10

/** First block of the log that the APR is worked out from, by the chain's own clock as far as that reaches. */
export function firstBlockOf(
  chain: Pick<Chain, 'startBlock' | 'blockTime'>,
  block: BlockRef,
  clock: readonly ClockPoint[],
): number {
  const since = Number(block.timestamp) - LOG_DAYS * DAY
  const known = clock.findLast(([, timestamp]) => timestamp <= since)
  const guess = Number(block.number) - Math.ceil((LOG_DAYS * DAY) / chain.blockTime)
  return Math.max(chain.startBlock, known ? known[0] : guess, 0)
}

/**
 * Reads ether.fi's pool, an account's tokens and what the pool has restaked, all at one block.
 *
 * @returns `null` where the deployment names no contracts of ether.fi
 * @throws RpcError when the node cannot be reached
 */
export async function readEtherFi(
  client: Client,
  parameters: {
    chain: Chain
    block: BlockRef
    clock: readonly ClockPoint[]
    owner?: Address | undefined
    signal?: AbortSignal | undefined
  },
): Promise<EtherFi | null> {
  const { chain, block, clock, owner, signal } = parameters
  if (chain.etherFi === undefined) return null
  const { liquidityPool, eETH, weETH, restakers } = chain.etherFi
  const failures: Failure[] = []
  const state: EtherFi = {
    paused: null,
    totalPooledEther: null,
    inPool: null,
    rate: null,
    minWithdraw: null,
    apr: null,
    restakers: null,
    balances: owner === undefined ? null : { eEth: null, weEth: null },
    failures,
  }
  const batch = createBatch({
    client,
    blockNumber: block.number,
    multicall3: chain.multicall3,
    signal,
    failures,
  })
  const pool = { address: liquidityPool, abi: liquidityPoolAbi as Abi }
  batch.add<boolean>({ ...pool, functionName: 'paused' }, 'ether.fi: pause', (value) => {
    state.paused = value
  })
  for (const [functionName, field, what] of [
    ['getTotalPooledEther', 'totalPooledEther', 'ether.fi: total'],
    ['totalValueInLp', 'inPool', 'ether.fi: liquid ETH'],
    // Older releases have no bound.
    ['minWithdrawAmount', 'minWithdraw', null],
  ] as const)
    batch.add<bigint>({ ...pool, functionName }, what, (value) => {
      state[field] = value
    })
  batch.add<bigint>(
    { address: weETH, abi: weEthAbi as Abi, functionName: 'getRate' },
    'weETH rate',
    (value) => {
      state.rate = value
    },
  )
  if (owner !== undefined)
    for (const [address, abi, field] of [
      [eETH, eEthAbi, 'eEth'],
      [weETH, weEthAbi, 'weEth'],
    ] as const)
      batch.add<bigint>(
        { address, abi: abi as Abi, functionName: 'balanceOf', args: [owner] },
        `balance of ${address}`,
        (value) => {
          if (state.balances) state.balances[field] = value
        },
      )
  const from = firstBlockOf(chain, block, clock)
  const [rebases, positions] = await Promise.all([
    readRebases(client, liquidityPool, [from, Number(block.number)], signal).catch(
      (error: unknown) => {
        if (signal?.aborted) throw error
        failures.push({ what: 'reports of ether.fi', message: 'Their logs could not be read.' })
        return []
      },
    ),
    Promise.all(
      (restakers ?? []).map((staker) => readPosition(client, { chain, staker, block, signal })),
    ),
    batch.run(),
  ])
  state.apr = poolApr(rebases, Number(block.timestamp))
  if (restakers !== undefined) state.restakers = positions
  return state
}
