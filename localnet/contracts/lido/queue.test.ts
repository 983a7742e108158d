import { type Address, type Hex, keccak256, parseEther, toHex, zeroAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CompiledContracts, compileContracts } from '../../compile.ts'
import { deployLido } from '../../deploy/lido.ts'
import { type RunningAnvil, startAnvil } from '../../testing/anvil.ts'
import { Handle } from '../periphery/handle.ts'

const E27 = 10n ** 27n
let chain: RunningAnvil
let contracts: CompiledContracts
let accounts: Address[]
let oracle: Address
let alice: Address
let bob: Address
let lido: Handle
let wstETH: Handle
let queue: Handle

beforeAll(async () => {
  contracts = await compileContracts({ folders: ['lido'] })
  chain = await startAnvil({ balance: 1_000_000 })
  accounts = [...(await chain.client.getAddresses())]
  ;[oracle, alice, bob] = accounts as [Address, Address, Address]
})
afterAll(() => chain.stop())
beforeEach(async () => {
  // A rate with digits in every place, so that nothing rounds to nothing by chance.
  const addresses = await deployLido(chain.client, contracts, {
    from: oracle,
    initialShares: 8_000_000n * 10n ** 18n + 7n,
    initialClBalance: 9_200_000n * 10n ** 18n + 11n,
  })
  lido = new Handle(chain.client, contracts, 'Lido', addresses.stETH)
  wstETH = new Handle(chain.client, contracts, 'WstETH', addresses.wstETH)
  queue = new Handle(chain.client, contracts, 'WithdrawalQueueERC721', addresses.withdrawalQueue)
  await lido.send(alice, 'submit', [zeroAddress], parseEther('5000'))
})

interface Status {
  amountOfStETH: bigint
  amountOfShares: bigint
  owner: Address
  timestamp: bigint
  isFinalized: boolean
  isClaimed: boolean
}
const status = async (id: bigint) =>
  (await queue.read<Status[]>('getWithdrawalStatus', [id]))[0] as Status

/** Approves and requests; resolves with the ids. */
async function request(who: Address, amounts: readonly bigint[], owner: Address = who) {
  const sum = amounts.reduce((a, b) => a + b, 0n)
  await lido.send(who, 'approve', [queue.address, sum])
  const before = await queue.read<bigint>('getLastRequestId')
  await queue.send(who, 'requestWithdrawals', [amounts, owner])
  return amounts.map((_, index) => before + BigInt(index) + 1n)
}

let day = 0n
async function report(rewards: bigint, last: bigint) {
  day += 1n
  return lido.send(oracle, 'reportAndFinalize', [day * 86_400n, 86_400n, rewards, last])
}

const lastCheckpoint = () => queue.read<bigint>('getLastCheckpointIndex')
const hintsOf = async (ids: readonly bigint[]) =>
  queue.read<bigint[]>('findCheckpointHints', ids, 1n, await lastCheckpoint())
const claimable = async (ids: readonly bigint[]) =>
  queue.read<bigint[]>('getClaimableEther', ids, await hintsOf(ids))

