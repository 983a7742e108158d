import { type Address, type Hex, keccak256, maxUint256, parseEther, toHex, zeroAddress } from 'viem'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CompiledContracts, compileContracts } from '../../compile.ts'
import { createContracts } from '../../deploy/deployer.ts'
import { deployLido, type LidoParameters } from '../../deploy/lido.ts'
import { type RunningAnvil, startAnvil } from '../../testing/anvil.ts'
import { Handle } from '../periphery/handle.ts'
import { LidoModel } from './model.ts'

let chain: RunningAnvil
let contracts: CompiledContracts
let oracle: Address
let treasury: Address
let operators: Address
let alice: Address
let bob: Address
let carol: Address
let lido: Handle
let wstETH: Handle

async function deploy(parameters: Partial<LidoParameters> = {}) {
  const addresses = await deployLido(chain.client, contracts, {
    from: oracle,
    treasury,
    operatorsFeeRecipient: operators,
    ...parameters,
  })
  lido = new Handle(chain.client, contracts, 'Lido', addresses.stETH)
  wstETH = new Handle(chain.client, contracts, 'WstETH', addresses.wstETH)
}

beforeAll(async () => {
  contracts = await compileContracts({ folders: ['lido'] })
  chain = await startAnvil()
  const accounts = await chain.client.getAddresses()
  ;[oracle, treasury, operators, alice, bob, carol] = accounts as [
    Address,
    Address,
    Address,
    Address,
    Address,
    Address,
  ]
})
afterAll(() => chain.stop())
beforeEach(() => deploy())

describe('shares', () => {
  test('stay equal to the model through odd amounts, gains and losses', async () => {
    const shares = 8_000_000n * 10n ** 18n + 7n
    const ether = 9_200_000n * 10n ** 18n + 11n
    await deploy({ initialShares: shares, initialClBalance: ether })
    const model = new LidoModel(shares, ether)
    const compare = async () => {
      expect(await lido.read('getTotalShares')).toBe(model.totalShares)
      expect(await lido.read('getTotalPooledEther')).toBe(model.ether)
      for (const who of [alice, bob, carol, treasury, operators]) {
        expect(await lido.read('sharesOf', who)).toBe(model.sharesOf(who))
        expect(await lido.read('balanceOf', who)).toBe(model.balanceOf(who))
      }
    }
    let timestamp = 1_700_000_000n
    const report = async (rewards: bigint) => {
      const fee = model.report(rewards, operators, treasury)
      timestamp += 86_400n
      const receipt = await lido.send(oracle, 'report', [timestamp, 86_400n, rewards])
      const rebased = lido.events(receipt).find((e) => e.eventName === 'TokenRebased')
      expect(rebased?.args.sharesMintedAsFees).toBe(fee)
      await compare()
    }
    const submit = async (who: Address, wei: bigint) => {
      model.submit(who, wei)
      await lido.send(who, 'submit', [zeroAddress], wei)
    }
    await submit(alice, 1_234_567_890_123_456_789n)
    await submit(bob, 1n)
    await submit(bob, 999_999_999_999_999_999n)
    await compare()
    await report(901n * 10n ** 18n + 13n)

    const sent = 777_777_777_777_777_777n
    model.transfer(alice, carol, sent)
    await lido.send(alice, 'transfer', [carol, sent])
    await compare()
    // What arrives is a wei or two less than what was asked for.
    const missing = sent - (await lido.read<bigint>('balanceOf', carol))
    expect(missing).toBeGreaterThan(0n)
    expect(missing).toBeLessThanOrEqual(2n)

    await report(-(5_000n * 10n ** 18n) - 1n)
    model.transferShares(bob, alice, 3_333_333_333n)
    await lido.send(bob, 'transferShares', [alice, 3_333_333_333n])
    await compare()
    await report(1n)
    await submit(alice, 3n)
    await report(12_345_678_901_234_567n)
    const everything = model.balanceOf(alice)
    model.transfer(alice, bob, everything)
    await lido.send(alice, 'transfer', [bob, everything])
    await compare()
    expect(await lido.read('balanceOf', alice)).toBeLessThanOrEqual(1n)
  })

  test('submit returns shares, reports them and counts the ether as buffered', async () => {
    const model = new LidoModel(
      await lido.read<bigint>('getTotalShares'),
      await lido.read<bigint>('getTotalPooledEther'),
    )
    const wei = 3_141_592_653_589_793_238n
    const shares = model.sharesFor(wei)
    model.submit(alice, wei)
    const events = lido.events(await lido.send(alice, 'submit', [bob], wei))
    expect(events).toMatchObject([
      { eventName: 'Submitted', args: { sender: alice, amount: wei, referral: bob } },
      {
        eventName: 'Transfer',
        args: { from: zeroAddress, to: alice, value: model.balanceOf(alice) },
      },
      { eventName: 'TransferShares', args: { from: zeroAddress, to: alice, sharesValue: shares } },
    ])
    expect(await lido.read('getBufferedEther')).toBe(wei)
    const hash = await chain.client.sendTransaction({ account: bob, to: lido.address, value: 5n })
    const plain = await chain.client.waitForTransactionReceipt({ hash })
    expect(lido.events(plain)[0]?.args).toMatchObject({ sender: bob, referral: zeroAddress })
    expect(await lido.read('getSharesByPooledEth', wei)).toBe(model.sharesFor(wei))
    const worth = await lido.read<bigint>('getPooledEthByShares', 12_345n)
    const up = await lido.read<bigint>('getPooledEthBySharesRoundUp', 12_345n)
    expect(up - worth).toBe(1n)
  })

  test('what stETH refuses, in its own words', async () => {
    await lido.send(alice, 'submit', [zeroAddress], 1000n)
    const balance = await lido.read<bigint>('balanceOf', alice)
    const no = (from: Address, fn: string, args: readonly unknown[] = [], value = 0n) =>
      lido.refusal(from, fn, args, value)
    expect(await no(alice, 'submit', [zeroAddress], 0n)).toBe('ZERO_DEPOSIT')
    expect(await no(alice, 'transfer', [bob, balance + 10n])).toBe('BALANCE_EXCEEDED')
    expect(await no(alice, 'transfer', [zeroAddress, 1n])).toBe('TRANSFER_TO_ZERO_ADDR')
    expect(await no(alice, 'transfer', [lido.address, 1n])).toBe('TRANSFER_TO_STETH_CONTRACT')
    expect(await no(bob, 'transferFrom', [alice, bob, 1n])).toBe('ALLOWANCE_EXCEEDED')
    expect(await no(alice, 'approve', [zeroAddress, 1n])).toBe('APPROVE_TO_ZERO_ADDR')
    expect(await no(alice, 'decreaseAllowance', [bob, 1n])).toBe('ALLOWANCE_BELOW_ZERO')
    expect(await no(alice, 'transfer', [bob, maxUint256])).toBe('ETH_TOO_LARGE')
    expect(await no(alice, 'transferShares', [bob, maxUint256])).toBe('SHARES_TOO_LARGE')
    expect(await no(alice, 'report', [1n, 1n, 1n])).toBe('APP_AUTH_FAILED')
    await lido.send(alice, 'approve', [bob, maxUint256])
    await lido.send(bob, 'transferFrom', [alice, bob, 10n])
    expect(await lido.read('allowance', alice, bob)).toBe(maxUint256)
    await lido.send(alice, 'approve', [bob, 25n])
    await lido.send(bob, 'transferFrom', [alice, bob, 10n])
    expect(await lido.read('allowance', alice, bob)).toBe(15n)
  })
})

