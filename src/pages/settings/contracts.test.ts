import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseDeployments } from '../../protocol/deployments/parse.ts'
import { contractsOf } from './contracts.ts'

const file = new URL('../../../public/deployments.json', import.meta.url)
const [mainnet] = parseDeployments(JSON.parse(readFileSync(file, 'utf8'))).chains
const other = '0x1111111111111111111111111111111111111111'

test('lists every address of the entry, all as known', () => {
  const rows = contractsOf(mainnet)
  const addresses = JSON.stringify(mainnet).match(/"0x[0-9a-fA-F]{40}"/g) ?? []
  // Two of them are keys: the tokens that have a feed.
  expect(rows).toHaveLength(addresses.length - 2)
  expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['known']))
})

test('marks the address that differs, and a feed whose unit does', () => {
  const [token] = Object.keys(mainnet.feeds?.tokens ?? {}) as `0x${string}`[]
  if (token === undefined || mainnet.feeds?.tokens?.[token] === undefined) throw new Error('feeds')
  const rows = contractsOf({
    ...mainnet,
    eigenLayer: { ...mainnet.eigenLayer, strategyManager: other },
    feeds: {
      ...mainnet.feeds,
      tokens: {
        ...mainnet.feeds.tokens,
        [token]: { ...mainnet.feeds.tokens[token], quote: 'USD' },
      },
    },
  })
  expect(rows.filter((row) => row.state === 'differs').map((row) => row.path)).toEqual([
    'eigenLayer.strategyManager',
    `feeds.tokens.${token}.feed`,
  ])
})

test('vouches for nothing on a chain that is not known', () => {
  const states = contractsOf({ ...mainnet, chainId: 31337 }).map((row) => row.state)
  expect(new Set(states)).toEqual(new Set(['unknown']))
})

test('lists the restakers of a pool one by one', () => {
  const rows = contractsOf({
    ...mainnet,
    etherFi: { ...mainnet.etherFi!, restakers: [other, mainnet.lido!.stETH] },
  })
  expect(rows.filter(({ path }) => path.startsWith('etherFi.restakers'))).toEqual([
    { path: 'etherFi.restakers.0', address: other, state: 'differs' },
    { path: 'etherFi.restakers.1', address: mainnet.lido!.stETH, state: 'differs' },
  ])
})
