import { type Address, concat, type Hex, keccak256, pad } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  BEACON,
  type Core,
  DELAY,
  eth,
  NO_APPROVAL,
  NO_SALT,
  startCore,
  WAD,
  type Withdrawal,
  ZERO,
} from './testing/fixture.ts'

let core: Core
beforeAll(async () => {
  core = await startCore()
})
afterAll(() => core.stop())

const salt = (n: number): Hex => pad(`0x${n.toString(16)}`, { size: 32 })
const FAR = 4_000_000_000n

/** Signs an approval of a delegation the way a wallet is asked to. */
async function approve(
  approver: Address,
  staker: Address,
  operator: Address,
  s: Hex,
  expiry: bigint,
) {
  const signature = await core.client.signTypedData({
    account: approver,
    domain: {
      name: 'EigenLayer',
      version: '1',
      chainId: core.client.chain.id,
      verifyingContract: core.at.delegationManager,
    },
    types: {
      DelegationApproval: [
        { name: 'delegationApprover', type: 'address' },
        { name: 'staker', type: 'address' },
        { name: 'operator', type: 'address' },
        { name: 'salt', type: 'bytes32' },
        { name: 'expiry', type: 'uint256' },
      ],
    },
    primaryType: 'DelegationApproval',
    message: { delegationApprover: approver, staker, operator, salt: s, expiry },
  })
  return { signature, expiry }
}

const queueArgs = (strategies: Address[], depositShares: bigint[]) => [
  [{ strategies, depositShares, __deprecated_withdrawer: ZERO }],
]

describe('operators', () => {
  test('register once, are their own delegates and cannot leave', async () => {
    const operator = core.fresh()
    await core.deposit(operator, 'A', 77n)
    const receipt = await core.write(operator, core.dm, 'registerAsOperator', [ZERO, 7, 'ipfs://x'])
    expect(core.events(receipt, 'DelegationManager', 'OperatorRegistered')).toEqual([
      { operator, delegationApprover: ZERO },
    ])
    expect(core.events(receipt, 'DelegationManager', 'OperatorMetadataURIUpdated')).toEqual([
      { operator, metadataURI: 'ipfs://x' },
    ])
    expect(core.events(receipt, 'DelegationManager', 'OperatorSharesIncreased')).toEqual([
      { operator, staker: operator, strategy: core.at.strategies.A, shares: 77n },
    ])
    expect(await core.read(core.dm, 'isOperator', [operator])).toBe(true)
    expect(await core.read(core.dm, 'isDelegated', [operator])).toBe(true)
    expect(await core.failure(operator, core.dm, 'registerAsOperator', [ZERO, 0, ''])).toBe(
      'ActivelyDelegated',
    )
    expect(await core.failure(operator, core.dm, 'undelegate', [operator])).toBe(
      'OperatorsCannotUndelegate',
    )
  })

  test('are changed by those who may, and only if they are operators', async () => {
    const [operator, stranger] = [await core.operator(), core.fresh()]
    await core.write(operator, core.dm, 'modifyOperatorDetails', [operator, stranger])
    expect(await core.read(core.dm, 'delegationApprover', [operator])).toBe(stranger)
    for (const [name, args] of [
      ['modifyOperatorDetails', [operator, ZERO]],
      ['updateOperatorMetadataURI', [operator, 'x']],
    ] as const) {
      expect(await core.failure(stranger, core.dm, name, args)).toBe('InvalidPermissions')
      expect(
        await core.failure(stranger, core.dm, name, [stranger, args[1] === 'x' ? 'x' : ZERO]),
      ).toBe('OperatorNotRegistered')
    }
  })
})