describe('report', () => {
  test('mints the fee of the published example and gives its published APR', async () => {
    const preShares = parseEther('8000000')
    const preEther = parseEther('9500000')
    await deploy({ initialShares: preShares, initialClBalance: preEther })
    const receipt = await lido.send(oracle, 'report', [1_700_000_000n, 86_400n, parseEther('900')])
    const events = lido.events(receipt)
    const rebased = events.find((e) => e.eventName === 'TokenRebased')?.args as Record<
      string,
      bigint
    >
    expect(rebased).toEqual({
      reportTimestamp: 1_700_000_000n,
      timeElapsed: 86_400n,
      preTotalShares: preShares,
      preTotalEther: preEther,
      postTotalShares: preShares + 75_783012185276834290n,
      postTotalEther: preEther + parseEther('900'),
      sharesMintedAsFees: 75_783012185276834290n,
    })
    const rate = (ether: bigint, shares: bigint) => Number((ether * 10n ** 27n) / shares)
    const pre = rate(preEther, preShares)
    const post = rate(preEther + parseEther('900'), preShares + 75_783012185276834290n)
    expect((31_536_000 * (post - pre)) / pre / 86_400).toBeCloseTo(0.0311210526, 9)
    expect(events.find((e) => e.eventName === 'ETHDistributed')?.args).toMatchObject({
      preCLBalance: preEther,
      postCLBalance: preEther + parseEther('900'),
      postBufferedEther: 0n,
    })
    expect(await lido.read('sharesOf', operators)).toBe(37_891506092638417145n)
    expect(await lido.read('sharesOf', treasury)).toBe(37_891506092638417145n)
    expect(await lido.read('getFee')).toBe(1000)
    expect(await lido.read('getFeeDistribution')).toEqual([500, 0, 500])
  })

  test('a loss takes ether from everybody and no fee; more than all there is is refused', async () => {
    const shares = await lido.read<bigint>('getTotalShares')
    const ether = await lido.read<bigint>('getTotalPooledEther')
    const receipt = await lido.send(oracle, 'report', [1n, 86_400n, -parseEther('1000')])
    const rebased = lido.events(receipt).find((e) => e.eventName === 'TokenRebased')
    expect(rebased?.args).toMatchObject({
      postTotalShares: shares,
      postTotalEther: ether - parseEther('1000'),
      sharesMintedAsFees: 0n,
    })
    expect(await lido.refusal(oracle, 'report', [1n, 1n, -ether - 1n])).not.toBe('not refused')
  })
})

