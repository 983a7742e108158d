import { parseAbi } from 'viem'
import { expect, test } from 'vitest'
import { parseAbisIn } from './parsedAbis.ts'

const evaluate = (code: string): unknown => new Function(`return ${code}`)()

test('a call with literal text becomes what it returns', () => {
  const code = `[...parseAbi([
    'struct Set { address avs; uint32 id; }',
    // 'function old()' is no longer there
    'function members(Set set) view returns (address[])',
    "event Added(address indexed who)",
  ]), ...other, parseAbi(['error No()'])]`.replace('...other, ', '')
  expect(parseAbisIn(code)).not.toContain('parseAbi')
  expect(evaluate(parseAbisIn(code))).toEqual([
    ...parseAbi([
      'struct Set { address avs; uint32 id; }',
      'function members(Set set) view returns (address[])',
      'event Added(address indexed who)',
    ]),
    parseAbi(['error No()']),
  ])
})

test('a call with anything else stays', () => {
  const code = 'parseAbi([first, ...more])'
  expect(parseAbisIn(code)).toBe(code)
})
