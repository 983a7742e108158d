import { expect, test } from 'vitest'
import type { AllocationState } from '../../protocol/console/allocationRules.ts'
import type { Address, Operator, OperatorSetKey } from '../../protocol/network/types.ts'
import { parseBlocks } from './DelayForm.tsx'
import { judgeDraft, operatorAfter, parseMagnitude } from './draft.ts'
import { parseBips } from './SplitsForm.tsx'

const WAD = 10n ** 18n
const strategy = `0x${'c1'.repeat(20)}` as Address
const [first, second] = [0, 1].map((id) => `0x${'a5'.repeat(20)}-${id}`) as [
  OperatorSetKey,
  OperatorSetKey,
]
const entry = (set: OperatorSetKey, currentMagnitude: bigint, slashable: boolean) => ({
  set,
  strategy,
  currentMagnitude,
  pendingDiff: 0n,
  effectBlock: 0,
  inSet: true,
  slashable,
})
const state: AllocationState = {
  delay: { isSet: true, blocks: 10 },
  deallocationDelay: 50,
  maxMagnitudes: { [strategy]: WAD },
  encumbered: { [strategy]: WAD },
  allocations: [entry(second, 0n, true), entry(first, WAD, false)],
}
const sets = new Set([first, second])
const judge = (draft: Record<string, string>) => judgeDraft(state, draft, 100n, sets)

test('what is freed at once may be allocated in the same call, whatever was typed first', () => {
  const { fault, effects, encumbered } = judge({
    [`${second}|${strategy}`]: '0.4',
    [`${first}|${strategy}`]: '0.6',
  })
  expect(fault).toBeNull()
  expect(effects.map(({ kind, effectBlock }) => [kind, effectBlock])).toEqual([
    ['deallocateNow', 101],
    ['allocate', 111],
  ])
  expect(encumbered[strategy]).toBe(WAD)
  expect(judge({ [`${second}|${strategy}`]: '0.4' }).fault?.name).toBe('InsufficientMagnitude')
})

test('the present magnitude is no change, and what cannot be read is told', () => {
  expect(judge({ [`${first}|${strategy}`]: '1.000' }).changes).toEqual([])
  expect(judge({ [`${first}|${strategy}`]: 'half' }).unreadable).toEqual([`${first}|${strategy}`])
  expect(parseMagnitude('0')).toBe(0n)
  expect(parseMagnitude('1.1')).toBeNull()
})

test('the operator afterwards has what was asked for, and nothing at zero', () => {
  const { changes } = judge({
    [`${second}|${strategy}`]: '0.4',
    [`${first}|${strategy}`]: '0',
  })
  const after = operatorAfter({ allocations: [] } as unknown as Operator, state, changes)
  expect(after.allocations).toEqual([entry(second, (WAD * 4n) / 10n, true)])
})

test('splits and delays as they are typed', () => {
  expect(parseBips('12.5 %')).toBe(1_250)
  expect(parseBips('0')).toBe(0)
  expect(parseBips('100')).toBe(10_000)
  expect(parseBips('100.01')).toBeNull()
  expect(parseBips('1.234')).toBeNull()
  expect(parseBlocks('0')).toBe(0)
  expect(parseBlocks('4294967296')).toBeNull()
  expect(parseBlocks('-1')).toBeNull()
})
