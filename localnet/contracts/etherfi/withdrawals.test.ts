import { type Address, parseEther } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createContracts } from '../../deploy/deployer.ts'
import { type EtherFiSetup, setUpEtherFi, signPermit, unlockSigner } from './setup.ts'

const UNIT = 10n ** 18n
const ETH: Address = '0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE'
let setup: EtherFiSetup
let snapshot: `0x${string}`

beforeAll(async () => {
  setup = await setUpEtherFi()
  const { pool, owner, bob, alice, restakers } = setup
  await pool.send(bob, 'deposit', [], parseEther('3000') + 7n)
  for (const [index, amount] of ['1500', '1000'].entries()) {
    const restaker = restakers[index]?.address
    await pool.send(owner, 'fundRestaker', [restaker, parseEther(amount)])
  }
  await rewards(parseEther('9000'))
  await report(0n)
  await pool.send(alice, 'deposit', [], parseEther('40'))
})
afterAll(() => setup?.chain.stop())
beforeEach(async () => {
  snapshot = await setup.chain.client.snapshot()
})
afterEach(() => setup.chain.client.revert({ id: snapshot }))

const rewards = (wei: bigint) => setup.lido.send(setup.owner, 'report', [1n, 86_400n, wei])
const report = (last: bigint) => setup.admin.send(setup.owner, 'executeTasks', [last])
const balanceOf = (address: Address) => setup.chain.client.getBalance({ address })

async function request(who: Address, amount: bigint, recipient: Address = who) {
  const { eETH, pool, requests } = setup
  await eETH.send(who, 'approve', [pool.address, amount])
  await pool.send(who, 'requestWithdraw', [recipient, amount])
  return BigInt((await requests.read<number>('nextRequestId')) - 1)
}

interface Request {
  amountOfEEth: bigint
  shareOfEEth: bigint
  isValid: boolean
  feeGwei: number
}

describe('requests', () => {
  test('take eETH and give a token to the recipient', async () => {
    const { pool, eETH, requests, alice, bob } = setup
    const amount = parseEther('1.5') + 1n
    const share = await pool.read<bigint>('sharesForAmount', amount)
    await eETH.send(alice, 'approve', [pool.address, amount])
    const receipt = await pool.send(alice, 'requestWithdraw', [bob, amount])
    expect(requests.events(receipt)).toMatchObject([
      { eventName: 'Transfer', args: { to: bob, tokenId: 1n } },
      {
        eventName: 'WithdrawRequestCreated',
        args: { requestId: 1, amountOfEEth: amount, shareOfEEth: share, owner: bob },
      },
    ])
    expect(pool.events(receipt)).toMatchObject([
      { eventName: 'Withdraw', args: { sender: alice, recipient: bob, amount, source: 1 } },
    ])
    expect(await requests.read<Request>('getRequest', 1n)).toEqual({
      amountOfEEth: amount,
      shareOfEEth: share,
      isValid: true,
      feeGwei: 0,
    })
    expect(await eETH.read('shares', requests.address)).toBe(share)
    expect(await requests.read('ownerOf', 1n)).toBe(bob)
    expect([
      await requests.read('isValid', 1n),
      await requests.read('isFinalized', 1n),
      await requests.read('frozenRateFor', 1n),
    ]).toEqual([true, false, 0n])
    expect(await requests.refusal(bob, 'getClaimableAmount', [1n])).toBe('RequestNotFinalized')
    expect(await requests.refusal(bob, 'claimWithdraw', [1n])).toBe('RequestNotFinalized')
    expect(await requests.refusal(bob, 'isValid', [2n])).toBe('RequestNotFound')
  })

  test('are refused outside the limits', async () => {
    const { pool, alice, bob, owner, eETH } = setup
    const no = (from: Address, amount: bigint) =>
      pool.refusal(from, 'requestWithdraw', [from, amount])
    const [min, max] = await Promise.all([
      pool.read<bigint>('minWithdrawAmount'),
      pool.read<bigint>('maxWithdrawAmount'),
    ])
    expect([min, max]).toEqual([parseEther('0.001'), parseEther('1000')])
    await eETH.send(bob, 'approve', [pool.address, 2n * max])
    expect(await no(bob, 0n)).toBe('InvalidAmount')
    expect(await no(bob, 1n)).toBe('InvalidAmount')
    expect(await no(bob, min - 1n)).toBe('InvalidWithdrawalAmount')
    expect(await no(bob, max + 1n)).toBe('InvalidWithdrawalAmount')
    expect(await no(bob, min)).toBe('not refused')
    expect(await no(bob, max)).toBe('not refused')
    await eETH.send(alice, 'approve', [pool.address, max])
    expect(await no(alice, parseEther('41'))).toBe('TransferAmountExceedsBalance')
    await pool.send(owner, 'setMinWithdrawAmount', [1n + min])
    expect(await no(bob, min)).toBe('InvalidWithdrawalAmount')
    await pool.send(owner, 'pauseContract')
    expect(await no(bob, max)).toBe('ContractPaused')
  })

  test('with a permit of the caller, for whomever; a permit that fails is passed over', async () => {
    const { pool, eETH, requests, bob } = setup
    const who = await unlockSigner(setup)
    await pool.send(who, 'deposit', [], parseEther('5'))
    const value = parseEther('2')
    const permit = await signPermit(setup, eETH, 'EETH', pool.address, value)
    await pool.send(who, 'requestWithdrawWithPermit', [bob, value, permit])
    expect(await requests.read('ownerOf', 1n)).toBe(bob)
    const again = () => pool.refusal(who, 'requestWithdrawWithPermit', [bob, value, permit])
    expect(await again()).toBe('TransferAmountExceedsAllowance')
    await eETH.send(who, 'approve', [pool.address, value])
    expect(await again()).toBe('not refused')
  })
})

