import { type Address, parseEther, zeroAddress } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type EtherFiSetup, setUpEtherFi, signer, signPermit, unlockSigner } from './setup.ts'

let setup: EtherFiSetup
let snapshot: `0x${string}`

beforeAll(async () => {
  setup = await setUpEtherFi()
  // A rate with digits in every place.
  await setup.pool.send(setup.bob, 'deposit', [], parseEther('3000') + 7n)
  await fund('1500', '1000')
  await gain('9000')
})
afterAll(() => setup?.chain.stop())
beforeEach(async () => {
  snapshot = await setup.chain.client.snapshot()
})
afterEach(() => setup.chain.client.revert({ id: snapshot }))

async function fund(...amounts: readonly string[]) {
  for (const [index, amount] of amounts.entries()) {
    const restaker = setup.restakers[index]?.address
    await setup.pool.send(setup.owner, 'fundRestaker', [restaker, parseEther(amount)])
  }
}

/** Lido's validators earn, and the pool reports what its restakers have of it. */
async function gain(ether: string) {
  await setup.lido.send(setup.owner, 'report', [1n, 86_400n, parseEther(ether)])
  await setup.admin.send(setup.owner, 'executeTasks', [0n])
}

describe('deposits', () => {
  test('the first gives a share a wei, later ones what the rate gives, rounded down', async () => {
    const { pool, eETH, alice } = setup
    const [total, shares] = await Promise.all([
      pool.read<bigint>('getTotalPooledEther'),
      eETH.read<bigint>('totalShares'),
    ])
    expect(total).toBeGreaterThan(shares)
    const value = parseEther('12.345') + 9n
    const receipt = await pool.send(alice, 'deposit', [], value)
    const minted = (value * shares) / total
    expect(await eETH.read('shares', alice)).toBe(minted)
    const balance = await eETH.read<bigint>('balanceOf', alice)
    expect(balance).toBe((minted * (total + value)) / (shares + minted))
    expect(value - balance).toBeLessThanOrEqual(2n)
    expect(pool.events(receipt)).toMatchObject([
      {
        eventName: 'Deposit',
        args: { sender: alice, amount: value, source: 1, referral: zeroAddress },
      },
    ])
    expect(eETH.events(receipt)).toMatchObject([
      { eventName: 'Transfer', args: { from: zeroAddress, to: alice } },
      { eventName: 'TransferShares', args: { sharesValue: minted } },
    ])
    expect(await pool.read('totalValueInLp')).toBe(parseEther('500') + 7n + value)
    expect(await pool.read('sharesForAmount', value)).toBe(
      (value * (shares + minted)) / (total + value),
    )
  })

  test('refuse nothing, less than a share, and while paused', async () => {
    const { pool, owner, alice, chain } = setup
    const no = (value: bigint) => pool.refusal(alice, 'deposit', [], value)
    expect(await no(0n)).toBe('InvalidAmount')
    // A share is more than a wei, and one wei buys none.
    expect(await no(1n)).toBe('InvalidAmount')
    expect(await no(2n)).toBe('not refused')
    expect(await pool.refusal(alice, 'pauseContract')).toBe('IncorrectCaller')
    await pool.send(owner, 'pauseContract')
    expect(await pool.read('paused')).toBe(true)
    expect(await no(2n)).toBe('ContractPaused')
    await pool.send(owner, 'unPauseContract')
    const { timestamp } = await chain.client.getBlock()
    await pool.send(owner, 'pauseContractUntil', [timestamp + 500n])
    expect(await no(2n)).toBe('ContractPausedUntil')
    await chain.client.setNextBlockTimestamp({ timestamp: timestamp + 501n })
    await chain.client.mine({ blocks: 1 })
    expect(await no(2n)).toBe('not refused')
  })
})

