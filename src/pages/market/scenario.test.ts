import { expect, test } from 'vitest'
import { defaultScenario, type MarketScenario, parseScenario, scenarioQuery } from './scenario.ts'

const queryOf = (scenario: MarketScenario) => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(scenarioQuery(scenario)))
    if (value !== '') query.set(name, value)
  return query
}

test('the usual scenario needs no query, and nothing is the usual one', () => {
  expect(queryOf(defaultScenario).toString()).toBe('')
  expect(parseScenario(new URLSearchParams())).toEqual(defaultScenario)
})

test('a scenario survives its address', () => {
  const scenario: MarketScenario = {
    own: true,
    kind: 'cp',
    sale: 0.62,
    drop: 0.035,
    oracle: 'redemption',
    x: 4300.5,
    y: 4000,
    A: 50,
    loans: [
      { coll: 223.9, debt: 208.1, lt: 0.95 },
      { coll: 12, debt: 3.25, lt: 0.825 },
    ],
    ltv: 0.6,
    lt: 0.83,
  }
  const query = queryOf(scenario)
  expect(parseScenario(new URLSearchParams(query.toString()))).toEqual(scenario)
})

test.each([
  ['sale=101', { sale: defaultScenario.sale }],
  ['sale=-1', { sale: defaultScenario.sale }],
  ['sale=', { sale: defaultScenario.sale }],
  ['drop=NaN', { drop: 0 }],
  ['oracle=other', { oracle: 'market' }],
  ['x=0&y=-4&A=1e9', { x: null, y: null, A: null }],
  ['loans=1-2', { loans: [] }],
  ['loans=1-2-300.5-4-95', { loans: [{ coll: 5, debt: 4, lt: 0.95 }] }],
  ['lt=20', { lt: defaultScenario.lt }],
])('%s is taken as %o', (query, expected) => {
  expect(parseScenario(new URLSearchParams(query))).toMatchObject(expected)
})

test('an address cannot bring loans without end', () => {
  const loans = Array.from({ length: 500 }, () => '1-1-90').join('.')
  expect(parseScenario(new URLSearchParams({ loans })).loans).toHaveLength(30)
})
