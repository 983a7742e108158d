import { type Address, type Client, type Hash, type Hex, numberToHex, zeroAddress } from 'viem'
import { signTypedData } from 'viem/actions'
import type { ChainClient } from '../../../localnet/testing/anvil.ts'
import type { Chain } from '../../protocol/deployments/types.ts'
import { createTxEngine } from '../engine.ts'
import type { BatchStatus, Inclusion, PlanLocks, TxEngine, WalletPort } from '../engineTypes.ts'
import { planDefinitions } from '../plans/registry.ts'
import type { PlanStorage } from '../records.ts'
import type { EncodedRequest } from '../request.ts'
import type { AnyPlanDefinition, PlanView } from '../types.ts'
import { sendAsBatch } from './codeAccount.ts'
import { memoryStorage } from './memoryStorage.ts'

/** A wallet that sends through the node's unlocked accounts, and can be told to behave otherwise. */
export class NodeWallet implements WalletPort {
  account: Address
  chainId = 31337
  /** Calls that reached the wallet. */
  asked = 0
  /** Answers the next request instead of the node. */
  answer: ((send: () => Promise<Hash>) => Promise<Hash>) | null = null
  /** What the wallet does when it is asked to change chains. */
  onSwitch: (chainId: number) => Promise<void> = async (chainId) => {
    this.chainId = chainId
  }
  /** The wallet takes several calls as one, sent for it by this account. */
  relayer: Address | null = null
  /** Answers the next `sendCalls` instead of the node. */
  answerCalls: ((send: () => Promise<string>) => Promise<string>) | null = null
  /** Typed data that reached the wallet. */
  signed: unknown[] = []
  /** Another account that the next signature is taken from. */
  signer: Address | null = null
  #batches = new Map<string, Hash>()
  #client: Client

  constructor(client: ChainClient, account: Address) {
    this.#client = client as unknown as Client
    this.account = account
  }

  #ask = (method: string, params: readonly unknown[]): Promise<unknown> =>
    this.#client.request({ method: method as never, params: params as never })

  canBatch = async () => this.relayer !== null

  sendCalls = (_chainId: number, id: string, calls: readonly EncodedRequest[]): Promise<string> => {
    this.asked++
    const send = async () => {
      const relayer = this.relayer ?? this.account
      this.#batches.set(id, await sendAsBatch(this.#ask, relayer, this.account, calls))
      return id
    }
    const { answerCalls } = this
    this.answerCalls = null
    return answerCalls === null ? send() : answerCalls(send)
  }

  callsStatus = async (_chainId: number, id: string): Promise<BatchStatus> => {
    const hash = this.#batches.get(id)
    if (hash === undefined) return { state: 'unknown' }
    const receipt = (await this.#ask('eth_getTransactionReceipt', [hash])) as {
      status: Hex
    } | null
    if (receipt === null) return { state: 'pending' }
    return receipt.status === '0x1'
      ? { state: 'confirmed', hash }
      : { state: 'failed', code: 500, hash }
  }

  signTypedData: NonNullable<WalletPort['signTypedData']> = async (_chainId, typedData) => {
    this.asked++
    this.signed.push(typedData)
    const account = this.signer ?? this.account
    this.signer = null
    return signTypedData(this.#client, {
      ...(typedData as unknown as Parameters<typeof signTypedData>[1]),
      account,
    })
  }

  switchChain = (chainId: number) => this.onSwitch(chainId)

  sendTransaction = async (
    _chainId: number,
    request: { to: Address; data: Hex; value: bigint },
    extra: { nonce?: number; gasPrice?: bigint } = {},
  ): Promise<Hash> => {
    this.asked++
    const send = () =>
      this.#client.request({
        method: 'eth_sendTransaction' as never,
        params: [
          {
            from: this.account,
            to: request.to,
            data: request.data,
            value: numberToHex(request.value),
            // Stated: a node refuses to estimate a call that reverts, and tests want such calls mined.
            gas: numberToHex(1_000_000n),
            ...(extra.nonce === undefined ? {} : { nonce: numberToHex(extra.nonce) }),
            ...(extra.gasPrice === undefined ? {} : { gasPrice: numberToHex(extra.gasPrice) }),
          },
        ] as never,
      }) as Promise<Hash>
    const { answer } = this
    this.answer = null
    return answer === null ? send() : answer(send)
  }
}

/** A chain entry with no contract but those given. */
export function chainOf(rpcUrl: string, parts: Partial<Chain> = {}): Chain {
  return {
    chainId: 31337,
    name: 'Local',
    rpcUrls: [rpcUrl],
    startBlock: 0,
    blockTime: 2,
    eigenLayer: {
      delegationManager: zeroAddress,
      strategyManager: zeroAddress,
      allocationManager: zeroAddress,
      eigenPodManager: zeroAddress,
      rewardsCoordinator: zeroAddress,
    },
    ...parts,
  }
}

/** Locks that engines of one test share, as tabs of one browser do. */
export function memoryLocks(): PlanLocks {
  const held = new Set<string>()
  return {
    async hold(id, work) {
      if (held.has(id)) return false
      held.add(id)
      await work().finally(() => held.delete(id))
      return true
    },
    held: async (id) => held.has(id),
  }
}

export type Bench = {
  engine: TxEngine
  wallet: NodeWallet
  plan: (id: string) => PlanView
  /** Resolves with the plan once it is as wanted; rejects with what it was when it never is. */
  until: (id: string, wanted: (plan: PlanView) => boolean) => Promise<PlanView>
}

/** An engine on a chain, as a page would have it. A second one on the same storage is the page after a reload. */
export function bench(options: {
  client: ChainClient
  chain: Chain
  wallet: NodeWallet
  storage?: PlanStorage
  definitions?: readonly AnyPlanDefinition[]
  locks?: PlanLocks
  onIncluded?: (inclusion: Inclusion) => void
}): Bench {
  const {
    client,
    chain,
    wallet,
    storage = memoryStorage(),
    definitions = planDefinitions,
  } = options
  const engine = createTxEngine({
    definitions,
    chain: (chainId) => (chainId === chain.chainId ? chain : undefined),
    client: () => client as unknown as Client,
    wallet: async () => wallet,
    storage,
    pollInterval: 15,
    ...(options.locks === undefined ? {} : { locks: options.locks }),
    ...(options.onIncluded === undefined ? {} : { onIncluded: options.onIncluded }),
  })
  const plan = (id: string) => {
    const found = engine.getState().plans.find((item) => item.id === id)
    if (found === undefined) throw new Error(`There is no plan ${id}.`)
    return found
  }
  const until: Bench['until'] = (id, wanted) =>
    new Promise((resolve, reject) => {
      const check = () => {
        const found = engine.getState().plans.find((item) => item.id === id)
        if (found === undefined || !wanted(found)) return
        clearTimeout(timer)
        unsubscribe()
        resolve(found)
      }
      const timer = setTimeout(() => {
        unsubscribe()
        const last = engine.getState().plans.find((item) => item.id === id)
        reject(
          new Error(
            `The plan never came to be as wanted. It is ${JSON.stringify(last, (_key, part) =>
              typeof part === 'bigint' ? String(part) : part,
            )}`,
          ),
        )
      }, 20_000)
      const unsubscribe = engine.subscribe(check)
      check()
    })
  return { engine, wallet, plan, until }
}
