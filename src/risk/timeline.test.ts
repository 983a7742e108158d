import { describe, expect, it } from 'vitest'
import { defaultAssumptions } from './assumptions.ts'
import type { ExposurePair } from './exposure.ts'
import { type ExposureTimelineParameters, exposureTimeline } from './timeline.ts'

/** Slashes alone, so that one set of fraction f gives an exposure of f/2: severity 50 %, p = 1 %. */
const assumptions = {
  ...defaultAssumptions,
  beaconSingleP: 0,
  beaconMassP: 0,
  exitShareStEth: 0,
}
const pair = (set: string, f: number): ExposurePair => ({
  operator: 'o',
  set,
  avs: set,
  strategy: 'stETH',
  weight: 1,
  f,
  slashes: 0,
  setYears: 0,
})
const base: ExposureTimelineParameters = {
  input: { pairs: [pair('a', 0.25)], product: 'stETH', restaked: true },
  changes: [],
  assumptions,
  now: { block: 1_000, timestamp: 1_700_000_000 },
  secondsPerBlock: 12,
  withdrawalDelayBlocks: 100,
}

describe('exposureTimeline', () => {
  it('is one step without changes, and says when a withdrawal of the next block is free', () => {
    const { steps, slashableUntil } = exposureTimeline(base)
    expect(steps).toHaveLength(1)
    expect(steps[0]).toMatchObject({
      block: 1_000,
      timestamp: 1_700_000_000,
      change: 0,
      leave: null,
    })
    expect(steps[0]?.exposure).toBeCloseTo(0.125, 12)
    expect(steps[0]?.maxSlashable).toBeCloseTo(0.25, 12)
    expect(slashableUntil).toEqual({ block: 1_101, timestamp: 1_700_000_000 + 101 * 12 })
  })

  it('rises with an allocation at its block, and leaves a block before the delay', () => {
    const changes = [{ effectBlock: 2_000, pair: pair('a', 0.5) }]
    const { steps } = exposureTimeline({ ...base, changes })
    expect(steps.map(({ block }) => block)).toEqual([1_000, 2_000])
    const rise = steps[1]!
    expect(rise.exposure).toBeCloseTo(0.25, 12)
    expect(rise.change).toBeCloseTo(0.125, 12)
    expect(rise.changed).toEqual(['o|a|stETH'])
    expect(rise.timestamp).toBe(1_700_012_000)
    // Queued in 1,899 it is slashable through 1,999, the block before the rise.
    expect(rise.leave).toEqual({ block: 1_899, timestamp: 1_700_010_788, missed: false })
  })

  it('says when it is too late: a transaction sent now lands in the next block at the earliest', () => {
    const leaveAt = (effectBlock: number) =>
      exposureTimeline({ ...base, changes: [{ effectBlock, pair: pair('a', 0.5) }] }).steps[1]
        ?.leave
    expect(leaveAt(1_101)).toMatchObject({ block: 1_000, missed: true })
    expect(leaveAt(1_102)).toMatchObject({ block: 1_001, missed: false })
  })

  it('falls with a deallocation without asking anyone to leave', () => {
    const changes = [{ effectBlock: 1_500, pair: pair('a', 0) }]
    const { steps } = exposureTimeline({ ...base, changes })
    expect(steps[1]).toMatchObject({ exposure: 0, maxSlashable: 0, leave: null })
    expect(steps[1]?.change).toBeCloseTo(-0.125, 12)
  })

  it('takes changes in the order of their blocks, those of one block together, past ones at once', () => {
    const changes = [
      { effectBlock: 3_000, pair: pair('a', 0) },
      { effectBlock: 900, pair: pair('a', 0.5) },
      { effectBlock: 2_000, pair: pair('b', 0.25) },
      { effectBlock: 2_000, pair: pair('c', 0.25) },
    ]
    const { steps } = exposureTimeline({ ...base, changes })
    expect(steps.map(({ block, maxSlashable }) => [block, maxSlashable])).toEqual([
      [1_000, 0.5],
      [2_000, 1],
      [3_000, 0.5],
    ])
    expect(steps[1]?.changed).toEqual(['o|b|stETH', 'o|c|stETH'])
    expect(steps[1]?.leave?.block).toBe(1_899)
    expect(steps[2]?.leave).toBeNull()
  })

  it('warns where more can be slashed even though it is thought impossible', () => {
    const impossible = { ...assumptions, slashPriorShape: 0 }
    const changes = [{ effectBlock: 2_000, pair: pair('b', 0.25) }]
    const { steps } = exposureTimeline({ ...base, changes, assumptions: impossible })
    expect(steps[1]?.change).toBe(0)
    expect(steps[1]?.leave?.block).toBe(1_899)
  })
})
