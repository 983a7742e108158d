import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How a real provider words its refusal of a range; see {@link REFUSALS}. */
export type Spelling = keyof typeof REFUSALS

interface Refusal {
  status: number
  code?: number
  message: string
}

/** Refusals of `eth_getLogs` as providers were seen to word them, for a cap of `max` blocks. */
export const REFUSALS = {
  results: () => ({ status: 200, code: -32005, message: 'query returned more than 10000 results' }),
  wide: () => ({ status: 200, code: -32000, message: 'block range is too wide' }),
  bare32005: () => ({ status: 200, code: -32005, message: 'limit exceeded' }),
  maximum: (max) => ({
    status: 200,
    code: -32000,
    message: `exceed maximum block range: ${max}`,
  }),
  limited: (max) => ({
    status: 413,
    code: -32614,
    message: `eth_getLogs is limited to a ${max.toLocaleString('en')} range`,
  }),
  suggested: (max, from) => ({
    status: 400,
    code: -32600,
    message: `You can make eth_getLogs requests with up to a ${max} block range. Based on your parameters, this block range should work: [0x${from.toString(16)}, 0x${(from + max - 1).toString(16)}]`,
  }),
  exceeds: (max) => ({ status: 200, code: -32602, message: `range exceeds limit of ${max}` }),
  http413: () => ({ status: 413, message: 'Payload Too Large' }),
} satisfies Record<string, (max: number, from: number) => Refusal>

export interface Faults {
  /** Most blocks that one `eth_getLogs` may span. */
  maxBlocks?: number
  spelling?: Spelling
  /** Most logs in one answer; more is refused as "query returned more than … results". */
  maxResults?: number
  /** Every n-th request is answered 429. */
  everyNth429?: number
  /** Seconds in the `Retry-After` header of those answers. */
  retryAfter?: number
  /** Every n-th request loses its connection without an answer. */
  everyNthDropped?: number
  /** Milliseconds before each answer. */
  delay?: number
  /** Nothing is answered at all. */
  down?: boolean
  /** `eth_getLogs` that reach below this block are refused for pruned history. */
  prunedBelow?: number
  /** Answer to every request instead of the chain's. */
  page?: string
}

interface RpcCall {
  id: unknown
  method: string
  params: unknown[]
}

/** What reached the proxy and how it was answered. */
export interface Counts {
  /** All requests, whatever came of them. */
  total: number
  /** Most requests that were open at once. */
  peak: number
  /** `eth_getLogs` that were asked, answered with logs, and refused for their range. */
  getLogs: { asked: number; served: number; refused: number }
  throttled: number
  dropped: number
  byMethod: Record<string, number>
  /** Ranges that were served, in order. */
  ranges: [from: number, to: number][]
}

const none = (): Counts => ({
  total: 0,
  peak: 0,
  getLogs: { asked: 0, served: 0, refused: 0 },
  throttled: 0,
  dropped: 0,
  byMethod: {},
  ranges: [],
})

export interface FaultProxy {
  url: string
  /** Changed at any time; takes effect with the next request. */
  faults: Faults
  counts: Counts
  reset(): void
  /** Goes on with another chain behind the same address. */
  target: string
  stop(): Promise<void>
}

/** An HTTP proxy in front of a node that misbehaves as public RPCs do, and counts what it is asked. */
export async function startFaultProxy(target: string, faults: Faults = {}): Promise<FaultProxy> {
  let open = 0
  const server = createServer((request, response) => {
    open += 1
    proxy.counts.peak = Math.max(proxy.counts.peak, open)
    handle(request, response)
      .catch(() => response.destroy())
      .finally(() => {
        open -= 1
      })
  })
  const proxy: FaultProxy = {
    url: '',
    faults,
    counts: none(),
    target,
    reset() {
      proxy.counts = none()
    },
    stop: () => stop(server),
  }
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await read(request)
    const { faults: fault, counts } = proxy
    counts.total += 1
    const call = JSON.parse(body) as RpcCall
    counts.byMethod[call.method] = (counts.byMethod[call.method] ?? 0) + 1
    if (call.method === 'eth_getLogs') counts.getLogs.asked += 1
    if (fault.delay) await new Promise((resolve) => setTimeout(resolve, fault.delay))
    if (fault.down || every(counts.total, fault.everyNthDropped)) {
      counts.dropped += 1
      response.destroy()
      return
    }
    if (fault.page !== undefined) {
      response.writeHead(200, { 'content-type': 'text/html' }).end(fault.page)
      return
    }
    if (every(counts.total, fault.everyNth429)) {
      counts.throttled += 1
      const after = fault.retryAfter === undefined ? {} : { 'retry-after': `${fault.retryAfter}` }
      response.writeHead(429, { 'content-type': 'text/plain', ...after }).end('Too Many Requests')
      return
    }
    if (call.method !== 'eth_getLogs') {
      send(response, 200, await forward(body))
      return
    }
    const [from, to] = rangeOf(call)
    const refusal = refusalOf(fault, from, to)
    if (refusal !== null) {
      counts.getLogs.refused += 1
      refuse(response, call, refusal)
      return
    }
    const answer = await forward(body)
    const { result } = JSON.parse(answer) as { result?: unknown[] }
    if (fault.maxResults !== undefined && (result?.length ?? 0) > fault.maxResults) {
      counts.getLogs.refused += 1
      refuse(response, call, REFUSALS.results())
      return
    }
    counts.getLogs.served += 1
    counts.ranges.push([from, to])
    send(response, 200, answer)
  }
  const forward = async (body: string) => {
    const answer = await fetch(proxy.target, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    return answer.text()
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return proxy
}

const every = (count: number, n: number | undefined) => n !== undefined && count % n === 0

function refusalOf(fault: Faults, from: number, to: number): Refusal | null {
  if (fault.prunedBelow !== undefined && from < fault.prunedBelow) {
    return { status: 200, code: 4444, message: 'pruned history unavailable' }
  }
  if (fault.maxBlocks === undefined || to - from + 1 <= fault.maxBlocks) return null
  return REFUSALS[fault.spelling ?? 'wide'](fault.maxBlocks, from)
}

function refuse(response: ServerResponse, call: RpcCall, { status, code, message }: Refusal) {
  if (code === undefined) {
    response.writeHead(status, { 'content-type': 'text/plain' }).end(message)
    return
  }
  send(response, status, JSON.stringify({ jsonrpc: '2.0', id: call.id, error: { code, message } }))
}

function rangeOf({ params }: RpcCall): [number, number] {
  const { fromBlock, toBlock } = params[0] as { fromBlock: string; toBlock: string }
  return [Number(fromBlock), Number(toBlock)]
}

function send(response: ServerResponse, status: number, body: string) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body)
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
