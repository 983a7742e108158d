import type { Address } from 'viem'
import { expect, test, vi } from 'vitest'
import { isDemoChain } from './demoChain.ts'
import { createDemoProvider } from './demoProvider.ts'

const [one, two] = [`0x${'11'.repeat(20)}`, `0x${'22'.repeat(20)}`] as [Address, Address]

function make(connected = false) {
  const fetcher = vi.fn(
    async () => new Response(JSON.stringify({ jsonrpc: '2.0', id: 1, result: '0xabc' })),
  )
  const onConnected = vi.fn()
  const provider = createDemoProvider({
    rpcUrl: 'http://127.0.0.1:8545',
    accounts: [one, two],
    connected,
    onConnected,
    onSelect: () => undefined,
    fetcher: fetcher as unknown as typeof fetch,
  })
  return { provider, fetcher, onConnected }
}

test('accounts show only after connecting, and are forgotten when it is revoked', async () => {
  const { provider, onConnected } = make()
  expect(await provider.request({ method: 'eth_accounts' })).toEqual([])
  expect(await provider.request({ method: 'eth_requestAccounts' })).toEqual([one, two])
  expect(await provider.request({ method: 'eth_accounts' })).toEqual([one, two])
  await provider.request({ method: 'wallet_revokePermissions' })
  expect(await provider.request({ method: 'eth_accounts' })).toEqual([])
  expect(onConnected.mock.calls).toEqual([[true], [false]])
})

test('choosing another account puts it first and is announced', async () => {
  const { provider } = make(true)
  const heard = vi.fn()
  provider.on('accountsChanged', heard)
  provider.select(two)
  expect(heard).toHaveBeenCalledWith([two, one])
  provider.removeListener('accountsChanged', heard)
  provider.select(one)
  expect(heard).toHaveBeenCalledTimes(1)
})

test('signing is passed to the node for its own accounts only', async () => {
  const { provider, fetcher } = make(true)
  expect(
    await provider.request({ method: 'eth_sendTransaction', params: [{ from: one, to: two }] }),
  ).toBe('0xabc')
  expect(fetcher).toHaveBeenCalledTimes(1)
  const stranger = `0x${'33'.repeat(20)}`
  for (const asked of [
    { method: 'eth_sendTransaction', params: [{ from: stranger }] },
    { method: 'personal_sign', params: ['0x00', stranger] },
    { method: 'eth_signTypedData_v4', params: [stranger, '{}'] },
  ])
    await expect(provider.request(asked)).rejects.toMatchObject({ code: 4100 })
  expect(fetcher).toHaveBeenCalledTimes(1)
})

test('commands that steer the node do not pass', async () => {
  const { provider, fetcher } = make(true)
  for (const method of ['anvil_setBalance', 'evm_mine', 'hardhat_reset', 'debug_traceCall'])
    await expect(provider.request({ method })).rejects.toMatchObject({ code: 4200 })
  expect(fetcher).not.toHaveBeenCalled()
})

test('only the local chain is known', async () => {
  const { provider } = make()
  const to = (chainId: string) =>
    provider.request({ method: 'wallet_switchEthereumChain', params: [{ chainId }] })
  expect(await to('0x7a69')).toBeNull()
  await expect(to('0x1')).rejects.toMatchObject({ code: 4902 })
})

test('the demo wallet is for chain 31337 on this machine alone', () => {
  const local = { chainId: 31337, rpcUrls: ['http://127.0.0.1:8545'] }
  expect(isDemoChain(local)).toBe(true)
  expect(isDemoChain({ ...local, rpcUrls: ['http://localhost:1', 'http://[::1]:2'] })).toBe(true)
  expect(isDemoChain({ ...local, chainId: 1 })).toBe(false)
  expect(isDemoChain({ ...local, rpcUrls: [] })).toBe(false)
  for (const url of ['https://rpc.example', 'http://127.0.0.1.example', 'http://localhost.example'])
    expect(isDemoChain({ ...local, rpcUrls: ['http://127.0.0.1:8545', url] })).toBe(false)
})