describe('requests', () => {
  test('hold the amount and its shares, rounded down as any transfer of stETH', async () => {
    const amounts = [parseEther('12.345') + 7n, 100n]
    const shares = await Promise.all(
      amounts.map((amount) => lido.read<bigint>('getSharesByPooledEth', amount)),
    )
    await lido.send(alice, 'approve', [queue.address, parseEther('20')])
    const receipt = await queue.send(alice, 'requestWithdrawals', [amounts, zeroAddress])
    expect(queue.events(receipt)).toMatchObject([
      {
        eventName: 'WithdrawalRequested',
        args: { requestId: 1n, requestor: alice, owner: alice, amountOfStETH: amounts[0] },
      },
      { eventName: 'Transfer', args: { from: zeroAddress, to: alice, tokenId: 1n } },
      { eventName: 'WithdrawalRequested', args: { requestId: 2n, amountOfStETH: 100n } },
      { eventName: 'Transfer', args: { tokenId: 2n } },
    ])
    const { timestamp } = await chain.client.getBlock()
    expect(await status(1n)).toEqual({
      amountOfStETH: amounts[0],
      amountOfShares: shares[0],
      owner: alice,
      timestamp,
      isFinalized: false,
      isClaimed: false,
    })
    expect(await lido.read('sharesOf', queue.address)).toBe((shares[0] ?? 0n) + (shares[1] ?? 0n))
    expect(await queue.read('unfinalizedStETH')).toBe((amounts[0] ?? 0n) + 100n)
    expect(await queue.read('unfinalizedRequestNumber')).toBe(2n)
    expect(await queue.read('getWithdrawalRequests', alice)).toEqual([1n, 2n])
    expect(await queue.read('balanceOf', alice)).toBe(2n)
    expect(await queue.read('getLastRequestId')).toBe(2n)
    expect(await queue.read('getLastFinalizedRequestId')).toBe(0n)
    expect(await lastCheckpoint()).toBe(0n)
  })

  test('are for whom the caller names', async () => {
    const [id] = await request(alice, [parseEther('1')], bob)
    expect(await queue.read('ownerOf', id)).toBe(bob)
    expect(await queue.read('getWithdrawalRequests', alice)).toEqual([])
  })

  test('of wstETH are unwrapped, and limited by what they unwrap to', async () => {
    const wrapped = parseEther('3') + 1n
    await lido.send(alice, 'approve', [wstETH.address, parseEther('2000')])
    await wstETH.send(alice, 'wrap', [parseEther('2000')])
    await wstETH.send(alice, 'approve', [queue.address, parseEther('2000')])
    const amount = await lido.read<bigint>('getPooledEthByShares', wrapped)
    await queue.send(alice, 'requestWithdrawalsWstETH', [[wrapped], zeroAddress])
    expect((await status(1n)).amountOfStETH).toBe(amount)
    const ask = (value: bigint) =>
      queue.refusal(alice, 'requestWithdrawalsWstETH', [[value], zeroAddress])
    // 870 wstETH are more than 1000 stETH at a rate of 1.15.
    expect(await ask(parseEther('870'))).toBe('RequestAmountTooLarge')
    expect(await ask(parseEther('869'))).toBe('not refused')
    expect(await ask(80n)).toBe('RequestAmountTooSmall')
  })

  test('are refused outside the limits, without allowance, and while paused', async () => {
    const max = await queue.read<bigint>('MAX_STETH_WITHDRAWAL_AMOUNT')
    const min = await queue.read<bigint>('MIN_STETH_WITHDRAWAL_AMOUNT')
    const ask = (amount: bigint) =>
      queue.refusal(alice, 'requestWithdrawals', [[amount], zeroAddress])
    expect([max, min]).toEqual([parseEther('1000'), 100n])
    expect(await ask(max)).toBe('ALLOWANCE_EXCEEDED')
    await lido.send(alice, 'approve', [queue.address, 2n * max])
    expect(await ask(max + 1n)).toBe('RequestAmountTooLarge')
    expect(await ask(min - 1n)).toBe('RequestAmountTooSmall')
    expect(await ask(max)).toBe('not refused')
    expect(await ask(min)).toBe('not refused')

    expect(await queue.refusal(oracle, 'resume')).toBe('PausedExpected')
    await queue.send(oracle, 'pauseFor', [1_000n])
    expect(await queue.read('isPaused')).toBe(true)
    expect(await ask(min)).toBe('ResumedExpected')
    expect(await queue.refusal(oracle, 'pauseFor', [1n])).toBe('ResumedExpected')
    await queue.send(oracle, 'resume')
    expect(await ask(min)).toBe('not refused')
    expect(await queue.refusal(alice, 'pauseFor', [1n])).toBe('APP_AUTH_FAILED')
  })
})

