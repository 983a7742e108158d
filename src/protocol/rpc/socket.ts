import { type Transport, webSocket } from 'viem'

/** A plain WebSocket transport, in a file of its own because few readers have an RPC that speaks so. */
export function socketTransport(url: string, timeout: number): Transport {
  return webSocket(url, { retryCount: 0, timeout }) as Transport
}