describe('delegating', () => {
  test('moves all strategies to one operator, who must exist', async () => {
    const [operator, staker] = [await core.operator(), core.fresh()]
    await core.deposit(staker, 'A', 5n)
    await core.deposit(staker, 'B', 7n)
    const args = (to: Address) => [to, NO_APPROVAL, NO_SALT]
    expect(await core.failure(staker, core.dm, 'delegateTo', args(core.fresh()))).toBe(
      'OperatorNotRegistered',
    )
    await core.delegate(staker, operator)
    expect(
      await core.read(core.dm, 'getOperatorShares', [
        operator,
        [core.at.strategies.A, core.at.strategies.B],
      ]),
    ).toEqual([5n, 7n])
    expect(await core.failure(staker, core.dm, 'delegateTo', args(operator))).toBe(
      'ActivelyDelegated',
    )
  })

  test('needs the signature of an approver, once, in time and of the right one', async () => {
    const approver = core.fresh()
    const operator = await core.operator(0, approver)
    const staker = core.fresh()
    const good = await approve(approver, staker, operator, salt(1), FAR)
    const digest = await core.read<Hex>(core.dm, 'calculateDelegationApprovalDigestHash', [
      staker,
      operator,
      approver,
      salt(1),
      FAR,
    ])
    const fails = (sender: Address, approval: object, s: Hex) =>
      core.failure(sender, core.dm, 'delegateTo', [operator, approval, s])
    expect(digest).toMatch(/^0x[0-9a-f]{64}$/)
    expect(await fails(staker, NO_APPROVAL, NO_SALT)).toBe('SignatureExpired')
    expect(await fails(staker, { signature: '0x', expiry: FAR }, salt(1))).toBe('InvalidSignature')
    expect(await fails(staker, good, salt(2))).toBe('InvalidSignature')
    expect(await fails(core.fresh(), good, salt(1))).toBe('InvalidSignature')
    const wrong = await approve(staker, staker, operator, salt(1), FAR)
    expect(await fails(staker, wrong, salt(1))).toBe('InvalidSignature')
    const { timestamp } = await core.client.getBlock()
    const late = await approve(approver, staker, operator, salt(1), timestamp - 1n)
    expect(await fails(staker, late, salt(1))).toBe('SignatureExpired')

    await core.write(staker, core.dm, 'delegateTo', [operator, good, salt(1)])
    expect(await core.read(core.dm, 'delegatedTo', [staker])).toBe(operator)
    expect(await core.read(core.dm, 'delegationApproverSaltIsSpent', [approver, salt(1)])).toBe(
      true,
    )
    const other = core.fresh()
    const again = await approve(approver, other, operator, salt(1), FAR)
    expect(await fails(other, again, salt(1))).toBe('SaltSpent')
  })

  test('accepts the approval of a contract (EIP-1271)', async () => {
    const [owner, staker] = [core.fresh(), core.fresh()]
    const wallet = await core.deploy('CoreTestWallet', [owner])
    const operator = await core.operator(0, wallet)
    const args = [operator, { signature: '0x1234', expiry: FAR }, salt(9)]
    expect(await core.failure(staker, core.dm, 'delegateTo', args)).toBe('InvalidSignature')
    const digest = await core.read<Hex>(core.dm, 'calculateDelegationApprovalDigestHash', [
      staker,
      operator,
      wallet,
      salt(9),
      FAR,
    ])
    await core.write(owner, ['CoreTestWallet', wallet], 'approveHash', [digest])
    await core.write(staker, core.dm, 'delegateTo', args)
    expect(await core.read(core.dm, 'delegatedTo', [staker])).toBe(operator)
  })

  test('is refused where the operator is slashed to nothing', async () => {
    const [operator, set, staker] = [await core.operator(), await core.avs(['A']), core.fresh()]
    await core.register(operator, set)
    await core.allocate(operator, set, 'A', WAD)
    await core.slash(operator, set, 'A', WAD)
    await core.deposit(staker, 'A', 10n)
    expect(
      await core.failure(staker, core.dm, 'delegateTo', [operator, NO_APPROVAL, NO_SALT]),
    ).toBe('FullySlashed')
    const other = core.fresh()
    await core.delegate(other, operator)
    await core.write(other, ['CoreTestToken', core.tokens.A], 'mint', [other, 5n])
    await core.write(other, ['CoreTestToken', core.tokens.A], 'approve', [core.sm[1], 5n])
    expect(
      await core.failure(other, core.sm, 'depositIntoStrategy', [
        core.at.strategies.A,
        core.tokens.A,
        5n,
      ]),
    ).toBe('FullySlashed')
    const strategies = [core.at.strategies.A]
    expect(
      await core.failure(other, core.dm, 'convertToDepositShares', [other, strategies, [1n]]),
    ).toBe('Panic(0x12)')
  })
})

