import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { anvilBinary } from '../anvil.ts'
import { startAnvil } from './anvil.ts'

test('anvil starts on a free port at block 21,000,000, mines and stops', async () => {
  const chain = await startAnvil({ accounts: 2 })
  try {
    expect(await chain.client.getBlockNumber()).toBe(21_000_000n)
    await chain.client.mine({ blocks: 50 })
    expect(await chain.client.getBlockNumber()).toBe(21_000_050n)
    expect(await chain.client.getAddresses()).toHaveLength(2)
    await expect(startAnvil({ port: chain.port })).rejects.toThrow(
      `port ${chain.port} is already in use`,
    )
  } finally {
    await chain.stop()
  }
  await expect(chain.client.getBlockNumber()).rejects.toThrow()
})

test('the binary of this platform exists and an unknown platform is refused in words', () => {
  expect(existsSync(anvilBinary())).toBe(true)
  expect(() => anvilBinary('sunos', 'sparc')).toThrow('There is no anvil for sunos on sparc')
})
