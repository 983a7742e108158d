import type { ReactNode } from 'react'
import type { OperatorFunction } from '../../protocol/console/functions.ts'
import type { Access } from '../../protocol/console/readAccess.ts'
import type { Address, Network, Operator } from '../../protocol/network/types.ts'
import { WAD } from '../../protocol/network/types.ts'
import type { PlanParameters } from '../../tx/plans/registry.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import type { Reading } from '../common/WithNetwork.tsx'

/** Opens a plan of the connected account; nothing without one. */
export type Begin = <kind extends keyof PlanParameters>(
  kind: kind,
  params: PlanParameters[kind],
  effects?: ReactNode,
) => void

/** What every part of the console is given. */
export type Parts = Reading & {
  readonly operator: Operator
  /** The connected account, lower case. */
  readonly account: Address | null
  /** Who may act for the operator; `null` until it is read, or where the deployment cannot tell. */
  readonly access: Access | null
  /** Whether the connected account may call a function for the operator. */
  readonly can: (name: OperatorFunction) => boolean
  readonly begin: Begin
}

/** A strategy's token, by name. */
export function symbolOf(network: Network, strategy: Address): string {
  const entry = network.strategies[strategy]
  if (entry?.kind === 'beaconChainETH') return 'ETH'
  return entry?.token?.symbol ?? shortAddress(strategy)
}

/** Shares of a strategy in its token's smallest unit; `null` where its rate was not read. */
export function tokensFor(network: Network, strategy: Address, shares: bigint): bigint | null {
  const entry = network.strategies[strategy]
  if (entry?.kind === 'beaconChainETH') return shares
  return entry?.rate == null ? null : (shares * entry.rate) / WAD
}

/** Decimals of a strategy's token. */
export function decimalsOf(network: Network, strategy: Address): number {
  return network.strategies[strategy]?.token?.decimals ?? 18
}

/** When a block to come will be there, by the chain's usual pace: Unix seconds. */
export function timeOfBlock({ network, connection }: Reading, block: number): number {
  const ahead = block - Number(network.block.number)
  return Math.round(Number(network.block.timestamp) + ahead * connection.chain.blockTime)
}
