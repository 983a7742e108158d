import { type Address, getAddress } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addEigen } from './testing/eigen.ts'
import { BURN, type Core, startCore, type Target, ZERO } from './testing/fixture.ts'

let core: Core
beforeAll(async () => {
  core = await startCore()
})
afterAll(() => core.stop())

const FAR = 4_000_000_000n
const MAX = 10n ** 38n - 1n

async function fund(account: Address, amount: bigint, token: Address = core.tokens.A) {
  await core.write(account, ['CoreTestToken', token], 'mint', [account, amount])
  await core.write(account, ['CoreTestToken', token], 'approve', [core.at.strategyManager, amount])
}

/** A further strategy over a token, whitelisted. */
async function addStrategy(token: Address): Promise<Address> {
  const strategy = await core.deploy('StrategyBase', [
    core.at.strategyManager,
    core.at.pauserRegistry,
    token,
  ])
  await core.write(core.accounts[0] as Address, core.sm, 'addStrategiesToDepositWhitelist', [
    [strategy],
  ])
  return strategy
}

test('deposits are refused for strategies, tokens and amounts that do not fit', async () => {
  const staker = core.fresh()
  const { A } = core.at.strategies
  const fails = (strategy: Address, token: Address, amount: bigint) =>
    core.failure(staker, core.sm, 'depositIntoStrategy', [strategy, token, amount])
  expect(await fails(A, core.tokens.A, 5n)).toBe('ERC20: insufficient allowance')
  await fund(staker, 10n)
  await fund(staker, 10n, core.tokens.B)
  const unlisted = await core.deploy('StrategyBase', [
    core.at.strategyManager,
    core.at.pauserRegistry,
    core.tokens.A,
  ])
  expect(await fails(unlisted, core.tokens.A, 5n)).toBe('StrategyNotWhitelisted')
  expect(await fails(A, core.tokens.B, 5n)).toBe('OnlyUnderlyingToken')
  expect(await fails(A, core.tokens.A, 0n)).toBe('NewSharesZero')
  expect(await core.failure(staker, ['StrategyBase', A], 'deposit', [core.tokens.A, 1n])).toBe(
    'OnlyStrategyManager',
  )
})

test('a pool that has gained much gives no shares for dust, and none beyond its limit', async () => {
  const staker = core.fresh()
  const token = await core.deploy('CoreTestToken', ['C'])
  const strategy = await addStrategy(token)
  await fund(staker, 2n * MAX, token)
  const deposit = [strategy, token] as const
  const fails = (amount: bigint) =>
    core.failure(staker, core.sm, 'depositIntoStrategy', [...deposit, amount])
  expect(await fails(MAX + 1n)).toBe('TotalSharesExceedsMax')
  await core.write(staker, core.sm, 'depositIntoStrategy', [...deposit, 1n])
  await core.write(staker, ['CoreTestToken', token], 'mint', [strategy, 10n ** 9n])
  expect(await fails(500_000n)).toBe('NewSharesZero')
  expect(await fails(2_000_000n)).toBeUndefined()
})

test('a staker holds at most 32 strategies', async () => {
  const staker = core.fresh()
  await fund(staker, 1000n)
  for (let count = 0; count < 32; count++) {
    const strategy = await addStrategy(core.tokens.A)
    await core.write(staker, core.sm, 'depositIntoStrategy', [strategy, core.tokens.A, 2n])
  }
  expect(await core.read(core.sm, 'stakerStrategyListLength', [staker])).toBe(32n)
  expect(
    await core.failure(staker, core.sm, 'depositIntoStrategy', [
      core.at.strategies.A,
      core.tokens.A,
      2n,
    ]),
  ).toBe('MaxStrategiesExceeded')
  const [strategies, shares] = await core.read<[Address[], bigint[]]>(core.sm, 'getDeposits', [
    staker,
  ])
  expect(strategies).toHaveLength(32)
  expect(shares).toEqual(strategies.map(() => 2n))
})

