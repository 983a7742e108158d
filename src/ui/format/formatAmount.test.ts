import { describe, expect, it } from 'vitest'
import { formatAmount, formatFullAmount, plainAmount } from './formatAmount.ts'
import { parseAmount } from './parseAmount.ts'

const en = { locale: 'en-GB' }

describe('formatAmount', () => {
  it.each([
    [0n, '0'],
    [10n ** 18n, '1'],
    [1_234_567_890_123_456_789n, '1.2345'],
    [12_345_678_900_000_000_000n, '12.345'],
    [999_999_999_999_999_999n, '0.99999'],
    [123_456_789n * 10n ** 18n, '123,456,789'],
    [123_456_789_500n * 10n ** 15n, '123,456,789'],
    [1_234_567_800_000_000n, '0.0012345'],
    [12_345_000_000n, '0.00000001'],
    [1n, '<0.00000001'],
    [-15n * 10n ** 17n, '\u22121.5'],
  ])('writes %s wei as %s', (amount, text) => {
    expect(formatAmount(amount, 18, en)).toBe(text)
  })

  it('never shows more than there is, nor a zero for something', () => {
    for (let seed = 1n, i = 0; i < 500; i++) {
      seed = (seed * 6364136223846793005n + 1442695040888963407n) % 2n ** 80n
      const shown = formatAmount(seed, 18, en)
      if (shown.startsWith('<')) continue
      const read = parseAmount(shown.replaceAll(',', ''), 18)
      expect(read.ok && read.value <= seed && seed - read.value < seed / 1000n + 10n ** 10n).toBe(
        true,
      )
    }
  })

  it('handles tokens of few decimals', () => {
    expect(formatAmount(1n, 6, en)).toBe('0.000001')
    expect(formatAmount(5n, 0, en)).toBe('5')
    expect(formatFullAmount(5n, 0, 'en-GB')).toBe('5')
  })
})

describe('formatFullAmount and plainAmount', () => {
  it('keep every digit', () => {
    expect(formatFullAmount(1_234_000_000_000_000_000_001n, 18, 'en-GB')).toBe(
      '1,234.000000000000000001',
    )
    expect(plainAmount(1_234_000_000_000_000_000_001n, 18)).toBe('1234.000000000000000001')
    expect(plainAmount(-5n, 1)).toBe('-0.5')
  })
})
