import type { Abi, Client } from 'viem'
import { permissionControllerAbi } from '../abi/operator.ts'
import type { Chain } from '../deployments/types.ts'
import { createBatch } from '../network/batch.ts'
import type { Address, BlockRef } from '../network/types.ts'

/** Operators asked about in one go. */
const slice = 250

/**
 * Whether `wallet` is an admin, proposed as one, or an appointee of one of `operators` at one block, by
 * `PermissionController.isAdmin`, `isPendingAdmin` and `getAppointeePermissions`. An operator that is its own admin
 * counts for itself.
 * Ends with the slice in which the first is found; false where the deployment has no PermissionController.
 *
 * @throws RpcError when the node cannot be reached; what reverts counts as no right
 */
export async function actsForAny(
  client: Client,
  parameters: {
    chain: Chain
    wallet: Address
    operators: readonly Address[]
    block: BlockRef
    signal?: AbortSignal | undefined
  },
): Promise<boolean> {
  const { chain, wallet, operators, block, signal } = parameters
  const controller = chain.eigenLayer.permissionController
  if (controller === undefined) return false
  const pc = { address: controller, abi: permissionControllerAbi as Abi }
  let found = false
  for (let from = 0; from < operators.length && !found; from += slice) {
    const batch = createBatch({
      client,
      blockNumber: block.number,
      multicall3: chain.multicall3 as Address | undefined,
      signal,
      failures: [],
    })
    for (const operator of operators.slice(from, from + slice)) {
      const args = [operator, wallet]
      for (const functionName of ['isAdmin', 'isPendingAdmin'])
        batch.add<boolean>({ ...pc, functionName, args }, null, (admin) => {
          found ||= admin
        })
      batch.add<[Address[], unknown]>(
        { ...pc, functionName: 'getAppointeePermissions', args },
        null,
        ([targets]) => {
          found ||= targets.length > 0
        },
      )
    }
    await batch.run()
  }
  return found
}