test('somebody else may deposit for a staker who has signed, once', async () => {
  const [payer, staker] = [core.fresh(), core.fresh()]
  await fund(payer, 100n)
  const { A } = core.at.strategies
  const sign = (nonce: bigint, expiry: bigint, amount = 40n) =>
    core.client.signTypedData({
      account: staker,
      domain: {
        name: 'EigenLayer',
        version: '1',
        chainId: core.client.chain.id,
        verifyingContract: core.at.strategyManager,
      },
      types: {
        Deposit: [
          { name: 'staker', type: 'address' },
          { name: 'strategy', type: 'address' },
          { name: 'token', type: 'address' },
          { name: 'amount', type: 'uint256' },
          { name: 'nonce', type: 'uint256' },
          { name: 'expiry', type: 'uint256' },
        ],
      },
      primaryType: 'Deposit',
      message: { staker, strategy: A, token: core.tokens.A, amount, nonce, expiry },
    })
  const name = 'depositIntoStrategyWithSignature'
  const args = (expiry: bigint, signature: string) => [
    A,
    core.tokens.A,
    40n,
    staker,
    expiry,
    signature,
  ]
  expect(await core.failure(payer, core.sm, name, args(1n, await sign(0n, 1n)))).toBe(
    'SignatureExpired',
  )
  expect(await core.failure(payer, core.sm, name, args(FAR, await sign(0n, FAR, 41n)))).toBe(
    'InvalidSignature',
  )
  const good = args(FAR, await sign(0n, FAR))
  await core.write(payer, core.sm, name, good)
  expect(await core.read(core.sm, 'stakerDepositShares', [staker, A])).toBe(40n)
  expect(await core.read(core.sm, 'nonces', [staker])).toBe(1n)
  expect(await core.failure(payer, core.sm, name, good)).toBe('InvalidSignature')
  expect(await core.failure(payer, core.sm, name, args(FAR, await sign(1n, FAR)))).toBeUndefined()
})

test('the whitelist belongs to the whitelister, the rest to the owner and the core', async () => {
  const [owner] = core.accounts as [Address]
  const [stranger, whitelister] = [core.fresh(), core.fresh()]
  const { A, B } = core.at.strategies
  const fails = (name: string, args: unknown[]) => core.failure(stranger, core.sm, name, args)
  expect(await fails('addStrategiesToDepositWhitelist', [[A]])).toBe('OnlyStrategyWhitelister')
  expect(await fails('setStrategyWhitelister', [stranger])).toBe('Ownable: caller is not the owner')
  expect(await fails('addShares', [stranger, A, 1n])).toBe('OnlyDelegationManager')
  expect(await fails('removeDepositShares', [stranger, A, 1n])).toBe('OnlyDelegationManager')
  expect(await fails('withdrawSharesAsTokens', [stranger, A, core.tokens.A, 1n])).toBe(
    'OnlyDelegationManager',
  )
  await core.write(owner, core.sm, 'setStrategyWhitelister', [whitelister])
  const receipt = await core.write(whitelister, core.sm, 'removeStrategiesFromDepositWhitelist', [
    [B],
  ])
  expect(core.events(receipt, 'StrategyManager', 'StrategyRemovedFromDepositWhitelist')).toEqual([
    { strategy: B },
  ])
  await fund(stranger, 10n, core.tokens.B)
  expect(await fails('depositIntoStrategy', [B, core.tokens.B, 10n])).toBe('StrategyNotWhitelisted')
  await core.write(whitelister, core.sm, 'addStrategiesToDepositWhitelist', [[A, B]])
  await core.write(owner, core.sm, 'setStrategyWhitelister', [owner])
})

