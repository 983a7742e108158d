import type { Client } from 'viem'
import type { Chain } from '../deployments/types.ts'
import type { EventRow } from '../events.ts'
import { addOperatorSets } from './addOperatorSets.ts'
import { addOperators } from './addOperators.ts'
import { addStrategies } from './addStrategies.ts'
import { createBatch } from './batch.ts'
import { readBlockClock, timestampAt } from './blockClock.ts'
import { type Earlier, unchangedOperators } from './carryOver.ts'
import { contractsOf } from './contracts.ts'
import { lower } from './lower.ts'
import { addTokens } from './readPrices.ts'
import { buildRegistry } from './registry.ts'
import type { Address, BlockRef, Coverage, Failure, Network, Operator } from './types.ts'

/**
 * Reads the whole network at one block: the log tells who exists, calls tell what they have.
 *
 * A call that reverts leaves `null` and a line in `failures`; a node that does not answer rejects. With an earlier
 * reading at hand, operators whom nothing happened to since are those of that reading, the very same objects.
 *
 * @param rows the log up to `block`, ascending
 * @throws RpcError when the node cannot be reached
 */
export async function readNetwork(
  client: Client,
  parameters: {
    chain: Chain
    rows: readonly EventRow[]
    coverage: Coverage
    block: BlockRef
    signal?: AbortSignal | undefined
    /** What its log shows to be as it was then is not asked for again. */
    earlier?: Earlier | undefined
  },
): Promise<Network> {
  const { chain, rows, coverage, block, signal, earlier } = parameters
  const clock = await readBlockClock(client, rows, block)
  const registry = buildRegistry(rows, (number) => timestampAt(clock, number))
  const kept = earlier
    ? unchangedOperators(earlier, { rows, block, registry, complete: coverage.complete })
    : new Map<Address, Operator>()
  const failures: Failure[] = []
  const batch = createBatch({
    client,
    blockNumber: block.number,
    multicall3: chain.multicall3 as Address | undefined,
    signal,
    failures,
  })
  const { dm, am, rc } = contractsOf(chain)

  const parametersRead: Network['parameters'] = {
    minWithdrawalDelayBlocks: null,
    deallocationDelay: null,
    allocationConfigurationDelay: null,
    defaultOperatorSplitBips: null,
  }
  batch.add<number>(
    { ...dm, functionName: 'minWithdrawalDelayBlocks' },
    'withdrawal delay',
    (value) => {
      parametersRead.minWithdrawalDelayBlocks = value
    },
  )
  batch.add<number>(
    { ...am, functionName: 'DEALLOCATION_DELAY' },
    'deallocation delay',
    (value) => {
      parametersRead.deallocationDelay = value
    },
  )
  batch.add<number>(
    { ...am, functionName: 'ALLOCATION_CONFIGURATION_DELAY' },
    'configuration delay',
    (value) => {
      parametersRead.allocationConfigurationDelay = value
    },
  )
  batch.add<number>(
    { ...rc, functionName: 'defaultOperatorSplitBips' },
    'default operator split',
    (value) => {
      parametersRead.defaultOperatorSplitBips = value
    },
  )

  const named = new Set(registry.strategies)
  if (chain.lido?.stETHStrategy) named.add(lower(chain.lido.stETHStrategy))
  const { strategies, tokenOf } = addStrategies(batch, { chain, named })
  const operatorSets = addOperatorSets(batch, { chain, registry })
  const finishOperators = addOperators(batch, { chain, registry, kept })
  await batch.run()
  // An unset split is the default one: with another default, no split is what it was.
  if (
    kept.size > 0 &&
    parametersRead.defaultOperatorSplitBips !== earlier?.network.parameters.defaultOperatorSplitBips
  )
    return readNetwork(client, { ...parameters, earlier: undefined })

  const tokenAddresses = new Set<Address>([
    ...tokenOf.values(),
    ...registry.submissions.map((submission) => submission.token),
    ...(chain.lido ? [lower(chain.lido.stETH), lower(chain.lido.wstETH)] : []),
  ])
  const finishTokens = addTokens(batch, { chain, block, addresses: tokenAddresses })
  await batch.run()
  const { tokens, ethUsd } = finishTokens()
  for (const [address, token] of tokenOf) {
    const strategy = strategies[address]
    if (!strategy) continue
    strategy.token = tokens[token] ?? null
    strategy.isStEth = token === (chain.lido && lower(chain.lido.stETH))
  }
  const operators = finishOperators(operatorSets)

  return {
    chainId: chain.chainId,
    block,
    coverage,
    parameters: parametersRead,
    strategies,
    tokens,
    operators,
    avss: [...registry.avss].map(([address, entry]) => ({
      address,
      ...entry,
      sets: [...registry.sets.keys()].filter((key) => key.startsWith(address)),
    })),
    operatorSets,
    submissions: registry.submissions,
    rebases: registry.rebases,
    slashes: registry.slashes,
    changes: registry.changes,
    notices: registry.notices,
    delegations: registry.delegations,
    clock,
    ethUsd,
    failures,
  }
}