describe('undelegating', () => {
  test('queues one withdrawal a strategy; redelegating does both in one transaction', async () => {
    const [first, second] = [await core.operator(), await core.operator()]
    const staker = core.fresh()
    await core.deposit(staker, 'A', 1001n)
    await core.deposit(staker, 'B', 2003n)
    expect(await core.failure(staker, core.dm, 'undelegate', [staker])).toBe('NotActivelyDelegated')
    await core.delegate(staker, first)
    const receipt = await core.write(staker, core.dm, 'redelegate', [second, NO_APPROVAL, NO_SALT])
    expect(await core.read(core.dm, 'delegatedTo', [staker])).toBe(second)
    const queued = core.events<{ withdrawalRoot: Hex; withdrawal: Withdrawal }>(
      receipt,
      'DelegationManager',
      'SlashingWithdrawalQueued',
    )
    expect(queued.map(({ withdrawal }) => [...withdrawal.scaledShares])).toEqual([[1001n], [2003n]])
    expect(queued.map(({ withdrawal }) => withdrawal.delegatedTo)).toEqual([first, first])
    const shares = [core.at.strategies.A, core.at.strategies.B]
    expect(await core.read(core.dm, 'getOperatorsShares', [[first, second], shares])).toEqual([
      [0n, 0n],
      [0n, 0n],
    ])

    // The new operator has the stake only when it comes back as shares.
    await core.mine(DELAY)
    await core.write(staker, core.dm, 'completeQueuedWithdrawals', [
      queued.map(({ withdrawal }) => withdrawal),
      [[ZERO], [ZERO]],
      [false, false],
    ])
    expect(await core.read(core.dm, 'getOperatorShares', [second, shares])).toEqual([1001n, 2003n])
    expect(await core.read(core.dm, 'getQueuedWithdrawalRoots', [staker])).toEqual([])
  })

  test('can be forced by the operator, its approver and its appointees, and nobody else', async () => {
    const approver = core.fresh()
    const operator = await core.operator()
    const [appointee, stranger] = [core.fresh(), core.fresh()]
    const staker = core.fresh()
    await core.delegate(staker, operator)
    await core.write(operator, core.dm, 'modifyOperatorDetails', [operator, approver])
    await core.write(operator, core.pc, 'setAppointee', [
      operator,
      appointee,
      core.at.delegationManager,
      '0xda8be864',
    ])
    expect(await core.failure(stranger, core.dm, 'undelegate', [staker])).toBe(
      'CallerCannotUndelegate',
    )
    for (const caller of [operator, approver, appointee, staker]) {
      expect(await core.failure(caller, core.dm, 'undelegate', [staker])).toBeUndefined()
    }
    const receipt = await core.write(approver, core.dm, 'undelegate', [staker])
    expect(core.events(receipt, 'DelegationManager', 'StakerForceUndelegated')).toEqual([
      { staker, operator },
    ])
    expect(core.events(receipt, 'DelegationManager', 'StakerUndelegated')).toEqual([
      { staker, operator },
    ])
  })
})

