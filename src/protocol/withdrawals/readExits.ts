import type { Abi, Client } from 'viem'
import {
  allocationManagerAbi,
  delegationManagerAbi,
  eigenPodAbi,
  eigenPodManagerAbi,
} from '../abi/eigenlayer.ts'
import type { Chain } from '../deployments/types.ts'
import { createBatch } from '../network/batch.ts'
import { lower } from '../network/lower.ts'
import {
  type Address,
  type BlockRef,
  beaconChainETHStrategy,
  type Failure,
  type Hex,
} from '../network/types.ts'
import { createPoolReads } from './poolReads.ts'
import { readAsked } from './readAsked.ts'
import { withdrawalRoot } from './root.ts'
import { mulWad, slashingFactor } from './shares.ts'
import type { Exits, QueuedWithdrawal, Withdrawal } from './types.ts'

/** Shares at queueing by withdrawal root. They never change: one memory serves every reading. */
export type AskedMemory = Map<Hex, readonly bigint[]>

/**
 * Reads everything that leaving depends on, at one block: stake with its factors, the queue with its structs,
 * the pools that pay, the pod, and the pause switches.
 *
 * What fails is `null` with a line in `failures`. The shares at queueing come from the log of the block in
 * which a withdrawal was queued, or, where logs are not kept, from the operator's magnitude of that block.
 *
 * @throws RpcError when the node cannot be reached
 */