describe('eETH', () => {
  beforeEach(() => setup.pool.send(setup.alice, 'deposit', [], parseEther('10') + 1n))

  test('moves shares, so that an amount may arrive a wei or two short', async () => {
    const { eETH, pool, alice, treasury } = setup
    const amount = parseEther('3.333') + 1n
    const before = await eETH.read<bigint>('shares', treasury)
    const shares = await pool.read<bigint>('sharesForAmount', amount)
    await eETH.send(alice, 'transfer', [treasury, amount])
    expect((await eETH.read<bigint>('shares', treasury)) - before).toBe(shares)
    const arrived = await pool.read<bigint>('amountForShare', shares)
    expect(amount - arrived).toBeGreaterThanOrEqual(0n)
    expect(amount - arrived).toBeLessThanOrEqual(2n)
    const rest = await eETH.read<bigint>('balanceOf', alice)
    await eETH.send(alice, 'transfer', [treasury, rest])
    expect(await eETH.read<bigint>('balanceOf', alice)).toBeLessThanOrEqual(1n)
  })

  test('refuses by name', async () => {
    const { eETH, alice, bob, pool } = setup
    const no = (from: Address, fn: string, ...args: unknown[]) => eETH.refusal(from, fn, args)
    expect(await no(alice, 'transfer', bob, parseEther('11'))).toBe('TransferAmountExceedsBalance')
    expect(await no(bob, 'transferFrom', alice, bob, 1n)).toBe('TransferAmountExceedsAllowance')
    expect(await no(alice, 'transfer', zeroAddress, 1n)).toBe('AddressZero')
    expect(await no(alice, 'approve', zeroAddress, 1n)).toBe('AddressZero')
    expect(await no(alice, 'decreaseAllowance', bob, 1n)).toBe('AllowanceBelowZero')
    expect(await no(alice, 'mintShares', alice, 1n)).toBe('IncorrectCaller')
    expect(await no(alice, 'burnShares', bob, 1n)).toBe('IncorrectCaller')
    // Without an approval the pool takes nothing either.
    expect(await pool.refusal(alice, 'requestWithdraw', [alice, parseEther('1')])).toBe(
      'TransferAmountExceedsAllowance',
    )
  })

  test('an allowance is used up, the largest one too', async () => {
    const { eETH, alice, bob } = setup
    const most = 2n ** 256n - 1n
    await eETH.send(alice, 'approve', [bob, most])
    await eETH.send(bob, 'transferFrom', [alice, bob, 5n])
    expect(await eETH.read('allowance', alice, bob)).toBe(most - 5n)
  })

  test('takes permits under the name EETH, whatever it is called', async () => {
    const { eETH, bob } = setup
    expect(await eETH.read('name')).toBe('ether.fi ETH')
    const { value, deadline, v, r, s } = await signPermit(setup, eETH, 'EETH', bob, 77n)
    const call = [signer.address, bob, value, deadline, v, r, s]
    await eETH.send(bob, 'permit', call)
    expect(await eETH.read('allowance', signer.address, bob)).toBe(77n)
    expect(await eETH.refusal(bob, 'permit', call)).toBe('InvalidSignature')
    const late = await signPermit(setup, eETH, 'EETH', bob, 77n, 1n)
    const lateCall = [signer.address, bob, 77n, 1n, late.v, late.r, late.s]
    expect(await eETH.refusal(bob, 'permit', lateCall)).toBe('ExpiredDeadline')
    const other = await signPermit(setup, eETH, 'ether.fi ETH', bob, 77n)
    expect(
      await eETH.refusal(bob, 'permit', [
        signer.address,
        bob,
        77n,
        other.deadline,
        other.v,
        other.r,
        other.s,
      ]),
    ).toBe('InvalidSignature')
  })
})

describe('weETH', () => {
  test('one wei is one share; wrapping and unwrapping lose at most a few wei', async () => {
    const { eETH, weETH, pool, alice } = setup
    await pool.send(alice, 'deposit', [], parseEther('5') + 3n)
    const balance = await eETH.read<bigint>('balanceOf', alice)
    expect(await weETH.refusal(alice, 'wrap', [balance])).toBe('TransferAmountExceedsAllowance')
    await eETH.send(alice, 'approve', [weETH.address, balance])
    const wrapped = await pool.read<bigint>('sharesForAmount', balance)
    expect(await weETH.read('getWeETHByeETH', balance)).toBe(wrapped)
    await weETH.send(alice, 'wrap', [balance])
    expect(await weETH.read('balanceOf', alice)).toBe(wrapped)
    expect(await eETH.read('shares', weETH.address)).toBe(wrapped)
    expect(await weETH.read('getRate')).toBe(await pool.read('amountForShare', parseEther('1')))
    expect(await weETH.read('getEETHByWeETH', wrapped)).toBe(
      await pool.read('amountForShare', wrapped),
    )
    await weETH.send(alice, 'unwrap', [wrapped])
    const loss = balance - (await eETH.read<bigint>('balanceOf', alice))
    expect(loss).toBeGreaterThanOrEqual(0n)
    expect(loss).toBeLessThanOrEqual(3n)
    expect(await weETH.refusal(alice, 'wrap', [0n])).toBe('ZeroAmount')
    expect(await weETH.refusal(alice, 'unwrap', [0n])).toBe('ZeroAmount')
    expect(await weETH.refusal(alice, 'unwrap', [1n])).toBe('ERC20: burn amount exceeds balance')
  })

  test('wraps with a permit of eETH; one that fails is passed over', async () => {
    const { eETH, weETH, pool } = setup
    const who = await unlockSigner(setup)
    await pool.send(who, 'deposit', [], parseEther('5'))
    const value = parseEther('1')
    const permit = await signPermit(setup, eETH, 'EETH', weETH.address, value)
    await weETH.send(who, 'wrapWithPermit', [value, permit])
    expect(await weETH.refusal(who, 'wrapWithPermit', [value, permit])).toBe(
      'TransferAmountExceedsAllowance',
    )
    await eETH.send(who, 'approve', [weETH.address, value])
    await weETH.send(who, 'wrapWithPermit', [value, permit])
  })

  test('has the permit domain of mainnet, which is not its name', async () => {
    const { weETH, bob } = setup
    expect(await weETH.read('name')).toBe('Wrapped eETH')
    const { value, deadline, v, r, s } = await signPermit(
      setup,
      weETH,
      'EtherFi wrapped ETH',
      bob,
      5n,
    )
    await weETH.send(bob, 'permit', [signer.address, bob, value, deadline, v, r, s])
    expect(await weETH.read('allowance', signer.address, bob)).toBe(5n)
    const wrong = await signPermit(setup, weETH, 'Wrapped eETH', bob, 5n)
    expect(
      await weETH.refusal(bob, 'permit', [
        signer.address,
        bob,
        5n,
        wrong.deadline,
        wrong.v,
        wrong.r,
        wrong.s,
      ]),
    ).toBe('ERC20Permit: invalid signature')
  })
})
