import { type Address, pad, sha256, toHex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  BEACON,
  type Core,
  DELAY,
  eth,
  startCore,
  type Target,
  WAD,
  type Withdrawal,
  ZERO,
} from './testing/fixture.ts'
import { part } from './testing/model.ts'

let core: Core
beforeAll(async () => {
  core = await startCore()
})
afterAll(() => core.stop())

const GWEI = 10n ** 9n
const PUBKEY = toHex(new Uint8Array(48).fill(7))
const ROOT = pad('0x1', { size: 32 })

const podOf = (owner: Address) => core.read<Address>(core.epm, 'getPod', [owner])

/** Has the owner's pod report a change of balance, as a checkpoint does. */
async function report(owner: Address, before: bigint, change: bigint) {
  const pod = await podOf(owner)
  await core.client.impersonateAccount({ address: pod })
  await core.client.setBalance({ address: pod, value: eth('200') })
  const args = [owner, before, change]
  return core.write(pod, core.epm, 'recordBeaconChainETHBalanceUpdate', args)
}

async function worth(staker: Address) {
  const [withdrawable] = await core.read<[bigint[]]>(core.dm, 'getWithdrawableShares', [
    staker,
    [BEACON],
  ])
  return withdrawable[0]
}

async function queueNative(staker: Address, shares: bigint): Promise<Withdrawal> {
  const receipt = await core.write(staker, core.dm, 'queueWithdrawals', [
    [{ strategies: [BEACON], depositShares: [shares], __deprecated_withdrawer: ZERO }],
  ])
  const [event] = core.events<{ withdrawal: Withdrawal }>(
    receipt,
    'DelegationManager',
    'SlashingWithdrawalQueued',
  )
  return event?.withdrawal as Withdrawal
}

test('a pod is made once, where it was foretold', async () => {
  const owner = core.fresh()
  const foretold = await podOf(owner)
  expect(await core.read(core.epm, 'hasPod', [owner])).toBe(false)
  expect(await core.read(core.epm, 'ownerToPod', [owner])).toBe(ZERO)
  const receipt = await core.write(owner, core.epm, 'createPod')
  expect(core.events(receipt, 'EigenPodManager', 'PodDeployed')).toEqual([
    { eigenPod: foretold, podOwner: owner },
  ])
  expect(await podOf(owner)).toBe(foretold)
  expect(await core.read(core.epm, 'ownerToPod', [owner])).toBe(foretold)
  expect(await core.read(['EigenPod', foretold], 'podOwner')).toBe(owner)
  expect(await core.failure(owner, core.epm, 'createPod')).toBe('EigenPodAlreadyExists')
})

test('staking makes the pod, pays exactly 32 ETH and names the pod in the credentials', async () => {
  const owner = core.fresh()
  const args = [PUBKEY, '0x', ROOT]
  expect(await core.failure(owner, core.epm, 'stake', args, eth('31'))).toBe('MsgValueNot32ETH')
  const receipt = await core.write(owner, core.epm, 'stake', args, eth('32'))
  const pod = await podOf(owner)
  expect(core.events(receipt, 'EigenPod', 'EigenPodStaked')).toEqual([
    { pubkeyHash: sha256(`${PUBKEY}${'00'.repeat(16)}`) },
  ])
  const deposit: Target = ['CoreTestDeposit', await core.read<Address>(core.epm, 'ethPOS')]
  expect(await core.read(deposit, 'lastCredentials')).toBe(
    `0x01${'00'.repeat(11)}${pod.slice(2).toLowerCase()}`,
  )
  expect(await core.read(deposit, 'lastValue')).toBe(eth('32'))
  expect(await core.read(core.epm, 'numPods')).toBeGreaterThan(0n)
})

