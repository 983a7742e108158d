import { describe, expect, it } from 'vitest'
import { detectLanguage } from './detectLanguage.ts'

describe('detectLanguage', () => {
  it.each([
    ['?lang=zh', 'en', ['en'], 'zh'],
    ['?lang=zh-CN', null, ['en'], 'zh'],
    ['?lang=fr', 'zh', ['en'], 'zh'],
    ['', 'zh', ['en'], 'zh'],
    ['', 'xx', ['de-DE', 'zh-TW', 'en'], 'zh'],
    ['', null, ['fr', 'en-US'], 'en'],
    ['', null, ['fr'], 'en'],
    ['', null, [], 'en'],
  ] as const)('search %j, stored %j, browser %j: %s', (search, stored, preferred, language) => {
    expect(detectLanguage(search, stored, preferred)).toBe(language)
  })
})
