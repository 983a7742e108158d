import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Address, Hex } from 'viem'
import type { CheckedDeposit } from '../../protocol/beacon/checkDeposits.ts'
import {
  type DepositEntry,
  type FileFault,
  MAX_FILE_BYTES,
  parseDepositFile,
} from '../../protocol/beacon/depositFile.ts'

export type FileState =
  | { state: 'none' }
  | { state: 'checking'; name: string; checked: number; all: number }
  | { state: 'refused'; name: string; fault: FileFault | 'unreadable' }
  | {
      state: 'checked'
      name: string
      checked: readonly CheckedDeposit[]
      /** Entries that can be deposited. */
      good: readonly DepositEntry[]
    }

export type DepositFileControl = FileState & { take: (file: File) => void }

/**
 * Reads and checks a deposit file in the browser. The code that verifies signatures is fetched when there is a file. A
 * file is checked again when deposits of the pod appear on the chain.
 */
export function useDepositFile(parameters: {
  pod: Address
  forkVersion: Hex | null
  /** `pubkeyHash` of the pod's deposits so far; `null` when they could not be read. */
  staked: readonly Hex[] | null
}): DepositFileControl {
  const { pod, forkVersion, staked } = parameters
  const [state, setState] = useState<FileState>({ state: 'none' })
  const [source, setSource] = useState<{ name: string; entries: readonly unknown[] } | null>(null)
  const latest = useRef(0)
  const known = staked === null ? null : staked.join()

  const take = useCallback((file: File) => {
    const { name } = file
    latest.current += 1
    const turn = latest.current
    setSource(null)
    const refuse = (fault: FileFault | 'unreadable') => setState({ state: 'refused', name, fault })
    if (file.size > MAX_FILE_BYTES) {
      refuse('tooLarge')
      return
    }
    setState({ state: 'checking', name, checked: 0, all: 0 })
    file.text().then(
      (text) => {
        if (turn !== latest.current) return
        const read = parseDepositFile(text)
        if (read.ok) setSource({ name, entries: read.entries })
        else refuse(read.fault)
      },
      () => {
        if (turn === latest.current) refuse('unreadable')
      },
    )
  }, [])

  useEffect(() => {
    if (source === null || forkVersion === null) return
    const { name, entries } = source
    const own = new AbortController()
    const check = async () => {
      const { checkDeposits } = await import('../../protocol/beacon/checkDeposits.ts')
      const checked = await checkDeposits({
        entries,
        pod,
        forkVersion,
        deposited: known === null ? null : new Set(known.split(',') as Hex[]),
        onProgress: (done) => {
          if (!own.signal.aborted)
            setState((before) =>
              before.state === 'checked'
                ? before
                : { state: 'checking', name, checked: done, all: entries.length },
            )
        },
        signal: own.signal,
      })
      const good = checked.flatMap(({ entry, problems }) =>
        entry !== null && problems.length === 0 ? [entry] : [],
      )
      if (!own.signal.aborted) setState({ state: 'checked', name, checked, good })
    }
    check().catch(() => {
      if (!own.signal.aborted) setState({ state: 'refused', name, fault: 'unreadable' })
    })
    return () => own.abort()
  }, [source, forkVersion, pod, known])

  return useMemo(() => ({ ...state, take }), [state, take])
}