describe('finalization', () => {
  test('takes ether and shares at the rate of the report, and pays what was asked for', async () => {
    const ids = await request(alice, [parseEther('100') + 3n, parseEther('7')])
    const [pooled, shares, buffered] = await Promise.all(
      ['getTotalPooledEther', 'getTotalShares', 'getBufferedEther'].map((name) =>
        lido.read<bigint>(name),
      ),
    )
    const given = (await status(1n)).amountOfShares + (await status(2n)).amountOfShares
    const rewards = parseEther('900')
    const receipt = await report(rewards, 2n)
    const locked = parseEther('107') + 3n
    expect(queue.events(receipt)).toMatchObject([
      {
        eventName: 'WithdrawalsFinalized',
        args: { from: 1n, to: 2n, amountOfETHLocked: locked, sharesToBurn: given },
      },
      { eventName: 'BatchMetadataUpdate', args: { _fromTokenId: 1n, _toTokenId: 2n } },
    ])
    const rebased = lido.events(receipt).find((e) => e.eventName === 'TokenRebased')
    const fee = rebased?.args.sharesMintedAsFees as bigint
    expect(rebased?.args).toMatchObject({
      preTotalShares: shares,
      preTotalEther: pooled,
      postTotalShares: (shares ?? 0n) + fee - given,
      postTotalEther: (pooled ?? 0n) + rewards - locked,
    })
    expect(lido.events(receipt).find((e) => e.eventName === 'SharesBurnt')?.args).toMatchObject({
      account: queue.address,
      sharesAmount: given,
    })
    expect(await lido.read('getBufferedEther')).toBe((buffered ?? 0n) - locked)
    expect(await queue.read('getLockedEtherAmount')).toBe(locked)
    expect(await chain.client.getBalance({ address: queue.address })).toBe(locked)
    expect(await lido.read('sharesOf', queue.address)).toBe(0n)
    expect(await queue.read('unfinalizedStETH')).toBe(0n)
    expect(await claimable(ids)).toEqual([parseEther('100') + 3n, parseEther('7')])
    expect((await status(1n)).isFinalized).toBe(true)
  })

  test('changes the rate of those who stay by nothing but rounding', async () => {
    await report(0n, 0n)
    const rate = () => lido.read<bigint>('getPooledEthByShares', E27)
    const before = await rate()
    await request(alice, [parseEther('999'), parseEther('1000')])
    await report(0n, 2n)
    const change = (await rate()) - before
    expect(change).toBeGreaterThanOrEqual(0n)
    expect(change).toBeLessThan(1_000n)
  })

  test('pays less when shares have lost, and a later checkpoint does not make that good', async () => {
    const [first] = await request(alice, [parseEther('100')])
    const { amountOfShares } = await status(first ?? 0n)
    const pooled = await lido.read<bigint>('getTotalPooledEther')
    const shares = await lido.read<bigint>('getTotalShares')
    const loss = parseEther('300000')
    await report(-loss, 1n)
    const rate = ((pooled - loss) * E27) / shares
    const paid = (amountOfShares * rate) / E27
    expect(await claimable([1n])).toEqual([paid])
    expect(paid).toBeLessThan(parseEther('97'))
    expect(await queue.read('getLockedEtherAmount')).toBe(paid)

    const [second] = await request(alice, [parseEther('50')])
    await report(parseEther('400000'), 2n)
    expect(await hintsOf([1n, 2n])).toEqual([1n, 2n])
    expect(await claimable([1n, second ?? 0n])).toEqual([paid, parseEther('50')])
    expect(await queue.refusal(alice, 'claimWithdrawals', [[1n], [2n]])).toBe('InvalidHint')
    expect(await queue.refusal(alice, 'claimWithdrawals', [[2n], [1n]])).toBe('InvalidHint')
  })

  test('without a gain the shares that were rounded down pay a wei or two less', async () => {
    await request(alice, [parseEther('10')])
    await report(0n, 1n)
    const [paid = 0n] = await claimable([1n])
    expect(parseEther('10') - paid).toBeGreaterThan(0n)
    expect(parseEther('10') - paid).toBeLessThanOrEqual(2n)
  })

  test('what is locked is what is claimed, to the wei, also after a loss', async () => {
    await request(alice, [parseEther('1') + 1n, 101n, parseEther('333.333') + 333n])
    await report(-parseEther('12345') - 1n, 2n)
    await report(parseEther('1'), 3n)
    const before = await chain.client.getBalance({ address: bob })
    const locked = await queue.read<bigint>('getLockedEtherAmount')
    const amounts = await claimable([1n, 2n, 3n])
    expect(amounts.reduce((a, b) => a + b, 0n)).toBe(locked)
    await queue.send(alice, 'claimWithdrawalsTo', [[1n, 2n, 3n], await hintsOf([1n, 2n, 3n]), bob])
    expect((await chain.client.getBalance({ address: bob })) - before).toBe(locked)
    expect(await queue.read('getLockedEtherAmount')).toBe(0n)
    expect(await chain.client.getBalance({ address: queue.address })).toBe(0n)
  })

  test('goes as far as the buffered ether, in order', async () => {
    // Gains are on the beacon chain: holders own more than the buffer has.
    await report(parseEther('100000'), 0n)
    const value = parseEther('1000')
    await request(alice, [value, value, value, value, value, parseEther('30')])
    await report(parseEther('1'), 6n)
    expect(await queue.read('getLastFinalizedRequestId')).toBe(5n)
    expect(await lido.read('getBufferedEther')).toBe(0n)
    await report(parseEther('1'), 6n)
    expect(await queue.read('getLastFinalizedRequestId')).toBe(5n)
    await lido.send(bob, 'submit', [zeroAddress], parseEther('30'))
    await report(parseEther('1'), 6n)
    expect(await queue.read('getLastFinalizedRequestId')).toBe(6n)
  })

  test('is for the pool alone, and never backwards', async () => {
    await request(alice, [parseEther('1')])
    expect(await queue.refusal(oracle, 'finalize', [1n, E27])).toBe('APP_AUTH_FAILED')
    expect(await queue.refusal(alice, 'prefinalize', [[2n], E27])).toBe('InvalidRequestId')
    const rate = 2n * E27
    const { amountOfShares } = await status(1n)
    expect(await queue.read('prefinalize', [1n], rate)).toEqual([parseEther('1'), amountOfShares])
    expect(await queue.read('prefinalize', [1n], E27)).toEqual([amountOfShares, amountOfShares])
  })

  test('tells of a bunker mode', async () => {
    expect(await queue.read('isBunkerModeActive')).toBe(false)
    const on = await queue.send(oracle, 'onOracleReport', [true, 77n, 99n])
    expect(queue.events(on)[0]).toMatchObject({ eventName: 'BunkerModeEnabled' })
    expect(await queue.read('isBunkerModeActive')).toBe(true)
    expect(await queue.read('bunkerModeSinceTimestamp')).toBe(77n)
    await queue.send(oracle, 'onOracleReport', [false, 0n, 100n])
    expect(await queue.read('isBunkerModeActive')).toBe(false)
  })
})