test('a loss on the beacon chain lowers the factor and the operator, not the deposit shares', async () => {
  const [operator, owner] = [await core.operator(), core.fresh()]
  await core.write(owner, core.epm, 'createPod')
  await core.delegate(owner, operator)
  await report(owner, 0n, eth('32'))
  expect(await core.read(core.epm, 'podOwnerDepositShares', [owner])).toBe(eth('32'))
  expect(await core.read(core.dm, 'getDepositedShares', [owner])).toEqual([[BEACON], [eth('32')]])
  const receipt = await report(owner, eth('32'), -1_234_567_891n * GWEI)
  const factor = part(WAD, eth('32') - 1_234_567_891n * GWEI, eth('32'))
  expect(core.events(receipt, 'EigenPodManager', 'BeaconChainSlashingFactorDecreased')).toEqual([
    { staker: owner, prevBeaconChainSlashingFactor: WAD, newBeaconChainSlashingFactor: factor },
  ])
  expect(await core.read(core.epm, 'podOwnerDepositShares', [owner])).toBe(eth('32'))
  expect(await worth(owner)).toBe(part(eth('32'), factor, WAD))
  expect(await core.read(core.dm, 'operatorShares', [operator, BEACON])).toBe(
    eth('32') - part(eth('32'), WAD - factor, WAD),
  )
  const stranger = core.fresh()
  const record = 'recordBeaconChainETHBalanceUpdate'
  expect(await core.failure(stranger, core.epm, record, [owner, 0n, GWEI])).toBe('OnlyEigenPod')
  const pod = await podOf(owner)
  expect(await core.failure(pod, core.epm, record, [owner, 0n, 1n])).toBe('SharesNotMultipleOfGwei')
})

test('a loss from before delegating stays a loss; the operator gets what is left', async () => {
  const [operator, owner] = [await core.operator(), core.fresh()]
  await core.write(owner, core.epm, 'createPod')
  await report(owner, 0n, eth('32'))
  await report(owner, eth('32'), -eth('8'))
  expect(await worth(owner)).toBe(eth('24'))
  await core.delegate(owner, operator)
  expect(await worth(owner)).toBe(eth('24'))
  expect(await core.read(core.dm, 'operatorShares', [operator, BEACON])).toBe(eth('24'))
})

test('native ETH is slashed for an operator set and only counted', async () => {
  const [operator, set, owner] = [await core.operator(), await core.avs(['A']), core.fresh()]
  await core.write(set.avs, core.am, 'addStrategiesToOperatorSet', [set.avs, 0, [BEACON]])
  await core.write(owner, core.epm, 'createPod')
  await core.delegate(owner, operator)
  await report(owner, 0n, eth('64'))
  await core.register(operator, set)
  await core.write(operator, core.am, 'modifyAllocations', [
    operator,
    [{ operatorSet: set, strategies: [BEACON], newMagnitudes: [WAD] }],
  ])
  const receipt = await core.write(set.avs, core.am, 'slashOperator', [
    set.avs,
    {
      operator,
      operatorSetId: 0,
      strategies: [BEACON],
      wadsToSlash: [WAD / 4n],
      description: '',
    },
  ])
  expect(core.events(receipt, 'EigenPodManager', 'BurnableETHSharesIncreased')).toEqual([
    { shares: eth('16') },
  ])
  expect(await core.read(core.epm, 'burnableETHShares')).toBe(eth('16'))
  expect(await worth(owner)).toBe(eth('48'))
})

