import { type Address, createClient, custom, type Hex, pad, toFunctionSelector } from 'viem'
import { expect, test } from 'vitest'
import { strategyToken } from './strategyToken.ts'

const bEIGEN: Address = '0x00000000000000000000000000000000000000b1'
const EIGEN: Address = '0x00000000000000000000000000000000000000E1'
const strategy: Address = '0x00000000000000000000000000000000000000c1'

/** A node with one strategy, which answers some functions and reverts on others. */
const nodeWith = (answers: Record<string, Address>) =>
  createClient({
    transport: custom(
      {
        request: async ({ params }: { params?: readonly [{ data: Hex }] }) => {
          const selector = params?.[0].data.slice(0, 10)
          const name = Object.keys(answers).find((one) => toFunctionSelector(one) === selector)
          if (name === undefined)
            throw Object.assign(new Error('execution reverted'), { code: 3, data: '0x' })
          return pad(answers[name]!)
        },
      },
      { retryCount: 0 },
    ),
  })

test('EigenStrategy takes and pays EIGEN, not the bEIGEN that it keeps', async () => {
  const node = nodeWith({ 'EIGEN()': EIGEN, 'underlyingToken()': bEIGEN })
  expect((await strategyToken(node, strategy)).toLowerCase()).toBe(EIGEN.toLowerCase())
})

test('every other strategy pays what it keeps', async () => {
  expect(
    (await strategyToken(nodeWith({ 'underlyingToken()': bEIGEN }), strategy)).toLowerCase(),
  ).toBe(bEIGEN)
})

test('a token that cannot be read is an error, not an address of zeros', async () => {
  await expect(strategyToken(nodeWith({}), strategy)).rejects.toThrow()
})
