import { type Hex, isHex, size } from 'viem'
import { getBalance } from 'viem/actions'
import { eigenPodManagerAbi } from '../../protocol/abi/eigenlayer.ts'
import { depositDataRoot, podCredentials, STAKE_GWEI } from '../../protocol/beacon/roots.ts'
import type { MessageValue, PlanDefinition, Step } from '../types.ts'
import { readList } from './params.ts'
import { createPodStep, readPodOf } from './pods.ts'

/** One validator's deposit, as a staking tool signed it for 32 ETH and the account's pod. */
export type ValidatorDeposit = { pubkey: Hex; signature: Hex; depositDataRoot: Hex }

/** The deposits in the order of the file. Their signatures have been verified by whoever starts the plan. */
export type DepositValidatorsParameters = { validators: readonly ValidatorDeposit[] }

const STAKE_WEI = STAKE_GWEI * 10n ** 9n
const eth = (amount: bigint): MessageValue => ({ amount, unit: 'ETH', decimals: 18 })
const shorten = (pubkey: Hex) => `${pubkey.slice(0, 8)}…${pubkey.slice(-6)}`

function bytes(value: unknown, length: number, name: string): Hex {
  if (typeof value !== 'string' || !isHex(value) || size(value) !== length)
    throw new TypeError(`${name} is not ${length} bytes.`)
  return value
}

/**
 * Creates the pod where it is absent, then deposits 32 ETH for each validator. The pod first: its address then stands
 * on the chain before any ETH points to it. A deposit whose root is not that of 32 ETH for this very pod is refused.
 */
export const depositValidators: PlanDefinition<DepositValidatorsParameters> = {
  kind: 'depositValidators',
  version: 1,
  parse: (json) => ({
    validators: readList(json, 'validators').map((entry) => {
      const fields = (entry ?? {}) as Record<string, unknown>
      return {
        pubkey: bytes(fields.pubkey, 48, 'pubkey'),
        signature: bytes(fields.signature, 96, 'signature'),
        depositDataRoot: bytes(fields.depositDataRoot, 32, 'depositDataRoot'),
      }
    }),
  }),
  title: ({ validators }) => ({
    key: 'plan.depositValidators',
    values: { count: validators.length, amount: eth(BigInt(validators.length) * STAKE_WEI) },
  }),
  async steps({ validators }, context) {
    const { client, chain, account, outcomes } = context
    const { pod, exists } = await readPodOf(context)
    const open = validators.filter((_, index) => outcomes[`stake${index}`] === undefined).length
    const needed = BigInt(open) * STAKE_WEI
    const balance = open === 0 ? 0n : await getBalance(client, { address: account })
    const withdrawalCredentials = podCredentials(pod, '0x01')
    const stakes = validators.map((validator, index): Step => {
      const { pubkey, signature } = validator
      const values: Record<string, MessageValue> = {
        amount: eth(STAKE_WEI),
        validator: shorten(pubkey),
      }
      const done = outcomes[`stake${index}`] !== undefined
      const step: Step = {
        id: `stake${index}`,
        kind: 'stake',
        title: { key: 'step.stake', values },
        action: { key: 'action.stake', values },
        done,
      }
      if (done) return step
      const root = depositDataRoot(
        { pubkey, withdrawalCredentials, amountGwei: STAKE_GWEI },
        signature,
      )
      const refused: Pick<Step, 'refused'> =
        root !== validator.depositDataRoot.toLowerCase()
          ? {
              refused: {
                kind: 'refused',
                errorName: 'DepositForAnotherPod',
                message: `The deposit of ${pubkey} was not signed for the pod ${pod} and 32 ETH.`,
              },
            }
          : needed > balance
            ? {
                refused: {
                  kind: 'refused',
                  errorName: 'AmountOverBalance',
                  message: `${needed} wei are asked for, ${balance} wei are there.`,
                },
              }
            : {}
      return {
        ...step,
        ...refused,
        request: {
          to: chain.eigenLayer.eigenPodManager,
          abi: eigenPodManagerAbi,
          functionName: 'stake',
          args: [pubkey, signature, root],
          value: STAKE_WEI,
        },
      }
    })
    const create = createPodStep({ pod, exists }, context)
    const [first] = stakes
    return [{ ...create, ...(first?.refused ? { refused: first.refused } : {}) }, ...stakes]
  },
}
