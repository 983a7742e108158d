import type { Address } from 'viem'
import { concatHex, encodeFunctionData, type Hex, keccak256, numberToHex } from 'viem'
import type { StepRequest } from './types.ts'

/** A call as it goes to the wallet. `value` in wei. */
export type EncodedRequest = { to: Address; data: Hex; value: bigint }

/** Encodes a step's call. Throws viem's `EncodeFunctionDataErrorType` when arguments do not fit the ABI. */
export function encodeRequest(request: StepRequest): EncodedRequest {
  return {
    to: request.to,
    data: encodeFunctionData({
      abi: request.abi,
      functionName: request.functionName,
      args: request.args,
    }),
    value: request.value ?? 0n,
  }
}

/** Names a call by what it does: the same receiver, data and value give the same digest. */
export function digestOf(call: { to?: Address | null; data: Hex; value: bigint }): Hex {
  return keccak256(
    concatHex([
      call.to ?? '0x',
      numberToHex(call.value, { size: 32 }),
      call.data,
    ]).toLowerCase() as Hex,
  )
}
