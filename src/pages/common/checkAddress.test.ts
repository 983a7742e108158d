import { expect, test } from 'vitest'
import { checkAddress } from './checkAddress.ts'

test('takes lower case, checks mixed case, refuses the rest', () => {
  const address = '0xae7ab96520DE3A18E5e111B5EaAb095312D7fE84'
  expect(checkAddress(` ${address.toLowerCase()} `)).toEqual({ address })
  expect(checkAddress(address)).toEqual({ address })
  expect(checkAddress(address.replace('DE3A', 'dE3A'))).toEqual({ fault: 'checksum' })
  expect(checkAddress('0x1234')).toEqual({ fault: 'notAddress' })
  expect(checkAddress('vitalik.eth')).toEqual({ fault: 'notAddress' })
})
