import { decodeErrorResult, type Hex } from 'viem'
import { errorsAbi } from './abi.ts'
import type { Failure } from './failure.ts'
import { nameOfRevertString } from './strings.ts'

/** Panic codes of Solidity that have a sentence of their own. */
export const knownPanics = ['0x01', '0x11', '0x12', '0x21', '0x32', '0x41', '0x51'] as const

const ERROR_STRING = '0x08c379a0'
const PANIC = '0x4e487b71'

/**
 * Puts a name to revert data with the merged error ABI: a custom error by its own name, a known revert
 * string by its name, `Error` for other strings, `Panic` with the code as `args[0]`. Empty data gives
 * `NoReason`; an unknown selector leaves `errorName` out and sets `selector`.
 */
export function decodeRevert(data: Hex, message: string): Failure {
  const base = { kind: 'revert', message } as const
  if (data === '0x' || data.length < 10) return { ...base, errorName: 'NoReason', data }
  const selector = data.slice(0, 10).toLowerCase() as Hex
  const known = { ...base, data, selector }
  try {
    // `Error(string)` and `Panic(uint256)` are part of every error ABI.
    const { errorName, args } = decodeErrorResult({
      abi: [
        ...errorsAbi,
        { type: 'error', name: 'Error', inputs: [{ name: 'message', type: 'string' }] },
        { type: 'error', name: 'Panic', inputs: [{ name: 'code', type: 'uint256' }] },
      ] as const,
      data,
    })
    if (selector === ERROR_STRING) {
      const text = String(args?.[0] ?? '')
      return { ...known, errorName: nameOfRevertString(text) ?? 'Error', args: [text] }
    }
    if (selector === PANIC) {
      const code = `0x${BigInt(args?.[0] as bigint)
        .toString(16)
        .padStart(2, '0')}`
      return { ...known, errorName: 'Panic', args: [code] }
    }
    return { ...known, errorName, args: (args ?? []).map(String) }
  } catch {
    return known
  }
}
