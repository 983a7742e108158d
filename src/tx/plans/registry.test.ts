import { expect, test } from 'vitest'
import { createTranslate } from '../../ui/i18n/useT.ts'
import en from '../messages.en.ts'
import zh from '../messages.zh.ts'
import { toJson } from '../records.ts'
import { sayRef } from '../sayRef.ts'
import { planDefinitions } from './registry.ts'

const samples: Record<string, unknown> = {
  depositEth: { amount: 1_500_000_000_000_000_000n },
  depositStEth: { amount: 1n },
  depositToken: {
    strategy: '0x00000000000000000000000000000000000000c1',
    amount: 5n,
    unit: 'tLST',
    decimals: 6,
  },
  delegate: { operator: `0x${'ab'.repeat(20)}` },
  queueWithdrawals: {
    items: [
      {
        strategy: '0x00000000000000000000000000000000000000c1',
        depositShares: 7n,
        amount: 5_000_000n,
        unit: 'tLST',
        decimals: 6,
      },
    ],
  },
  undelegate: {},
  redelegate: { operator: `0x${'cd'.repeat(20)}` },
  claimRewards: {
    rootIndex: 12,
    recipient: `0x${'ef'.repeat(20)}`,
    claims: [
      {
        earner: `0x${'ab'.repeat(20)}`,
        tokens: [{ token: `0x${'c2'.repeat(20)}`, unit: 'RWD', decimals: 18 }],
      },
    ],
  },
  setClaimer: { claimer: `0x${'ab'.repeat(20)}` },
  completeWithdrawals: { withdrawals: [{ root: `0x${'1f'.repeat(32)}`, asTokens: true }] },
  requestLidoWithdrawal: { amount: 3n, token: 'wstETH' },
  claimLidoWithdrawal: { ids: [3n, 12n] },
  requestEtherFiWithdrawal: { amount: 4n, token: 'eETH' },
  claimEtherFiWithdrawal: { ids: [7n] },
  redeemEtherFi: { amount: 5n, token: 'weETH' },
  depositWstEth: { amount: 7n },
  depositEtherFi: { amount: 8n },
  wrapEEth: { amount: 9n },
  unwrapWeEth: { amount: 10n },
  createPod: {},
  becomeOperator: { approver: `0x${'00'.repeat(20)}`, delay: 75, uri: 'https://a.example/o.json' },
  setApprover: { operator: `0x${'ab'.repeat(20)}`, approver: `0x${'cd'.repeat(20)}` },
  setMetadata: { operator: `0x${'ab'.repeat(20)}`, uri: '' },
  modifyAllocations: {
    operator: `0x${'ab'.repeat(20)}`,
    changes: [{ set: `0x${'cd'.repeat(20)}-7`, strategy: `0x${'c1'.repeat(20)}`, magnitude: 0n }],
  },
  registerForSets: {
    operator: `0x${'ab'.repeat(20)}`,
    avs: `0x${'cd'.repeat(20)}`,
    ids: [0, 7],
    data: '0x',
  },
  deregisterFromSets: { operator: `0x${'ab'.repeat(20)}`, avs: `0x${'cd'.repeat(20)}`, ids: [1] },
  setAllocationDelay: { operator: `0x${'ab'.repeat(20)}`, blocks: 1 },
  clearDeallocations: {
    operator: `0x${'ab'.repeat(20)}`,
    strategies: [`0x${'c1'.repeat(20)}`],
  },
  setSplit: {
    operator: `0x${'ab'.repeat(20)}`,
    scope: { set: `0x${'cd'.repeat(20)}-7` },
    bips: 1250,
  },
  setOperatorClaimer: { operator: `0x${'ab'.repeat(20)}`, claimer: `0x${'cd'.repeat(20)}` },
  changeAccess: {
    call: 'setAppointee',
    account: `0x${'ab'.repeat(20)}`,
    who: `0x${'cd'.repeat(20)}`,
    target: `0x${'ef'.repeat(20)}`,
    selector: '0x952899ee',
  },
  undelegateStaker: { operator: `0x${'ab'.repeat(20)}`, staker: `0x${'cd'.repeat(20)}` },
  depositValidators: {
    validators: [
      {
        pubkey: `0x${'a1'.repeat(48)}`,
        signature: `0x${'b2'.repeat(96)}`,
        depositDataRoot: `0x${'c3'.repeat(32)}`,
      },
    ],
  },
}

test('every kind of plan has a title in both languages, and its parameters survive storage', () => {
  expect(planDefinitions.map((item) => item.kind).sort()).toEqual(Object.keys(samples).sort())
  for (const { kind, parse, title } of planDefinitions) {
    const params = parse(toJson(samples[kind]))
    expect(params).toEqual(samples[kind])
    const ref = title(params)
    expect(en).toHaveProperty([ref.key])
    expect(sayRef(createTranslate<typeof en>(en, 'en'), ref)).not.toMatch(/[{}]/)
    expect(sayRef(createTranslate<typeof en>(zh, 'zh'), ref)).not.toMatch(/[{}]/)
  }
})

test('amounts and addresses in a title are short, and in the locale', () => {
  const say = (kind: string) => {
    const definition = planDefinitions.find((item) => item.kind === kind)!
    return sayRef(createTranslate<typeof en>(en, 'en'), definition.title(samples[kind]))
  }
  expect(say('depositEth')).toBe('Deposit 1.5 ETH through Lido')
  expect(say('delegate')).toBe('Delegate to 0xabab…abab')
})

test('languages have the same keys, and every step of a plan has words', () => {
  expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort())
  for (const step of [
    'submit',
    'approve',
    'deposit',
    'delegate',
    'queue',
    'queueMany',
    'undelegate',
    'redelegate',
    'complete',
    'claim',
    'claimMany',
    'setClaimer',
    'removeClaimer',
    'createPod',
    'stake',
    'becomeOperator',
    'setApprover',
    'removeApprover',
    'setMetadata',
    'modifyAllocations',
    'registerForSets',
    'deregisterFromSets',
    'setAllocationDelay',
    'clearDeallocations',
    'setSplit',
    'setOperatorClaimer',
    'removeOperatorClaimer',
    'addPendingAdmin',
    'removePendingAdmin',
    'acceptAdmin',
    'removeAdmin',
    'setAppointee',
    'removeAppointee',
    'undelegateStaker',
  ]) {
    expect(en).toHaveProperty([`step.${step}`])
    expect(en).toHaveProperty([`action.${step}`])
  }
})
