import type { Hex } from 'viem'

/** What kept a request from doing what was asked, in one of the ways that call for different words. */
export type FailureKind =
  /** The person said no in the wallet. */
  | 'userRejected'
  /** The wallet is on another chain than the request. */
  | 'wrongChain'
  /** The wallet holds another account than the request. */
  | 'wrongAccount'
  /** The account cannot pay value and gas. */
  | 'insufficientFunds'
  /** The contract refused: `errorName` says why where it is known. */
  | 'revert'
  /** The node cannot be reached or answers nonsense. */
  | 'rpcDown'
  /** The node asks to slow down. */
  | 'rateLimited'
  /** The node or the wallet did not answer in time. */
  | 'timeout'
  /** The wallet's transaction count does not fit the chain's, as after a restart of a local chain. */
  | 'nonceStale'
  /** Another transaction took the place of this one. */
  | 'replaced'
  /** The place of this transaction was taken by a cancellation. */
  | 'cancelled'
  /** No wallet is connected, or it is locked. */
  | 'noWallet'
  /** Keel refuses before any call: `errorName` says why. */
  | 'refused'
  | 'unknown'

/**
 * A failure as plain data: fit to be stored, compared and put into words.
 *
 * `errorName` is the contract's own name of the error, a known revert string (`STAKE_LIMIT`), `Panic` or
 * `Error`; it is absent when the revert carried no data or an unknown selector (`selector`).
 */
export type Failure = {
  kind: FailureKind
  errorName?: string
  /** Arguments of the error as text, so that a failure can be stored as JSON. */
  args?: readonly string[]
  data?: Hex
  /** First four bytes of the revert data. */
  selector?: Hex
  /** The technical message, for the details line; not translated. */
  message: string
}

/** A {@link Failure} that travels as an exception. */
export class FailureError extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.name = 'FailureError'
    this.failure = failure
  }
}
