import { type Client, isAddressEqual } from 'viem'
import { readContract } from 'viem/actions'
import { permissionControllerAbi } from '../abi/operator.ts'
import { rightOf } from '../console/functions.ts'
import type { Chain } from '../deployments/types.ts'
import type { Address, BlockRef, Network } from '../network/types.ts'
import { withSignal } from '../rpc/client.ts'

/** Whether the contract lets others name the claimer of an address: an operator, or an AVS with operator sets. */
export function hasDelegableClaimer(network: Network, earner: Address): boolean {
  return (
    network.operators.some(({ address }) => address === earner) ||
    network.avss.some(({ address, sets }) => address === earner && sets.length > 0)
  )
}

/**
 * Whether `account` may name who claims the rewards of `earner` at a block. For itself everybody may
 * (`setClaimerFor(claimer)`), for an operator or an AVS its admins and the appointees of that function
 * (`setClaimerFor(earner, claimer)`, by `PermissionController.canCall`).
 *
 * @throws RpcError when the node cannot be reached
 */
export async function maySetClaimer(
  client: Client,
  parameters: {
    chain: Chain
    earner: Address
    account: Address
    block: BlockRef
    signal?: AbortSignal | undefined
  },
): Promise<boolean> {
  const { chain, earner, account, block, signal } = parameters
  if (isAddressEqual(earner, account)) return true
  const controller = chain.eigenLayer.permissionController
  if (controller === undefined) return false
  const { target, selector } = rightOf(chain, 'setClaimerFor')
  return readContract(withSignal(client, signal), {
    address: controller,
    abi: permissionControllerAbi,
    functionName: 'canCall',
    args: [earner, account, target, selector],
    blockNumber: block.number,
  })
}
