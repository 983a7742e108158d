import { type Abi, type AbiEvent, type Client, pad } from 'viem'
import { permissionControllerAbi } from '../abi/operator.ts'
import type { Chain } from '../deployments/types.ts'
import type { LogStore } from '../logs/types.ts'
import { createBatch } from '../network/batch.ts'
import { lower } from '../network/lower.ts'
import type { Address, BlockRef, Failure, Read } from '../network/types.ts'
import { type ConsoleRow, type ConsoleSync, createEventSync } from './eventSync.ts'
import type { Right } from './functions.ts'

const eventsNamed = (...names: string[]) =>
  permissionControllerAbi.filter(
    (item) => item.type === 'event' && names.includes(item.name),
  ) as unknown as AbiEvent[]

type Parameters = { client: Client; chain: Chain; store?: Promise<LogStore> }

/** Everyone who was ever made an appointee of an account; what they still may do, calls tell. */
export function createAppointeeSync({
  account,
  ...rest
}: Parameters & { account: Address }): ConsoleSync | null {
  const controller = rest.chain.eigenLayer.permissionController
  if (controller === undefined) return null
  return createEventSync({
    ...rest,
    address: controller as Address,
    events: eventsNamed('AppointeeSet'),
    indexed: [[pad(account)]],
    scope: 'appointees',
  })
}

/** Accounts that ever made `wallet` an admin, proposed it or appointed it. Admins are not indexed: all are read. */
export function createRoleSync({
  wallet,
  ...rest
}: Parameters & { wallet: Address }): ConsoleSync | null {
  const controller = rest.chain.eigenLayer.permissionController
  if (controller === undefined) return null
  const common = { ...rest, address: controller as Address }
  const admins = createEventSync({
    ...common,
    events: eventsNamed('AdminSet', 'PendingAdminAdded'),
    keep: ({ a }) => a.admin === wallet,
    scope: `admin ${wallet}`,
  })
  const appointed = createEventSync({
    ...common,
    events: eventsNamed('AppointeeSet'),
    indexed: [null, [pad(wallet)]],
    scope: 'appointed',
  })
  return async (request) => {
    const [one, two] = await Promise.all([admins(request), appointed(request)])
    const gaps = [...one.coverage.gaps, ...two.coverage.gaps]
    return {
      rows: [...one.rows, ...two.rows],
      coverage: { ...one.coverage, complete: gaps.length === 0, gaps },
    }
  }
}

export type Access = {
  account: Address
  block: BlockRef
  /** The account itself while it has named none. */
  admins: Read<readonly Address[]>
  pending: Read<readonly Address[]>
  appointees: readonly { appointee: Address; rights: readonly Right[] }[]
  failures: readonly Failure[]
}

/** Who may act for an account, at one block. Throws RpcError when the node cannot be reached. */
export async function readAccess(
  client: Client,
  parameters: {
    chain: Chain
    account: Address
    block: BlockRef
    rows: readonly ConsoleRow[]
    signal?: AbortSignal | undefined
  },
): Promise<Access> {
  const { chain, account, block, rows, signal } = parameters
  const failures: Failure[] = []
  const access: { -readonly [key in keyof Access]: Access[key] } = {
    account,
    block,
    admins: null,
    pending: null,
    appointees: [],
    failures,
  }
  const controller = chain.eigenLayer.permissionController
  if (controller === undefined) return access
  const batch = createBatch({
    client,
    blockNumber: block.number,
    multicall3: chain.multicall3 as Address | undefined,
    signal,
    failures,
  })
  const pc = { address: controller, abi: permissionControllerAbi as Abi }
  batch.add<Address[]>(
    { ...pc, functionName: 'getAdmins', args: [account] },
    'admins',
    (admins) => {
      access.admins = admins.map(lower)
    },
  )
  batch.add<Address[]>(
    { ...pc, functionName: 'getPendingAdmins', args: [account] },
    'proposed admins',
    (pending) => {
      access.pending = pending.map(lower)
    },
  )
  const held = new Map<Address, readonly Right[]>()
  for (const appointee of new Set(rows.map(({ a }) => a.appointee as Address)))
    batch.add<[Address[], `0x${string}`[]]>(
      { ...pc, functionName: 'getAppointeePermissions', args: [account, appointee] },
      `rights of ${appointee}`,
      ([targets, selectors]) => {
        held.set(
          appointee,
          targets.map((target, index) => ({
            target: lower(target),
            selector: selectors[index] ?? '0x',
          })),
        )
      },
    )
  await batch.run()
  access.appointees = [...held]
    .filter(([, rights]) => rights.length > 0)
    .map(([appointee, rights]) => ({ appointee, rights }))
  return access
}

/** What an account is to another: its admin, one who was asked to become one, an appointee. */
export type Role = {
  account: Address
  admin: boolean
  pendingAdmin: boolean
  rights: readonly Right[]
}

/** What `wallet` may do for others now, of those that the log of {@link createRoleSync} names. */
export async function readRoles(
  client: Client,
  parameters: {
    chain: Chain
    wallet: Address
    block: BlockRef
    rows: readonly ConsoleRow[]
    signal?: AbortSignal | undefined
  },
): Promise<readonly Role[]> {
  const { chain, wallet, block, rows, signal } = parameters
  const controller = chain.eigenLayer.permissionController
  if (controller === undefined) return []
  const batch = createBatch({
    client,
    blockNumber: block.number,
    multicall3: chain.multicall3 as Address | undefined,
    signal,
    failures: [],
  })
  const pc = { address: controller, abi: permissionControllerAbi as Abi }
  const roles = [...new Set(rows.map(({ a }) => a.account as Address))].map((account) => ({
    account,
    admin: false,
    pendingAdmin: false,
    rights: [] as readonly Right[],
  }))
  for (const role of roles) {
    const args = [role.account, wallet]
    batch.add<boolean>({ ...pc, functionName: 'isAdmin', args }, 'admin', (value) => {
      role.admin = value
    })
    batch.add<boolean>({ ...pc, functionName: 'isPendingAdmin', args }, 'proposed', (value) => {
      role.pendingAdmin = value
    })
    batch.add<[Address[], `0x${string}`[]]>(
      { ...pc, functionName: 'getAppointeePermissions', args },
      'rights',
      ([targets, selectors]) => {
        role.rights = targets.map((target, index) => ({
          target: lower(target),
          selector: selectors[index] ?? '0x',
        }))
      },
    )
  }
  await batch.run()
  return roles.filter(
    ({ admin, pendingAdmin, rights }) => admin || pendingAdmin || rights.length > 0,
  )
}
