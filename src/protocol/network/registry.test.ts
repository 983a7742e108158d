import { describe, expect, it } from 'vitest'
import type { EventRow } from '../events.ts'
import { createHistory } from './history.ts'
import { buildRegistry } from './registry.ts'
import type { Network } from './types.ts'

const operator = '0x00000000000000000000000000000000000000A1'
const avs = '0x00000000000000000000000000000000000000B1'
const strategy = '0x00000000000000000000000000000000000000C1'
const set = { avs, id: 3 }
const key = '0x00000000000000000000000000000000000000b1-3'

let index = 0
const row = (b: number, e: string, a: Record<string, unknown>): EventRow => ({
  b,
  i: index++,
  t: b * 10,
  e,
  a,
})

const rows: EventRow[] = [
  // The contract emits the metadata before the registration.
  row(1, 'OperatorMetadataURIUpdated', { operator, metadataURI: 'https://a.example/1.json' }),
  row(1, 'OperatorRegistered', {
    operator,
    delegationApprover: '0x0000000000000000000000000000000000000000',
  }),
  row(1, 'StakerDelegated', { staker: operator, operator }),
  row(2, 'StakerDelegated', { staker: '0x00000000000000000000000000000000000000D1', operator }),
  row(2, 'OperatorSharesIncreased', { operator, staker: operator, strategy, shares: 100n }),
  row(3, 'OperatorSetCreated', { operatorSet: set }),
  row(4, 'OperatorAddedToOperatorSet', { operator, operatorSet: set }),
  row(5, 'AllocationUpdated', {
    operator,
    operatorSet: set,
    strategy,
    magnitude: 500n,
    effectBlock: 8,
  }),
  row(9, 'OperatorSharesDecreased', { operator, staker: operator, strategy, shares: 40n }),
  row(10, 'AllocationUpdated', {
    operator,
    operatorSet: set,
    strategy,
    magnitude: 200n,
    effectBlock: 15,
  }),
  row(11, 'OperatorSlashed', {
    operator,
    operatorSet: set,
    strategies: [strategy],
    wadSlashed: [10n ** 17n],
    description: 'equivocation',
  }),
  row(11, 'AllocationUpdated', {
    operator,
    operatorSet: set,
    strategy,
    magnitude: 400n,
    effectBlock: 11,
  }),
  row(11, 'AllocationUpdated', {
    operator,
    operatorSet: set,
    strategy,
    magnitude: 160n,
    effectBlock: 15,
  }),
  row(11, 'MaxMagnitudeUpdated', { operator, strategy, maxMagnitude: 9n * 10n ** 17n }),
  row(12, 'OperatorRemovedFromOperatorSet', { operator, operatorSet: set }),
  row(13, 'StakerUndelegated', { staker: '0x00000000000000000000000000000000000000D1', operator }),
  row(14, 'OperatorSetSplitBipsSet', {
    operator,
    operatorSet: set,
    activatedAt: 160,
    oldOperatorSetSplitBips: 65_535,
    newOperatorSetSplitBips: 500,
  }),
]

describe('buildRegistry', () => {
  const registry = buildRegistry(rows, () => {
    throw new Error('every row carries its time')
  })
  const address = operator.toLowerCase() as `0x${string}`

  it('lists who exists, in lower case', () => {
    expect([...registry.operators.keys()]).toEqual([address])
    expect(registry.operators.get(address)).toEqual({
      registeredAtBlock: 1n,
      metadataUri: 'https://a.example/1.json',
      stakers: 1,
    })
    expect([...registry.sets.entries()]).toEqual([[key, { createdAtBlock: 3n, slashCount: 1 }]])
    expect([...registry.avss.keys()]).toEqual([avs.toLowerCase()])
  })

  it('reads the total of an operator-directed submission from its parts', () => {
    const { submissions } = buildRegistry(
      [
        row(1, 'OperatorDirectedOperatorSetRewardsSubmissionCreated', {
          caller: avs,
          operatorSet: set,
          submissionNonce: 0n,
          operatorDirectedRewardsSubmission: {
            strategiesAndMultipliers: [{ strategy, multiplier: 2n }],
            token: strategy,
            operatorRewards: [
              { operator, amount: 3n },
              { operator: avs, amount: 4n },
            ],
            startTimestamp: 86_400,
            duration: 86_400,
            description: '',
          },
        }),
      ],
      () => 0,
    )
    expect(submissions[0]).toMatchObject({
      kind: 'operatorDirectedSet',
      set: key,
      amount: 7n,
      duration: 86_400,
    })
  })

  it('replays stake, magnitudes, membership and splits to any time', () => {
    const network = {
      operators: [{ address, shares: { [strategy.toLowerCase()]: 60n } }],
      parameters: { defaultOperatorSplitBips: 1000 },
      changes: registry.changes,
      clock: [
        [1, 10],
        [20, 200],
      ],
    } as unknown as Network
    const history = createHistory(network)
    const at = strategy.toLowerCase() as `0x${string}`
    expect(history.shares(address, at, 19)).toBe(0n)
    expect(history.shares(address, at, 20)).toBe(100n)
    expect(history.shares(address, at, 90)).toBe(60n)
    expect(history.magnitude(address, key, at, 79)).toBe(0n)
    expect(history.magnitude(address, key, at, 80)).toBe(500n)
    expect(history.magnitude(address, key, at, 110)).toBe(400n)
    expect(history.magnitude(address, key, at, 149)).toBe(400n)
    expect(history.magnitude(address, key, at, 150)).toBe(160n)
    expect(history.maxMagnitude(address, at, 109)).toBe(10n ** 18n)
    expect(history.maxMagnitude(address, at, 110)).toBe(9n * 10n ** 17n)
    expect(history.isMember(address, key, 119)).toBe(true)
    expect(history.isMember(address, key, 120)).toBe(false)
    expect(history.split(address, key, 150)).toBe(1000)
    expect(history.split(address, key, 159)).toBe(1000)
    expect(history.split(address, key, 160)).toBe(500)
  })
})