test('a withdrawal pays whole gwei that the pod has counted, or comes back as shares', async () => {
  const owner = core.fresh()
  await core.write(owner, core.epm, 'createPod')
  await report(owner, 0n, eth('32'))
  const asked = eth('1') + 5n * GWEI + 7n
  const withdrawals = [await queueNative(owner, asked), await queueNative(owner, eth('2'))]
  expect(await core.read(core.epm, 'podOwnerDepositShares', [owner])).toBe(eth('30') - (asked - 0n))
  await core.mine(DELAY)
  const pod = await podOf(owner)
  const complete = (withdrawal: Withdrawal | undefined, asTokens: boolean) =>
    [core.dm, 'completeQueuedWithdrawal', [withdrawal, [ZERO], asTokens]] as const
  expect(await core.failure(owner, ...complete(withdrawals[0], true))).toBe(
    'InsufficientWithdrawableBalance',
  )
  // What checkpoints write; the slot follows the owner and the proof submitter.
  await core.client.setStorageAt({
    address: pod,
    index: 1,
    value: pad(toHex((32n * 10n ** 9n) << 160n), { size: 32 }),
  })
  expect(await core.read(['EigenPod', pod], 'withdrawableRestakedExecutionLayerGwei')).toBe(
    32n * 10n ** 9n,
  )
  const before = await core.client.getBalance({ address: pod })
  const receipt = await core.write(owner, ...complete(withdrawals[0], true))
  const paid = asked - 7n
  expect(before - (await core.client.getBalance({ address: pod }))).toBe(paid)
  expect(core.events(receipt, 'EigenPod', 'RestakedBeaconChainETHWithdrawn')).toEqual([
    { recipient: owner, amount: paid },
  ])
  await core.write(owner, ...complete(withdrawals[1], false))
  expect(await core.read(core.epm, 'podOwnerDepositShares', [owner])).toBe(eth('32') - asked)
})

test('a pod obeys its owner and its manager', async () => {
  const [owner, stranger] = [core.fresh(), core.fresh()]
  await core.write(owner, core.epm, 'createPod')
  const pod: Target = ['EigenPod', await podOf(owner)]
  expect(await core.failure(stranger, pod, 'setProofSubmitter', [stranger])).toBe(
    'OnlyEigenPodOwner',
  )
  expect(await core.failure(stranger, pod, 'recoverTokens', [[], [], stranger])).toBe(
    'OnlyEigenPodOwner',
  )
  for (const [name, args] of [
    ['initialize', [stranger]],
    ['withdrawRestakedBeaconChainETH', [stranger, 1n]],
    ['stake', [PUBKEY, '0x', ROOT]],
  ] as const) {
    expect(await core.failure(stranger, pod, name, args)).toBe('OnlyEigenPodManager')
  }
  await core.write(owner, pod, 'setProofSubmitter', [stranger])
  expect(await core.read(pod, 'proofSubmitter')).toBe(stranger)
  await core.write(owner, ['CoreTestToken', core.tokens.A], 'mint', [pod[1], 9n])
  expect(await core.failure(owner, pod, 'recoverTokens', [[core.tokens.A], [], owner])).toBe(
    'InputArrayLengthMismatch',
  )
  await core.write(owner, pod, 'recoverTokens', [[core.tokens.A], [9n], owner])
  expect(await core.read(['CoreTestToken', core.tokens.A], 'balanceOf', [owner])).toBe(9n)
  const [admin] = core.accounts as [Address]
  await core.write(admin, core.epm, 'pause', [1n])
  expect(await core.failure(stranger, core.epm, 'createPod')).toBe('CurrentlyPaused')
  await core.write(admin, core.epm, 'unpause', [0n])
})

test('share keeping is for the delegation manager, settings for who is named', async () => {
  const [admin] = core.accounts as [Address]
  const stranger = core.fresh()
  const fails = (name: string, args: unknown[]) => core.failure(stranger, core.epm, name, args)
  expect(await fails('addShares', [stranger, BEACON, 1n])).toBe('OnlyDelegationManager')
  expect(await fails('stakerDepositShares', [stranger, core.at.strategies.A])).toBe(
    'InvalidStrategy',
  )
  expect(await fails('setProofTimestampSetter', [stranger])).toBe(
    'Ownable: caller is not the owner',
  )
  expect(await fails('setPectraForkTimestamp', [1n])).toBe('OnlyProofTimestampSetter')
  await core.write(admin, core.epm, 'setProofTimestampSetter', [stranger])
  await core.write(stranger, core.epm, 'setPectraForkTimestamp', [1n])
  expect(await core.read(core.epm, 'pectraForkTimestamp')).toBe(1n)
})
