import { describe, expect, test } from 'vitest'
import shipped from '../../../public/deployments.json' with { type: 'json' }
import { DeploymentsError } from './errors.ts'
import { parseDeployments } from './parse.ts'

type Json = Record<string, unknown>

/** The shipped file with one field (by path) replaced; undefined removes it. */
function edited(path: readonly (string | number)[], value: unknown): Json {
  const copy = structuredClone(shipped) as unknown as Json
  let at: Json = copy
  for (const key of path.slice(0, -1)) at = at[key] as Json
  const last = path[path.length - 1] as string
  if (value === undefined) delete at[last]
  else at[last] = value
  return copy
}

function refusal(json: unknown): string {
  try {
    parseDeployments(json)
  } catch (error) {
    expect(error).toBeInstanceOf(DeploymentsError)
    return (error as DeploymentsError).shortMessage
  }
  throw new Error('the file was accepted')
}

const DM = ['chains', 0, 'eigenLayer', 'delegationManager'] as const

describe('parseDeployments', () => {
  test('accepts the file that ships, without a warning', () => {
    const { chains, warnings } = parseDeployments(shipped)
    expect(chains.map((chain) => chain.chainId)).toEqual([1, 560048])
    expect(warnings).toEqual([])
    expect(chains[1]?.lido?.stETHStrategy).toBeUndefined()
  })

  test('reads the restakers of a pool, checksummed, and knows every key of ether.fi', () => {
    const given = [`0x${'ab'.repeat(20)}`, `0x${'cd'.repeat(20)}`]
    const { chains, warnings } = parseDeployments(
      edited(['chains', 0, 'etherFi', 'restakers'], given),
    )
    const read = chains[0].etherFi?.restakers ?? []
    expect(read.map((entry) => entry.toLowerCase())).toEqual(given)
    expect(read).not.toEqual(given)
    expect(warnings).toEqual([])
    const odd = parseDeployments(edited(['chains', 0, 'etherFi', 'stakers'], given))
    expect(odd.warnings).toEqual(['chains[0].etherFi.stakers: unknown key, ignored'])
  })

  test.each([
    [[], 'expected an object, got []'],
    [null, 'expected an object, got null'],
    [edited(['version'], 2), 'version: expected 1, got 2'],
    [edited(['chains'], {}), 'chains: expected an array, got {}'],
    [edited(['chains'], []), 'chains: expected at least one chain'],
    [
      edited(DM, undefined),
      'chains[0].eigenLayer.delegationManager: expected a 20-byte address, got nothing',
    ],
    [
      edited(DM, '0x39053D51B77DC0d36036Fc1fCc8Cb819df8Ef3'),
      'chains[0].eigenLayer.delegationManager: expected a 20-byte address, got "0x39053D51B77DC0d36036Fc1fCc8Cb819df8Ef3"',
    ],
    [
      edited(DM, '0x39053d51B77DC0d36036Fc1fCc8Cb819df8Ef37A'),
      'chains[0].eigenLayer.delegationManager: the checksum is wrong: 0x39053d51B77DC0d36036Fc1fCc8Cb819df8Ef37A should be 0x39053D51B77DC0d36036Fc1fCc8Cb819df8Ef37A',
    ],
    [
      edited(['chains', 0, 'etherFi', 'restakers'], '0x1111111111111111111111111111111111111111'),
      'chains[0].etherFi.restakers: expected an array, got "0x1111111111111111111111111111111111111111"',
    ],
    [
      edited(['chains', 0, 'etherFi', 'restakers'], []),
      'chains[0].etherFi.restakers: expected at least one address',
    ],
    [
      edited(['chains', 0, 'etherFi', 'restakers'], ['0x12']),
      'chains[0].etherFi.restakers[0]: expected a 20-byte address, got "0x12"',
    ],
    [
      edited(
        ['chains', 0, 'etherFi', 'restakers'],
        [`0x${'1a'.repeat(20)}`, `0x${'2b'.repeat(20)}`, `0x${'1a'.repeat(20)}`],
      ),
      'chains[0].etherFi.restakers[2]: this address is given twice',
    ],
    [
      edited(DM, '0x0000000000000000000000000000000000000000'),
      'chains[0].eigenLayer.delegationManager: the zero address is not a contract',
    ],
    [
      edited(['chains', 1, 'chainId'], 1),
      'chains[1].chainId: chain 1 is already given in chains[0]',
    ],
    [
      edited(['chains', 0, 'chainId'], '1'),
      'chains[0].chainId: expected a whole number of at least 1, got "1"',
    ],
    [
      edited(['chains', 0, 'startBlock'], -1),
      'chains[0].startBlock: expected a whole number of at least 0, got -1',
    ],
    [
      edited(['chains', 0, 'blockTime'], 0),
      'chains[0].blockTime: expected seconds between 0 and 3600, got 0',
    ],
    [
      edited(['chains', 0, 'name'], 'Ethe\u202Ereum'),
      'chains[0].name: expected a name of 1 to 64 printable characters, got "Ethe\u202Ereum"',
    ],
    [
      edited(['chains', 0, 'rpcUrls', 0], 'javascript:alert(1)'),
      'chains[0].rpcUrls[0]: expected a URL that starts with https:// or http:// or wss:// or ws://, got "javascript:alert(1)"',
    ],
    [
      edited(['chains', 0, 'explorerUrl'], 'javascript:alert(1)'),
      'chains[0].explorerUrl: expected a URL that starts with https:// or http://, got "javascript:alert(1)"',
    ],
    [
      edited(['chains', 0, 'rpcUrls'], 'https://x.org'),
      'chains[0].rpcUrls: expected an array, got "https://x.org"',
    ],
    [
      edited(['chains', 0, 'metadata'], 'ipfs'),
      'chains[0].metadata: expected "checkpoint" or "same-origin" or "live", got "ipfs"',
    ],
    [
      edited(['chains', 0, 'feeds', 'tokens'], { '0x12': { feed: 1, quote: 'ETH' } }),
      'chains[0].feeds.tokens["0x12"]: expected a 20-byte address, got "0x12"',
    ],
    [
      edited(['chains', 0, 'feeds', 'pools'], {
        [`0x${'12'.repeat(20)}`]: {
          kind: 'uniswap-v3',
          pool: `0x${'34'.repeat(20)}`,
          windowSeconds: 5,
        },
      }),
      `chains[0].feeds.pools["0x${'12'.repeat(20)}"].windowSeconds: expected a whole number of at least 60, got 5`,
    ],
    [
      edited(['chains', 0, 'checkpoint'], { url: '//evil.example/x', hash: `0x${'0'.repeat(64)}` }),
      'chains[0].checkpoint.url: expected a URL that starts with https:// or http://, got "//evil.example/x"',
    ],
    [
      edited(['chains', 0, 'checkpoint'], { url: '/checkpoints/1.json', hash: '0x12' }),
      'chains[0].checkpoint.hash: expected a 32-byte hash, got "0x12"',
    ],
    [
      edited(['chains', 0, 'markets'], { pools: [{ kind: 'uniswap-v2', pool: '0x' }] }),
      'chains[0].markets.pools[0].kind: expected "curve-stableswap", got "uniswap-v2"',
    ],
    [
      edited(['chains', 0, 'markets', 'lending', 0, 'oracle'], undefined),
      'chains[0].markets.lending[0].oracle: expected a 20-byte address, got nothing',
    ],
    [
      edited(['chains', 0, 'rewards'], { kind: 's3', url: '/distributions' }),
      'chains[0].rewards.kind: expected "files" or "sidecar", got "s3"',
    ],
    [
      edited(['chains', 0, 'rewards'], { kind: 'sidecar', url: 'javascript:alert(1)' }),
      'chains[0].rewards.url: expected a URL that starts with https:// or http://, got "javascript:alert(1)"',
    ],
    [
      edited(['walletConnectProjectId'], 'not an id'),
      'walletConnectProjectId: expected the id of a WalletConnect project (letters and digits)',
    ],
  ])('refuses a wrong field and names it (%#)', (json, message) => {
    expect(refusal(json)).toBe(message)
  })

  test('lists unknown keys and unencrypted RPCs as warnings', () => {
    const json = edited(['chains', 0, 'eigenLayer', 'slasher'], '0x12') as typeof shipped
    ;(json as unknown as Json).comment = 'mine'
    json.chains[0]!.rpcUrls = ['http://node.example', 'http://127.0.0.1:8545']
    expect(parseDeployments(json).warnings).toEqual([
      'comment: unknown key, ignored',
      'chains[0].rpcUrls[0]: not encrypted; browsers refuse it when Keel itself is served over https',
      'chains[0].eigenLayer.slasher: unknown key, ignored',
    ])
  })

  test('takes lower-case addresses, empty RPC lists and a path on the own host', () => {
    const json = edited(['chains', 0, 'rpcUrls'], [])
    const [entry] = json.chains as Json[]
    ;(entry!.eigenLayer as Json).delegationManager = '0x39053d51b77dc0d36036fc1fcc8cb819df8ef37a'
    entry!.checkpoint = { url: '/checkpoints/1.json', hash: `0x${'AB'.repeat(32)}` }
    entry!.rewards = { kind: 'sidecar', url: 'https://sidecar.example/mainnet//' }
    const [chain] = parseDeployments(json).chains
    expect(chain.rpcUrls).toEqual([])
    expect(chain.rewards).toEqual({ kind: 'sidecar', url: 'https://sidecar.example/mainnet' })
    expect(chain.eigenLayer.delegationManager).toBe('0x39053D51B77DC0d36036Fc1fCc8Cb819df8Ef37A')
    expect(chain.checkpoint).toEqual({ url: '/checkpoints/1.json', hash: `0x${'ab'.repeat(32)}` })
  })

  test('takes markets with either list left out, and warns of keys that it does not know', () => {
    const pool = '0xdc24316b9ae028f1497c275eb9192a3ea0f67022'
    const { chains, warnings } = parseDeployments(
      edited(['chains', 0, 'markets'], {
        pools: [{ kind: 'curve-stableswap', pool, coin: pool }],
      }),
    )
    expect(chains[0].markets).toEqual({
      pools: [{ kind: 'curve-stableswap', pool: '0xDC24316b9AE028F1497c275EB9192a3Ea0f67022' }],
      lending: [],
    })
    expect(warnings).toEqual(['chains[0].markets.pools[0].coin: unknown key, ignored'])
  })
})
