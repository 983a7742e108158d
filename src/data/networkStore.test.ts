import { expect, test } from 'vitest'
import type { Address, BlockRef, Network, Position } from '../protocol/network/types.ts'
import { createNetworkStore } from './networkStore.ts'
import type { NetworkReader } from './reader/types.ts'

const block = (number: number, branch = 'a'): BlockRef => ({
  number: BigInt(number),
  hash: `0x${branch}${number}`,
  timestamp: BigInt(number * 12),
})
const alice: Address = '0xa11ce00000000000000000000000000000000000'
const positionAt = (staker: Address, at: BlockRef) => ({ staker, block: at }) as Position

/** A store whose readings end when the test says so, and whose clock stands still. */
function start() {
  const readings: {
    block: BlockRef
    stakers: readonly Address[]
    signal: AbortSignal | undefined
    end(): Promise<void>
    fail(error: Error): Promise<void>
  }[] = []
  const late: { staker: Address; end(): Promise<void> }[] = []
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve))
  const reader: NetworkReader = {
    read: ({ block: at, stakers, signal }) =>
      new Promise((resolve, reject) => {
        readings.push({
          block: at,
          stakers,
          signal,
          end() {
            resolve({
              network: { block: at } as Network,
              positions: stakers.map((staker) => positionAt(staker, at)),
            })
            return settled()
          },
          fail(error) {
            reject(error)
            return settled()
          },
        })
      }),
    position: ({ network, staker }) =>
      new Promise((resolve) => {
        late.push({
          staker,
          end() {
            resolve(positionAt(staker, network.block))
            return settled()
          },
        })
      }),
    judge: () => Promise.reject(new Error('not asked here')),
    scores: () => Promise.reject(new Error('not asked here')),
    stop: () => undefined,
  }
  const clock = { now: 0 }
  const store = createNetworkStore({ reader, interval: 6_000, now: () => clock.now })
  return { store, readings, late, clock, blocks: () => readings.map(({ block: b }) => b.hash) }
}

test('reads at the first head and again only after the interval', async () => {
  const { store, readings, clock, blocks } = start()
  store.setHead(block(1))
  await readings[0]!.end()
  store.setHead(block(2))
  expect(blocks()).toEqual(['0xa1'])
  clock.now = 6_000
  store.setHead(block(3))
  expect(blocks()).toEqual(['0xa1', '0xa3'])
  expect(store.getSnapshot()).toMatchObject({ reading: true, network: { block: block(1) } })
})

test('a refresh reads at once and again at the next head, then no more', async () => {
  const { store, readings, blocks } = start()
  store.setHead(block(1))
  await readings[0]!.end()
  store.refresh()
  expect(blocks()).toEqual(['0xa1', '0xa1'])
  await readings[1]!.end()
  store.setHead(block(2))
  expect(blocks()).toEqual(['0xa1', '0xa1', '0xa2'])
  await readings[2]!.end()
  store.setHead(block(3))
  expect(blocks()).toHaveLength(3)
})

test('a refresh during a reading has the newer head read when it ends', async () => {
  const { store, readings, blocks } = start()
  store.setHead(block(1))
  store.setHead(block(2))
  store.refresh()
  expect(blocks()).toEqual(['0xa1'])
  await readings[0]!.end()
  expect(blocks()).toEqual(['0xa1', '0xa2'])
  await readings[1]!.end()
  store.setHead(block(3))
  expect(blocks()).toEqual(['0xa1', '0xa2', '0xa3'])
})

test('a refresh is settled by the next block of a chain that began anew', async () => {
  const { store, readings, blocks } = start()
  store.setHead(block(100))
  await readings[0]!.end()
  store.refresh()
  await readings[1]!.end()
  store.setHead(block(5, 'b'))
  await readings[2]!.end()
  store.setHead(block(6, 'b'))
  expect(blocks()).toEqual(['0xa100', '0xa100', '0xb5'])
})

test('a failed reading keeps the last good one and says why', async () => {
  const { store, readings, clock } = start()
  store.setHead(block(1))
  await readings[0]!.end()
  clock.now = 6_000
  store.setHead(block(2))
  await readings[1]!.fail(new Error('down'))
  expect(store.getSnapshot()).toMatchObject({
    network: { block: block(1) },
    error: { message: 'down' },
    reading: false,
  })
})

test('an address joins at the block of the present reading, and is read with the next', async () => {
  const { store, readings, late, clock } = start()
  store.setHead(block(1))
  await readings[0]!.end()
  const leave = store.watch(alice)
  expect(late.map(({ staker }) => staker)).toEqual([alice])
  await late[0]!.end()
  expect(store.getSnapshot().positions.get(alice)?.block).toEqual(block(1))
  clock.now = 6_000
  store.setHead(block(2))
  expect(readings[1]!.stakers).toEqual([alice])
  await readings[1]!.end()
  expect(store.getSnapshot().positions.get(alice)?.block).toEqual(block(2))
  leave()
  clock.now = 12_000
  store.setHead(block(3))
  expect(readings[2]!.stakers).toEqual([])
})

test('a stopped store gives up its reading and tells nobody', async () => {
  const { store, readings } = start()
  let told = 0
  store.setHead(block(1))
  store.subscribe(() => {
    told += 1
  })
  store.stop()
  expect(readings[0]!.signal?.aborted).toBe(true)
  await readings[0]!.end()
  expect(told).toBe(0)
  expect(store.getSnapshot().network).toBeNull()
})