describe('stake limit', () => {
  test('is spent by stakes and refills block by block up to its size', async () => {
    expect(await lido.read('getCurrentStakeLimit')).toBe(maxUint256)
    await lido.send(oracle, 'setStakingLimit', [1000n, 10n])
    expect(await lido.read('getCurrentStakeLimit')).toBe(1000n)
    expect(await lido.refusal(alice, 'submit', [zeroAddress], 1001n)).toBe('STAKE_LIMIT')
    await lido.send(alice, 'submit', [zeroAddress], 900n)
    expect(await lido.read('getCurrentStakeLimit')).toBe(100n)
    await chain.client.mine({ blocks: 3 })
    expect(await lido.read('getCurrentStakeLimit')).toBe(130n)
    const [paused, isSet, current, max, growthBlocks, prev] =
      await lido.read<unknown[]>('getStakeLimitFullInfo')
    expect([paused, isSet, current, max, growthBlocks, prev]).toEqual([
      false,
      true,
      130n,
      1000n,
      100n,
      100n,
    ])
    await chain.client.mine({ blocks: 200 })
    expect(await lido.read('getCurrentStakeLimit')).toBe(1000n)
    await lido.send(oracle, 'removeStakingLimit')
    expect(await lido.read('getCurrentStakeLimit')).toBe(maxUint256)
    expect(await lido.refusal(oracle, 'setStakingLimit', [0n, 0n])).toBe('ZERO_MAX_STAKE_LIMIT')
    expect(await lido.refusal(oracle, 'setStakingLimit', [5n, 6n])).toBe('TOO_LARGE_LIMIT_INCREASE')
    expect(await lido.refusal(alice, 'setStakingLimit', [5n, 1n])).toBe('APP_AUTH_FAILED')
  })

  test('paused staking and a stopped protocol refuse what they should', async () => {
    await lido.send(alice, 'submit', [zeroAddress], 1000n)
    await lido.send(oracle, 'pauseStaking')
    expect(await lido.read('getCurrentStakeLimit')).toBe(0n)
    expect(await lido.refusal(alice, 'submit', [zeroAddress], 1n)).toBe('STAKING_PAUSED')
    await lido.send(alice, 'transfer', [bob, 5n])
    await lido.send(oracle, 'resumeStaking')
    await lido.send(oracle, 'stop')
    expect([await lido.read('isStopped'), await lido.read('isStakingPaused')]).toEqual([true, true])
    expect(await lido.refusal(alice, 'transfer', [bob, 5n])).toBe('CONTRACT_IS_STOPPED')
    await lido.send(oracle, 'resume')
    await lido.send(alice, 'submit', [zeroAddress], 1n)
  })
})

