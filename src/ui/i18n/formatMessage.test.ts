import { describe, expect, it } from 'vitest'
import { formatMessage, parseMessage } from './formatMessage.ts'

describe('formatMessage', () => {
  it('fills placeholders and groups numbers', () => {
    expect(formatMessage('Leave by block {block}', { block: 21_400_112n }, 'en-GB')).toBe(
      'Leave by block 21,400,112',
    )
    expect(formatMessage('{a} and {a}', { a: 'x' }, 'en-GB')).toBe('x and x')
  })

  it('chooses the plural form by the locale', () => {
    const message = { one: '{count} operator', other: '{count} operators' }
    expect(formatMessage(message, { count: 1 }, 'en-GB')).toBe('1 operator')
    expect(formatMessage(message, { count: 0 }, 'en-GB')).toBe('0 operators')
    expect(formatMessage(message, { count: 1_200 }, 'en-GB')).toBe('1,200 operators')
    expect(formatMessage({ other: '{count} 家' }, { count: 1n }, 'zh-CN')).toBe('1 家')
  })

  it('keeps the content of tags and leaves an unfilled placeholder visible', () => {
    expect(formatMessage('Read <link>the {what}</link>.', { what: 'terms' }, 'en-GB')).toBe(
      'Read the terms.',
    )
    expect(formatMessage('{missing}', {}, 'en-GB')).toBe('{missing}')
  })

  it('does not read values as messages', () => {
    expect(formatMessage('{a}', { a: '{b}<i>x</i>', b: 'no' }, 'en-GB')).toBe('{b}<i>x</i>')
  })
})

describe('parseMessage', () => {
  it('nests tags', () => {
    expect(parseMessage('a <b>c {d}</b>')).toEqual([
      { kind: 'text', text: 'a ' },
      {
        kind: 'tag',
        name: 'b',
        parts: [
          { kind: 'text', text: 'c ' },
          { kind: 'value', name: 'd' },
        ],
      },
    ])
  })

  it.each(['<a>x', 'x</a>', '<a><b>x</a></b>'])('refuses %s', (text) => {
    expect(() => parseMessage(text)).toThrow(/tag/i)
  })
})
