import { describe, expect, it } from 'vitest'
import { defaultAssumptions } from './assumptions.ts'
import { type ExposureInput, exposureOf } from './exposure.ts'
import { InputsFileError, parseInputsFile, recheck, toInputsFile } from './inputsFile.ts'
import { inputsReport } from './inputsReport.ts'

const pair = {
  operator: '0xo',
  avs: '0xa',
  strategy: '0xs',
  weight: 1,
  slashes: 2,
  setYears: 15.125,
}
const input: ExposureInput = {
  product: 'native',
  restaked: true,
  pairs: [
    { ...pair, set: '0xa-0', f: 1 / 3, attack: { profit: 70.1, cost: 80.3, theta: 1 / 3 } },
    { ...pair, set: '0xa-1', f: 0, latent: 0.1 },
  ],
  sharedKeys: { sharedGwei: 32_000_000_000_000n, totalActiveGwei: 35_000_000_000_000_000n },
}
const attacks = { '0xa-0': { profit: 70.1, theta: 'third', votes: 'delegated' } } as const
const assumptions = { ...defaultAssumptions, severity: 0.7, rhoA: 0.123456789 }
const parts = {
  chainId: 560_048,
  block: { number: 123_456, timestamp: 1_700_000_000 },
  account: '0xaccount',
  operator: '0xo',
  input,
  assumptions,
  apr: { total: 0.05, base: 0.03 },
  exposure: exposureOf(input, assumptions),
}
const text = toInputsFile(parts)
interface Loose {
  block?: object
  input: { pairs: object[] }
  assumptions: Record<string, unknown>
  result: object
}
const changed = (change: (file: Loose) => void) => {
  const file = JSON.parse(text) as Loose
  change(file)
  return JSON.stringify(file)
}

