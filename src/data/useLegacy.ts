import type { LegacyRead } from '../protocol/legacy/registrations.ts'
import type { Address, Network } from '../protocol/network/types.ts'
import type { Connection } from './KeelProvider.tsx'
import { type Read, useRead } from './useRead.ts'

/** Registrations from before operator sets; `null` where the deployment names no AVSDirectory. */
export function useLegacy(
  { chain, client, rpcUrl }: Connection,
  network: Network,
  of: { operator: Address } | { avs: Address },
): Read<LegacyRead> | null {
  const directory = chain.eigenLayer.avsDirectory
  const subject = 'operator' in of ? of.operator : of.avs
  const read = useRead(
    async (signal) => {
      const { readLegacyRegistrations } = await import('../protocol/legacy/registrations.ts')
      return readLegacyRegistrations(client, { chain, of, toBlock: network.block.number, signal })
    },
    // Once a visit: nobody registers this way any more.
    directory ? `${chain.chainId} ${rpcUrl} ${subject}` : null,
  )
  return directory ? read : null
}