describe('claims', () => {
  test('pay what was asked for when the rate has grown, and no more', async () => {
    const { pool, eETH, requests, alice } = setup
    const amount = parseEther('10') + 3n
    const id = await request(alice, amount)
    await rewards(parseEther('900'))
    const liquid = await pool.read<bigint>('totalValueInLp')
    await report(id)
    expect(await requests.read('lastFinalizedRequestId')).toBe(Number(id))
    expect(await requests.read('getClaimableAmount', id)).toBe(amount)
    expect(liquid - (await pool.read<bigint>('totalValueInLp'))).toBe(amount)
    expect(await balanceOf(requests.address)).toBe(amount)
    expect(await eETH.read('shares', requests.address)).toBe(0n)
    const before = await balanceOf(alice)
    // Anybody may claim; the ether goes to the owner.
    const receipt = await requests.send(setup.bob, 'claimWithdraw', [id])
    expect((await balanceOf(alice)) - before).toBe(amount)
    expect(requests.events(receipt).at(-1)).toMatchObject({
      eventName: 'WithdrawRequestClaimed',
      args: { requestId: Number(id), amountOfEEth: amount, owner: alice },
    })
    expect(await requests.refusal(alice, 'claimWithdraw', [id])).toBe('RequestNotFound')
    expect(await requests.refusal(alice, 'getClaimableAmount', [id])).toBe('RequestNotFound')
    expect((await requests.read<Request>('getRequest', id)).isValid).toBe(false)
  })

  test('pay the shares at the frozen rate when it has fallen, whatever comes later', async () => {
    const { pool, requests, alice } = setup
    const amount = parseEther('10')
    const first = await request(alice, amount)
    const { shareOfEEth } = await requests.read<Request>('getRequest', first)
    await rewards(-parseEther('200000'))
    await report(first)
    const rate = await requests.read<bigint>('frozenRateFor', first)
    const paid = (shareOfEEth * rate) / UNIT
    expect(paid).toBeLessThan(amount)
    expect(await requests.read('getClaimableAmount', first)).toBe(paid)
    const second = await request(alice, parseEther('5'))
    await rewards(parseEther('20000'))
    await report(second)
    expect(await requests.read('getClaimableAmount', first)).toBe(paid)
    expect(await requests.read('frozenRateFor', first)).toBe(rate)
    expect(await requests.read<bigint>('frozenRateFor', second)).toBeGreaterThan(rate)
    const before = await balanceOf(alice)
    await requests.send(setup.bob, 'batchClaimWithdraw', [[first, second]])
    expect((await balanceOf(alice)) - before).toBe(paid + parseEther('5'))
    expect(await balanceOf(requests.address)).toBe(0n)
    expect(await pool.read<bigint>('amountPerShareCeil')).toBeGreaterThan(rate)
  })

  test('finalization leaves the rate of the others as it is, but for rounding', async () => {
    const { pool, bob } = setup
    const id = await request(bob, parseEther('500'))
    const rate = () => pool.read<bigint>('amountForShare', UNIT)
    await report(0n)
    const before = await rate()
    await report(id)
    const change = (await rate()) - before
    expect(change < 0n ? -change : change).toBeLessThanOrEqual(1n)
  })

  test('are paid in order, as far as the pool has ether', async () => {
    const { requests, alice, bob, pool } = setup
    await request(bob, parseEther('400'))
    await request(bob, parseEther('300'))
    await request(alice, parseEther('1'))
    await report(3n)
    expect(await requests.read('lastFinalizedRequestId')).toBe(1)
    await pool.send(alice, 'deposit', [], parseEther('300'))
    await report(3n)
    expect(await requests.read('lastFinalizedRequestId')).toBe(3)
    expect(await requests.refusal(setup.owner, 'finalizeRequests', [3n])).toBe('IncorrectCaller')
  })

  test('are refused while a request is invalid, and when its ether was never set aside', async () => {
    const { requests, owner, alice } = setup
    const id = await request(alice, parseEther('2'))
    await requests.send(owner, 'invalidateRequest', [id])
    expect(await requests.read('isValid', id)).toBe(false)
    await report(id)
    expect(await requests.refusal(alice, 'claimWithdraw', [id])).toBe('RequestNotValid')
    await requests.send(owner, 'validateRequest', [id])
    expect(await requests.refusal(alice, 'claimWithdraw', [id])).toBe('InsufficientEscrow')
    expect(await requests.refusal(alice, 'invalidateRequest', [id])).toBe('IncorrectCaller')
    await requests.send(owner, 'pauseContract')
    expect(await requests.refusal(alice, 'claimWithdraw', [id])).toBe('ContractPaused')
  })

  test('fail when the owner is a contract that takes no ether', async () => {
    const { requests, alice, eETH } = setup
    const id = await request(alice, parseEther('1'), eETH.address)
    await report(id)
    expect(await requests.refusal(alice, 'claimWithdraw', [id])).toBe('EthTransferFailed')
  })
})

