import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningAnvil, startAnvil } from '../../../localnet/testing/anvil.ts'
import shipped from '../../../public/deployments.json' with { type: 'json' }
import { parseDeployments } from './parse.ts'
import { verifyChain } from './verify.ts'

const chain = { ...parseDeployments(shipped).chains[0], name: 'Local', chainId: 31337 }
let anvil: RunningAnvil

beforeAll(async () => {
  anvil = await startAnvil({ accounts: 1 })
})
afterAll(() => anvil.stop())

test('names the chain that the RPC serves instead', async () => {
  await expect(verifyChain(anvil.client, { ...chain, chainId: 1 })).rejects.toMatchObject({
    name: 'WrongChainError',
    shortMessage: 'The RPC serves chain 31337, but Local is chain 1.',
  })
})

test('says that nothing is deployed, and is content once it is', async () => {
  await expect(verifyChain(anvil.client, chain)).rejects.toMatchObject({
    name: 'NotDeployedError',
    contract: 'eigenLayer.delegationManager',
  })
  await anvil.client.setCode({ address: chain.eigenLayer.delegationManager, bytecode: '0x00' })
  await expect(verifyChain(anvil.client, chain)).resolves.toBeUndefined()
})
