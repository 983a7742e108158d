import { type Address, isAddressEqual, zeroAddress } from 'viem'
import { getBlock, readContract } from 'viem/actions'
import { rewardsCoordinatorAbi } from '../../protocol/abi/eigenlayer.ts'
import { type Failure, FailureError } from '../../protocol/errors/failure.ts'
import { claimSourceOf } from '../../protocol/rewards/claimSource.ts'
import { provenClaim } from '../../protocol/rewards/provenClaim.ts'
import { ClaimSourceError, type RewardsMerkleClaim } from '../../protocol/rewards/types.ts'
import { pickTokens } from '../../protocol/rewards/verifyClaim.ts'
import type { MessageValue, PlanContext, PlanDefinition, Step } from '../types.ts'
import { readFields, readList } from './params.ts'

export type ClaimRewardsParameters = {
  /** Position of the distribution root that the amounts were shown from. */
  rootIndex: number
  /** Earners and the tokens to claim for each; `unit` and `decimals` are the token's, for words only. */
  claims: readonly {
    earner: Address
    tokens: readonly { token: Address; unit: string; decimals: number }[]
  }[]
  /** Who receives the tokens. */
  recipient: Address
}

const refusal = (errorName: string, message: string, args: readonly string[] = []): Failure => ({
  kind: 'refused',
  errorName,
  ...(args.length > 0 ? { args } : {}),
  message,
})

/** Who may claim: the claimer that the earner has set, and otherwise the earner (`_checkClaim` of the contract). */
function refuseCaller(account: Address, earner: Address, claimer: Address): Failure | undefined {
  const own = isAddressEqual(account, earner)
  if (isAddressEqual(claimer, zeroAddress))
    return own
      ? undefined
      : refusal('UnauthorizedCaller', `${account} is not the earner ${earner}, nor its claimer.`)
  if (isAddressEqual(account, claimer)) return undefined
  return own
    ? refusal('ClaimerIsSet', `claimerFor(${earner}) is ${claimer}.`, [claimer])
    : refusal('UnauthorizedCaller', `claimerFor(${earner}) is ${claimer}.`)
}

/** One earner's claim as it stands now, or why it cannot be made. */
async function prepare(
  { rootIndex, claims }: ClaimRewardsParameters,
  { client, chain, account }: PlanContext,
): Promise<{ ready: RewardsMerkleClaim[]; amounts: MessageValue[]; refused: Failure | undefined }> {
  const coordinator = { address: chain.eigenLayer.rewardsCoordinator, abi: rewardsCoordinatorAbi }
  const source = claimSourceOf(chain)
  if (source === null)
    throw new FailureError(refusal('NoClaimSource', 'The deployment names no rewards source.'))
  const [head, posted, ...claimers] = await Promise.all([
    getBlock(client, { blockTag: 'latest' }),
    readContract(client, {
      ...coordinator,
      functionName: 'getDistributionRootAtIndex',
      args: [BigInt(rootIndex)],
    }),
    ...claims.map(({ earner }) =>
      readContract(client, { ...coordinator, functionName: 'claimerFor', args: [earner] }),
    ),
  ])
  const root = { index: rootIndex, ...posted }
  let refused: Failure | undefined
  if (root.disabled) refused = refusal('RootDisabled', `Root ${rootIndex} is disabled.`)
  else if (BigInt(root.activatedAt) > head.timestamp)
    refused = refusal(
      'RootNotActivated',
      `Root ${rootIndex} is active from ${root.activatedAt}; block ${head.number} is of ${head.timestamp}.`,
    )
  for (const [i, { earner }] of claims.entries())
    refused ??= refuseCaller(account, earner, claimers[i] ?? zeroAddress)

  const ready: RewardsMerkleClaim[] = []
  const amounts: MessageValue[] = []
  for (const { earner, tokens } of claims) {
    const all = await provenClaim(source, earner, root).catch((error: unknown) => {
      if (!(error instanceof ClaimSourceError)) throw error
      throw new FailureError(
        refusal(error.kind === 'wrongProof' ? 'WrongProof' : 'NoProof', error.message),
      )
    })
    const fresh: Address[] = []
    for (const { token, unit, decimals } of tokens) {
      const leaf = all?.tokenLeaves.find((entry) => isAddressEqual(entry.token, token))
      const claimed = await readContract(client, {
        ...coordinator,
        functionName: 'cumulativeClaimed',
        args: [earner, token],
      })
      // The contract refuses a claim as a whole when one token of it brings nothing.
      if (leaf === undefined || leaf.cumulativeEarnings <= claimed) continue
      fresh.push(token)
      amounts.push({ amount: leaf.cumulativeEarnings - claimed, unit, decimals })
    }
    if (all !== null && fresh.length > 0) ready.push(pickTokens(all, fresh))
  }
  if (ready.length === 0)
    refused ??= refusal('EarningsNotGreaterThanClaimed', 'Nothing is left to claim.')
  // Reverts with the contract's own reason, before any wallet is asked.
  if (refused === undefined)
    for (const claim of ready)
      await readContract(client, { ...coordinator, functionName: 'checkClaim', args: [claim] })
  return { ready, amounts, refused }
}

/**
 * Claims rewards for one or several earners with `processClaim` or `processClaims`. The proofs come from the
 * deployment's claim source and are compared with the root on the chain and run through `checkClaim` first. The root
 * is the one whose amounts were shown: what is paid is what was shown, also when a newer root becomes active meanwhile.
 */
export const claimRewards: PlanDefinition<ClaimRewardsParameters> = {
  kind: 'claimRewards',
  version: 1,
  parse(json) {
    const { rootIndex } = json as Record<string, unknown>
    if (typeof rootIndex !== 'number' || !Number.isInteger(rootIndex) || rootIndex < 0)
      throw new TypeError('rootIndex is not a position.')
    return {
      rootIndex,
      recipient: readFields(json).address('recipient'),
      claims: readList(json, 'claims').map((claim) => ({
        earner: readFields(claim).address('earner'),
        tokens: readList(claim, 'tokens').map((entry) => {
          const { unit, decimals } = entry as Record<string, unknown>
          if (typeof unit !== 'string' || typeof decimals !== 'number')
            throw new TypeError('unit and decimals name the token.')
          return { token: readFields(entry).address('token'), unit, decimals }
        }),
      })),
    }
  },
  title: ({ recipient }) => ({
    key: 'plan.claim',
    values: { recipient: { address: recipient } },
  }),
  async steps(params, context) {
    const { recipient } = params
    const done = context.outcomes.claim !== undefined
    const { ready, amounts, refused } = done
      ? { ready: [], amounts: [], refused: undefined }
      : await prepare(params, context)
    const [only] = amounts
    const to = { address: recipient }
    const step: Step = {
      id: 'claim',
      kind: 'claim',
      done,
      ...(only !== undefined && amounts.length === 1
        ? {
            title: { key: 'step.claim', values: { amount: only, recipient: to } },
            action: { key: 'action.claim', values: { amount: only } },
          }
        : {
            title: { key: 'step.claimMany', values: { recipient: to } },
            action: { key: 'action.claimMany', values: { count: amounts.length } },
          }),
      ...(refused === undefined ? {} : { refused }),
    }
    const [first] = ready
    if (first === undefined) return [step]
    return [
      {
        ...step,
        request: {
          to: context.chain.eigenLayer.rewardsCoordinator,
          abi: rewardsCoordinatorAbi,
          ...(ready.length === 1
            ? { functionName: 'processClaim', args: [first, recipient] }
            : { functionName: 'processClaims', args: [ready, recipient] }),
        },
      },
    ]
  },
}
