import {
  type Abi,
  type Address,
  decodeErrorResult,
  encodeDeployData,
  encodeFunctionData,
  type Hex,
  hexToBigInt,
  numberToHex,
} from 'viem'

/** One transaction of the history, waiting for its block. */
interface Entry {
  label: string
  from: Address
  to: Address | undefined
  data: Hex
  value: bigint
  gas: bigint
}

/** What a transaction calls. */
export interface Call {
  address: Address
  abi: Abi
  functionName: string
  args?: readonly unknown[]
  value?: bigint
}

interface RpcReceipt {
  transactionHash: Hex
  status: Hex
  contractAddress: Hex | null
  gasUsed: Hex
}
interface RpcTrace {
  output?: Hex
  error?: string
  revertReason?: string
}
interface RpcReply {
  id: number
  result?: unknown
  error?: { code: number; message: string }
}

/** The most that one transaction of the history may use. */
const GAS = 8_000_000n
const GAS_PRICE = 3_000_000_000n
/** Given once to every sender, on top of what it sends as value. */
const GAS_MONEY = 10n ** 18n
/** Room for a block with hundreds of transactions. */
const BLOCK_GAS_LIMIT = 4_000_000_000n
/** What blocks have room for when the history is over, as on Ethereum. */
const USUAL_BLOCK_GAS_LIMIT = 60_000_000n

/**
 * Writes blocks of the history: collects transactions, sends them in one batch, mines one block at an
 * exact second and checks every receipt. Senders need no keys: the node impersonates them.
 */
export class Scribe {
  private queue: Entry[] = []
  private readonly nonces = new Map<Address, number>()
  private readonly funded = new Set<Address>()
  private requests = 0
  /** Transactions written so far. */
  written = 0

  /**
   * @param url the node, started without mining
   * @param errors errors of all contracts, to name what failed
   */
  constructor(
    private readonly url: string,
    private readonly errors: Abi,
  ) {}

  /** Lets the node send for anybody and makes blocks roomy. */
  async begin(): Promise<void> {
    await this.rpc('anvil_autoImpersonateAccount', [true])
    await this.rpc('evm_setBlockGasLimit', [numberToHex(BLOCK_GAS_LIMIT)])
  }

  /** Takes back what {@link begin} allowed; the node's unlocked accounts stay. */
  async end(): Promise<void> {
    await this.rpc('anvil_autoImpersonateAccount', [false])
    await this.rpc('evm_setBlockGasLimit', [numberToHex(USUAL_BLOCK_GAS_LIMIT)])
  }

  /** Queues a call for the next block; the label names it when it fails. */
  send(label: string, from: Address, call: Call): void {
    this.queue.push({
      label,
      from,
      to: call.address,
      data: encodeFunctionData({
        abi: call.abi,
        functionName: call.functionName,
        args: call.args ?? [],
      }),
      value: call.value ?? 0n,
      gas: GAS,
    })
  }

  /** Queues plain ether. */
  transfer(label: string, from: Address, to: Address, value: bigint): void {
    this.queue.push({ label, from, to, data: '0x', value, gas: GAS })
  }

  /** Queues the creation of a contract; its address is the result of the block it is mined in. */
  deploy(label: string, from: Address, abi: Abi, bytecode: Hex, args: readonly unknown[]): void {
    this.queue.push({
      label,
      from,
      to: undefined,
      data: encodeDeployData({ abi, bytecode, args }),
      value: 0n,
      gas: 60_000_000n,
    })
  }

