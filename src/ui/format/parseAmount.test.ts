import { describe, expect, it } from 'vitest'
import { parseAmount } from './parseAmount.ts'

const one = 10n ** 18n

describe('parseAmount accepts', () => {
  it.each([
    ['1', one],
    ['1.5', 15n * 10n ** 17n],
    ['.5', 5n * 10n ** 17n],
    ['5.', 5n * one],
    ['+2', 2n * one],
    ['007', 7n * one],
    ['0.000000000000000001', 1n],
    ['1.500000000000000000000', 15n * 10n ** 17n],
    ['  1.5 ', 15n * 10n ** 17n],
    ['\u00a01.5\u202f', 15n * 10n ** 17n],
    ['\ufeff1.5\u200b', 15n * 10n ** 17n],
    ['1 234.5', 12345n * 10n ** 17n],
    ['1\u00a0234\u00a0567', 1234567n * one],
    ['1_000_000', 1_000_000n * one],
    ["1'000", 1000n * one],
    ['0.000 001', 10n ** 12n],
    ['1,234.5', 12345n * 10n ** 17n],
    ['1,234,567', 1234567n * one],
    ['１２．５', 125n * 10n ** 17n],
    ['１。５', 15n * 10n ** 17n],
  ])('%j', (text, value) => {
    expect(parseAmount(text, 18)).toMatchObject({ ok: true, value })
    expect(parseAmount(text, 18)).not.toHaveProperty('notice')
  })

  it.each([
    ['1,5', '1.5'],
    ['0,123', '0.123'],
    ['1234,567', '1234.567'],
    ['1,2345', '1.2345'],
    [',5', '0.5'],
    ['1，5', '1.5'],
    ['1.234,5', '1234.5'],
    ['1.234.567', '1234567'],
    ['12 345,67', '12345.67'],
  ])('the decimal comma of %j, and says so', (text, read) => {
    expect(parseAmount(text, 18)).toMatchObject({ ok: true, text: read, notice: 'commaDecimal' })
  })

  it('amounts of a token without decimals', () => {
    expect(parseAmount('12', 0)).toMatchObject({ ok: true, value: 12n })
    expect(parseAmount('12.0', 0)).toMatchObject({ ok: true, value: 12n })
  })
})

describe('parseAmount refuses', () => {
  it.each([
    ['', 'empty'],
    [' \u00a0', 'empty'],
    ['0', 'zero'],
    ['0.000', 'zero'],
    ['-0', 'zero'],
    ['-1', 'negative'],
    ['\u22121.5', 'negative'],
    ['-1e3', 'negative'],
    ['-1,234', 'negative'],
    ['.', 'notANumber'],
    [',', 'notANumber'],
    ['abc', 'notANumber'],
    ['NaN', 'notANumber'],
    ['Infinity', 'notANumber'],
    ['1..5', 'notANumber'],
    ['1,23,456', 'notANumber'],
    ['12,34.5', 'notANumber'],
    ['1 5', 'notANumber'],
    ['1_5', 'notANumber'],
    ['--1', 'notANumber'],
    ['1;drop', 'notANumber'],
    ['0x10', 'hex'],
    ['0X', 'hex'],
    ['٣', 'notANumber'],
  ])('%j as %s', (text, reason) => {
    expect(parseAmount(text, 18)).toMatchObject({ ok: false, reason })
  })

  it('an exponent, and offers the number written out', () => {
    expect(parseAmount('1e3', 18)).toEqual({ ok: false, reason: 'scientific', suggestion: '1000' })
    expect(parseAmount('1.25E-2', 18)).toMatchObject({ suggestion: '0.0125' })
    expect(parseAmount('2.5e+1', 18)).toMatchObject({ suggestion: '25' })
    expect(parseAmount('1e-19', 18)).toEqual({ ok: false, reason: 'scientific' })
    expect(parseAmount('1e999999999', 18)).toEqual({ ok: false, reason: 'scientific' })
  })

  it('a comma that can be read two ways, and shows both', () => {
    expect(parseAmount('1,234', 18)).toEqual({
      ok: false,
      reason: 'ambiguousComma',
      readings: ['1.234', '1234'],
    })
    expect(parseAmount('1,500', 18)).toMatchObject({ readings: ['1.5', '1500'] })
  })

  it('more decimals than the token has, and offers the amount cut to them', () => {
    expect(parseAmount('1.0000000000000000001', 18)).toEqual({
      ok: false,
      reason: 'tooManyDecimals',
      suggestion: '1',
    })
    expect(parseAmount('0.0000000000000000001', 18)).toEqual({
      ok: false,
      reason: 'tooManyDecimals',
    })
    expect(parseAmount('1.2345678', 6)).toMatchObject({ suggestion: '1.234567' })
  })

  it('a pasted unit, and offers what stands before it', () => {
    expect(parseAmount('1.5 stETH', 18)).toEqual({
      ok: false,
      reason: 'notANumber',
      suggestion: '1.5',
    })
  })

  it('what no uint256 can hold', () => {
    expect(parseAmount((2n ** 256n - 1n).toString(), 0)).toMatchObject({ ok: true })
    expect(parseAmount((2n ** 256n).toString(), 0)).toEqual({ ok: false, reason: 'tooLarge' })
  })
})
