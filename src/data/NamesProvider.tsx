import { type ReactNode, startTransition, useEffect, useState } from 'react'
import { useKeel, useSnapshot } from './KeelProvider.tsx'
import { createNameStore } from './nameStore.ts'
import { NamesContext, type Profile } from './useNames.ts'

const none: ReadonlyMap<string, Profile> = new Map()

/** Keeps the profiles of all operators and AVSs, from wherever the deployment lets them come. */
export function NamesProvider({ children }: { children: ReactNode }) {
  const { connection } = useKeel()
  const { network } = useSnapshot()
  const [names, setNames] = useState(none)
  const [store] = useState(() => createNameStore((known) => startTransition(() => setNames(known))))
  const chain = connection?.chain ?? null

  useEffect(() => {
    if (chain && network) store.want(chain, [...network.operators, ...network.avss])
  }, [store, chain, network])

  return <NamesContext.Provider value={names}>{children}</NamesContext.Provider>
}