  /**
   * Mines the queued transactions in one block.
   *
   * @param timestamp of the block, in seconds
   * @returns the addresses of the contracts that the block created, in order
   * @throws Error with the labels and decoded errors of all transactions that failed
   */
  async mine(timestamp: number): Promise<Address[]> {
    const entries = this.queue
    this.queue = []
    await this.fund(entries)
    const hashes = await this.batch<Hex>(
      entries.map((entry) => [
        'eth_sendTransaction',
        [
          {
            from: entry.from,
            ...(entry.to === undefined ? {} : { to: entry.to }),
            data: entry.data,
            value: numberToHex(entry.value),
            gas: numberToHex(entry.gas),
            gasPrice: numberToHex(GAS_PRICE),
            nonce: numberToHex(this.takeNonce(entry.from)),
          },
        ],
      ]),
      (index) => entries[index]?.label ?? 'a transaction',
    )
    await this.rpc('evm_setNextBlockTimestamp', [timestamp])
    await this.rpc('evm_mine', [])
    if (entries.length === 0) return []
    const receipts = await this.rpc<RpcReceipt[]>('eth_getBlockReceipts', ['latest'])
    const byHash = new Map(receipts.map((receipt) => [receipt.transactionHash, receipt]))
    const failures: string[] = []
    const created: Address[] = []
    for (const [index, hash] of hashes.entries()) {
      const label = entries[index]?.label ?? hash
      const receipt = byHash.get(hash)
      if (receipt === undefined) failures.push(`${label}: not in its block`)
      else if (receipt.status !== '0x1') failures.push(`${label}: ${await this.reason(hash)}`)
      else if (receipt.contractAddress !== null && entries[index]?.to === undefined) {
        created.push(receipt.contractAddress)
      }
    }
    if (failures.length > 0) {
      throw new Error(
        `${failures.length} of ${entries.length} transactions of the block at ${timestamp} failed:\n${failures.join('\n')}`,
      )
    }
    this.written += entries.length
    return created
  }

  /** One JSON-RPC request to the node. */
  async rpc<T = unknown>(method: string, params: readonly unknown[]): Promise<T> {
    const [result] = await this.batch<T>([[method, params]], () => method)
    return result as T
  }

  private async batch<T>(
    calls: readonly (readonly [string, readonly unknown[]])[],
    name: (index: number) => string,
  ): Promise<T[]> {
    if (calls.length === 0) return []
    const first = this.requests
    this.requests += calls.length
    const body = calls.map(([method, params], index) => ({
      jsonrpc: '2.0',
      id: first + index,
      method,
      params,
    }))
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const replies = new Map(((await response.json()) as RpcReply[]).map((r) => [r.id, r]))
    return body.map(({ id }, index) => {
      const reply = replies.get(id)
      if (reply === undefined || reply.error !== undefined) {
        throw new Error(
          `${name(index)}: the node refused it: ${reply?.error?.message ?? 'no reply'}`,
        )
      }
      return reply.result as T
    })
  }

  private takeNonce(from: Address): number {
    const nonce = this.nonces.get(from) ?? 0
    this.nonces.set(from, nonce + 1)
    return nonce
  }

  /**
   * Senders of a block get ether for gas once, and what they send as value. A nonce is read once:
   * contracts that act for themselves start at 1, and deployment may have come before.
   */
  private async fund(entries: readonly Entry[]): Promise<void> {
    const need = new Map<Address, bigint>()
    for (const entry of entries) {
      need.set(entry.from, (need.get(entry.from) ?? 0n) + entry.value)
    }
    const senders = [...need].filter(([from, value]) => value > 0n || !this.funded.has(from))
    const state = await this.batch<Hex>(
      senders.flatMap(([from]) => [
        ['eth_getBalance', [from, 'latest']] as const,
        ['eth_getTransactionCount', [from, 'latest']] as const,
      ]),
      () => 'reading an account',
    )
    const grants: (readonly [string, readonly unknown[]])[] = []
    for (const [index, [from, value]] of senders.entries()) {
      const balance = hexToBigInt(state[2 * index] ?? '0x0')
      if (!this.nonces.has(from)) {
        this.nonces.set(from, Number(state[2 * index + 1] ?? '0x0'))
      }
      this.funded.add(from)
      // Whoever has ether of its own spends that; only people without get some.
      if (balance < value + GAS_MONEY) {
        grants.push(['anvil_setBalance', [from, numberToHex(value + 2n * GAS_MONEY)]])
      }
    }
    await this.batch(grants, () => 'funding an account')
  }

  private async reason(hash: Hex): Promise<string> {
    const trace = await this.rpc<RpcTrace>('debug_traceTransaction', [
      hash,
      { tracer: 'callTracer' },
    ])
    if (trace.output === undefined || trace.output === '0x') {
      return trace.revertReason ?? trace.error ?? 'reverted without data'
    }
    try {
      const { errorName, args } = decodeErrorResult({ abi: this.errors, data: trace.output })
      return `${errorName}(${(args ?? []).map(String).join(', ')})`
    } catch {
      return `reverted with ${trace.output}`
    }
  }
}
