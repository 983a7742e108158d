import { describe, expect, it } from 'vitest'
import type { Address, Allocation, Network, Operator } from '../../protocol/network/types.ts'
import { defaultAssumptions } from '../../risk/assumptions.ts'
import type { Assessor } from '../assessment.ts'
import { type LabStep, labSteps } from './labSteps.ts'
import { labInputs } from './question.ts'

const at = (n: number) => `0x${n.toString(16).padStart(40, '0')}` as Address
const eth = at(0xe)
const WAD = 10n ** 18n
const set = `${at(1)}-0` as const

function operator(n: number, stake: bigint, percent: bigint): Operator {
  const allocation: Allocation = {
    set,
    strategy: eth,
    currentMagnitude: (percent * WAD) / 100n,
    pendingDiff: 0n,
    effectBlock: 0,
    inSet: true,
    slashable: true,
  }
  return {
    address: at(0x100 + n),
    shares: { [eth]: stake * WAD },
    maxMagnitudes: { [eth]: WAD },
    registeredSets: [set],
    allocations: [allocation],
  } as unknown as Operator
}

const network = {
  operators: [operator(0, 60n, 50n), operator(1, 40n, 0n), operator(2, 0n, 100n)],
  operatorSets: { [set]: { key: set, strategies: [eth] } },
  strategies: { [eth]: { address: eth, kind: 'beaconChainETH', token: null, rate: WAD } },
} as unknown as Network

const assessor = {
  network,
  assumptions: defaultAssumptions,
  pairsOf: (one: Operator, _stake: unknown, weights: Record<string, number>) =>
    weights[eth]
      ? [
          {
            operator: one.address,
            set,
            avs: at(1),
            strategy: eth,
            weight: weights[eth],
            f: Number(one.allocations?.[0]?.currentMagnitude) / 1e18,
            slashes: 0,
            setYears: 0,
          },
        ]
      : [],
} as unknown as Assessor

describe('the lab', () => {
  const { question, stake, incomplete, keys } = labInputs(assessor, 'half')

  it('pools all stake behind each set, and knows what each set alone can slash', () => {
    expect({ stake, incomplete, keys }).toEqual({ stake: 100, incomplete: 0, keys: [set] })
    // An operator without stake is nobody's validator.
    expect(question.graph).toEqual({
      stake: [60, 40],
      services: [{ profit: 1, alpha: 0.5, validators: [0, 1] }],
    })
    expect(question.sets[0]?.members.map(({ slashable }) => slashable)).toEqual([30, 0, 0])
    expect(question.pairs.map(({ weight, f }) => [weight, f])).toEqual([
      [0.6, 0.5],
      [0.4, 0],
    ])
  })

  it('answers part by part, with progress that only grows', () => {
    const steps: LabStep[] = [...labSteps(question)]
    expect(steps.flatMap(({ type }) => (type === 'progress' ? [] : [type]))).toEqual([
      'pooled',
      'unique',
      'loss',
    ])
    const done = steps.flatMap((step) => (step.type === 'progress' ? [step.done] : []))
    expect(done).toEqual([...done].sort((a, b) => a - b))
    const pooled = steps.find((step) => step.type === 'pooled')
    // Half of the votes: the operator with 60 of 100 is enough, 59 more than it brings.
    expect(pooled?.answer).toMatchObject({ exact: 59, greedyUpper: 59 })
    const unique = steps.find((step) => step.type === 'unique')
    // That same operator can lose no more than the half that it allocated.
    expect(unique?.answer.costs).toEqual([30])
    const loss = steps.find((step) => step.type === 'loss')
    expect(loss?.answer).toMatchObject({ method: 'exact', standardError: 0 })
    // A slash takes half of 60 × 50 % once in a hundred years.
    expect(loss?.answer.cvar).toBeCloseTo(0.15, 9)
  })
})
