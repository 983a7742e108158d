import type { Abi, Address, Client, Hex, Log, TypedDataDomain, TypedDataParameter } from 'viem'
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
  | 'permit'
  | 'submit'
  | 'deposit'
  | 'delegate'
  | 'send'
  | 'queue'
  | 'undelegate'
  | 'redelegate'
  | 'complete'
  | 'claim'
  | 'setClaimer'
  | 'request'
  | 'redeem'
  | 'wrap'
  | 'unwrap'
  | 'createPod'
  | 'stake'
  | 'manage'

/** One contract call, before it is encoded. `value` in wei. */
export type StepRequest = {
  to: Address
  abi: Abi
  functionName: string
  args: readonly unknown[]
  value?: bigint
}

/**
 * An off-chain signature of typed data (EIP-712), asked for instead of a transaction. `deadline` is when it
 * ends, in seconds of the chain's clock.
 */
export type SignatureRequest = {
  typedData: {
    domain: TypedDataDomain
    types: Readonly<Record<string, readonly TypedDataParameter[]>>
    primaryType: string
    message: Readonly<Record<string, unknown>>
  }
  deadline: bigint
}

/** A signature as it is kept. `digest` is the EIP-712 hash that was signed. */
export type StepSignature = { signature: Hex; digest: Hex; deadline: bigint }

/**
 * One transaction, or one signature, of a plan as the chain stands now.
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
  /** Instead of `request`: typed data to sign. It costs nothing and changes nothing on the chain. */
  signature?: SignatureRequest
  /** A word about this step that a person should read before signing. */
  note?: MessageRef
  /**
   * Never part of a batch. Other steps are sent together, where the wallet can, once all that are left have
   * their `request`: no `request` may therefore rest on what an earlier step still has to do.
   */
  alone?: true
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
  /** Signatures by the id of their step, as they were given: check deadline and nonce before use. */
  signatures?: Readonly<Record<string, StepSignature>>
  /**
   * The wallet takes all steps that are left as one batch. A plan whose later amounts depend on earlier steps
   * then gives requests that hold whatever the earlier ones bring.
   */
  batching?: boolean
  /** The account is a contract (a Safe, for example), which signs no permit. */
  contractAccount?: boolean
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

/** How a confirmed transaction was asked for: by itself, in a batch of the wallet, or as a proposal. */
export type Origin =
  | { nonce: number; digest: Hex }
  | { batch: string }
  | { proposal: Hex; digest: Hex }

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
      /** The wallet sent the same call again under a higher fee. */
      repriced?: boolean
    }
  /** A contract account's owners were asked: `hash` is that of their proposal, not of a transaction. */
  | {
      status: 'proposed'
      hash: Hex
      since: string
      digest: Hex
      /** The account's logs have been searched up to this block. */
      scanned: string
    }
  /** The typed data were signed. */
  | { status: 'signed'; signature: Hex; digest: Hex; deadline: string }
  | ({
      status: 'confirmed'
      hash: Hex
      since: string
      blockNumber: string
      blockHash: Hex
      /** No reorganisation is expected to undo it any more. */
      final: boolean
      /** The wallet sent the same call again under a higher fee. */
      repriced?: boolean
    } & Origin)
  | { status: 'failed'; failure: Failure; hash?: Hex; blockNumber?: string }

/**
 * Steps that were handed to the wallet as one batch (EIP-5792). `id` was chosen before the wallet opened, so that
 * it can be asked about the batch after a reload.
 */
export type BatchRecord = {
  id: string
  status: 'asked' | 'sent'
  steps: readonly string[]
  /** The head block at that time. */
  since: string
  /** Consecutive looks at which the wallet knew nothing of the batch. */
  missing: number
}

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
  batch?: BatchRecord
  /** The steps are signed one by one although the wallet could take them together. */
  stepByStep?: boolean
}

/** What an account gains or loses of one asset; `delta` in the asset's smallest unit, network fee not counted. */
export type BalanceChange = {
  /** `nft` counts pieces, `shares` are deposit shares of a strategy. */
  asset: 'eth' | 'token' | 'nft' | 'shares'
  unit: string
  decimals: number
  delta: bigint
  /** Token or strategy; absent for ETH. */
  address?: Address
}

/** What moves: by the next signature, or by all steps that are left where those are known. */
export type BalanceChanges = { of: 'next' | 'all'; rows: readonly BalanceChange[] }

/** What the node says the next step would do and cost. */
export type Simulation =
  | { state: 'running' }
  | {
      state: 'ok'
      gas: bigint
      /** In wei at the present gas price (the upper end of what may be taken). */
      fee: bigint
      /** Absent when the node cannot tell. */
      changes?: BalanceChanges
      /** Of a batch only the first call could be run: the node runs no calls after each other. */
      firstOnly?: true
    }
  | { state: 'failed'; failure: Failure }

export type StepPhase =
  | 'done'
  | 'confirming'
  | 'sent'
  | 'proposed'
  | 'signing'
  | 'failed'
  | 'next'
  | 'later'

export type StepView = {
  id: string
  kind: StepKind
  title: MessageRef
  action: MessageRef
  phase: StepPhase
  hash?: Hex
  failure?: Failure
  note?: MessageRef
  /** Sent under a higher fee than at first. */
  repriced?: true
}

/** How often the wallet will still ask, and for what. */
export type Prompts = { signatures: number; transactions: number; batched: number }

export type PlanStatus =
  /** The chain is being read. */
  | 'loading'
  /** The next step is simulated, or refused: see `simulation`. */
  | 'ready'
  /** The wallet was asked and has not answered. */
  | 'signing'
  /** As `signing`, but after a reload: the wallet's prompt may still be open, or gone. */
  | 'signingUnknown'
  /** Another tab of this browser has the wallet open for this plan. */
  | 'signingElsewhere'
  /** Sent and not yet in a block. */
  | 'sent'
  /** The owners of a contract account have been asked; the others have yet to sign. */
  | 'proposed'
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
  /** Steps that the next signature sends together; `null` when they go one by one. */
  batch: readonly string[] | null
  /** The wallet could take steps together: the person may choose. */
  canBatch: boolean
  /** They chose to sign one by one all the same, or the wallet refused. */
  stepByStep: boolean
  prompts: Prompts
  /** Transactions of this account that must be mined before the one that waits. */
  earlier: number
  /** Only the wallet that took the batch knows what became of it, and it is not connected. */
  needsWallet: boolean
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
