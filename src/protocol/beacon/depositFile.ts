import type { Hex } from 'viem'

/** Largest file that is looked at, in bytes: some 900 a validator. */
export const MAX_FILE_BYTES = 500_000
/** Most validators of one file. Each is a transaction and 32 ETH. */
export const MAX_ENTRIES = 200

/** Why a file is no deposit data at all. */
export type FileFault =
  | 'tooLarge'
  | 'empty'
  | 'html'
  | 'notJson'
  | 'keystore'
  | 'notList'
  | 'noEntries'
  | 'tooMany'

export type DepositFile =
  | { ok: true; entries: readonly unknown[] }
  | { ok: false; fault: FileFault }

/** Takes the text of a `deposit_data-*.json` apart. Never throws, whatever the text is. */
export function parseDepositFile(text: string): DepositFile {
  const fault = (reason: FileFault): DepositFile => ({ ok: false, fault: reason })
  if (text.length > MAX_FILE_BYTES) return fault('tooLarge')
  const trimmed = text.trim()
  if (trimmed === '') return fault('empty')
  if (trimmed.startsWith('<')) return fault('html')
  let json: unknown
  try {
    json = JSON.parse(trimmed)
  } catch {
    return fault('notJson')
  }
  if (isKeystore(json) || (Array.isArray(json) && json.some(isKeystore))) return fault('keystore')
  if (!Array.isArray(json)) return fault('notList')
  if (json.length === 0) return fault('noEntries')
  if (json.length > MAX_ENTRIES) return fault('tooMany')
  return { ok: true, entries: json }
}

/** EIP-2335: the validator's own key, encrypted. It never belongs in a web page. */
function isKeystore(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'crypto' in json
}

/** One entry as the usual staking tools write it, read. */
export type DepositEntry = {
  pubkey: Hex
  withdrawalCredentials: Hex
  amountGwei: bigint
  signature: Hex
  depositMessageRoot: Hex
  depositDataRoot: Hex
  forkVersion: Hex
}

/** Fields of hexadecimal digits and their length in bytes. */
const FIELDS = {
  pubkey: 48,
  withdrawal_credentials: 32,
  signature: 96,
  deposit_message_root: 32,
  deposit_data_root: 32,
  fork_version: 4,
} as const

export type EntryField = keyof typeof FIELDS | 'amount'

/** Reads one entry; `wrong` names the fields that are missing or not of their shape. */
export function readEntry(
  json: unknown,
):
  | { ok: true; entry: DepositEntry }
  | { ok: false; wrong: readonly EntryField[]; pubkey: Hex | null } {
  const fields = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>
  const wrong: EntryField[] = []
  const hex = (name: keyof typeof FIELDS): Hex => {
    const value = fields[name]
    const digits = typeof value === 'string' ? value.replace(/^0x/i, '').toLowerCase() : ''
    if (digits.length !== 2 * FIELDS[name] || !/^[0-9a-f]*$/.test(digits)) wrong.push(name)
    return `0x${digits}`
  }
  const { amount } = fields
  const entry: DepositEntry = {
    pubkey: hex('pubkey'),
    withdrawalCredentials: hex('withdrawal_credentials'),
    amountGwei:
      typeof amount === 'number' && Number.isSafeInteger(amount) && amount > 0
        ? BigInt(amount)
        : 0n,
    signature: hex('signature'),
    depositMessageRoot: hex('deposit_message_root'),
    depositDataRoot: hex('deposit_data_root'),
    forkVersion: hex('fork_version'),
  }
  if (entry.amountGwei === 0n) wrong.push('amount')
  if (wrong.length === 0) return { ok: true, entry }
  return { ok: false, wrong, pubkey: wrong.includes('pubkey') ? null : entry.pubkey }
}