describe('claims', () => {
  test('pay the owner, once, and burn the token', async () => {
    await request(alice, [parseEther('10'), parseEther('20')])
    await report(parseEther('1'), 1n)
    expect(await queue.refusal(alice, 'claimWithdrawal', [2n])).toBe(
      'RequestNotFoundOrNotFinalized',
    )
    expect(await queue.refusal(alice, 'claimWithdrawals', [[2n], [0n]])).toBe(
      'RequestNotFoundOrNotFinalized',
    )
    expect(await queue.refusal(bob, 'claimWithdrawal', [1n])).toBe('NotOwner')
    const receipt = await queue.send(alice, 'claimWithdrawal', [1n])
    expect(queue.events(receipt)).toMatchObject([
      {
        eventName: 'WithdrawalClaimed',
        args: { requestId: 1n, owner: alice, receiver: alice, amountOfETH: parseEther('10') },
      },
      { eventName: 'Transfer', args: { from: alice, to: zeroAddress, tokenId: 1n } },
    ])
    expect(await queue.refusal(alice, 'claimWithdrawal', [1n])).toBe('RequestAlreadyClaimed')
    expect(await queue.refusal(alice, 'ownerOf', [1n])).toBe('RequestAlreadyClaimed')
    expect((await status(1n)).isClaimed).toBe(true)
    expect(await claimable([1n, 2n])).toEqual([0n, 0n])
    expect(await queue.read('getWithdrawalRequests', alice)).toEqual([2n])
  })

  test('refuse wrong lists, hints and ids by name', async () => {
    await request(alice, [parseEther('1'), parseEther('2')])
    expect(await hintsOf([1n, 2n])).toEqual([0n, 0n])
    await report(0n, 2n)
    const no = (fn: string, ...args: unknown[]) => queue.refusal(alice, fn, args)
    expect(await no('claimWithdrawals', [1n, 2n], [1n])).toBe('ArraysLengthMismatch')
    expect(await no('getClaimableEther', [1n, 2n], [1n])).toBe('ArraysLengthMismatch')
    expect(await no('claimWithdrawals', [1n], [0n])).toBe('InvalidHint')
    expect(await no('claimWithdrawals', [1n], [2n])).toBe('InvalidHint')
    expect(await no('claimWithdrawals', [0n], [1n])).toBe('InvalidRequestId')
    expect(await no('claimWithdrawal', 3n)).toBe('InvalidRequestId')
    expect(await no('getWithdrawalStatus', [3n])).toBe('InvalidRequestId')
    expect(await no('findCheckpointHints', [2n, 1n], 1n, 1n)).toBe('RequestIdsNotSorted')
    expect(await no('findCheckpointHints', [1n], 0n, 1n)).toBe('InvalidRequestIdRange')
    expect(await no('findCheckpointHints', [1n], 1n, 2n)).toBe('InvalidRequestIdRange')
    expect(await no('claimWithdrawalsTo', [1n], [1n], zeroAddress)).toBe('ZeroRecipient')
    // The token takes no ether without calldata that it knows.
    expect(await no('claimWithdrawalsTo', [1n], [1n], queue.address)).toBe(
      'CantSendValueRecipientMayHaveReverted',
    )
  })

  test('the hint of each request is found among many checkpoints', async () => {
    for (let id = 1n; id <= 9n; id++) {
      await request(alice, [parseEther('1') + id])
      if (id % 2n === 1n) await report(parseEther('1'), id)
    }
    const ids = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n]
    expect(await hintsOf(ids)).toEqual([1n, 2n, 2n, 3n, 3n, 4n, 4n, 5n, 5n])
    expect(await queue.read('findCheckpointHints', [1n, 5n, 9n], 2n, 4n)).toEqual([0n, 3n, 0n])
    expect(await claimable(ids)).toEqual(ids.map((id) => parseEther('1') + id))
  })
})

