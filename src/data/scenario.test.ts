import { describe, expect, test } from 'vitest'
import type { Address } from '../protocol/network/types.ts'
import {
  parseScenario,
  plainScenario,
  type Scenario,
  scenarioKinds,
  writeScenario,
} from './scenario.ts'

const avs = `0x${'a'.repeat(40)}` as Address
const operator = `0x${'b'.repeat(40)}` as Address
const read = (text: string) => parseScenario(new URLSearchParams(text))

const full: Scenario = {
  ...plainScenario('avsBug'),
  avs,
  set: 3,
  operator,
  severity: 0.305,
  validators: 1_234,
  discount: 0.125,
  exitShare: 1,
  leaving: 0,
  theta: 'twoThirds',
  by: 'fewest',
}

describe('a scenario in the address', () => {
  test.each(scenarioKinds)('%s comes back with all that it was told, and only that', (kind) => {
    const written = writeScenario(new URLSearchParams('chain=1&lost=7'), { ...full, kind })
    expect(written.get('chain')).toBe('1')
    const back = parseScenario(new URLSearchParams(written.toString()))
    expect(back.kind).toBe(kind)
    const told = Object.entries(back).filter(
      ([key, value]) => value !== plainScenario(kind)[key as keyof Scenario],
    )
    for (const [key, value] of told)
      expect([key, value]).toEqual([key, { ...full, kind }[key as keyof Scenario]])
    expect(told.map(([key]) => key)).toEqual(
      {
        avsBug: ['avs', 'severity'],
        keyLeak: ['operator', 'severity', 'validators'],
        lstDepeg: ['discount', 'exitShare'],
        lrtDepeg: ['discount', 'exitShare'],
        coreExploit: ['severity'],
        massExit: ['discount', 'exitShare', 'leaving'],
        collusion: ['avs', 'set', 'theta', 'by'],
      }[kind],
    )
  })

  test('what is not understood or out of bounds is left out', () => {
    const hostile =
      'scenario=<script>&avs=0x12&leak=javascript:alert(1)&lost=101&validators=-1&fall=1e9' +
      '&sold=NaN&leave=Infinity&votes=all&by=__proto__&set=7'
    expect(read(hostile)).toEqual(plainScenario('avsBug'))
    expect(read('scenario=massExit&leave=90.01&fall=90')).toEqual({
      ...plainScenario('massExit'),
      discount: 0.9,
    })
    expect(read('scenario=constructor').kind).toBe('avsBug')
    expect(read('scenario=collusion&avs=0x1&set=2').set).toBeNull()
    expect(read(`avs=${avs.replace('0xa', '0xA')}&set=1.5`)).toMatchObject({ avs, set: null })
  })
})