describe('the rate', () => {
  test('follows what the restakers have, less a tenth of the gain', async () => {
    const { pool, eETH, restakers, treasury, admin, owner } = setup
    const value = async () => {
      const amounts = await Promise.all(
        restakers.map((restaker) => restaker.read<bigint>('getTotalPooledEther')),
      )
      return amounts.reduce((a, b) => a + b, 0n)
    }
    await report(0n)
    await rewards(parseEther('3000'))
    const [outside, shares, total] = await Promise.all([
      pool.read<bigint>('totalValueOutOfLp'),
      eETH.read<bigint>('totalShares'),
      pool.read<bigint>('getTotalPooledEther'),
    ])
    const earned = (await value()) - outside
    expect(earned).toBeGreaterThan(0n)
    const before = await eETH.read<bigint>('balanceOf', treasury)
    const receipt = await admin.send(owner, 'executeTasks', [0n])
    const fee = earned / 10n
    expect(pool.events(receipt)).toMatchObject([
      {
        eventName: 'Rebase',
        args: { totalEthLocked: total + earned - fee, totalEEthShares: shares },
      },
      { eventName: 'ProtocolFeePaid', args: { protocolFees: fee } },
    ])
    expect(await pool.read('totalValueOutOfLp')).toBe(await value())
    const paid = (await eETH.read<bigint>('balanceOf', treasury)) - before
    const growth = (before * (earned - fee)) / total
    expect(paid - fee - growth).toBeLessThanOrEqual(2n)
    expect(paid - fee - growth).toBeGreaterThanOrEqual(-2n)
  })

  test('one report adds at most a quarter of a percent; the rest comes with the next', async () => {
    const { pool, admin, alice } = setup
    await rewards(parseEther('46000'))
    const total = await pool.read<bigint>('getTotalPooledEther')
    const [accrued, fee] = await admin.read<[bigint, bigint]>('pendingRewards')
    expect(accrued + fee).toBe((total * 25n) / 10_000n)
    await report(0n)
    const [more] = await admin.read<[bigint, bigint]>('pendingRewards')
    expect(more).toBeGreaterThan(0n)
    expect(await pool.refusal(alice, 'rebase', [1n, 0n])).toBe('IncorrectCaller')
    await setup.chain.client.impersonateAccount({ address: admin.address })
    await setup.chain.client.setBalance({ address: admin.address, value: UNIT })
    expect(await pool.refusal(admin.address, 'rebase', [total / 300n, 0n])).toBe(
      'RebaseExceedsPositiveCap',
    )
  })

  test('falls with a slashing of the operator that a restaker is delegated to', async () => {
    const { allocation, pool, delegation, restakers, strategy, chain, contracts } = setup
    const [operator] = setup.operators
    const avs = setup.bob
    const [restaker] = restakers
    const [registrar] = await createContracts(chain.client, contracts, setup.owner, [
      { name: 'AVSRegistrar', args: [avs] },
    ])
    await chain.client.mine({ blocks: 80 })
    await allocation.send(avs, 'updateAVSMetadataURI', [avs, 'uri'])
    await allocation.send(avs, 'setAVSRegistrar', [avs, registrar])
    await allocation.send(avs, 'createOperatorSets', [
      avs,
      [{ operatorSetId: 0, strategies: [strategy], slasher: avs }],
    ])
    const set = { avs, id: 0 }
    await allocation.send(operator, 'registerForOperatorSets', [
      operator,
      { avs, operatorSetIds: [0], data: '0x' },
    ])
    await allocation.send(operator, 'modifyAllocations', [
      operator,
      [{ operatorSet: set, strategies: [strategy], newMagnitudes: [UNIT / 2n] }],
    ])
    await report(0n)
    const before = (await restaker?.read<bigint>('getTotalPooledEther')) ?? 0n
    const rate = await pool.read<bigint>('amountForShare', UNIT)
    await allocation.send(avs, 'slashOperator', [
      avs,
      {
        operator,
        operatorSetId: 0,
        strategies: [strategy],
        wadsToSlash: [UNIT / 5n],
        description: 'test',
      },
    ])
    // A fifth of a half is gone, to the wei that shares round.
    const after = (await restaker?.read<bigint>('getTotalPooledEther')) ?? 0n
    const lost = before - after
    expect(lost - before / 10n < 10n && before / 10n - lost < 10n).toBe(true)
    await report(0n)
    expect(await pool.read<bigint>('amountForShare', UNIT)).toBeLessThan((rate * 96n) / 100n)
    expect(await delegation.read('delegatedTo', restaker?.address)).toBe(operator)
    expect(await restaker?.read('isDelegated')).toBe(true)
  })
})

