import type { Abi, Address, Client, Hex, Log } from 'viem'
import type { Chain } from '../protocol/deployments/types.ts'
import type { Failure } from '../protocol/errors/failure.ts'

/** A value inside a sentence; the page formats amounts and addresses by the reader's locale. */
export type MessageValue =
  | string
  | number
  | { amount: bigint; unit: string; decimals: number }
  | { address: Address }

/** A sentence of a catalogue by key, with the values for its placeholders. */
export type MessageRef = { key: string; values?: Readonly<Record<string, MessageValue>> }

export type StepKind =
  | 'approve'
  | 'submit'
  | 'deposit'
  | 'delegate'
  | 'send'
  | 'queue'
  | 'undelegate'
  | 'redelegate'
  | 'complete'

/** One contract call, before it is encoded. `value` in wei. */
export type StepRequest = {
  to: Address
  abi: Abi
  functionName: string
  args: readonly unknown[]
  value?: bigint
}

/**
 * One transaction of a plan as the chain stands now.
 *
 * A plan's steps are worked out anew from the chain whenever it may have changed, so that a plan survives
 * a reload, another browser tab or a transaction sent elsewhere.
 */
export type Step = {
  /** Stable within the plan: what is stored about the step is stored under this name. */
  id: string
  kind: StepKind
  /** What the step does. */
  title: MessageRef
  /** What the next signature does: the words on the button. */
  action: MessageRef
  /** The chain shows that nothing is left to do here. */
  done: boolean
  /** The call to sign; absent while it depends on an earlier step, or when done. */
  request?: StepRequest
  /** Why this step cannot be signed, known without asking the node to run it. */
  refused?: Failure
  /**
   * The first block that can include the call, where a delay of the contract decides that. A call is
   * run as if in this block when the next block is that one: on top of the head it would still fail.
   */
  validFromBlock?: bigint
}

/** What an earlier step of the same plan left on the chain. */
export type StepOutcome = {
  hash: Hex
  blockNumber: bigint
  logs: readonly Log[]
}

/** What a plan may look at when it works out its steps. */
export type PlanContext = {
  client: Client
  chain: Chain
  account: Address
  /** Confirmed steps by id, with their logs. */
  outcomes: Readonly<Record<string, StepOutcome>>
}

/**
 * A kind of plan: a title and the steps, worked out from parameters that can be stored as JSON.
 * Contract addresses never belong to the parameters: they come from the deployment each time.
 */
export type PlanDefinition<params = unknown> = {
  kind: string
  /** Raised when the shape of `params` changes: older stored plans are then dropped with a note. */
  version: number
  /** Checks stored parameters (bigints are decimal strings there) and revives them. Throws on anything else. */
  parse: (json: unknown) => params
  title: (params: params) => MessageRef
  /** The steps in order, with `done` read from the chain. Throws `FailureError` to refuse the plan. */
  steps: (params: params, context: PlanContext) => Promise<readonly Step[]>
}

/** A plan definition with the type of its parameters forgotten, for registries. */
export type AnyPlanDefinition = PlanDefinition<unknown>

/** What is known about the transaction of one step. Numbers are decimal strings: this is stored as JSON. */
export type StepRecord =
  /** The wallet was asked. `nonce` is the account's next one at that time, `since` the head block. */
  | { status: 'signing'; nonce: number; since: string; digest: Hex }
  | {
      status: 'sent'
      hash: Hex
      nonce: number
      since: string
      digest: Hex
      /** Consecutive looks at which the node knew nothing of the transaction. */
      missing: number
    }
  | {
      status: 'confirmed'
      hash: Hex
      nonce: number
      since: string
      digest: Hex
      blockNumber: string
      blockHash: Hex
      /** No reorganisation is expected to undo it any more. */
      final: boolean
      /** The wallet sent the same call again under a higher fee. */
      repriced?: boolean
    }
  | { status: 'failed'; failure: Failure; hash?: Hex; blockNumber?: string }

/** A plan as it is stored. */
export type PlanRecord = {
  id: string
  kind: string
  version: number
  params: unknown
  chainId: number
  account: Address
  /** Milliseconds since 1970. */
  createdAt: number
  /** A block that the plan's chain must still have; otherwise the plan belongs to another chain. */
  anchor: { blockNumber: string; hash: Hex }
  steps: Record<string, StepRecord>
}

/** What the node says the next step would do and cost. */
export type Simulation =
  | { state: 'running' }
  /** `gas` in units, `fee` in wei at the present gas price (the upper end of what may be taken). */
  | { state: 'ok'; gas: bigint; fee: bigint }
  | { state: 'failed'; failure: Failure }

export type StepPhase = 'done' | 'confirming' | 'sent' | 'signing' | 'failed' | 'next' | 'later'

export type StepView = {
  id: string
  kind: StepKind
  title: MessageRef
  action: MessageRef
  phase: StepPhase
  hash?: Hex
  failure?: Failure
}

export type PlanStatus =
  /** The chain is being read. */
  | 'loading'
  /** The next step is simulated, or refused: see `simulation`. */
  | 'ready'
  /** The wallet was asked and has not answered. */
  | 'signing'
  /** As `signing`, but after a reload: the wallet's prompt may still be open, or gone. */
  | 'signingUnknown'
  /** Sent and not yet in a block. */
  | 'sent'
  /** Sent, but the node has lost it: it may be sent again. */
  | 'dropped'
  /** Everything is in blocks, though not final yet. */
  | 'confirming'
  | 'done'
  | 'failed'

/** A plan as a page shows it; a new object whenever something changed. */
export type PlanView = {
  id: string
  kind: string
  params: unknown
  chainId: number
  account: Address
  createdAt: number
  title: MessageRef
  status: PlanStatus
  steps: readonly StepView[]
  /** The step that the button is about; `null` when nothing is left to sign. */
  next: string | null
  simulation: Simulation | null
  /** Why the plan as a whole stands still. */
  failure: Failure | null
}

/** Something a person must be told about stored plans, such as one that was dropped. */
export type EngineNote = { key: 'unreadable' | 'otherChain' | 'unknownKind'; count: number }

export type EngineState = {
  plans: readonly PlanView[]
  notes: readonly EngineNote[]
}
