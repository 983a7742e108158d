import { expect, it } from 'vitest'
import { formatList } from './formatList.ts'

it('parts things as the locale does', () => {
  expect(formatList(['stETH', 'EIGEN'], 'en-GB')).toBe('stETH, EIGEN')
  expect(formatList(['stETH', 'EIGEN'], 'zh-CN')).toBe('stETH、EIGEN')
  expect(formatList([], 'zh-CN')).toBe('')
})
