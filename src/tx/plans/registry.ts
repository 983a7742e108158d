import type { AnyPlanDefinition, PlanDefinition } from '../types.ts'
import { type ClaimRewardsParameters, claimRewards } from './claimRewards.ts'
import { type CompleteWithdrawalsParameters, completeWithdrawals } from './completeWithdrawals.ts'
import { type DelegateParameters, delegate } from './delegate.ts'
import { type DepositEthParameters, depositEth } from './depositEth.ts'
import { type DepositStEthParameters, depositStEth } from './depositStEth.ts'
import { type DepositTokenParameters, depositToken } from './depositToken.ts'
import { type QueueWithdrawalsParameters, queueWithdrawals } from './queueWithdrawals.ts'
import { type RedelegateParameters, redelegate } from './redelegate.ts'
import { type SetClaimerParameters, setClaimer } from './setClaimer.ts'
import { type UndelegateParameters, undelegate } from './undelegate.ts'

/** Parameters of every kind of plan that a page can start. */
export type PlanParameters = {
  depositEth: DepositEthParameters
  depositStEth: DepositStEthParameters
  depositToken: DepositTokenParameters
  delegate: DelegateParameters
  queueWithdrawals: QueueWithdrawalsParameters
  undelegate: UndelegateParameters
  redelegate: RedelegateParameters
  completeWithdrawals: CompleteWithdrawalsParameters
  claimRewards: ClaimRewardsParameters
  setClaimer: SetClaimerParameters
}

const definitions: { [kind in keyof PlanParameters]: PlanDefinition<PlanParameters[kind]> } = {
  depositEth,
  depositStEth,
  depositToken,
  delegate,
  queueWithdrawals,
  undelegate,
  redelegate,
  completeWithdrawals,
  claimRewards,
  setClaimer,
}

/** Every kind of plan. A new kind is written beside the others and entered above. */
export const planDefinitions = Object.values(definitions) as unknown as readonly AnyPlanDefinition[]
