import { afterEach, expect, test } from 'vitest'
import { FailureError } from '../../protocol/errors/failure.ts'
import type { BlockRef, Network } from '../../protocol/network/types.ts'
import { findRpcError, RpcError } from '../../protocol/rpc/errors.ts'
import { defaultAssumptions } from '../../risk/assumptions.ts'
import type { JudgedColumns } from '../judgedColumns.ts'
import { createPortReader } from './portReader.ts'
import { serveReader } from './serveReader.ts'
import type { Names, NetworkReader } from './types.ts'
import type { FromReader } from './wire.ts'

const open: MessagePort[] = []
afterEach(() => {
  for (const port of open.splice(0)) port.close()
})

const block = (number: number): BlockRef => ({
  number: BigInt(number),
  hash: `0x${number}`,
  timestamp: 7n,
})

const log = { submissions: [], rebases: [], slashes: [], changes: [], notices: [] }
const delegations: Network['delegations'] = new Map([
  ['0xaa', { operator: '0xbb', block: 1n, timestamp: 2n }],
])

/** A network as far as these tests look at it; `log` parts are the very same objects each time. */
const networkAt = (at: BlockRef, change: Partial<Network> = {}): Network =>
  ({
    chainId: 1,
    block: at,
    coverage: { fromBlock: 0n, toBlock: at.number, complete: true, gaps: [] },
    operators: [],
    ...log,
    delegations,
    ...change,
  }) as unknown as Network

/** A reader at the far end of a real channel: everything that goes over is copied by structured clone. */
function connect(far: Partial<NetworkReader>, onNames?: (names: Names) => void) {
  const { port1, port2 } = new MessageChannel()
  open.push(port1, port2)
  const sent: FromReader[] = []
  const opened: { chain: unknown; rpcUrl: string }[] = []
  let tellNames: (names: Names) => void = () => undefined
  serveReader(
    {
      postMessage(message) {
        sent.push(message as FromReader)
        port2.postMessage(message)
      },
      addEventListener: (type, listener) => port2.addEventListener(type, listener),
    },
    (chain, rpcUrl, names) => {
      opened.push({ chain, rpcUrl })
      tellNames = names
      return far as NetworkReader
    },
  )
  const near = createPortReader(port1, {
    chain: { chainId: 5, name: 'Five' } as never,
    rpcUrl: 'http://rpc.example',
    onNames,
  })
  port1.start()
  port2.start()
  return { near, sent, opened, tellNames: (names: Names) => tellNames(names) }
}

const judged = { stake: {}, exposureLeftOut: false } as JudgedColumns

const reading = (sent: readonly FromReader[]) =>
  sent.flatMap((message) => (message.type === 'done' ? [message.answer] : [])) as {
    network: Partial<Network>
  }[]

test('a reading arrives as it was, as a copy', async () => {
  const network = networkAt(block(1))
  const { near, opened } = connect({ read: async () => ({ network, positions: [] }) })
  const read = await near.read({ block: block(1), stakers: [] })
  expect(read).toEqual({ network, positions: [] })
  expect(read.network).not.toBe(network)
  expect(read.network.delegations).toBeInstanceOf(Map)
  expect(opened).toEqual([{ chain: { chainId: 5, name: 'Five' }, rpcUrl: 'http://rpc.example' }])
})

test('what the page has of the log is not sent again, and stays the same object', async () => {
  let submissions: Network['submissions'] = []
  const { near, sent } = connect({
    read: async ({ block: at }) => ({ network: networkAt(at, { submissions }), positions: [] }),
  })
  const first = (await near.read({ block: block(1), stakers: [] })).network
  submissions = [{ kind: 'avs' } as never]
  const second = (await near.read({ block: block(2), stakers: [] })).network
  expect(second).toEqual(networkAt(block(2), { submissions }))
  expect(second.delegations).toBe(first.delegations)
  expect(Object.keys(reading(sent)[1]!.network).filter((key) => key in log)).toEqual([
    'submissions',
  ])
})

