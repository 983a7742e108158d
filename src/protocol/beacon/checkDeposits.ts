import { bls12_381 } from '@noble/curves/bls12-381'
import { type Address, concatHex, type Hex, hexToBytes, sha256 } from 'viem'
import { breath } from '../inSlices.ts'
import { type DepositEntry, type EntryField, readEntry } from './depositFile.ts'
import {
  depositDataRoot,
  depositMessageRoot,
  depositSigningRoot,
  podCredentials,
  STAKE_GWEI,
} from './roots.ts'

/** What is wrong with one entry. */
export type DepositProblem =
  | { kind: 'field'; field: EntryField }
  /** Withdrawals to a BLS key, not to an address of the execution layer. */
  | { kind: 'blsCredentials' }
  | { kind: 'otherPod'; address: Address }
  | { kind: 'unknownCredentials' }
  /** 0x02 credentials of this pod: right, but `EigenPodManager.stake` deposits with 0x01 only. */
  | { kind: 'compounding' }
  | { kind: 'amount'; gwei: bigint }
  | { kind: 'fork'; given: Hex; wanted: Hex }
  | { kind: 'messageRoot' }
  | { kind: 'dataRoot' }
  | { kind: 'pubkey' }
  | { kind: 'signature' }
  /** The public key stands in an earlier entry, counted from 1. */
  | { kind: 'duplicate'; first: number }
  /** This pod has staked for the public key before. */
  | { kind: 'deposited' }

export type CheckedDeposit = {
  /** Place in the file, from 1. */
  number: number
  /** `null` where it cannot be read. */
  pubkey: Hex | null
  /** `null` where fields are missing. */
  entry: DepositEntry | null
  /** Empty: it can be deposited with `EigenPodManager.stake`. */
  problems: readonly DepositProblem[]
}

export type CheckParameters = {
  entries: readonly unknown[]
  pod: Address
  forkVersion: Hex
  /** `EigenPodStaked.pubkeyHash` of the pod so far; `null` where the log could not be read. */
  deposited: ReadonlySet<Hex> | null
  onProgress?: ((checked: number) => void) | undefined
  signal?: AbortSignal | undefined
}

const DST = 'BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_'
const INFINITY: Hex = `0xc0${'00'.repeat(47)}`

/** Hash under which the beacon chain and pods know a public key. */
export const pubkeyHash = (pubkey: Hex): Hex => sha256(concatHex([pubkey, `0x${'00'.repeat(16)}`]))

/** A point of the curve's right subgroup, and not the point at infinity, as the consensus specification's KeyValidate. */
function isPublicKey(pubkey: Hex): boolean {
  if (pubkey === INFINITY) return false
  try {
    bls12_381.G1.ProjectivePoint.fromHex(hexToBytes(pubkey)).assertValidity()
    return true
  } catch {
    return false
  }
}

function isSigned({ pubkey, signature }: DepositEntry, root: Hex): boolean {
  try {
    return bls12_381.verify(hexToBytes(signature), hexToBytes(root), hexToBytes(pubkey), { DST })
  } catch {
    return false
  }
}

function credentialsProblem(credentials: Hex, pod: Address): DepositProblem | null {
  if (credentials === podCredentials(pod, '0x01')) return null
  if (credentials === podCredentials(pod, '0x02')) return { kind: 'compounding' }
  if (credentials.startsWith('0x00')) return { kind: 'blsCredentials' }
  if (/^0x0[12]0{22}/.test(credentials))
    return { kind: 'otherPod', address: `0x${credentials.slice(26)}` }
  return { kind: 'unknownCredentials' }
}

/**
 * Checks each entry of a deposit file as the beacon chain and the pod will: where the deposit contract takes a wrong
 * signature, the ETH is lost. Yields between entries, so that a page stays alive. Rejects only when aborted.
 */
export async function checkDeposits(parameters: CheckParameters): Promise<CheckedDeposit[]> {
  const { entries, pod, forkVersion, deposited, onProgress, signal } = parameters
  const seen = new Map<Hex, number>()
  const checked: CheckedDeposit[] = []
  for (const [index, json] of entries.entries()) {
    signal?.throwIfAborted()
    checked.push(checkOne(json, index + 1))
    onProgress?.(index + 1)
    await breath()
  }
  return checked

  function checkOne(json: unknown, number: number): CheckedDeposit {
    const read = readEntry(json)
    if (!read.ok)
      return {
        number,
        pubkey: read.pubkey,
        entry: null,
        problems: read.wrong.map((field) => ({ kind: 'field', field })),
      }
    const { entry } = read
    const { pubkey, withdrawalCredentials, amountGwei, signature } = entry
    const message = { pubkey, withdrawalCredentials, amountGwei }
    const problems: DepositProblem[] = []
    const credentials = credentialsProblem(withdrawalCredentials, pod)
    if (credentials !== null) problems.push(credentials)
    if (amountGwei !== STAKE_GWEI) problems.push({ kind: 'amount', gwei: amountGwei })
    if (entry.forkVersion !== forkVersion)
      problems.push({ kind: 'fork', given: entry.forkVersion, wanted: forkVersion })
    if (depositMessageRoot(message) !== entry.depositMessageRoot)
      problems.push({ kind: 'messageRoot' })
    if (depositDataRoot(message, signature) !== entry.depositDataRoot)
      problems.push({ kind: 'dataRoot' })
    if (!isPublicKey(pubkey)) problems.push({ kind: 'pubkey' })
    // By the version that the entry states: a file for another chain is then said to be that, and no more.
    else if (!isSigned(entry, depositSigningRoot(message, entry.forkVersion)))
      problems.push({ kind: 'signature' })
    const first = seen.get(pubkey)
    if (first !== undefined) problems.push({ kind: 'duplicate', first })
    else seen.set(pubkey, number)
    if (deposited?.has(pubkeyHash(pubkey))) problems.push({ kind: 'deposited' })
    return { number, pubkey, entry, problems }
  }
}
