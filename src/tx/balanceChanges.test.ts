import { type Address, encodeAbiParameters, type Hex, pad, toEventSelector } from 'viem'
import { expect, test } from 'vitest'
import { touchedAssets } from './balanceChanges.ts'
import type { SimulatedLog } from './simulateCalls.ts'

const me: Address = `0x${'11'.repeat(20)}`
const other: Address = `0x${'22'.repeat(20)}`
const token: Address = `0x${'aa'.repeat(20)}`
const ether: Address = `0x${'ee'.repeat(20)}`
const TRANSFER = toEventSelector('Transfer(address,address,uint256)')

const word = (value: bigint): Hex => encodeAbiParameters([{ type: 'uint256' }], [value])
const transfer = (address: Address, from: Address, to: Address, value: bigint): SimulatedLog => ({
  address,
  topics: [TRANSFER, pad(from), pad(to)],
  data: word(value),
})
const piece = (from: Address, to: Address): SimulatedLog => ({
  address: token,
  topics: [TRANSFER, pad(from), pad(to), word(7n)],
  data: '0x',
})

test('ether counts both ways, and only the account’s own', () => {
  const { ether: delta, tokens } = touchedAssets(
    [
      transfer(ether, me, other, 5n),
      transfer(ether, other, me, 2n),
      transfer(ether, other, token, 9n),
    ],
    me,
  )
  expect(delta).toBe(-3n)
  expect(tokens).toEqual([])
})

test('tokens that come or go are read later; those of others are not', () => {
  expect(touchedAssets([transfer(token, other, me, 1n)], me).tokens).toEqual([token])
  expect(touchedAssets([transfer(token, me, other, 1n)], me).tokens).toEqual([token])
  expect(touchedAssets([transfer(token, other, other, 1n)], me).tokens).toEqual([])
})

test('an NFT is counted, never taken for an amount', () => {
  const there = touchedAssets([piece(other, me), piece(other, me), piece(me, other)], me)
  expect([...there.nfts]).toEqual([[token, 1n]])
  expect(there.tokens).toEqual([])
})

test('strategies are told by the protocol’s events about this account', () => {
  const strategy: Address = `0x${'55'.repeat(20)}`
  const deposit = (staker: Address): SimulatedLog => ({
    address: other,
    topics: [toEventSelector('Deposit(address,address,uint256)')],
    data: encodeAbiParameters(
      [{ type: 'address' }, { type: 'address' }, { type: 'uint256' }],
      [staker, strategy, 1n],
    ),
  })
  expect(touchedAssets([deposit(me)], me).strategies).toEqual([strategy])
  expect(touchedAssets([deposit(other)], me).strategies).toEqual([])
})