test('of what grew or changed in part, only that part is sent', async () => {
  const change = (at: number, delta = 1n) => ({ type: 'shares', block: BigInt(at), delta }) as never
  const operator = (address: string, stakers: number) => ({ address, stakers }) as never
  const delegation = (to: string) => ({ operator: to, block: 1n, timestamp: 2n }) as never
  const kept = operator('0xa', 1)
  const steps: Partial<Network>[] = [
    {
      changes: [change(1), change(2), change(3)],
      operators: [operator('0xb', 1), kept],
      delegations: new Map([
        ['0x1', delegation('0xa')],
        ['0x2', delegation('0xa')],
      ]),
    },
    // Grown, one changed and one new, one left and one moved.
    {
      changes: [change(1), change(2), change(3), change(4)],
      operators: [operator('0xb', 2), operator('0xc', 1), kept],
      delegations: new Map([['0x2', delegation('0xb')]]),
    },
    // Another branch of the chain: shorter, and different from the second on.
    { changes: [change(1), change(2, 9n)], operators: [kept], delegations: new Map() },
  ]
  let step = 0
  const { near, sent } = connect({
    read: async ({ block: at }) => ({ network: networkAt(at, steps[step]!), positions: [] }),
  })
  let before: Network | null = null
  for (; step < steps.length; step++) {
    const { network } = await near.read({ block: block(step + 1), stakers: [] })
    expect(network).toEqual(networkAt(block(step + 1), steps[step]!))
    if (before) expect(network.operators.at(-1)).toBe(before.operators.at(-1))
    before = network
  }
  expect(reading(sent)[1]!.network).toMatchObject({ changes: [change(4)] })
  expect(reading(sent)[1]!.network).not.toHaveProperty('delegations')
  expect(reading(sent)[1]!.network).not.toHaveProperty('operators')
})

test('a reading that was given up is no base for the next', async () => {
  const ends: (() => void)[] = []
  const fresh: Network['changes'][] = [[], []]
  const { near } = connect({
    read: ({ block: at }) =>
      new Promise((resolve) =>
        ends.push(() => resolve({ network: networkAt(at, { changes: fresh[0]! }), positions: [] })),
      ),
  })
  const given = new AbortController()
  const lost = near.read({ block: block(1), stakers: [], signal: given.signal })
  await expect.poll(() => ends.length).toBe(1)
  ends[0]!()
  given.abort()
  await expect(lost).rejects.toMatchObject({ kind: 'aborted' })
  const next = near.read({ block: block(2), stakers: [] })
  await expect.poll(() => ends.length).toBe(2)
  ends[1]!()
  expect((await next).network).toEqual(networkAt(block(2)))
})

test('giving up is heard at the far end, progress at the near one', async () => {
  let aborted = false
  const { near } = connect({
    read: ({ signal, onProgress }) =>
      new Promise(() => {
        onProgress?.({ fraction: 0.5, blocks: 10, rows: 3 })
        signal?.addEventListener('abort', () => {
          aborted = true
        })
      }),
  })
  const given = new AbortController()
  const read = near.read({
    block: block(1),
    stakers: [],
    signal: given.signal,
    onProgress(progress) {
      expect(progress).toEqual({ fraction: 0.5, blocks: 10, rows: 3 })
      given.abort()
    },
  })
  await expect(read).rejects.toBeInstanceOf(RpcError)
  await expect.poll(() => aborted).toBe(true)
})

