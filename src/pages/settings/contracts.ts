import { deviations } from '../../protocol/deployments/known.ts'
import type { Chain } from '../../protocol/deployments/types.ts'

/** How an address of `deployments.json` compares with the compiled-in ones. */
export type ContractState = 'known' | 'differs' | 'unknown'

/** An address that Keel uses. */
export interface ContractRow {
  /** Its place in the chain's entry, such as `eigenLayer.strategyManager`. */
  readonly path: string
  readonly address: string
  readonly state: ContractState
}

/** Every contract address of a chain's entry with what Keel knows of it, in the order of the schema. */
export function contractsOf(chain: Chain): ContractRow[] {
  const deviation = deviations(chain)
  const deviating = new Set(deviation?.kind === 'deviation' ? deviation.fields : [])
  const rows: ContractRow[] = []
  const add = (path: string, address: string | undefined, quote?: string) => {
    if (address === undefined) return
    const differs = deviating.has(path) || (quote !== undefined && deviating.has(quote))
    const state =
      deviation?.kind === 'unknownChain' ? 'unknown' : differs ? ('differs' as const) : 'known'
    rows.push({ path, address, state })
  }
  const addAll = (path: string, addresses: object | undefined) => {
    for (const [key, value] of Object.entries(addresses ?? {})) {
      if (Array.isArray(value)) addAll(`${path}.${key}`, value)
      else add(`${path}.${key}`, value)
    }
  }
  addAll('eigenLayer', chain.eigenLayer)
  add('multicall3', chain.multicall3)
  addAll('lido', chain.lido)
  addAll('etherFi', chain.etherFi)
  add('feeds.ethUsd', chain.feeds?.ethUsd)
  for (const [token, { feed }] of Object.entries(chain.feeds?.tokens ?? {})) {
    const path = `feeds.tokens.${token}`
    add(`${path}.feed`, feed, `${path}.quote`)
  }
  for (const [token, { pool }] of Object.entries(chain.feeds?.pools ?? {})) {
    add(`feeds.pools.${token}.pool`, pool)
  }
  add('beaconDepositContract', chain.beaconDepositContract)
  for (const [index, { pool }] of (chain.markets?.pools ?? []).entries()) {
    add(`markets.pools.${index}.pool`, pool)
  }
  for (const [index, { kind: _, ...lending }] of (chain.markets?.lending ?? []).entries()) {
    addAll(`markets.lending.${index}`, lending)
  }
  return rows
}
