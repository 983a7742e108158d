import type { Address, Hex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Core, startCore } from './testing/fixture.ts'

let core: Core
beforeAll(async () => {
  core = await startCore()
})
afterAll(() => core.stop())

const SELECTOR: Hex = '0x78296ec5'

test('an account is its own admin until another has accepted, and then no longer', async () => {
  const [account, admin, second] = [await core.operator(), core.fresh(), core.fresh()]
  const fails = (from: Address, name: string, args: unknown[]) =>
    core.failure(from, core.pc, name, args)
  const is = (caller: Address) => core.read(core.pc, 'isAdmin', [account, caller])
  expect(await is(account)).toBe(true)
  expect(await core.read(core.pc, 'getAdmins', [account])).toEqual([account])

  expect(await fails(admin, 'addPendingAdmin', [account, admin])).toBe('NotAdmin')
  expect(await fails(admin, 'acceptAdmin', [account])).toBe('AdminNotPending')
  expect(await fails(account, 'removePendingAdmin', [account, admin])).toBe('AdminNotPending')
  await core.write(account, core.pc, 'addPendingAdmin', [account, admin])
  expect(await fails(account, 'addPendingAdmin', [account, admin])).toBe('AdminAlreadyPending')
  expect(await core.read(core.pc, 'getPendingAdmins', [account])).toEqual([admin])
  expect(await core.read(core.pc, 'isPendingAdmin', [account, admin])).toBe(true)
  expect(await is(account)).toBe(true)

  const receipt = await core.write(admin, core.pc, 'acceptAdmin', [account])
  expect(core.events(receipt, 'PermissionController', 'AdminSet')).toEqual([{ account, admin }])
  expect(await is(account)).toBe(false)
  expect(await core.read(core.pc, 'getAdmins', [account])).toEqual([admin])
  expect(await core.failure(account, core.dm, 'updateOperatorMetadataURI', [account, 'x'])).toBe(
    'InvalidPermissions',
  )
  await core.write(admin, core.dm, 'updateOperatorMetadataURI', [account, 'x'])

  expect(await fails(account, 'addPendingAdmin', [account, account])).toBe('NotAdmin')
  expect(await fails(admin, 'addPendingAdmin', [account, admin])).toBe('AdminAlreadySet')
  expect(await fails(admin, 'removeAdmin', [account, admin])).toBe('CannotHaveZeroAdmins')
  await core.write(admin, core.pc, 'addPendingAdmin', [account, second])
  await core.write(second, core.pc, 'acceptAdmin', [account])
  expect(await fails(admin, 'removeAdmin', [account, account])).toBe('AdminNotSet')
  await core.write(second, core.pc, 'removeAdmin', [account, admin])
  expect(await core.read(core.pc, 'getAdmins', [account])).toEqual([second])
})

test('an appointee may do the one thing on the one contract', async () => {
  const [account, appointee] = [await core.operator(), core.fresh()]
  const grant = [account, appointee, core.at.delegationManager, SELECTOR]
  const fails = (from: Address, name: string, args: unknown[]) =>
    core.failure(from, core.pc, name, args)
  expect(await fails(appointee, 'setAppointee', grant)).toBe('NotAdmin')
  expect(await fails(account, 'removeAppointee', grant)).toBe('AppointeeNotSet')
  await core.write(account, core.pc, 'setAppointee', grant)
  expect(await fails(account, 'setAppointee', grant)).toBe('AppointeeAlreadySet')
  const may = (target: Address, selector: Hex) =>
    core.read(core.pc, 'canCall', [account, appointee, target, selector])
  expect(await may(core.at.delegationManager, SELECTOR)).toBe(true)
  expect(await may(core.at.allocationManager, SELECTOR)).toBe(false)
  expect(await may(core.at.delegationManager, '0x54b7c96c')).toBe(false)
  expect(
    await core.read(core.pc, 'getAppointees', [account, core.at.delegationManager, SELECTOR]),
  ).toEqual([appointee])
  expect(await core.read(core.pc, 'getAppointeePermissions', [account, appointee])).toEqual([
    [core.at.delegationManager],
    [SELECTOR],
  ])
  await core.write(appointee, core.dm, 'updateOperatorMetadataURI', [account, 'y'])
  expect(
    await core.failure(appointee, core.dm, 'modifyOperatorDetails', [account, appointee]),
  ).toBe('InvalidPermissions')
  await core.write(account, core.pc, 'removeAppointee', grant)
  expect(await may(core.at.delegationManager, SELECTOR)).toBe(false)
})