describe('a file of inputs', () => {
  it('goes out and comes back unchanged, whatever the digits', () => {
    const { exposure: _, ...told } = parts
    expect(parseInputsFile(text)).toMatchObject(told)
    // Attacks stand in the pairs that they strike.
    expect(toInputsFile({ ...parts, assumptions: { ...assumptions, attacks } })).toBe(text)
    expect(parseInputsFile(text).input).toEqual(input)
  })

  it('gives the same figures again, to the last digit', () => {
    const rows = recheck(parseInputsFile(text))
    expect(rows).toHaveLength(13)
    for (const { now, page, figure } of rows) expect(now, figure).toBe(page)
    const value = (name: string) => rows.find(({ figure }) => figure === name)?.now
    expect(value('exposure')).toBe(parts.exposure.exposure)
    expect(value('riskAdjustedApr')).toBeCloseTo(0.05 - parts.exposure.el, 14)
    expect(value('breakEven')).toBeCloseTo(0.02 / (0.7 / 3), 12)
    expect(value('maxLatent')).toBeCloseTo(0.1, 14)
  })

  it.each(['stETH', 'native', 'LRT', 'token', 'none'] as const)(
    'gives the same figures for %s, whatever of the input is there',
    (product) => {
      let seed = product.length * 7_919
      const random = () => {
        seed = (seed * 48_271) % 2_147_483_647
        return seed / 2_147_483_647
      }
      const perhaps = <T>(value: T) => (random() < 0.5 ? value : undefined)
      for (let round = 0; round < 12; round++) {
        const stETH = random()
        const any: ExposureInput = {
          product,
          restaked: random() < 0.8,
          pairs: Array.from({ length: Math.floor(4 * random()) }, (_, i) => ({
            ...pair,
            set: `0xa-${i}`,
            weight: random(),
            f: random() / 4,
            latent: perhaps(random() / 4),
            attack: perhaps({ profit: 100 * random(), cost: 100 * random(), theta: 1 / 3 }),
          })),
          held: perhaps({ stETH, native: 1 - stETH, token: 0 }),
          pool: perhaps({ stETH: random(), restaked: random() }),
          sharedKeys: perhaps({ sharedGwei: 1_000_000_000n, totalActiveGwei: 9_000_000_000n }),
        }
        const own = { ...assumptions, severity: random(), lidoP: 0.1 * random() }
        const file = parseInputsFile(
          toInputsFile({
            ...parts,
            input: any,
            assumptions: own,
            exposure: exposureOf(any, own),
          }),
        )
        expect(file.input).toEqual(any)
        for (const { now, page, figure } of recheck(file)) expect(now, figure).toBe(page)
      }
    },
  )

  it('keeps what the pool of a liquid restaking token holds', () => {
    const held: ExposureInput = {
      product: 'LRT',
      restaked: true,
      pairs: [],
      pool: { stETH: 0.3, restaked: 0.4 },
    }
    const exposure = exposureOf(held, assumptions)
    const file = parseInputsFile(toInputsFile({ ...parts, input: held, exposure }))
    expect(file.input.pool).toEqual({ stETH: 0.3, restaked: 0.4 })
    const everything = exposureOf({ ...held, pool: undefined }, assumptions)
    expect(file.result.allIn).toBeLessThan(everything.allIn())
    for (const { now, page, figure } of recheck(file)) expect(now, figure).toBe(page)
  })

  it('stands without an account, an operator or an APR', () => {
    const bare = { ...parts, account: null, operator: null, apr: { total: null, base: null } }
    const rows = recheck(parseInputsFile(toInputsFile(bare)))
    for (const figure of ['apr', 'riskAdjustedApr', 'aprPerExposure', 'breakEven']) {
      expect(rows.find((row) => row.figure === figure)).toEqual({ figure, now: null, page: null })
    }
  })

  it.each<[string, string, RegExp]>([
    ['no JSON', '{', /not JSON/],
    ['a list', '[]', /The file is not an object/],
    ['another format', '{"format":"x"}', /not one of risk inputs/],
    ['a later version', '{"format":"keel-risk-inputs","version":2}', /Version 2 .* not known/],
    ['no block', changed((f) => delete f.block), /"block" is not an object/],
    [
      'a chain by name',
      changed((f) => Object.assign(f, { chainId: 'one' })),
      /"chainId" is not a n/,
    ],
    [
      'a foreign product',
      changed((f) => Object.assign(f.input, { product: 'x' })),
      /none of stETH/,
    ],
    ['restaked maybe', changed((f) => Object.assign(f.input, { restaked: 1 })), /neither true nor/],
    [
      'shares that are not all of it',
      changed((f) => Object.assign(f.input, { held: { stETH: 0.5, native: 0.4, token: 0 } })),
      /shares that sum to 1/,
    ],
    [
      'more restaked than there is',
      changed((f) => Object.assign(f.input, { pool: { stETH: 0.5, restaked: 1.5 } })),
      /"input.pool.restaked" is not between 0 and 1/,
    ],
    [
      'an attack with too many votes',
      changed((f) =>
        Object.assign(f.input.pairs[0]!, { attack: { profit: 1, cost: 1, theta: 2 } }),
      ),
      /"theta" of "attack" of "input.pairs\[0\]" is above 1/,
    ],
    [
      'no pairs',
      changed((f) => Object.assign(f.input, { pairs: {} })),
      /"input.pairs" is not a list/,
    ],
    [
      'a negative share',
      changed((f) => Object.assign(f.input.pairs[1]!, { f: -1 })),
      /"f" of "input.pairs\[1\]" is below 0/,
    ],
    [
      'an unnamed set',
      changed((f) => Object.assign(f.input.pairs[0]!, { set: 7 })),
      /"input.pairs\[0\]" has no text in "set"/,
    ],
    [
      'an assumption out of bounds',
      changed((f) => Object.assign(f.assumptions, { severity: 1.5 })),
      /"assumptions.severity" is not between 0 and 1/,
    ],
    [
      'a missing assumption',
      changed((f) => delete f.assumptions.rhoO),
      /"assumptions.rhoO" is not a number/,
    ],
    [
      'gwei that are none',
      changed((f) => Object.assign(f.input, { sharedKeys: { sharedGwei: '1.5' } })),
      /"input.sharedKeys.sharedGwei" is not an amount/,
    ],
    [
      'no result',
      changed((f) => Object.assign(f, { result: {} })),
      /"result.exposure" is not a num/,
    ],
  ])('is refused with %s', (_, bad, message) => {
    expect(() => parseInputsFile(bad)).toThrow(message)
    expect(() => parseInputsFile(bad)).toThrow(InputsFileError)
  })
})

describe('the report of a file', () => {
  it('rounds to two digits beside the full value, and agrees', () => {
    const file = parseInputsFile(text)
    const { text: report, same } = inputsReport(file, recheck(file))
    expect(same).toBe(true)
    expect(report).toContain('Chain 560048, block 123456 of 2023-11-14T22:13:20.000Z')
    expect(report).toContain('0xaccount, delegated to 0xo')
    expect(report).toMatch(/Slashable now at most +33 % +0\.3333333333333333 +same as the page/)
    expect(report.trim()).toMatch(/The page showed the same\.$/)
  })

  it('says by how much a figure differs', () => {
    const file = parseInputsFile(
      changed((f) => Object.assign(f.result, { maxSlashable: 0.3, apr: null })),
    )
    const { text: report, same } = inputsReport(file, recheck(file))
    expect(same).toBe(false)
    expect(report).toMatch(/Slashable now at most .* more by 0\.0333, the page had 0\.3/)
    expect(report).toMatch(/APR +5 % +0\.05 +the page had none/)
    expect(report.trim()).toMatch(/The page showed something else\.$/)
  })
})
