import { getAddress } from 'viem'
import { expect, test } from 'vitest'
import shipped from '../../../public/deployments.json' with { type: 'json' }
import { deviations, isCompiledIn, knownAddresses } from './known.ts'
import { parseDeployments } from './parse.ts'
import type { Chain } from './types.ts'

const [mainnet, hoodi] = parseDeployments(shipped).chains as unknown as Chain[]

test('the shipped chains do not deviate', () => {
  expect(deviations(mainnet!)).toBeNull()
  expect(deviations(hoodi!)).toBeNull()
})

test('every compiled-in address carries its checksum', () => {
  const all = [1, 560048].flatMap(
    (id) => JSON.stringify(knownAddresses(id)).match(/0x[0-9a-fA-F]{40}/g) ?? [],
  )
  expect(all.length).toBeGreaterThan(30)
  for (const address of all) {
    expect(address).toBe(getAddress(address))
    expect(isCompiledIn(address)).toBe(true)
    expect(isCompiledIn(address.toLowerCase())).toBe(false)
  }
})

test('every address that differs from the known one is named', () => {
  const other = '0x00000000000000000000000000000000000E16E4'
  const altered: Chain = {
    ...mainnet!,
    multicall3: other,
    eigenLayer: { ...mainnet!.eigenLayer, strategyManager: other },
    feeds: { tokens: { [other]: { feed: other, quote: 'ETH' } } },
  }
  expect(deviations(altered)).toEqual({
    kind: 'deviation',
    fields: [
      'eigenLayer.strategyManager',
      `feeds.tokens.${other}.feed`,
      `feeds.tokens.${other}.quote`,
      'multicall3',
    ],
  })
  expect(deviations({ ...hoodi!, lido: { ...hoodi!.lido!, stETHStrategy: other } })).toEqual({
    kind: 'deviation',
    fields: ['lido.stETHStrategy'],
  })
})

test('an absent optional entry is no deviation; an unknown chain is', () => {
  const { lido: _lido, etherFi: _etherFi, multicall3: _multicall3, ...rest } = mainnet!
  expect(deviations(rest)).toBeNull()
  expect(deviations({ ...mainnet!, chainId: 31337 })).toEqual({ kind: 'unknownChain' })
})
