import type { AbiFunction, Hex } from 'viem'
import { decodeResult } from '../abi/codec/decode.ts'

/** A call that a contract did not answer as its function promises, whatever node was asked. */
export class CallError extends Error {
  override name = 'CallError'
  /** What went wrong in one sentence. */
  readonly shortMessage: string
  /** What the contract reverted with; undefined where it did not revert, or the node does not say. */
  readonly data: Hex | undefined

  constructor(functionName: string, problem: string, { data, cause }: Reasons = {}) {
    const sentence = `The contract function "${functionName}" ${problem}`
    super(sentence, cause === undefined ? {} : { cause })
    this.shortMessage = sentence
    this.data = data
  }
}

interface Reasons {
  data?: Hex | undefined
  cause?: unknown
}

/** The error of a call that reverted with so much data. */
export function reverted(functionName: string, data: Hex, cause?: unknown): CallError {
  const reason = reasonIn(data)
  const problem =
    reason !== undefined
      ? `reverted with the following reason:\n${reason}`
      : data.length >= 10
        ? `reverted with the following signature:\n${data.slice(0, 10)}`
        : 'reverted.'
  return new CallError(functionName, problem, { data, cause })
}

/** The error of a call that a node, or viem, answered with an error. */
export function refused(functionName: string, cause: unknown): CallError {
  const data = revertDataOf(cause)
  if (data !== undefined) return reverted(functionName, data, cause)
  const { details, shortMessage, message } = cause as { [key in string]?: string }
  return new CallError(functionName, `failed: ${details || shortMessage || message}`, { cause })
}

/** Selector of `Error(string)`: what `revert` and `require` give with a reason. */
const ERROR_STRING = '0x08c379a0'
const errorString = { outputs: [{ type: 'string' }] } as unknown as AbiFunction

function reasonIn(data: Hex): string | undefined {
  if (!data.startsWith(ERROR_STRING)) return undefined
  try {
    return decodeResult(errorString, `0x${data.slice(10)}`) as string
  } catch {
    return undefined
  }
}

/** The revert data in an error's causes, as nodes (`data`), their wrappers (`data.data`) and viem (`raw`) keep it. */
function revertDataOf(error: unknown): Hex | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { data, raw } = at as { data?: unknown; raw?: unknown }
    const inner = (data as { data?: unknown } | undefined)?.data
    for (const one of [raw, data, inner])
      if (typeof one === 'string' && /^0x([0-9a-f]{2})*$/i.test(one)) return one as Hex
  }
  return undefined
}
