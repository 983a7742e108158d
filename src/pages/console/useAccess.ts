import { useMemo } from 'react'
import { type OperatorFunction, rightOf } from '../../protocol/console/functions.ts'
import {
  type Access,
  createAppointeeSync,
  createRoleSync,
  type Role,
  readAccess,
  readRoles,
} from '../../protocol/console/readAccess.ts'
import type { Address } from '../../protocol/network/types.ts'
import { useChainRead } from '../common/useChainRead.ts'
import type { Reading } from '../common/WithNetwork.tsx'

/** Who may act for an operator. */
export function useAccess({ network, connection }: Reading, account: Address) {
  const { chain, client } = connection
  const sync = useMemo(
    () => createAppointeeSync({ client, chain, account }),
    [client, chain, account],
  )
  return useChainRead<Access>(`${chain.chainId} ${account}`, network, async () => {
    const { block } = network
    const rows = sync === null ? [] : (await sync({ toBlock: block.number })).rows
    return readAccess(client, { chain, account, block, rows })
  })
}

/** For whom a wallet may act, or has been asked to. */
export function useRoles({ network, connection }: Reading, wallet: Address | null) {
  const { chain, client } = connection
  const sync = useMemo(
    () => (wallet === null ? null : createRoleSync({ client, chain, wallet })),
    [client, chain, wallet],
  )
  return useChainRead<readonly Role[]>(
    `${chain.chainId} ${wallet}`,
    network,
    wallet === null || sync === null
      ? null
      : async () => {
          const { rows } = await sync({ toBlock: network.block.number })
          return readRoles(client, { chain, wallet, block: network.block, rows })
        },
  )
}

/** Whether `account` may call a function for an operator: as itself, an admin, or an appointee of exactly that. */
export function mayCall(
  { connection: { chain } }: Reading,
  operator: Address,
  access: Access | null,
  account: Address | null,
  name: OperatorFunction,
): boolean {
  if (account === null) return false
  if (access === null || access.admins === null) return account === operator
  if (access.admins.includes(account)) return true
  const right = rightOf(chain, name)
  return access.appointees.some(
    ({ appointee, rights }) =>
      appointee === account &&
      rights.some(({ target, selector }) => target === right.target && selector === right.selector),
  )
}
