import { createContext, useContext } from 'react'

/** What an operator or AVS says of itself, as text. */
export type Profile = { name: string | null; description: string | null; website: string | null }

export const NamesContext = createContext<ReadonlyMap<string, Profile>>(new Map())

/** Profiles by lower-case address; an address without one has no entry. */
export function useNames(): ReadonlyMap<string, Profile> {
  return useContext(NamesContext)
}
