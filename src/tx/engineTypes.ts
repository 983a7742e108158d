import type { Address, Client, Hash, Hex } from 'viem'
import type { Chain } from '../protocol/deployments/types.ts'
import type { PlanStorage } from './records.ts'
import type { EncodedRequest } from './request.ts'
import type { AnyPlanDefinition, EngineState, SignatureRequest } from './types.ts'

/** What a wallet says about a batch of calls. */
export type BatchStatus =
  /** It knows no batch of this id. */
  | { state: 'unknown' }
  | { state: 'pending' }
  | { state: 'confirmed'; hash: Hash }
  /** `code` as in EIP-5792: 400 never sent, 500 reverted, 600 reverted in part. */
  | { state: 'failed'; code: number; hash?: Hash }

/** The connected wallet, as far as the engine needs it. */
export type WalletPort = {
  account: Address
  chainId: number
  /** Asks the wallet to change chains, adding the chain where it is unknown. Rejects when it does not. */
  switchChain: (chainId: number) => Promise<void>
  /** Opens the wallet; resolves with the hash. */
  sendTransaction: (chainId: number, request: EncodedRequest) => Promise<Hash>
  /** Opens the wallet for an EIP-712 signature. */
  signTypedData?: (chainId: number, typedData: SignatureRequest['typedData']) => Promise<Hex>
  /** Whether the wallet sends several calls as one, all or nothing (EIP-5792). Asks nobody; never rejects. */
  canBatch?: (chainId: number) => Promise<boolean>
  /** Opens the wallet for all calls at once; resolves with the batch's id, which should be the given one. */
  sendCalls?: (chainId: number, id: string, calls: readonly EncodedRequest[]) => Promise<string>
  /** What became of a batch. Rejects when the wallet does not answer. */
  callsStatus?: (chainId: number, id: string) => Promise<BatchStatus>
}

/** Keeps two tabs from opening the wallet for the same plan. */
export type PlanLocks = {
  /** Runs `work` while no other tab may; says `false`, without running it, when one does. */
  hold: (id: string, work: () => Promise<void>) => Promise<boolean>
  /** Whether any tab holds it. */
  held: (id: string) => Promise<boolean>
}

/** A plan's transaction got into a block, or out of one. */
export type Inclusion = {
  planId: string
  chainId: number
  account: Address
  /** The block that has to be read to see the effect; `null` when one was taken back. */
  blockNumber: bigint | null
}

export type EngineOptions = {
  definitions: readonly AnyPlanDefinition[]
  /** The deployment of a chain, or `undefined` when Keel does not know it. */
  chain: (chainId: number) => Chain | undefined
  /** A client that reads the chain. */
  client: (chainId: number) => Client
  /** The connected wallet, or `null`. */
  wallet: () => Promise<WalletPort | null>
  storage: PlanStorage
  /** Milliseconds between two looks at the chain; by default half the chain's block time. */
  pollInterval?: number
  now?: () => number
  /** Shared by all tabs of this browser. Without it every tab stands alone. */
  locks?: PlanLocks
  /** Told whenever numbers that pages show may have changed by a plan's transaction. */
  onIncluded?: (inclusion: Inclusion) => void
}

export type TxEngine = {
  /** All plans, oldest first; a new object whenever something changed. */
  getState: () => EngineState
  subscribe: (listener: () => void) => () => void
  /** Makes a plan and keeps it. Resolves with its id once it is anchored to a block; rejects with `FailureError`. */
  start: (
    kind: string,
    params: unknown,
    owner: { chainId: number; account: Address },
  ) => Promise<string>
  /** Keeps a plan up to date with the chain while a page shows it. Returns the end of it. */
  watch: (id: string) => () => void
  /** Reads the chain now. */
  refresh: (id: string) => Promise<void>
  /**
   * Signs the next step: reads the chain, runs the call, and only then opens the wallet. What keeps it from
   * being sent is in the plan's view. With `again`, a prompt that got lost or a dropped transaction is given up.
   */
  sign: (id: string, options?: { again?: boolean }) => Promise<void>
  /** Stops waiting for a wallet that never answered, or for the owners of a contract account. */
  abandonPrompt: (id: string) => Promise<void>
  /** Signs the steps one by one although the wallet could take them together, or together again. */
  chooseStepByStep: (id: string, stepByStep: boolean) => Promise<void>
  /** Forgets a plan. Transactions already sent go on. */
  dismiss: (id: string) => void
  dismissNotes: () => void
  /** Takes over what another tab stored about a plan. */
  sync: (id: string) => void
  /** Ends all polling. */
  stop: () => void
}
