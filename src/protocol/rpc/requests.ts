import { type Address, type Client, type Hex, hexToBigInt, hexToNumber, numberToHex } from 'viem'

// viem's own actions bring along state overrides, deployless calls and offchain lookups, a tenth of the first view's
// bytes. What the first view asks is plain enough to be asked directly.

/** `eth_call` at a block; `0x` when nothing answers there. Throws what the transport throws. */
export function ethCall(client: Client, to: Address, data: Hex, blockNumber: bigint): Promise<Hex> {
  return client.request({
    method: 'eth_call',
    params: [{ to, data }, numberToHex(blockNumber)],
  }) as Promise<Hex>
}

/** Wei that an address has at a block. */
export async function readBalance(
  client: Client,
  address: Address,
  blockNumber: bigint,
): Promise<bigint> {
  const balance = await client.request({
    method: 'eth_getBalance',
    params: [address, numberToHex(blockNumber)],
  })
  return hexToBigInt(balance as Hex)
}

/** Wei for a unit of gas now. */
export async function readGasPrice(client: Client): Promise<bigint> {
  return hexToBigInt((await client.request({ method: 'eth_gasPrice' })) as Hex)
}

/** The chain that the node serves. */
export async function readChainId(client: Client): Promise<number> {
  return hexToNumber((await client.request({ method: 'eth_chainId' })) as Hex)
}

/** Code at an address now; `0x` for none. */
export async function readCode(client: Client, address: Address): Promise<Hex> {
  return (await client.request({
    method: 'eth_getCode',
    params: [address, 'latest'],
  })) as Hex
}
