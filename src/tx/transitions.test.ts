import type { Hex } from 'viem'
import { describe, expect, test } from 'vitest'
import { DROPPED_AFTER, isDropped, isOpen, type StepEvent, transition } from './transitions.ts'
import type { StepRecord } from './types.ts'

const hash = (byte: string) => `0x${byte.repeat(32)}` as Hex
const asked: StepEvent = { type: 'asked', nonce: 7, since: 100n, digest: hash('dd') }
const sent: StepEvent = { type: 'sent', hash: hash('aa'), nonce: 7 }
const mined: StepEvent = {
  type: 'mined',
  hash: hash('aa'),
  blockNumber: 101n,
  blockHash: hash('b1'),
}
const failed: StepEvent = { type: 'failed', failure: { kind: 'cancelled', message: '' } }

const run = (...events: readonly StepEvent[]) =>
  events.reduce<StepRecord | undefined>(transition, undefined)

describe('the life of a transaction', () => {
  test('from the prompt to finality', () => {
    expect(run(asked)?.status).toBe('signing')
    expect(run(asked, sent)).toMatchObject({ status: 'sent', hash: hash('aa'), missing: 0 })
    expect(run(asked, sent, mined)).toMatchObject({ status: 'confirmed', final: false })
    expect(run(asked, sent, mined, { type: 'final' })).toMatchObject({ final: true })
  })

  test('a reorganisation takes finality back and counts anew', () => {
    expect(run(asked, sent, mined, { type: 'final' }, { type: 'reorged' })).toMatchObject({
      status: 'sent',
      hash: hash('aa'),
      missing: 0,
    })
    const elsewhere: StepEvent = { ...mined, blockHash: hash('b2') }
    expect(run(asked, sent, mined, { type: 'final' }, elsewhere)).toMatchObject({
      status: 'confirmed',
      blockHash: hash('b2'),
      final: false,
    })
  })

  test('the same call under another hash is this step, marked as repriced, for good', () => {
    const other: StepEvent = { ...mined, hash: hash('ee') }
    const record = run(asked, sent, other)
    expect(record).toMatchObject({ status: 'confirmed', hash: hash('ee'), repriced: true })
    expect(transition(record, { ...other, blockHash: hash('b2') })).toMatchObject({
      repriced: true,
    })
    expect(run(asked, sent, mined)).not.toHaveProperty('repriced')
  })

  test('it counts as dropped only after several looks in a row', () => {
    let record = run(asked, sent)
    for (let look = 1; look < DROPPED_AFTER; look++)
      record = transition(record, { type: 'missing' })
    expect(isDropped(record)).toBe(false)
    expect(isDropped(transition(record, { type: 'missing' }))).toBe(true)
    const seen = transition(record, { type: 'pending' })
    expect(isDropped(transition(seen, { type: 'missing' }))).toBe(false)
  })

  test('a dropped transaction that is mined after all counts', () => {
    const lost = Array.from({ length: DROPPED_AFTER }, (): StepEvent => ({ type: 'missing' }))
    expect(run(asked, sent, ...lost, mined)?.status).toBe('confirmed')
  })
})

describe('late and misplaced events change nothing', () => {
  const final = run(asked, sent, mined, { type: 'final' })
  const cases: readonly (readonly [string, StepRecord | undefined, StepEvent])[] = [
    ['an answer after the prompt was given up', undefined, sent],
    ['a second answer', run(asked, sent), { ...sent, hash: hash('ff') }],
    ['a second prompt while one is sent', run(asked, sent), asked],
    ['pending after confirmed', run(asked, sent, mined), { type: 'pending' }],
    ['missing after confirmed', run(asked, sent, mined), { type: 'missing' }],
    ['mined before sent', run(asked), mined],
    ['final before mined', run(asked, sent), { type: 'final' }],
    ['final twice', final, { type: 'final' }],
    ['mined again in the same block', final, mined],
    ['a reorganisation of what is not mined', run(asked, sent), { type: 'reorged' }],
    ['failure of what was never sent', run(asked), failed],
    ['pending twice', run(asked, sent), { type: 'pending' }],
  ]
  test.each(cases)('%s', (_name, record, event) => {
    expect(transition(record, event)).toBe(record)
  })
})

test('a reset leaves nothing, from anywhere', () => {
  for (const record of [run(asked), run(asked, sent), run(asked, sent, failed)])
    expect(transition(record, { type: 'reset' })).toBeUndefined()
})

test('only what the chain may still change is open', () => {
  expect(isOpen(run(asked)!)).toBe(true)
  expect(isOpen(run(asked, sent)!)).toBe(true)
  expect(isOpen(run(asked, sent, mined)!)).toBe(true)
  expect(isOpen(run(asked, sent, mined, { type: 'final' })!)).toBe(false)
  expect(isOpen(run(asked, sent, failed)!)).toBe(false)
})

describe('batches, proposals and signatures', () => {
  const digest = `0x${'d1'.repeat(32)}` as const
  const proposal = `0x${'5a'.repeat(32)}` as const
  const hash = `0x${'77'.repeat(32)}` as const
  const blockHash = `0x${'b1'.repeat(32)}` as const
  const mined = { type: 'mined', hash, blockNumber: 9n, blockHash } as const

  test('a proposal is executed under another hash, and goes back to waiting with its own', () => {
    const asked = transition(undefined, { type: 'asked', nonce: 1, since: 4n, digest })
    const proposed = transition(asked, { type: 'proposed', hash: proposal })
    expect(transition(proposed, { type: 'missing' })).toBe(proposed)
    expect(transition(proposed, { type: 'asked', nonce: 1, since: 8n, digest })).toBe(proposed)
    const scanned = transition(proposed, { type: 'scanned', block: 7n })
    expect(scanned).toMatchObject({ status: 'proposed', scanned: '7' })
    const confirmed = transition(scanned, mined)
    expect(confirmed).toMatchObject({ status: 'confirmed', hash, proposal })
    expect(confirmed).not.toHaveProperty('repriced')
    expect(transition(confirmed, { type: 'reorged' })).toEqual(proposed)
  })

  test('a step of a batch is confirmed from nothing, and goes back to nothing', () => {
    const included = { ...mined, type: 'included', batch: 'b', since: '4' } as const
    const confirmed = transition(undefined, included)
    expect(confirmed).toMatchObject({ status: 'confirmed', batch: 'b', hash })
    expect(transition(confirmed, { type: 'reorged' })).toBeUndefined()
    const failure = { kind: 'refused', message: '' } as const
    expect(transition(undefined, { type: 'batchFailed', failure })).toMatchObject({ failure })
    expect(transition(confirmed, { type: 'batchFailed', failure })).toBe(confirmed)
  })

  test('a higher fee that is seen while waiting is remembered in the block', () => {
    const asked = transition(undefined, { type: 'asked', nonce: 1, since: 4n, digest })
    const sent = transition(asked, { type: 'sent', hash: proposal, nonce: 1 })
    const repriced = transition(sent, { type: 'pending', hash })
    expect(repriced).toMatchObject({ status: 'sent', hash, repriced: true })
    expect(transition(repriced, mined)).toMatchObject({ status: 'confirmed', repriced: true })
  })

  test('a signature never takes the place of a transaction', () => {
    const signed = { type: 'signed', signature: '0x1234', digest, deadline: 5n } as const
    expect(transition(undefined, signed)).toEqual({
      status: 'signed',
      signature: '0x1234',
      digest,
      deadline: '5',
    })
    const asked = transition(undefined, { type: 'asked', nonce: 1, since: 4n, digest })
    expect(transition(asked, signed)).toBe(asked)
  })
})
