import { parseAbi } from 'viem'

/** Signatures of contracts. */
export const erc1271Abi = parseAbi([
  'function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)',
])
