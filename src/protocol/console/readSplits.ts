import type { Abi, Client } from 'viem'
import { operatorRewardsAbi } from '../abi/operator.ts'
import type { Chain } from '../deployments/types.ts'
import { createBatch } from '../network/batch.ts'
import type { Address, BlockRef, Failure, OperatorSetKey } from '../network/types.ts'
import { parseOperatorSetKey } from '../network/types.ts'

/** `null` for programmatic incentives, an AVS, or an operator set. */
export type SplitPlace = Address | OperatorSetKey | null

export type Splits = {
  block: BlockRef
  /** Bips that the operator keeps, by place; absent where it was not read. */
  bips: ReadonlyMap<SplitPlace, number>
  activationDelay: number | null
  claimer: Address | null
  failures: readonly Failure[]
}

/** An operator's splits and claimer at one block. Throws RpcError when the node cannot be reached. */
export async function readSplits(
  client: Client,
  parameters: {
    chain: Chain
    operator: Address
    block: BlockRef
    places: readonly SplitPlace[]
  },
): Promise<Splits> {
  const { chain, operator, block, places } = parameters
  const failures: Failure[] = []
  const batch = createBatch({
    client,
    blockNumber: block.number,
    multicall3: chain.multicall3 as Address | undefined,
    failures,
  })
  const rc = { address: chain.eigenLayer.rewardsCoordinator, abi: operatorRewardsAbi as Abi }
  const bips = new Map<SplitPlace, number>()
  let activationDelay: number | null = null
  let claimer: Address | null = null
  batch.add<number>({ ...rc, functionName: 'activationDelay' }, 'activation delay', (value) => {
    activationDelay = value
  })
  batch.add<Address>(
    { ...rc, functionName: 'claimerFor', args: [operator] },
    'claimer',
    (value) => {
      claimer = value.toLowerCase() as Address
    },
  )
  for (const place of places) {
    const call =
      place === null
        ? { functionName: 'getOperatorPISplit', args: [operator] }
        : place.length === 42
          ? { functionName: 'getOperatorAVSSplit', args: [operator, place] }
          : {
              functionName: 'getOperatorSetSplit',
              args: [operator, parseOperatorSetKey(place as OperatorSetKey)],
            }
    batch.add<number>({ ...rc, ...call }, `split for ${place ?? 'incentives'}`, (value) => {
      bips.set(place, value)
    })
  }
  await batch.run()
  return { block, bips, activationDelay, claimer, failures }
}