export async function readExits(
  client: Client,
  parameters: {
    chain: Chain
    staker: Address
    block: BlockRef
    asked?: AskedMemory
    signal?: AbortSignal | undefined
  },
): Promise<Exits> {
  const { chain, block, signal, asked = new Map() } = parameters
  const staker = lower(parameters.staker)
  const failures: Failure[] = []
  const batch = createBatch({
    client,
    blockNumber: block.number,
    multicall3: chain.multicall3,
    signal,
    failures,
  })
  const dm = {
    address: lower(chain.eigenLayer.delegationManager),
    abi: delegationManagerAbi as Abi,
  }
  const am = {
    address: lower(chain.eigenLayer.allocationManager),
    abi: allocationManagerAbi as Abi,
  }
  const epm = { address: lower(chain.eigenLayer.eigenPodManager), abi: eigenPodManagerAbi as Abi }
  const exits: Exits = {
    staker,
    block,
    delay: null,
    delegatedTo: null,
    isOperator: null,
    holdings: null,
    pools: {},
    tokens: {},
    queued: null,
    podGwei: null,
    paused: { queueing: null, completing: null },
    failures,
  }
  let deposited: Map<Address, bigint> | null = null
  let withdrawals: readonly Withdrawal[] | null = null
  let sharesNow: readonly (readonly bigint[])[] = []
  let pod: Address | null = null
  let beaconFactor: bigint | null = null

  const reads = createPoolReads({ batch, chain, staker, failures })
  exits.tokens = reads.tokens
  const stakers = [staker]
  batch.add<Address>({ ...dm, functionName: 'delegatedTo', args: stakers }, 'operator', (value) => {
    exits.delegatedTo = lower(value)
  })
  batch.add<boolean>(
    { ...dm, functionName: 'isOperator', args: stakers },
    'operator status',
    (value) => {
      exits.isOperator = value
    },
  )
  batch.add<number>(
    { ...dm, functionName: 'minWithdrawalDelayBlocks' },
    'withdrawal delay',
    (value) => {
      exits.delay = value
    },
  )
  for (const [bit, name] of [
    [1, 'queueing'],
    [2, 'completing'],
  ] as const)
    batch.add<boolean>(
      { ...dm, functionName: 'paused', args: [bit] },
      `pause of ${name}`,
      (value) => {
        exits.paused[name] = value
      },
    )
  batch.add<[Address[], bigint[]]>(
    { ...dm, functionName: 'getDepositedShares', args: stakers },
    'deposits',
    ([strategies, shares]) => {
      deposited = new Map(strategies.map((strategy, i) => [lower(strategy), shares[i] ?? 0n]))
    },
  )
  batch.add<[Withdrawal[], bigint[][]]>(
    { ...dm, functionName: 'getQueuedWithdrawals', args: stakers },
    'queued withdrawals',
    ([structs, shares]) => {
      withdrawals = structs
      sharesNow = shares
    },
  )
  batch.add<boolean>({ ...epm, functionName: 'hasPod', args: stakers }, 'pod', (has) => {
    if (!has) exits.podGwei = 0n
  })
  batch.add<Address>({ ...epm, functionName: 'ownerToPod', args: stakers }, null, (value) => {
    pod = lower(value)
  })
  batch.add<bigint>(
    { ...epm, functionName: 'beaconChainSlashingFactor', args: stakers },
    'beacon chain slashing factor',
    (value) => {
      beaconFactor = value
    },
  )
  await batch.run()

  const held = deposited as Map<Address, bigint> | null
  const structs = withdrawals as readonly Withdrawal[] | null
  const strategies = [
    ...new Set([
      ...(held?.keys() ?? []),
      ...(structs ?? []).flatMap((withdrawal) => withdrawal.strategies.map(lower)),
    ]),
  ]
  const scaling: Record<Address, bigint> = {}
  const magnitudes: Record<Address, bigint> = {}
  if (exits.delegatedTo !== null)
    batch.add<readonly bigint[]>(
      { ...am, functionName: 'getMaxMagnitudes', args: [exits.delegatedTo, strategies] },
      'magnitudes of the operator',
      (value) => {
        for (const [index, strategy] of strategies.entries())
          magnitudes[strategy] = value[index] ?? 0n
      },
    )
  for (const strategy of strategies)
    batch.add<bigint>(
      { ...dm, functionName: 'depositScalingFactor', args: [staker, strategy] },
      `scaling factor of ${strategy}`,
      (value) => {
        scaling[strategy] = value
      },
    )
  reads.addFirst(strategies)
  if (exits.podGwei === null && pod !== null)
    batch.add<bigint>(
      {
        address: pod,
        abi: eigenPodAbi as Abi,
        functionName: 'withdrawableRestakedExecutionLayerGwei',
      },
      'withdrawable ETH of the pod',
      (value) => {
        exits.podGwei = value
      },
    )
  const named = (structs ?? []).map((withdrawal) => ({
    withdrawal,
    root: withdrawalRoot(withdrawal),
  }))
  const unknown = new Set(
    named.filter(({ root }) => !asked.has(root)).map(({ withdrawal }) => withdrawal.startBlock),
  )
  await Promise.all([
    batch.run(),
    ...[...unknown].map((start) =>
      readAsked(client, dm.address, start, signal).then(
        (found) => {
          for (const [root, shares] of found) asked.set(root, shares)
        },
        // Nodes that keep no old logs still answer for the magnitude of that block, below.
        () => undefined,
      ),
    ),
  ])

  // Second round: what needed the tokens, and what the logs did not tell.
  reads.addSecond()
  const past = new Map<Hex, readonly bigint[]>()
  for (const { root, withdrawal } of named)
    if (!asked.has(root))
      batch.add<readonly bigint[]>(
        {
          ...am,
          functionName: 'getMaxMagnitudesAtBlock',
          args: [withdrawal.delegatedTo, withdrawal.strategies, withdrawal.startBlock],
        },
        `amount at queueing of ${root}`,
        (value) => {
          past.set(root, value)
        },
      )
  await batch.run()

  exits.pools = reads.pools()
  if (held !== null) exits.holdings = holdingsOf(held)
  if (structs !== null)
    exits.queued = named
      .map(({ root, withdrawal }, index): QueuedWithdrawal => {
        const at = asked.get(root)
        const magnitudesThen = past.get(root)
        return {
          root,
          withdrawal,
          parts: withdrawal.strategies.map((address, part) => {
            const strategy = lower(address)
            const scaledShares = withdrawal.scaledShares[part] ?? 0n
            const magnitude = magnitudesThen?.[part]
            // What the beacon chain had taken by then is in no view.
            const derived =
              magnitude === undefined || strategy === beaconChainETHStrategy
                ? null
                : mulWad(scaledShares, magnitude)
            return {
              strategy,
              scaledShares,
              asked: at?.[part] ?? derived,
              shares: sharesNow[index]?.[part] ?? 0n,
            }
          }),
        }
      })
      .sort((a, b) => Number(a.withdrawal.nonce - b.withdrawal.nonce))
  return exits

  function holdingsOf(shares: Map<Address, bigint>): Exits['holdings'] {
    const holdings: NonNullable<Exits['holdings']> = {}
    for (const strategy of strategies) {
      const scalingFactor = scaling[strategy]
      const magnitude = magnitudes[strategy]
      const native = strategy === beaconChainETHStrategy
      if (scalingFactor === undefined || magnitude === undefined) return null
      if (native && beaconFactor === null) return null
      holdings[strategy] = {
        depositShares: shares.get(strategy) ?? 0n,
        scalingFactor,
        slashingFactor: slashingFactor(magnitude, native ? (beaconFactor ?? 0n) : undefined),
      }
    }
    return holdings
  }
}