test('deposits and withdrawals pause in the manager and in the strategy', async () => {
  const [owner] = core.accounts as [Address]
  const staker = core.fresh()
  const strategy: Target = ['StrategyBase', core.at.strategies.A]
  await core.deposit(staker, 'A', 50n)
  await fund(staker, 50n)
  const withdrawal = await core.queue(staker, 'A', 20n)
  await core.mine(51)
  const deposit = ['depositIntoStrategy', [core.at.strategies.A, core.tokens.A, 10n]] as const
  const complete = ['completeQueuedWithdrawal', [withdrawal, [core.tokens.A], true]] as const
  await core.write(owner, core.sm, 'pause', [1n])
  expect(await core.failure(staker, core.sm, ...deposit)).toBe('CurrentlyPaused')
  await core.write(owner, core.sm, 'unpause', [0n])
  await core.write(owner, strategy, 'pauseAll')
  expect(await core.failure(staker, core.sm, ...deposit)).toBe('CurrentlyPaused')
  expect(await core.failure(staker, core.dm, ...complete)).toBe('CurrentlyPaused')
  await core.write(owner, strategy, 'unpause', [0n])
  expect(await core.failure(staker, core.dm, ...complete)).toBeUndefined()
})

test('what older slashes left to burn is nothing, and burning it changes nothing', async () => {
  const { A } = core.at.strategies
  expect(await core.read(core.sm, 'DEFAULT_BURN_ADDRESS')).toBe(BURN)
  expect(await core.read(core.sm, 'getStrategiesWithBurnableShares')).toEqual([[], []])
  const receipt = await core.write(core.fresh(), core.sm, 'burnShares', [A])
  expect(core.events(receipt, 'StrategyManager', 'BurnableSharesDecreased')).toEqual([
    { strategy: A, shares: 0n },
  ])
})

test('the pool of EIGEN takes EIGEN, keeps bEIGEN and pays either', async () => {
  const staker = core.fresh()
  const { strategy, EIGEN, bEIGEN, fund: fundEigen } = await addEigen(core)
  const balance = (token: Address, account: Address) =>
    core.read<bigint>(['CoreTestToken', token], 'balanceOf', [account])
  await fundEigen(staker, 100n)
  await core.write(staker, core.sm, 'depositIntoStrategy', [strategy, EIGEN, 100n])
  expect(getAddress(bEIGEN)).toBe(await core.read(['EigenStrategy', strategy], 'underlyingToken'))
  expect(await balance(bEIGEN, strategy)).toBe(100n)
  expect(await core.read(core.sm, 'stakerDepositShares', [staker, strategy])).toBe(100n)
  const queue = async (shares: bigint) => {
    const receipt = await core.write(staker, core.dm, 'queueWithdrawals', [
      [{ strategies: [strategy], depositShares: [shares], __deprecated_withdrawer: ZERO }],
    ])
    const [event] = core.events<{ withdrawal: unknown }>(
      receipt,
      'DelegationManager',
      'SlashingWithdrawalQueued',
    )
    return event?.withdrawal
  }
  const [first, second] = [await queue(60n), await queue(40n)]
  await core.mine(51)
  const complete = (withdrawal: unknown, token: Address) =>
    ['completeQueuedWithdrawal', [withdrawal, [token], true]] as const
  expect(await core.failure(staker, core.dm, ...complete(first, core.tokens.A))).toBe(
    'OnlyUnderlyingToken',
  )
  await core.write(staker, core.dm, ...complete(first, EIGEN))
  await core.write(staker, core.dm, ...complete(second, bEIGEN))
  expect(await balance(EIGEN, staker)).toBe(60n)
  expect(await balance(bEIGEN, staker)).toBe(40n)
  expect(await balance(bEIGEN, strategy)).toBe(0n)
})

test('the registry of pausers is changed by the unpauser alone', async () => {
  const [owner] = core.accounts as [Address]
  const stranger = core.fresh()
  const registry: Target = ['PauserRegistry', core.at.pauserRegistry]
  expect(await core.failure(stranger, registry, 'setIsPauser', [stranger, true])).toBe(
    'OnlyUnpauser',
  )
  expect(await core.failure(owner, registry, 'setUnpauser', [ZERO])).toBe('InputAddressZero')
  await core.write(owner, registry, 'setIsPauser', [stranger, true])
  await core.write(stranger, core.sm, 'pause', [1n])
  expect(await core.failure(stranger, core.sm, 'unpause', [0n])).toBe('OnlyUnpauser')
  await core.write(owner, core.sm, 'unpause', [0n])
})
