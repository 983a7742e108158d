import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { createReporter, duration } from '../bin/progress.mjs'
import { launchOptions } from './args.ts'
import { withLocalChain } from './deployments.ts'
import { choosePort } from './ports.ts'

test('flags are read, and mistakes are answered in words', () => {
  expect(launchOptions([])).toEqual({})
  expect(launchOptions(['--port', '5000', '--rpc-port=9000'])).toEqual({
    port: 5000,
    rpcPort: 9000,
  })
  expect(launchOptions(['--deployments', 'mine.json'])).toEqual({ deployments: 'mine.json' })
  expect(launchOptions(['--scale', '--one-operator'])).toEqual({ scale: true, together: true })
  expect(() => launchOptions(['--one-operator'])).toThrow('Add --scale')
  for (const port of ['0', '70000', '1e3', '-1', ' 80', 'abc']) {
    expect(() => launchOptions([`--port=${port}`])).toThrow('takes a port from 1 to 65535')
  }
  expect(() => launchOptions(['--colour'])).toThrow("Unknown option '--colour'")
  expect(() => launchOptions(['--port'])).toThrow('--port')
  expect(() => launchOptions(['--deployments=x', '--rpc-port=1'])).toThrow('Drop one')
})

test('a taken port is passed over, and refused when it was asked for', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  try {
    await expect(choosePort({ flag: '--port', wanted: port, usual: 1 })).rejects.toThrow(
      `Port ${port} is already in use. Choose another with --port`,
    )
    expect(await choosePort({ flag: '--port', usual: port })).toBeGreaterThan(port)
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
  expect(await choosePort({ flag: '--port', wanted: port, usual: 1 })).toBe(port)
  expect(await choosePort({ flag: '--rpc-port', usual: port, taken: [port] })).toBeGreaterThan(port)
})

test('the local chain comes first and replaces an entry of its own id', () => {
  const tracked = JSON.stringify({
    version: 1,
    chains: [
      { chainId: 1, rpcUrls: ['https://one.example'] },
      { chainId: 31337, rpcUrls: ['https://old.example'] },
    ],
  })
  const text = withLocalChain({ chainId: 31337, rpcUrls: ['http://127.0.0.1:8545'] }, tracked)
  expect(JSON.parse(text)).toEqual({
    version: 1,
    chains: [
      {
        chainId: 31337,
        rpcUrls: ['http://127.0.0.1:8545'],
        rewards: { kind: 'files', url: '/distributions' },
        genesisForkVersion: '0x00007a69',
      },
      { chainId: 1, rpcUrls: ['https://one.example'] },
    ],
  })
})

test('without a terminal, a phase is a line at its start and a line at its end', () => {
  let said = ''
  let clock = 0
  const out = { write: (text: string) => (said += text) }
  const reporter = createReporter(out, () => clock)
  const phase = reporter.phase('Contracts')
  phase.update(0.5, 'half')
  clock = 1500
  phase.done('61 files')
  phase.fail()
  expect(said).toBe('… Contracts\n✓ Contracts: 61 files (1.5 s)\n')
  expect([duration(420), duration(12_300), duration(59_600), duration(185_000)]).toEqual([
    '0.4 s',
    '12 s',
    '1 min 00 s',
    '3 min 05 s',
  ])
})
