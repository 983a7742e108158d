import { expect, test } from 'vitest'
import { cleanName, parseBook } from './addressBook.ts'

const address = '0x52908400098527886E0F7030069857D2E4169EE7'

test('a stored book is read; what is no address is left out, the last name of an address counts', () => {
  const stored = [
    { address, name: ' Cold\u0007 wallet ' },
    { address: '0x12', name: 'broken' },
    { name: 'nothing' },
    null,
    { address: address.toLowerCase(), name: 'Vault' },
    { address: '0x00000000000000000000000000000000000000a1' },
  ]
  expect(parseBook(JSON.stringify(stored))).toEqual([
    { address: address.toLowerCase(), name: 'Vault' },
    { address: '0x00000000000000000000000000000000000000a1', name: '' },
  ])
})

test('anything else is an empty book', () => {
  for (const text of [null, '', '{', '{"address":1}', '7']) expect(parseBook(text)).toEqual([])
})

test('names are cut to what a chip can hold', () => {
  expect(cleanName(`  \u202e${'a'.repeat(80)}`)).toBe('a'.repeat(40))
})
