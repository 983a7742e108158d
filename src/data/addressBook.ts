import { useSyncExternalStore } from 'react'
import { isAddress } from 'viem'
import type { Address } from '../protocol/network/types.ts'
import { readStored, writeStored } from '../ui/storage.ts'

/** An address that the reader keeps an eye on. Lower case; the name is the reader's own, '' for none. */
export type Watched = { address: Address; name: string }

const key = 'keel.addressBook'
const longestName = 40

/** What is stored, as far as it is an address book. */
export function parseBook(text: string | null): readonly Watched[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]')
    if (!Array.isArray(list)) return []
    const book = new Map<Address, string>()
    for (const entry of list as { address?: unknown; name?: unknown }[]) {
      if (typeof entry?.address !== 'string' || !isAddress(entry.address, { strict: false }))
        continue
      const name = typeof entry.name === 'string' ? entry.name : ''
      book.set(entry.address.toLowerCase() as Address, cleanName(name))
    }
    return [...book].map(([address, name]) => ({ address, name }))
  } catch {
    return []
  }
}

/** A name as it is kept: printable, trimmed, not longer than a chip can hold. */
export function cleanName(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, longestName)
}

let text = readStored(key)
let book = parseBook(text)
const listeners = new Set<() => void>()

function keep(next: readonly Watched[]) {
  book = next
  text = JSON.stringify(next)
  writeStored(key, next.length === 0 ? null : text)
  for (const listener of listeners) listener()
}

/** Adds an address, or gives a known one another name. */
export function watchAddress(address: string, name: string): void {
  const own = { address: address.toLowerCase() as Address, name: cleanName(name) }
  const known = book.some((entry) => entry.address === own.address)
  keep(known ? book.map((entry) => (entry.address === own.address ? own : entry)) : [...book, own])
}

/** Takes an address out of the book. */
export function unwatchAddress(address: string): void {
  keep(book.filter((entry) => entry.address !== address.toLowerCase()))
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  // Another tab may have changed it.
  const follow = (event: StorageEvent) => {
    if (event.key !== key && event.key !== null) return
    text = readStored(key)
    book = parseBook(text)
    listener()
  }
  globalThis.addEventListener?.('storage', follow)
  return () => {
    listeners.delete(listener)
    globalThis.removeEventListener?.('storage', follow)
  }
}

/** The address book of this browser, the same in every tab. */
export function useAddressBook(): readonly Watched[] {
  return useSyncExternalStore(subscribe, () => book)
}
