import type { Address } from 'viem'
import { getBlock, readContract } from 'viem/actions'
import { erc20Abi } from '../../protocol/abi/erc20.ts'
import type { MessageRef, MessageValue, PlanContext, Step } from '../types.ts'
import { readPermitDomain, readPermitNonce } from './domain.ts'
import { PERMIT_LIFETIME, type PermitArguments, permitRequest, usablePermit } from './permit.ts'

/** Who is to be allowed to take how much of which token. */
export type AllowanceParameters = {
  token: Address
  spender: Address
  /** The spender's name in words, such as `wstETH`. */
  spenderName: string
  /** In the token's smallest unit; exactly this much is allowed. */
  amount: bigint
  /** The amount in words. */
  value: MessageValue
  /** The call that spends the tokens can take a permit itself. Without that, a permit saves nothing. */
  takesPermit: boolean
  /** The spending call is in a block: nothing is left to allow. */
  spent: boolean
}

/** The step that allows, and what the spending call is built from. */
export type Allowance = {
  step: Step
  /** Present when the spending call is to carry the permit; `null` for the plain call. */
  permit: PermitArguments | null
  /** The allowance there is now. */
  allowance: bigint
}

const words = (kind: 'allow' | 'permit', parameters: AllowanceParameters) => {
  const values = { amount: parameters.value, spender: parameters.spenderName }
  return {
    title: { key: `step.${kind}`, values } satisfies MessageRef,
    action: { key: `action.${kind}`, values } satisfies MessageRef,
  }
}

/**
 * The way to allow a contract to take tokens that asks the wallet least often: nothing where the allowance is
 * there already; in a batch, or for a contract account, an exact `approve`; otherwise a permit (EIP-2612), if the
 * token's domain can be reproduced and the spending call takes one; and else an exact `approve`.
 *
 * A permit that somebody else put on the chain first leaves its allowance behind, and the plain call is next.
 */
export async function allow(
  parameters: AllowanceParameters,
  context: PlanContext,
): Promise<Allowance> {
  const { token, spender, amount, takesPermit, spent } = parameters
  const { client, account, signatures, batching = false, contractAccount = false } = context
  const kept = signatures?.permit
  const permitStep: Step = {
    id: 'permit',
    kind: 'permit',
    ...words('permit', parameters),
    done: true,
  }
  const approveStep: Step = {
    id: 'approve',
    kind: 'approve',
    ...words('allow', parameters),
    done: true,
  }
  if (spent) return { step: kept ? permitStep : approveStep, permit: null, allowance: 0n }

  const allowance = await readContract(client, {
    address: token,
    abi: erc20Abi,
    functionName: 'allowance',
    args: [account, spender],
  })
  if (allowance >= amount) return { step: kept ? permitStep : approveStep, permit: null, allowance }

  const domain =
    takesPermit && !batching && !contractAccount ? await readPermitDomain(client, token) : null
  if (domain === null)
    return {
      step: {
        ...approveStep,
        done: false,
        request: { to: token, abi: erc20Abi, functionName: 'approve', args: [spender, amount] },
      },
      permit: null,
      allowance,
    }

  const [nonce, { timestamp }] = await Promise.all([
    readPermitNonce(client, token, account),
    getBlock(client, { blockTag: 'latest' }),
  ])
  const wanted = { owner: account, spender, value: amount, nonce }
  const permit = usablePermit(kept, domain, wanted, timestamp)
  return {
    step: {
      ...permitStep,
      done: permit !== null,
      signature: permitRequest(domain, { ...wanted, deadline: timestamp + PERMIT_LIFETIME }),
    },
    permit,
    allowance,
  }
}
