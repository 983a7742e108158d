import { useCallback } from 'react'
import { useNames } from '../../data/useNames.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'

/** An operator's or AVS' name where it is known, its short address otherwise. */
export function useNameOf(): (address: string) => string {
  const names = useNames()
  return useCallback(
    (address) => names.get(address.toLowerCase())?.name ?? shortAddress(address),
    [names],
  )
}
