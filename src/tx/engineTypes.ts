import type { Address, Client, Hash } from 'viem'
import type { Chain } from '../protocol/deployments/types.ts'
import type { PlanStorage } from './records.ts'
import type { EncodedRequest } from './request.ts'
import type { AnyPlanDefinition, EngineState } from './types.ts'

/** The connected wallet, as far as the engine needs it. */
export type WalletPort = {
  account: Address
  chainId: number
  /** Asks the wallet to change chains, adding the chain where it is unknown. Rejects when it does not. */
  switchChain: (chainId: number) => Promise<void>
  /** Opens the wallet; resolves with the hash. */
  sendTransaction: (chainId: number, request: EncodedRequest) => Promise<Hash>
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
  /** Stops waiting for a wallet that never answered. */
  abandonPrompt: (id: string) => Promise<void>
  /** Forgets a plan. Transactions already sent go on. */
  dismiss: (id: string) => void
  dismissNotes: () => void
  /** Takes over what another tab stored about a plan. */
  sync: (id: string) => void
  /** Ends all polling. */
  stop: () => void
}
