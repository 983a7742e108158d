import { type Address, type Hex, isHex, zeroAddress } from 'viem'
import { getBlockNumber, readContract } from 'viem/actions'
import { delegationManagerAbi } from '../../protocol/abi/eigenlayer.ts'
import type { Failure } from '../../protocol/errors/failure.ts'
import { beaconChainETHStrategy } from '../../protocol/network/types.ts'
import { strategyToken } from '../../protocol/strategyToken.ts'
import { withdrawalRoot } from '../../protocol/withdrawals/root.ts'
import { canBeNext, completableFrom } from '../../protocol/withdrawals/timing.ts'
import type { PlanDefinition, StepRequest } from '../types.ts'
import { readList } from './params.ts'

/** Withdrawals by root; each comes back as tokens or as shares as a whole. */
export type CompleteWithdrawalsParameters = {
  withdrawals: readonly { root: Hex; asTokens: boolean }[]
}

function readChoice(json: unknown): { root: Hex; asTokens: boolean } {
  const { root, asTokens } = (json ?? {}) as Record<string, unknown>
  if (!isHex(root) || root.length !== 66) throw new TypeError('root names a withdrawal.')
  if (typeof asTokens !== 'boolean') throw new TypeError('asTokens is yes or no.')
  return { root, asTokens }
}

/**
 * Completes queued withdrawals, one with `completeQueuedWithdrawal`, several with `completeQueuedWithdrawals`. The
 * structs are taken from the chain each time, so nothing but roots is stored.
 */
export const completeWithdrawals: PlanDefinition<CompleteWithdrawalsParameters> = {
  kind: 'completeWithdrawals',
  version: 1,
  parse: (json) => ({ withdrawals: readList(json, 'withdrawals').map(readChoice) }),
  title: ({ withdrawals }) => ({
    key: 'plan.complete',
    values: { count: withdrawals.length },
  }),
  async steps({ withdrawals }, { client, chain, account, outcomes }) {
    const contract = { address: chain.eigenLayer.delegationManager, abi: delegationManagerAbi }
    const done = outcomes.complete !== undefined
    const values = { count: withdrawals.length }
    const step = {
      id: 'complete',
      kind: 'complete' as const,
      title: { key: 'step.complete', values },
      action: { key: 'action.complete', values },
      done,
    }
    if (done) return [step]
    const [[queued], delay, head] = await Promise.all([
      readContract(client, { ...contract, functionName: 'getQueuedWithdrawals', args: [account] }),
      readContract(client, { ...contract, functionName: 'minWithdrawalDelayBlocks' }),
      getBlockNumber(client, { cacheTime: 0 }),
    ])
    const byRoot = new Map(queued.map((withdrawal) => [withdrawalRoot(withdrawal), withdrawal]))
    const chosen = withdrawals.map(({ root, asTokens }) => ({
      root,
      asTokens,
      withdrawal: byRoot.get(root),
    }))
    const gone = chosen.find(({ withdrawal }) => withdrawal === undefined)
    if (gone !== undefined)
      return [
        {
          ...step,
          refused: {
            kind: 'refused',
            errorName: 'WithdrawalNotQueued',
            message: `${gone.root} is not in the queue of ${account}.`,
          },
        },
      ]
    const structs = chosen.flatMap(({ withdrawal }) => withdrawal ?? [])
    const from = Math.max(...structs.map(({ startBlock }) => completableFrom(startBlock, delay)))
    const refused: Failure | undefined = canBeNext(head, from)
      ? undefined
      : {
          kind: 'refused',
          errorName: 'WithdrawalDelayNotElapsed',
          message: `Block ${from} is the first that can include this; the chain is at ${head}.`,
        }
    const tokens = await tokensOf([...new Set(structs.flatMap(({ strategies }) => strategies))])
    const lists = structs.map(({ strategies }) =>
      strategies.map((strategy) => tokens.get(strategy.toLowerCase()) ?? zeroAddress),
    )
    const flags = chosen.map(({ asTokens }) => asTokens)
    const request: StepRequest = {
      to: contract.address,
      abi: delegationManagerAbi,
      ...(structs.length === 1
        ? {
            functionName: 'completeQueuedWithdrawal',
            args: [structs[0], lists[0], flags[0]],
          }
        : { functionName: 'completeQueuedWithdrawals', args: [structs, lists, flags] }),
    }
    return [
      {
        ...step,
        ...(refused === undefined ? {} : { refused }),
        validFromBlock: BigInt(from),
        request,
      },
    ]

    /** Tokens by strategy in lower case; none for native ETH, where the contract ignores it. */
    async function tokensOf(strategies: readonly Address[]): Promise<Map<string, Address>> {
      const erc20 = strategies.filter(
        (strategy) => strategy.toLowerCase() !== beaconChainETHStrategy,
      )
      const found = await Promise.all(erc20.map((address) => strategyToken(client, address)))
      return new Map(
        erc20.map((strategy, index) => [strategy.toLowerCase(), found[index] ?? zeroAddress]),
      )
    }
  },
}