describe('tokens', () => {
  test('take the right to claim along, and refuse by name', async () => {
    await request(alice, [parseEther('1'), parseEther('2')])
    const no = (from: Address, fn: string, ...args: unknown[]) => queue.refusal(from, fn, args)
    expect(await no(bob, 'transferFrom', alice, bob, 1n)).toBe('NotOwnerOrApproved')
    expect(await no(bob, 'approve', bob, 1n)).toBe('NotOwnerOrApprovedForAll')
    expect(await no(alice, 'approve', alice, 1n)).toBe('ApproveToOwner')
    expect(await no(alice, 'transferFrom', alice, zeroAddress, 1n)).toBe('TransferToZeroAddress')
    expect(await no(alice, 'transferFrom', alice, alice, 1n)).toBe('TransferToThemselves')
    expect(await no(alice, 'transferFrom', bob, oracle, 1n)).toBe('TransferFromIncorrectOwner')
    expect(await no(alice, 'safeTransferFrom', alice, lido.address, 1n)).toBe(
      'TransferToNonIERC721Receiver',
    )
    expect(await no(alice, 'balanceOf', zeroAddress)).toBe('InvalidOwnerAddress')
    await queue.send(alice, 'approve', [bob, 1n])
    expect(await queue.read('getApproved', 1n)).toBe(bob)
    await queue.send(bob, 'transferFrom', [alice, bob, 1n])
    expect(await queue.read('getApproved', 1n)).toBe(zeroAddress)
    await report(0n, 2n)
    expect(await no(alice, 'claimWithdrawal', 1n)).toBe('NotOwner')
    await queue.send(bob, 'claimWithdrawal', [1n])
  })
})

describe('permit', () => {
  const signer = privateKeyToAccount(keccak256(toHex('queue permit')))

  async function signed(token: Handle, name: string, version: string, value: bigint) {
    const { timestamp } = await chain.client.getBlock()
    const deadline = timestamp + 1_000n
    const signature = await signer.signTypedData({
      domain: { name, version, chainId: 31337, verifyingContract: token.address },
      types: {
        Permit: [
          { name: 'owner', type: 'address' },
          { name: 'spender', type: 'address' },
          { name: 'value', type: 'uint256' },
          { name: 'nonce', type: 'uint256' },
          { name: 'deadline', type: 'uint256' },
        ],
      },
      primaryType: 'Permit',
      message: {
        owner: signer.address,
        spender: queue.address,
        value,
        nonce: await token.read<bigint>('nonces', signer.address),
        deadline,
      },
    })
    return {
      value,
      deadline,
      v: Number.parseInt(signature.slice(130), 16),
      r: signature.slice(0, 66) as Hex,
      s: `0x${signature.slice(66, 130)}` as Hex,
    }
  }

  test('asks and approves in one call; a permit that was used up is refused', async () => {
    const value = parseEther('5')
    await chain.client.setBalance({ address: signer.address, value: parseEther('10') })
    await chain.client.impersonateAccount({ address: signer.address })
    await lido.send(alice, 'transfer', [signer.address, parseEther('40')])
    const permit = await signed(lido, 'Liquid staked Ether 2.0', '2', value)
    await queue.send(signer.address, 'requestWithdrawalsWithPermit', [[value], zeroAddress, permit])
    expect(await queue.read('ownerOf', 1n)).toBe(signer.address)
    expect(
      await queue.refusal(signer.address, 'requestWithdrawalsWithPermit', [
        [value],
        zeroAddress,
        permit,
      ]),
    ).toBe('INVALID_SIGNATURE')

    await lido.send(signer.address, 'approve', [wstETH.address, parseEther('20')])
    await wstETH.send(signer.address, 'wrap', [parseEther('20')])
    const wrapped = await signed(wstETH, 'Wrapped liquid staked Ether 2.0', '1', value)
    await queue.send(signer.address, 'requestWithdrawalsWstETHWithPermit', [[value], bob, wrapped])
    expect(await queue.read('ownerOf', 2n)).toBe(bob)
    expect((await status(2n)).amountOfStETH).toBe(await lido.read('getPooledEthByShares', value))
    await chain.client.stopImpersonatingAccount({ address: signer.address })
  })
})
