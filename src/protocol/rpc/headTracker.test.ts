import { createClient, custom } from 'viem'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createHeadTracker } from './headTracker.ts'

/** A node whose newest block the test decides; null does not answer. */
let block: { number: number; hash: string } | null

const client = createClient({
  transport: custom(
    {
      request: async () => {
        if (block === null) throw new Error('connection refused')
        return {
          number: `0x${block.number.toString(16)}`,
          hash: block.hash,
          timestamp: '0x64',
        }
      },
    },
    { retryCount: 0 },
  ),
})

const track = () => createHeadTracker({ client, blockTime: 2 })

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
  block = { number: 10, hash: '0xa' }
})
afterEach(() => {
  vi.useRealTimers()
})

test('goes live with the first block and keeps the time at which each was first seen', async () => {
  const tracker = track()
  expect(tracker.getSnapshot()).toEqual({ state: 'connecting', head: null, error: null })
  tracker.start()
  await vi.advanceTimersByTimeAsync(0)
  const first = tracker.getSnapshot()
  expect(first.state).toBe('live')
  expect(first.head).toMatchObject({ number: 10n, hash: '0xa', timestamp: 100n })
  await vi.advanceTimersByTimeAsync(4000)
  expect(tracker.getSnapshot()).toBe(first)
  block = { number: 11, hash: '0xb' }
  await vi.advanceTimersByTimeAsync(2000)
  const { head } = tracker.getSnapshot()
  expect(head?.number).toBe(11n)
  expect((head?.seenAt ?? 0) - (first.head?.seenAt ?? 0)).toBe(6000)
  tracker.stop()
})

test('is stale when no block came for thirty seconds, and live again with the next', async () => {
  const tracker = track()
  tracker.start()
  await vi.advanceTimersByTimeAsync(28_000)
  expect(tracker.getSnapshot().state).toBe('live')
  await vi.advanceTimersByTimeAsync(4000)
  expect(tracker.getSnapshot()).toMatchObject({ state: 'stale', error: null })
  block = { number: 11, hash: '0xb' }
  await vi.advanceTimersByTimeAsync(2000)
  expect(tracker.getSnapshot().state).toBe('live')
  tracker.stop()
})

test('is down after two lost answers, keeps the head, and recovers by itself', async () => {
  const tracker = track()
  tracker.start()
  await vi.advanceTimersByTimeAsync(0)
  block = null
  await vi.advanceTimersByTimeAsync(2000)
  expect(tracker.getSnapshot().state).toBe('live')
  await vi.advanceTimersByTimeAsync(2000)
  expect(tracker.getSnapshot()).toMatchObject({ state: 'down', head: { number: 10n } })
  expect(tracker.getSnapshot().error).toBeInstanceOf(Error)
  block = { number: 12, hash: '0xc' }
  await vi.advanceTimersByTimeAsync(2000)
  expect(tracker.getSnapshot()).toMatchObject({
    state: 'live',
    head: { number: 12n },
    error: null,
  })
  tracker.stop()
})

test('believes an older block only when it is told twice', async () => {
  const tracker = track()
  tracker.start()
  await vi.advanceTimersByTimeAsync(0)
  block = { number: 9, hash: '0x9' }
  await vi.advanceTimersByTimeAsync(2000)
  expect(tracker.getSnapshot().head?.number).toBe(10n)
  await vi.advanceTimersByTimeAsync(2000)
  expect(tracker.getSnapshot().head?.number).toBe(9n)
  tracker.stop()
})

test('a stopped tracker asks nothing and tells nobody', async () => {
  const tracker = track()
  const listener = vi.fn()
  const unsubscribe = tracker.subscribe(listener)
  tracker.start()
  await vi.advanceTimersByTimeAsync(0)
  expect(listener).toHaveBeenCalledTimes(1)
  tracker.stop()
  block = { number: 20, hash: '0x20' }
  await vi.advanceTimersByTimeAsync(60_000)
  expect(listener).toHaveBeenCalledTimes(1)
  unsubscribe()
  await tracker.refresh()
  expect(listener).toHaveBeenCalledTimes(1)
  expect(tracker.getSnapshot().head?.number).toBe(20n)
})