test('an error keeps its kind, its words and its causes', async () => {
  const cause = Object.assign(new Error('429'), { code: -32005, details: 'slow down, please' })
  const errors: unknown[] = [
    new RpcError('rateLimited', 'https://rpc.example:8545/key', {
      status: 429,
      retryAfter: 3_000,
      details: 'slow down, please',
    }),
    new FailureError({ kind: 'revert', errorName: 'Paused', message: 'no' }),
    Object.assign(new Error('outer'), { name: 'CallExecutionError', shortMessage: 'short', cause }),
    'just text',
  ]
  const { near } = connect({ read: () => Promise.reject(errors.shift()) })
  const failed = () =>
    near.read({ block: block(1), stakers: [] }).then(
      () => null,
      (error: unknown) => error as Error,
    )
  const rpc = await failed()
  expect(findRpcError(rpc)).toBe(rpc)
  expect(rpc).toMatchObject({
    name: 'RpcError',
    kind: 'rateLimited',
    host: 'rpc.example:8545',
    status: 429,
    retryAfter: 3_000,
    details: 'slow down, please',
    shortMessage: 'The RPC rpc.example:8545 asks to slow down (HTTP 429).',
  })
  const failure = await failed()
  expect(failure).toBeInstanceOf(FailureError)
  expect(failure).toMatchObject({ failure: { kind: 'revert', errorName: 'Paused' } })
  expect(await failed()).toMatchObject({
    name: 'CallExecutionError',
    message: 'outer',
    shortMessage: 'short',
    cause: { code: -32005, details: 'slow down, please' },
  })
  expect(await failed()).toMatchObject({ message: 'just text' })
})

test('gaps of the log arrive with their errors', async () => {
  const gap = { from: 3, to: 9, error: new RpcError('timeout', 'http://localhost:8545') }
  const coverage = { fromBlock: 0n, toBlock: 9n, complete: false, gaps: [gap] }
  const { near } = connect({
    read: async ({ block: at }) => ({ network: networkAt(at, { coverage }), positions: [] }),
  })
  const { network } = await near.read({ block: block(1), stakers: [] })
  expect(network.coverage.gaps[0]).toMatchObject({
    from: 3,
    to: 9,
    error: { kind: 'timeout', host: 'localhost:8545' },
  })
  expect(network.coverage.gaps[0]?.error).toBeInstanceOf(RpcError)
})

test('requests name the reading they are about; one too old is refused', async () => {
  const asked: bigint[] = []
  const { near } = connect({
    read: async ({ block: at }) => ({ network: networkAt(at), positions: [] }),
    position: async ({ network, staker }) => {
      asked.push(network.block.number)
      return { staker, block: network.block } as never
    },
    judge: async ({ network }) => {
      asked.push(network.block.number)
      return judged
    },
  })
  const networks: Network[] = []
  for (const number of [1, 2, 3])
    networks.push((await near.read({ block: block(number), stakers: [] })).network)
  const judge = (network: Network) =>
    near.judge({ network, assumptions: defaultAssumptions, windowDays: 30, stake: {} })
  await near.position({ network: networks[2]!, staker: '0xaa' })
  await judge(networks[1]!)
  await expect(judge(networks[0]!)).rejects.toMatchObject({ name: 'SupersededError' })
  await expect(judge(networkAt(block(3)))).rejects.toThrow('another reader')
  expect(asked).toEqual([3n, 2n])
})

test('names of a checkpoint come over', async () => {
  const heard: Names[] = []
  const { near, tellNames } = connect(
    { read: async ({ block: at }) => ({ network: networkAt(at), positions: [] }) },
    (names) => heard.push(names),
  )
  await near.read({ block: block(1), stakers: [] })
  const names: Names = new Map([['https://a', { name: 'A' } as never]])
  tellNames(names)
  await expect.poll(() => heard).toEqual([names])
})

test('a stopped reader rejects what is under way and what is asked later', async () => {
  const { near } = connect({ read: () => new Promise(() => undefined) })
  const read = near.read({ block: block(1), stakers: [] })
  near.stop()
  await expect(read).rejects.toMatchObject({ kind: 'aborted' })
  await expect(near.read({ block: block(1), stakers: [] })).rejects.toMatchObject({
    kind: 'aborted',
  })
})
