import { useEffect, useRef } from 'react'
import { setConsoleRights } from '../data/consoleRights.ts'
import { useKeel, useSnapshot } from '../data/KeelProvider.tsx'
import { actsForAny } from '../protocol/console/actsForAny.ts'
import type { Address } from '../protocol/network/types.ts'

/** Finds out once for each account whether it acts for an operator; shows nothing. */
export default function ConsoleRights({ account }: { readonly account: Address }) {
  const { connection } = useKeel()
  const { network } = useSnapshot()
  const asked = useRef('')
  useEffect(() => {
    if (connection === null || network === null) return
    const { chain, client, rpcUrl } = connection
    const key = `${chain.chainId} ${rpcUrl} ${account}`
    if (network.chainId !== chain.chainId || asked.current === key) return
    asked.current = key
    actsForAny(client, {
      chain,
      wallet: account,
      operators: network.operators.map(({ address }) => address).filter((one) => one !== account),
      block: network.block,
    }).then(
      (acts) => setConsoleRights(account, acts),
      () => {
        // Asked again at the next reading.
        if (asked.current === key) asked.current = ''
      },
    )
  }, [connection, network, account])
  return null
}
