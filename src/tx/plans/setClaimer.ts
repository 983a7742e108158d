import { type Address, isAddressEqual, zeroAddress } from 'viem'
import { readContract } from 'viem/actions'
import { rewardsCoordinatorAbi } from '../../protocol/abi/eigenlayer.ts'
import type { MessageRef, PlanDefinition } from '../types.ts'
import { readFields } from './params.ts'

/** `claimer` may claim instead of the account; the zero address gives the right back to the account. */
export type SetClaimerParameters = { claimer: Address }

const words = (part: string, claimer: Address): MessageRef =>
  isAddressEqual(claimer, zeroAddress)
    ? { key: `${part}.removeClaimer` }
    : { key: `${part}.setClaimer`, values: { claimer: { address: claimer } } }

/** Says who claims the account's rewards, with `setClaimerFor(claimer)`. */
export const setClaimer: PlanDefinition<SetClaimerParameters> = {
  kind: 'setClaimer',
  version: 1,
  parse: (json) => ({ claimer: readFields(json).address('claimer') }),
  title: ({ claimer }) => words('plan', claimer),
  async steps({ claimer }, { client, chain, account }) {
    const to = chain.eigenLayer.rewardsCoordinator
    const now = await readContract(client, {
      address: to,
      abi: rewardsCoordinatorAbi,
      functionName: 'claimerFor',
      args: [account],
    })
    return [
      {
        id: 'setClaimer',
        kind: 'setClaimer',
        title: words('step', claimer),
        action: words('action', claimer),
        done: isAddressEqual(now, claimer),
        request: { to, abi: rewardsCoordinatorAbi, functionName: 'setClaimerFor', args: [claimer] },
      },
    ]
  },
}
