import { describe, expect, it } from 'vitest'
import { formatDate, formatDuration, formatRelative } from './formatDate.ts'
import { formatCount, formatUsd } from './formatNumber.ts'
import { formatPercent, formatPoints, formatRisk } from './formatPercent.ts'

const en = { locale: 'en-GB' } as const
const zh = { locale: 'zh-CN' } as const
const space = '\u202f'

describe('formatPercent', () => {
  it.each([
    [0.0421, `4.2${space}%`],
    [0, `0.0${space}%`],
    [0.0004, `<0.1${space}%`],
    [0.00051, `0.1${space}%`],
    [-0.003, `\u22120.3${space}%`],
    [12.5, `1,250.0${space}%`],
  ])('writes %d as %s', (value, text) => {
    expect(formatPercent(value, en).text).toBe(text)
  })

  it('closes the sign up in Chinese and marks gains on request', () => {
    expect(formatPercent(0.0421, zh).text).toBe('4.2%')
    expect(formatPercent(0.007, { ...en, sign: 'always' }).figure).toBe('+0.7')
    expect(formatPercent(0, { ...en, sign: 'always' }).figure).toBe('0.0')
  })
})

describe('formatRisk', () => {
  it.each([
    [0.1243, '12'],
    [0.00734, '0.73'],
    [0.0254, '2.5'],
    [1, '100'],
    [0.996, '100'],
    [0, '0'],
    [0.000001, '<0.001'],
    [-0.12, '\u221212'],
  ])('writes %d as %s', (value, digits) => {
    expect(formatRisk(value, en).figure).toBe(digits)
  })
})

it('formatPoints gives the size of a change', () => {
  expect(formatPoints(0.0243, 'en-GB')).toBe('2.4')
  expect(formatPoints(-0.0243, 'en-GB')).toBe('2.4')
  expect(formatPoints(0.00001, 'en-GB')).toBe('<0.01')
})

describe('formatCount and formatUsd', () => {
  it('group by the locale', () => {
    expect(formatCount(21_400_112n, 'en-GB')).toBe('21,400,112')
    expect(formatUsd(1234.5, 'en-GB')).toBe('$1,234.50')
    expect(formatUsd(12_345_678, 'en-GB')).toBe('$12.3m')
    expect(formatUsd(123_456_789, 'zh-CN')).toBe('$1.23亿')
    expect(formatUsd(0.001, 'en-GB')).toBe('<$0.01')
    expect(formatUsd(0, 'en-GB')).toBe('$0.00')
    expect(formatUsd(-5, 'en-GB')).toBe('\u2212$5.00')
  })
})

describe('dates', () => {
  const noon = 1_764_763_200
  it('are absolute by the locale', () => {
    expect(formatDate(noon, { ...en, timeZone: 'UTC', style: 'date' })).toBe('3 Dec 2025')
    expect(formatDate(noon, { ...en, timeZone: 'UTC' })).toContain('12:00')
    expect(formatDate(noon, { ...zh, timeZone: 'UTC', style: 'date' })).toBe('2025年12月3日')
  })

  it('are relative to the clock that is given', () => {
    expect(formatRelative(noon + 3 * 86_400, noon, 'en-GB')).toBe('in 3 days')
    expect(formatRelative(noon - 36 * 3_600, noon, 'en-GB')).toBe('36 hours ago')
    expect(formatRelative(noon - 90, noon, 'en-GB')).toBe('90 seconds ago')
    expect(formatRelative(noon + 3 * 86_400, noon, 'zh-CN')).toBe('3 天后')
    expect(formatRelative(noon - 40, noon, 'zh-CN')).toBe('40 秒前')
  })

  it('tell lengths in the largest unit that says something', () => {
    expect(formatDuration(14 * 86_400, 'en-GB')).toBe('14 days')
    expect(formatDuration(12, 'en-GB')).toBe('12 seconds')
    expect(formatDuration(12, 'en-GB', 'narrow')).toBe('12s')
    expect(formatDuration(0, 'en-GB')).toBe('0 seconds')
  })

  it('writes lengths of time as Intl does, in 中文 short and apart from the figure', () => {
    const units = { second: 1, minute: 60, hour: 3600, day: 86_400, month: 2_592_000 }
    for (const locale of ['en-GB', 'zh-CN'])
      for (const unitDisplay of ['long', 'narrow'] as const)
        for (const [unit, size] of Object.entries(units))
          for (const count of [2, 5, 17]) {
            const zh = locale === 'zh-CN'
            const intl = new Intl.NumberFormat(locale, {
              style: 'unit',
              unit,
              unitDisplay: zh ? 'narrow' : unitDisplay,
            }).format(count)
            expect(formatDuration(count * size, locale, unitDisplay)).toBe(
              zh ? intl.replace(/\d(?=\D)/, '$& ') : intl,
            )
          }
    expect(formatDuration(1, 'en-GB')).toBe('1 second')
  })
})
