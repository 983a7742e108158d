import { getBlock } from 'viem/actions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededForTests, startSeededForTests } from '../../localnet/chainState.ts'
import { planCrowd, SMALL } from '../../localnet/crowd/plan.ts'
import type { Chain } from '../protocol/deployments/types.ts'
import { createMemoryStore } from '../protocol/logs/memoryStore.ts'
import { type Network, WAD } from '../protocol/network/types.ts'
import { createClientFor } from '../protocol/rpc/client.ts'
import { defaultAssumptions } from '../risk/assumptions.ts'
import { createAssessor } from './assessment.ts'
import { assessmentsOf } from './judgedColumns.ts'
import { operatorFacts } from './operatorFacts.ts'
import { createChainReader } from './reader/chainReader.ts'
import type { NetworkReader } from './reader/types.ts'

let seeded: SeededForTests
let network: Network
let reader: NetworkReader

beforeAll(async () => {
  seeded = await startSeededForTests({ crowd: SMALL })
  const chain = seeded.meta.deployments as unknown as Chain
  const client = createClientFor(chain, seeded.url)
  const { number, hash, timestamp } = await getBlock(client)
  reader = createChainReader({ chain, client, store: Promise.resolve(createMemoryStore()) })
  ;({ network } = await reader.read({ block: { number, hash, timestamp }, stakers: [] }))
}, 240_000)
afterAll(() => seeded?.stop())

test('two hundred operators, twenty AVSs and two thousand restakers more are read whole', () => {
  expect(network.failures).toEqual([])
  expect(network.coverage.complete).toBe(true)
  expect(network.operators).toHaveLength(24 + SMALL.operators)
  expect(network.avss).toHaveLength(10 + SMALL.avss)
  const byOperator = new Map<string, number>()
  for (const { operator } of network.delegations.values())
    byOperator.set(operator, (byOperator.get(operator) ?? 0) + 1)
  const plan = planCrowd(SMALL)
  const wanted = plan.restakes.filter(({ operator, leaves }) => operator === 0 && !leaves).length
  // The operators of the crowd registered in the order of the plan.
  const first = network.operators.findIndex(({ metadataUri }) =>
    metadataUri?.endsWith('crowd-operator-0.json'),
  )
  // An operator is delegated to itself.
  expect(byOperator.get(network.operators[first]!.address)).toBe(wanted + 1)
})

test('what each of them secures is what the plan says, and its exposure can be told', () => {
  const plan = planCrowd(SMALL)
  const facts = operatorFacts(network)
  const assessor = createAssessor(network, defaultAssumptions)
  for (const operator of network.operators) {
    const index = /crowd-operator-(\d+)\.json$/.exec(operator.metadataUri ?? '')?.[1]
    if (index === undefined) continue
    const { magnitudes } = plan.secures[Number(index)]!
    const allocated = operator.allocations!.map(({ currentMagnitude }) => currentMagnitude)
    const order = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0)
    expect([...allocated].sort(order)).toEqual([...magnitudes].sort(order))
    expect(operator.allocations!.every(({ slashable, inSet }) => slashable && inSet)).toBe(true)
    expect(facts.get(operator.address)?.leastMagnitude).toBe(WAD)
    const { exposure } = assessor.reference(operator.address)!
    const share = magnitudes.reduce((sum, magnitude) => sum + Number(magnitude) / 1e18, 0)
    expect(exposure!.maxSlashable).toBeCloseTo(share, 9)
    expect(exposure!.exposure).toBeGreaterThan(0)
  }
})

test('judged all at once, each has the figures that it has alone', async () => {
  const assessor = createAssessor(network, defaultAssumptions)
  const { assumptions, windowDays } = assessor
  const stake = assessor.referenceStake!
  const columns = await reader.judge({ network, assumptions, windowDays, stake })
  const judged = assessmentsOf(columns, assessor)
  expect(judged.size).toBe(network.operators.length)
  for (const { address } of network.operators) {
    const alone = assessor.reference(address)!
    const { apr, exposure, onDefault } = judged.get(address)!
    expect(apr).toEqual(alone.apr)
    expect(exposure!.exposure).toBeCloseTo(alone.exposure!.exposure, 12)
    expect(exposure!.range[0]).toBeCloseTo(alone.exposure!.range[0], 12)
    expect(exposure!.range[1]).toBeCloseTo(alone.exposure!.range[1], 12)
    expect(exposure!.el).toBeCloseTo(alone.exposure!.el, 12)
    expect(onDefault).toBe(alone.onDefault)
  }
})
