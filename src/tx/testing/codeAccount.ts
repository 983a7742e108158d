import { type Address, concatHex, type Hex, numberToHex, pad, size } from 'viem'
import type { EncodedRequest } from '../request.ts'

/** Asks a development node. */
type Ask = (method: string, params: readonly unknown[]) => Promise<unknown>

/**
 * Runtime that makes every call of its calldata (receiver, value, length, data, one after the other) and
 * reverts with the first that fails: what a smart account does with a batch.
 */
const BATCH_CODE: Hex =
  '0x60005b803611156032578060400135808260600160003760006000826000856020013586355af115603457016060016002565b005b3d600060003e3d6000fd'

/** Runtime that emits its calldata as a log: the first word is the topic, the rest the data. */
const LOG_CODE: Hex = '0x60203603806020600037600035906000a100'

/** The node names a transaction before it has run it, and a busy one long before. */
async function mined(ask: Ask, hash: Hex): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if ((await ask('eth_getTransactionReceipt', [hash])) !== null) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Nothing has mined ${hash}.`)
}

async function withCode(ask: Ask, account: Address, code: Hex, send: () => Promise<Hex>) {
  const before = (await ask('eth_getCode', [account, 'latest'])) as Hex
  await ask('anvil_setCode', [account, code])
  try {
    const hash = await send()
    await mined(ask, hash)
    return hash
  } finally {
    await ask('anvil_setCode', [account, before])
  }
}

const sendFrom = (ask: Ask, relayer: Address, account: Address, data: Hex): Promise<Hex> =>
  ask('eth_sendTransaction', [
    { from: relayer, to: account, data, gas: numberToHex(3_000_000n) },
  ]) as Promise<Hex>

/**
 * Sends calls of an account as one transaction, all or nothing, as an upgraded account with a relayer would. The
 * node must mine at once. Resolves with the transaction's hash.
 */
export function sendAsBatch(
  ask: Ask,
  relayer: Address,
  account: Address,
  calls: readonly EncodedRequest[],
): Promise<Hex> {
  const data = concatHex(
    calls.flatMap((call) => [
      pad(call.to),
      numberToHex(call.value, { size: 32 }),
      numberToHex(size(call.data), { size: 32 }),
      call.data,
    ]),
  )
  return withCode(ask, account, BATCH_CODE, () => sendFrom(ask, relayer, account, data))
}

/** Has an account emit a log of one topic, as a Safe does when it has executed a proposal. */
export function emitLog(
  ask: Ask,
  relayer: Address,
  account: Address,
  topic: Hex,
  data: Hex,
): Promise<Hex> {
  return withCode(ask, account, LOG_CODE, () =>
    sendFrom(ask, relayer, account, concatHex([topic, data])),
  )
}
