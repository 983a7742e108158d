import { type Hex, keccak256, maxUint256, toHex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Core, startCore, type Target } from './testing/fixture.ts'

let core: Core
let directory: Target
beforeAll(async () => {
  core = await startCore()
  const { delegationManager, pauserRegistry } = core.at
  const owner = core.accounts[0]
  directory = [
    'AVSDirectory',
    await core.deploy('AVSDirectory', [delegationManager, pauserRegistry, '1.12.0', owner]),
  ]
})
afterAll(() => core.stop())

const salt = (text: string) => keccak256(toHex(text))

/** An operator with a key, and what it signs for an AVS. */
async function signer() {
  const key = privateKeyToAccount(generatePrivateKey())
  await core.client.setBalance({ address: key.address, value: 10n ** 18n })
  await core.client.impersonateAccount({ address: key.address })
  const sign = async (avs: Hex, word: Hex, expiry = maxUint256) => ({
    salt: word,
    expiry,
    signature: await key.signTypedData({
      domain: {
        name: 'EigenLayer',
        version: '1',
        chainId: 31_337,
        verifyingContract: directory[1],
      },
      types: {
        OperatorAVSRegistration: [
          { name: 'operator', type: 'address' },
          { name: 'avs', type: 'address' },
          { name: 'salt', type: 'bytes32' },
          { name: 'expiry', type: 'uint256' },
        ],
      },
      primaryType: 'OperatorAVSRegistration',
      message: { operator: key.address, avs, salt: word, expiry },
    }),
  })
  return { address: key.address, sign }
}

test('an AVS registers an operator that has signed, and ends it alone', async () => {
  const avs = core.fresh()
  const { address, sign } = await signer()
  const register = async (word: Hex, expiry?: bigint) => [address, await sign(avs, word, expiry)]
  const first = await register(salt('1'))
  expect(await core.failure(avs, directory, 'registerOperatorToAVS', first)).toBe(
    'OperatorNotRegisteredToEigenLayer',
  )
  await core.write(address, core.dm, 'registerAsOperator', [core.accounts[1], 0, 'uri'])
  expect(await core.failure(core.fresh(), directory, 'registerOperatorToAVS', first)).toBe(
    'InvalidSignature',
  )
  expect(
    await core.failure(avs, directory, 'registerOperatorToAVS', await register(salt('2'), 1n)),
  ).toBe('SignatureExpired')
  const receipt = await core.write(avs, directory, 'registerOperatorToAVS', first)
  expect(core.events(receipt, 'AVSDirectory', 'OperatorAVSRegistrationStatusUpdated')).toEqual([
    { operator: address, avs, status: 1 },
  ])
  expect(await core.read(directory, 'avsOperatorStatus', [avs, address])).toBe(1)
  expect(
    await core.failure(avs, directory, 'registerOperatorToAVS', await register(salt('3'))),
  ).toBe('OperatorAlreadyRegisteredToAVS')
  await core.write(avs, directory, 'deregisterOperatorFromAVS', [address])
  expect(await core.read(directory, 'avsOperatorStatus', [avs, address])).toBe(0)
  expect(await core.failure(avs, directory, 'deregisterOperatorFromAVS', [address])).toBe(
    'OperatorNotRegisteredToAVS',
  )
  expect(await core.failure(avs, directory, 'registerOperatorToAVS', first)).toBe('SaltSpent')
})

test('a salt can be cancelled, and the switch stops registrations', async () => {
  const avs = core.fresh()
  const { address, sign } = await signer()
  await core.write(address, core.dm, 'registerAsOperator', [core.accounts[1], 0, 'uri'])
  await core.write(address, directory, 'cancelSalt', [salt('x')])
  const cancelled = [address, await sign(avs, salt('x'))]
  expect(await core.failure(avs, directory, 'registerOperatorToAVS', cancelled)).toBe('SaltSpent')
  const pauser = core.accounts[0] ?? avs
  await core.write(pauser, directory, 'pause', [1n])
  expect(
    await core.failure(avs, directory, 'registerOperatorToAVS', [
      address,
      await sign(avs, salt('y')),
    ]),
  ).toBe('CurrentlyPaused')
})
