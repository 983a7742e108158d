import { useMemo } from 'react'
import { clearableStrategies, createEncumberedSync } from '../../protocol/console/encumberedLog.ts'
import { createDelaySync, pendingDelay } from '../../protocol/console/pendingDelay.ts'
import { type AllocationReading, readAllocations } from '../../protocol/console/readAllocations.ts'
import type { Address, OperatorSetKey } from '../../protocol/network/types.ts'
import { useChainRead } from '../common/useChainRead.ts'
import type { Parts } from './parts.ts'

/** An operator's allocations, and what of them is on its way. */
export type AllocationsNow = AllocationReading & {
  pendingDelay: { blocks: number; effectBlock: number } | null
  /** Strategies with deallocations that have taken effect and are not written down. */
  clearable: readonly Address[]
}

/** Reads everything that allocating and membership decide by, at each block of the network. */
export function useAllocations({ network, connection, operator }: Parts) {
  const { chain, client } = connection
  const { address } = operator
  const logs = useMemo(
    () => ({
      delay: createDelaySync({ client, chain, operator: address }),
      encumbered: createEncumberedSync({ client, chain, operator: address }),
    }),
    [client, chain, address],
  )
  return useChainRead<AllocationsNow>(`${chain.chainId} ${address}`, network, async () => {
    const { block } = network
    const request = { toBlock: block.number }
    const [delays, encumbered, reading] = await Promise.all([
      logs.delay(request),
      logs.encumbered(request),
      readAllocations(client, {
        chain,
        operator: address,
        block,
        sets: Object.values(network.operatorSets).map(({ key, strategies }) => ({
          key,
          strategies: strategies ?? [],
        })),
        extra: (operator.allocations ?? []).map(({ set, strategy }) => ({ set, strategy })),
        deallocationDelay: network.parameters.deallocationDelay ?? 0,
      }),
    ])
    const incomplete =
      network.parameters.deallocationDelay === null ||
      Object.values(network.operatorSets).some(({ strategies }) => strategies === null)
    return {
      ...reading,
      state: incomplete ? null : reading.state,
      pendingDelay: pendingDelay(delays.rows, Number(block.number)),
      clearable: clearableStrategies(encumbered.rows, reading.state?.encumbered ?? {}),
    }
  })
}

/** The last block in which an operator set that was left may slash; `null` where the log does not say. */
export function tailOf({ network, operator }: Parts, set: OperatorSetKey): number | null {
  const delay = network.parameters.deallocationDelay
  const left = network.changes.findLast(
    (change) =>
      change.type === 'registration' &&
      change.operator === operator.address &&
      change.set === set &&
      !change.registered,
  )
  return left === undefined || delay === null ? null : Number(left.block) + delay
}
