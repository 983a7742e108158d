import { BaseError } from 'viem'

/** `deployments.json` is missing, is not JSON, or a field of it is wrong. */
export class DeploymentsError extends BaseError {
  override name = 'DeploymentsError'
  /** JSON path of the wrong field, for example `chains[0].rpcUrls[1]`; empty for the whole file. */
  readonly path: string

  constructor(path: string, problem: string, options: { cause?: Error } = {}) {
    super(path === '' ? problem : `${path}: ${problem}`, options)
    this.path = path
  }
}

/** The RPC serves another chain than the deployment names. */
export class WrongChainError extends BaseError {
  override name = 'WrongChainError'
  readonly expected: number
  readonly actual: number

  constructor({ name, expected, actual }: { name: string; expected: number; actual: number }) {
    super(`The RPC serves chain ${actual}, but ${name} is chain ${expected}.`)
    this.expected = expected
    this.actual = actual
  }
}

/** There is no contract where the deployment says that there is one. */
export class NotDeployedError extends BaseError {
  override name = 'NotDeployedError'
  readonly contract: string
  readonly address: string

  constructor({ name, contract, address }: { name: string; contract: string; address: string }) {
    super(`There is no contract at ${contract} (${address}) on ${name}.`, {
      metaMessages: ['The chain may have been restarted, or deployments.json names another chain.'],
    })
    this.contract = contract
    this.address = address
  }
}