describe('withdrawing', () => {
  test('refuses what is not there', async () => {
    const [operator, alone, delegated] = [await core.operator(), core.fresh(), core.fresh()]
    const { A } = core.at.strategies
    await core.deposit(alone, 'A', 100n)
    await core.deposit(delegated, 'A', 100n)
    await core.delegate(delegated, operator)
    const fails = (staker: Address, strategies: Address[], amounts: bigint[]) =>
      core.failure(staker, core.dm, 'queueWithdrawals', queueArgs(strategies, amounts))
    expect(await fails(alone, [A], [])).toBe('InputArrayLengthMismatch')
    expect(await fails(alone, [], [])).toBe('InputArrayLengthZero')
    expect(await fails(alone, [A], [0n])).toBe('SharesAmountZero')
    expect(await fails(alone, [A], [101n])).toBe('SharesAmountTooHigh')
    expect(await fails(delegated, [A], [101n])).toBe('Panic(0x11)')
    expect(await fails(alone, [BEACON], [1n])).toBe('SharesNegative')
  })

  test('can be completed first in block start + delay + 1, by the staker, with the right token', async () => {
    const [operator, staker, stranger] = [await core.operator(), core.fresh(), core.fresh()]
    await core.deposit(staker, 'A', eth('3') + 1n)
    await core.delegate(staker, operator)
    const withdrawal = await core.queue(staker, 'A', eth('1') + 3n)
    const complete = 'completeQueuedWithdrawal'
    const A = [core.tokens.A]
    const call = (from: Address, args: unknown[]) => core.failure(from, core.dm, complete, args)
    expect(await call(stranger, [withdrawal, A, true])).toBe('WithdrawerNotCaller')
    expect(await call(staker, [withdrawal, [], true])).toBe('InputArrayLengthMismatch')
    expect(await call(staker, [{ ...withdrawal, nonce: 9n }, A, true])).toBe('WithdrawalNotQueued')
    expect(await call(staker, [withdrawal, A, true])).toBe('WithdrawalDelayNotElapsed')

    await core.mineBefore(BigInt(withdrawal.startBlock) + DELAY)
    expect(await core.succeeds(staker, core.dm, complete, [withdrawal, A, true])).toBe(false)
    expect(await call(staker, [withdrawal, A, true])).toBe('WithdrawalDelayNotElapsed')
    // The next transaction is mined one block further on.
    expect(
      await core.succeeds(staker, core.dm, complete, [withdrawal, [core.tokens.B], true]),
    ).toBe(false)
    expect(await call(staker, [withdrawal, [core.tokens.B], true])).toBe('OnlyUnderlyingToken')
    expect(await core.succeeds(staker, core.dm, complete, [withdrawal, A, true])).toBe(true)
    expect(await call(staker, [withdrawal, A, true])).toBe('WithdrawalNotQueued')
  })

  test('succeeds in the very first block it may', async () => {
    const staker = core.fresh()
    await core.deposit(staker, 'A', 500n)
    const withdrawal = await core.queue(staker, 'A', 500n)
    await core.mineBefore(BigInt(withdrawal.startBlock) + DELAY + 1n)
    const receipt = await core.write(staker, core.dm, 'completeQueuedWithdrawal', [
      withdrawal,
      [core.tokens.A],
      true,
    ])
    expect(receipt.blockNumber).toBe(BigInt(withdrawal.startBlock) + DELAY + 1n)
    const root = keccak256(
      concat([
        pad('0x20', { size: 32 }),
        pad(staker, { size: 32 }),
        pad(ZERO, { size: 32 }),
        pad(staker, { size: 32 }),
        pad('0x0', { size: 32 }),
        pad(`0x${withdrawal.startBlock.toString(16)}`, { size: 32 }),
        pad('0xe0', { size: 32 }),
        pad('0x0120', { size: 32 }),
        pad('0x01', { size: 32 }),
        pad(core.at.strategies.A, { size: 32 }),
        pad('0x01', { size: 32 }),
        pad(`0x${500n.toString(16)}`, { size: 32 }),
      ]),
    )
    expect(core.events(receipt, 'DelegationManager', 'SlashingWithdrawalCompleted')).toEqual([
      { withdrawalRoot: root },
    ])
  })

  test('lists what is queued with the shares it will give', async () => {
    const staker = core.fresh()
    await core.deposit(staker, 'A', 90n)
    await core.deposit(staker, 'B', 80n)
    const receipt = await core.write(
      staker,
      core.dm,
      'queueWithdrawals',
      queueArgs([core.at.strategies.A, core.at.strategies.B], [31n, 80n]),
    )
    const [event] = core.events<{ withdrawalRoot: Hex; sharesToWithdraw: bigint[] }>(
      receipt,
      'DelegationManager',
      'SlashingWithdrawalQueued',
    )
    expect(event?.sharesToWithdraw).toEqual([31n, 80n])
    const [withdrawals, shares] = await core.read<[Withdrawal[], bigint[][]]>(
      core.dm,
      'getQueuedWithdrawals',
      [staker],
    )
    expect(shares).toEqual([[31n, 80n]])
    expect(withdrawals[0]?.startBlock).toBe(Number(receipt.blockNumber))
    expect(await core.read(core.dm, 'getQueuedWithdrawalRoots', [staker])).toEqual([
      event?.withdrawalRoot,
    ])
    expect(await core.read(core.dm, 'queuedWithdrawals', [event?.withdrawalRoot])).toEqual(
      withdrawals[0],
    )
    expect(await core.read(core.dm, 'pendingWithdrawals', [event?.withdrawalRoot])).toBe(true)
    expect(await core.read(core.dm, 'getDepositedShares', [staker])).toEqual([
      [core.at.strategies.A],
      [59n],
    ])
  })
})

