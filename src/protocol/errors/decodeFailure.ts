import { classify } from './classify.ts'
import type { Failure } from './failure.ts'

/**
 * Turns anything thrown by viem, wagmi, a wallet or a node into a {@link Failure}. Revert data found anywhere
 * in it is decoded with the merged error ABI, which is loaded with the first revert.
 */
export async function decodeFailure(error: unknown): Promise<Failure> {
  const failure = classify(error)
  if (failure.kind !== 'revert' || failure.errorName !== undefined || failure.data === undefined)
    return failure
  const { decodeRevert } = await import('./decode.ts')
  // Some nodes give the reason of a revert as text only.
  const named = decodeRevert(failure.data, failure.message)
  if (named.errorName !== 'NoReason') return named
  const { nameOfRevertString } = await import('./strings.ts')
  const reason =
    /(?:revert(?:ed)?(?: with the following reason)?:?|reason:?)\s*['"]?([A-Za-z][\w :.-]{2,80})/i.exec(
      failure.message,
    )?.[1]
  const name = reason === undefined ? undefined : nameOfRevertString(reason.trim())
  return name === undefined ? named : { ...named, errorName: name, args: [String(reason)] }
}
