import { expect, test } from 'vitest'
import type { HistoryEntry } from '../../protocol/history/entries.ts'
import type { ValuedEntry } from '../../protocol/history/values.ts'
import { historyCsv } from './historyCsv.ts'

const staker = '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc'
const stETH = '0xae7ab96520de3a18e5e111b5eaab095312d7fe84'

const entry = (change: Partial<HistoryEntry>): HistoryEntry => ({
  id: 'a',
  block: 100,
  order: 0,
  t: 1_700_000_000,
  hash: '0x01',
  kind: 'deposit',
  what: 'deposited',
  strategy: stETH,
  shares: 1n,
  token: null,
  amount: null,
  operator: null,
  set: null,
  recipient: null,
  slash: null,
  rebases: null,
  ...change,
})

const valued = (change: Partial<ValuedEntry>): ValuedEntry => ({
  entry: entry({}),
  timestamp: 1_700_000_000,
  token: { address: stETH, symbol: 'stETH', decimals: 18 },
  amount: 1_500_000_000_000_000_001n,
  amountGap: null,
  valueEth: 1.5,
  valueUsd: 4_500.126,
  gap: null,
  stale: false,
  ...change,
})

/** The cells of the first line below the header, by column. */
function cells(one: ValuedEntry): Record<string, string> {
  const [header = '', line = ''] = historyCsv([{ staker, valued: one }], (key) => `<${key}>`).split(
    '\r\n',
  )
  const values = line.split(',')
  return Object.fromEntries(header.split(',').map((column, i) => [column, values[i] ?? '']))
}

test('amounts are exact, dates ISO, addresses with their checksum', () => {
  expect(cells(valued({}))).toMatchObject({
    date: '2023-11-14T22:13:20.000Z',
    event: 'deposited',
    token: 'stETH',
    token_address: '0xae7ab96520DE3A18E5e111B5EaAb095312D7fE84',
    amount: '1.500000000000000001',
    value_eth: '1.50000000',
    value_usd: '4500.13',
    value_note: '',
    account: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC',
    block: '100',
  })
})

test('a loss is a number and no formula; a sum beyond 1e21 has no exponent', () => {
  const { amount, value_eth } = cells(valued({ amount: -5n * 10n ** 17n, valueEth: -2e21 }))
  expect(amount).toBe('-0.5')
  expect(value_eth).toBe('-2000000000000000000000')
})

test('what is not known is empty, and the note says why', () => {
  expect(
    cells(
      valued({
        timestamp: null,
        amount: null,
        amountGap: 'noArchive',
        valueEth: null,
        valueUsd: null,
        gap: 'noArchive',
      }),
    ),
  ).toMatchObject({
    date: '',
    amount: '',
    value_eth: '',
    value_usd: '',
    // One reason is enough: without the amount there is nothing to value.
    value_note: '<csv.noTime>; <amountGap.noArchive>',
  })
  expect(cells(valued({ token: null }))).toMatchObject({
    amount: '1500000000000000001',
    value_note: '<csv.noDecimals>',
  })
  expect(cells(valued({ stale: true })).value_note).toBe('<stale>')
})

test('a token that names itself a formula stays text', () => {
  const token = { address: null, symbol: '=cmd()', decimals: 18 } as const
  expect(cells(valued({ token })).token).toBe("'=cmd()")
})