describe('permit', () => {
  const signer: PrivateKeyAccount = privateKeyToAccount(keccak256(toHex('permit')))
  const types = {
    Permit: [
      { name: 'owner', type: 'address' },
      { name: 'spender', type: 'address' },
      { name: 'value', type: 'uint256' },
      { name: 'nonce', type: 'uint256' },
      { name: 'deadline', type: 'uint256' },
    ],
  } as const

  async function signed(
    token: Handle,
    name: string,
    version: string,
    over: { owner?: Address; nonce?: bigint; deadline?: bigint; by?: PrivateKeyAccount } = {},
  ) {
    const { timestamp } = await chain.client.getBlock()
    const owner = over.owner ?? signer.address
    const deadline = over.deadline ?? timestamp + 1000n
    const signature = await (over.by ?? signer).signTypedData({
      domain: { name, version, chainId: 31337, verifyingContract: token.address },
      types,
      primaryType: 'Permit',
      message: { owner, spender: bob, value: 77n, nonce: over.nonce ?? 0n, deadline },
    })
    return [
      owner,
      bob,
      77n,
      deadline,
      Number.parseInt(signature.slice(130), 16),
      signature.slice(0, 66) as Hex,
      `0x${signature.slice(66, 130)}` as Hex,
    ] as const
  }
  const st = (over = {}) => signed(lido, 'Liquid staked Ether 2.0', '2', over)
  const wst = (over = {}) => signed(wstETH, 'Wrapped liquid staked Ether 2.0', '1', over)

  test('stETH: an account approves by signature, once, in time, for itself', async () => {
    expect(await lido.read('eip712Domain')).toEqual([
      'Liquid staked Ether 2.0',
      '2',
      31337n,
      lido.address,
    ])
    const good = await st()
    await lido.send(alice, 'permit', good)
    expect(await lido.read('allowance', signer.address, bob)).toBe(77n)
    expect(await lido.read('nonces', signer.address)).toBe(1n)
    expect(await lido.refusal(alice, 'permit', good)).toBe('INVALID_SIGNATURE')
    expect(await lido.refusal(alice, 'permit', await st({ nonce: 1n, deadline: 1n }))).toBe(
      'DEADLINE_EXPIRED',
    )
    const stranger = privateKeyToAccount(generatePrivateKey())
    expect(await lido.refusal(alice, 'permit', await st({ nonce: 1n, by: stranger }))).toBe(
      'INVALID_SIGNATURE',
    )
    expect(await lido.refusal(alice, 'permit', await wst({ nonce: 1n }))).toBe('INVALID_SIGNATURE')
  })

  test('stETH: a contract approves through ERC-1271', async () => {
    const [wallet] = (await createContracts(chain.client, contracts, oracle, [
      { name: 'Erc1271Wallet', args: [signer.address] },
    ])) as [Address]
    await lido.send(alice, 'permit', await st({ owner: wallet }))
    expect(await lido.read('allowance', wallet, bob)).toBe(77n)
    const stranger = privateKeyToAccount(generatePrivateKey())
    expect(
      await lido.refusal(alice, 'permit', await st({ owner: wallet, nonce: 1n, by: stranger })),
    ).toBe('INVALID_SIGNATURE')
  })

  test('wstETH: its own domain and its own words', async () => {
    expect(await wstETH.refusal(alice, 'permit', await st())).toBe('ERC20Permit: invalid signature')
    expect(await wstETH.refusal(alice, 'permit', await wst({ deadline: 1n }))).toBe(
      'ERC20Permit: expired deadline',
    )
    await wstETH.send(alice, 'permit', await wst())
    expect(await wstETH.read('allowance', signer.address, bob)).toBe(77n)
  })
})

describe('wstETH', () => {
  test('one wei is one share; wrapping and unwrapping lose at most a few wei', async () => {
    await lido.send(oracle, 'report', [1n, 86_400n, 901n * 10n ** 18n + 13n])
    await lido.send(alice, 'submit', [zeroAddress], 1_234_567_890_123_456_789n)
    const balance = await lido.read<bigint>('balanceOf', alice)
    expect(await wstETH.refusal(alice, 'wrap', [balance])).toBe('ALLOWANCE_EXCEEDED')
    await lido.send(alice, 'approve', [wstETH.address, balance])
    await wstETH.send(alice, 'wrap', [balance])
    const wrapped = await wstETH.read<bigint>('balanceOf', alice)
    expect(wrapped).toBe(await lido.read('getSharesByPooledEth', balance))
    expect(await lido.read('sharesOf', wstETH.address)).toBe(wrapped)
    expect(await wstETH.read('totalSupply')).toBe(wrapped)
    await wstETH.send(alice, 'unwrap', [wrapped])
    const loss = balance - (await lido.read<bigint>('balanceOf', alice))
    expect(loss).toBeGreaterThanOrEqual(0n)
    expect(loss).toBeLessThanOrEqual(3n)
    expect(await wstETH.refusal(alice, 'wrap', [0n])).toBe("wstETH: can't wrap zero stETH")
    expect(await wstETH.refusal(alice, 'unwrap', [0n])).toBe(
      'wstETH: zero amount unwrap not allowed',
    )
    expect(await wstETH.refusal(alice, 'unwrap', [1n])).toBe('ERC20: burn amount exceeds balance')
  })

  test('ether sent to it is staked and wrapped; its rate is the share rate', async () => {
    const value = parseEther('2')
    const expected = await lido.read<bigint>('getSharesByPooledEth', value)
    const hash = await chain.client.sendTransaction({ account: bob, to: wstETH.address, value })
    await chain.client.waitForTransactionReceipt({ hash })
    expect(await wstETH.read('balanceOf', bob)).toBe(expected)
    expect(await lido.read('sharesOf', wstETH.address)).toBe(expected)
    const one = parseEther('1')
    expect(await wstETH.read('stEthPerToken')).toBe(await lido.read('getPooledEthByShares', one))
    expect(await wstETH.read('tokensPerStEth')).toBe(await lido.read('getSharesByPooledEth', one))
    expect(await wstETH.read('stETH')).toBe(lido.address)
  })
})