describe('guards', () => {
  test('what the core contracts do for one another is closed to everybody else', async () => {
    const stranger = core.fresh()
    const set = { avs: stranger, id: 0 }
    const { A } = core.at.strategies
    const fails = (name: string, args: unknown[]) => core.failure(stranger, core.dm, name, args)
    expect(await fails('increaseDelegatedShares', [stranger, A, 0n, 1n])).toBe(
      'OnlyStrategyManagerOrEigenPodManager',
    )
    expect(await fails('decreaseDelegatedShares', [stranger, 1n, 1n])).toBe('OnlyEigenPodManager')
    expect(await fails('slashOperatorShares', [stranger, set, 1n, A, 2n, 1n])).toBe(
      'OnlyAllocationManager',
    )
  })

  test('pausing stops what its bits say, and only the unpauser lifts it', async () => {
    const [owner] = core.accounts as [Address]
    const [operator, staker] = [await core.operator(), core.fresh()]
    await core.deposit(staker, 'A', 10n)
    expect(await core.failure(staker, core.dm, 'pause', [1n])).toBe('OnlyPauser')
    await core.write(owner, core.dm, 'pause', [7n])
    expect(await core.failure(owner, core.dm, 'pause', [1n])).toBe('InvalidNewPausedStatus')
    const fails = (name: string, args: unknown[]) => core.failure(staker, core.dm, name, args)
    expect(await fails('delegateTo', [operator, NO_APPROVAL, NO_SALT])).toBe('CurrentlyPaused')
    expect(await fails('registerAsOperator', [ZERO, 0, ''])).toBe('CurrentlyPaused')
    expect(await fails('queueWithdrawals', queueArgs([core.at.strategies.A], [1n]))).toBe(
      'CurrentlyPaused',
    )
    expect(await fails('completeQueuedWithdrawals', [[], [], []])).toBe('CurrentlyPaused')
    expect(await fails('unpause', [0n])).toBe('OnlyUnpauser')
    expect(await core.read(core.dm, 'paused')).toBe(7n)
    await core.write(owner, core.dm, 'unpause', [0n])
    expect(await fails('delegateTo', [operator, NO_APPROVAL, NO_SALT])).toBeUndefined()
  })
})
