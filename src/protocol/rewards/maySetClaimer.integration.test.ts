import type { Client } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededForTests, startSeededForTests } from '../../../localnet/chainState.ts'
import { compileContracts } from '../../../localnet/compile.ts'
import { compiled } from '../../../localnet/deploy/deployer.ts'
import { operatorRewardsAbi } from '../abi/operator.ts'
import { type OperatorFunction, rightOf } from '../console/functions.ts'
import type { Chain } from '../deployments/types.ts'
import type { Address } from '../network/types.ts'
import { maySetClaimer } from './maySetClaimer.ts'

let seeded: SeededForTests
let chain: Chain
beforeAll(async () => {
  seeded = await startSeededForTests()
  chain = seeded.meta.deployments as unknown as Chain
})
afterAll(() => seeded?.stop())

const persona = (name: string) =>
  (seeded.meta.accounts.find((entry) => entry.persona === name)?.address ?? '0x') as Address

async function may(earner: Address, account: Address, on: Chain = chain): Promise<boolean> {
  const block = await seeded.client.getBlock()
  return maySetClaimer(seeded.client as unknown as Client, { chain: on, earner, account, block })
}

/** What the contract says when it is asked to do it. */
const contractLets = (earner: Address, account: Address): Promise<boolean> =>
  seeded.client
    .simulateContract({
      account,
      address: chain.eigenLayer.rewardsCoordinator,
      abi: operatorRewardsAbi,
      functionName: 'setClaimerFor',
      args: [earner, persona('spare 3')],
    })
    .then(
      () => true,
      () => false,
    )

test('admins and the appointee of that very function name the claimer of an operator and of an AVS', async () => {
  const { abi } = compiled(await compileContracts(), 'PermissionController')
  const [operator, appointee, other] = [
    persona('operator'),
    persona('spare 1'),
    persona('spare 2'),
  ] as const
  const avs = seeded.meta.keeper.avss[0]?.address as Address
  const appoint = async (earner: Address, who: Address, name: OperatorFunction) => {
    const { target, selector } = rightOf(chain, name)
    await seeded.client.impersonateAccount({ address: earner })
    await seeded.client.setBalance({ address: earner, value: 10n ** 18n })
    const hash = await seeded.client.writeContract({
      address: chain.eigenLayer.permissionController as Address,
      abi,
      functionName: 'setAppointee',
      args: [earner, who, target, selector],
      account: earner,
      chain: null,
    })
    const { status } = await seeded.client.waitForTransactionReceipt({ hash })
    expect(status).toBe('success')
  }
  for (const earner of [operator, avs]) {
    await appoint(earner, appointee, 'setClaimerFor')
    await appoint(earner, other, 'modifyAllocations')
    for (const [account, expected] of [
      [earner, true],
      [appointee, true],
      [other, false],
      [persona('restaker'), false],
    ] as const) {
      expect(await may(earner, account), account).toBe(expected)
      expect(await contractLets(earner, account), account).toBe(expected)
    }
  }
  // For itself anybody may, for another plain account nobody.
  expect(await may(appointee, appointee)).toBe(true)
  expect(await may(persona('restaker'), appointee)).toBe(false)
  const { permissionController: _, ...without } = chain.eigenLayer
  expect(await may(operator, appointee, { ...chain, eigenLayer: without })).toBe(false)
})