describe('instant redemption', () => {
  test('pays at once less the fee, which stays with the holders and the treasury', async () => {
    const { redemption, eETH, pool, alice, bob, treasury } = setup
    const amount = parseEther('20')
    const shares = await pool.read<bigint>('sharesForAmount', amount)
    expect(await redemption.read('canRedeem', amount, ETH)).toBe(true)
    const out = await redemption.read<bigint>('previewRedeem', shares, ETH)
    expect(amount - out).toBeGreaterThanOrEqual((amount * 30n) / 10_000n)
    expect(amount - out).toBeLessThanOrEqual((amount * 30n) / 10_000n + 3n)
    await eETH.send(alice, 'approve', [redemption.address, amount])
    const rate = await pool.read<bigint>('amountForShare', UNIT)
    const [before, gained] = [await balanceOf(bob), await eETH.read<bigint>('balanceOf', treasury)]
    const receipt = await redemption.send(alice, 'redeemEEth', [amount, bob, ETH])
    expect((await balanceOf(bob)) - before).toBe(out)
    expect(redemption.events(receipt).at(-1)).toMatchObject({
      eventName: 'Redeemed',
      args: { receiver: bob, redemptionAmount: out, token: ETH },
    })
    expect(await pool.read<bigint>('amountForShare', UNIT)).toBeGreaterThan(rate)
    expect(await eETH.read<bigint>('balanceOf', treasury)).toBeGreaterThan(gained)
  })

  test('takes weETH too, and refuses by name', async () => {
    const { redemption, eETH, weETH, alice, bob, pool } = setup
    await eETH.send(alice, 'approve', [weETH.address, parseEther('10')])
    await weETH.send(alice, 'wrap', [parseEther('10')])
    const wrapped = await weETH.read<bigint>('balanceOf', alice)
    await weETH.send(alice, 'approve', [redemption.address, wrapped])
    const before = await balanceOf(bob)
    const out = await redemption.read<bigint>('previewRedeem', wrapped, ETH)
    await redemption.send(alice, 'redeemWeEth', [wrapped, bob, ETH])
    const missing = out - ((await balanceOf(bob)) - before)
    expect(missing).toBeGreaterThanOrEqual(0n)
    expect(missing).toBeLessThanOrEqual(3n)

    const no = (from: Address, amount: bigint, token: Address = ETH) =>
      redemption.refusal(from, 'redeemEEth', [amount, from, token])
    expect(await no(alice, parseEther('31'))).toBe('InsufficientBalance')
    expect(await no(alice, 100n, eETH.address)).toBe('InvalidOutputToken')
    await eETH.send(alice, 'approve', [redemption.address, parseEther('1')])
    // One of the pool's own contracts takes no ether from it, so it cannot receive any.
    expect(
      await redemption.refusal(alice, 'redeemEEth', [parseEther('1'), eETH.address, ETH]),
    ).toBe('SendFail')
    const most = await redemption.read<bigint>('totalRedeemableAmount', ETH)
    await eETH.send(bob, 'approve', [redemption.address, most + 1n])
    expect(await no(bob, most + 1n)).toBe('ExceededRedeemable')
    expect(await no(bob, most)).toBe('not refused')
    expect(await redemption.read('canRedeem', most + 1n, ETH)).toBe(false)
    // A deposit brings ether, but not beyond the day's limit.
    await pool.send(bob, 'deposit', [], parseEther('5000'))
    const today = await redemption.read<bigint>('totalRedeemableAmount', ETH)
    expect(today).toBeLessThanOrEqual(parseEther('2000'))
    expect(await no(bob, today + 1n)).toBe('ExceededRedeemable')
  })
})
