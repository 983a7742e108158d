import type { AnyPlanDefinition, PlanDefinition } from '../types.ts'
import { type BecomeOperatorParameters, becomeOperator } from './becomeOperator.ts'
import { type ChangeAccessParameters, changeAccess } from './changeAccess.ts'
import {
  type ClaimEtherFiWithdrawalParameters,
  claimEtherFiWithdrawal,
} from './claimEtherFiWithdrawal.ts'
import { type ClaimLidoWithdrawalParameters, claimLidoWithdrawal } from './claimLidoWithdrawal.ts'
import { type ClaimRewardsParameters, claimRewards } from './claimRewards.ts'
import { type CompleteWithdrawalsParameters, completeWithdrawals } from './completeWithdrawals.ts'
import { type CreatePodParameters, createPod } from './createPod.ts'
import { type DelegateParameters, delegate } from './delegate.ts'
import { type DepositEthParameters, depositEth } from './depositEth.ts'
import { type DepositEtherFiParameters, depositEtherFi } from './depositEtherFi.ts'
import { type DepositStEthParameters, depositStEth } from './depositStEth.ts'
import { type DepositTokenParameters, depositToken } from './depositToken.ts'
import { type DepositValidatorsParameters, depositValidators } from './depositValidators.ts'
import { type DepositWstEthParameters, depositWstEth } from './depositWstEth.ts'
import { type ModifyAllocationsParameters, modifyAllocations } from './modifyAllocations.ts'
import {
  type SetApproverParameters,
  type SetMetadataParameters,
  setApprover,
  setMetadata,
} from './operatorIdentity.ts'
import {
  type ClearDeallocationsParameters,
  clearDeallocations,
  type DeregisterFromSetsParameters,
  deregisterFromSets,
  type RegisterForSetsParameters,
  registerForSets,
  type SetAllocationDelayParameters,
  setAllocationDelay,
} from './operatorMembership.ts'
import {
  type SetOperatorClaimerParameters,
  type SetSplitParameters,
  setOperatorClaimer,
  setSplit,
} from './operatorRewards.ts'
import { type QueueWithdrawalsParameters, queueWithdrawals } from './queueWithdrawals.ts'
import { type RedeemEtherFiParameters, redeemEtherFi } from './redeemEtherFi.ts'
import { type RedelegateParameters, redelegate } from './redelegate.ts'
import {
  type RequestEtherFiWithdrawalParameters,
  requestEtherFiWithdrawal,
} from './requestEtherFiWithdrawal.ts'
import {
  type RequestLidoWithdrawalParameters,
  requestLidoWithdrawal,
} from './requestLidoWithdrawal.ts'
import { type SetClaimerParameters, setClaimer } from './setClaimer.ts'
import { type UndelegateParameters, undelegate } from './undelegate.ts'
import { type UndelegateStakerParameters, undelegateStaker } from './undelegateStaker.ts'
import { type UnwrapWeEthParameters, unwrapWeEth } from './unwrapWeEth.ts'
import { type WrapEEthParameters, wrapEEth } from './wrapEEth.ts'

/** Parameters of every kind of plan that a page can start. */
export type PlanParameters = {
  depositEth: DepositEthParameters
  depositStEth: DepositStEthParameters
  depositToken: DepositTokenParameters
  depositWstEth: DepositWstEthParameters
  depositEtherFi: DepositEtherFiParameters
  wrapEEth: WrapEEthParameters
  unwrapWeEth: UnwrapWeEthParameters
  createPod: CreatePodParameters
  depositValidators: DepositValidatorsParameters
  delegate: DelegateParameters
  queueWithdrawals: QueueWithdrawalsParameters
  undelegate: UndelegateParameters
  redelegate: RedelegateParameters
  completeWithdrawals: CompleteWithdrawalsParameters
  requestLidoWithdrawal: RequestLidoWithdrawalParameters
  claimLidoWithdrawal: ClaimLidoWithdrawalParameters
  requestEtherFiWithdrawal: RequestEtherFiWithdrawalParameters
  claimEtherFiWithdrawal: ClaimEtherFiWithdrawalParameters
  redeemEtherFi: RedeemEtherFiParameters
  claimRewards: ClaimRewardsParameters
  setClaimer: SetClaimerParameters
  becomeOperator: BecomeOperatorParameters
  setApprover: SetApproverParameters
  setMetadata: SetMetadataParameters
  modifyAllocations: ModifyAllocationsParameters
  registerForSets: RegisterForSetsParameters
  deregisterFromSets: DeregisterFromSetsParameters
  setAllocationDelay: SetAllocationDelayParameters
  clearDeallocations: ClearDeallocationsParameters
  setSplit: SetSplitParameters
  setOperatorClaimer: SetOperatorClaimerParameters
  changeAccess: ChangeAccessParameters
  undelegateStaker: UndelegateStakerParameters
}

const definitions: { [kind in keyof PlanParameters]: PlanDefinition<PlanParameters[kind]> } = {
  depositEth,
  depositStEth,
  depositToken,
  depositWstEth,
  depositEtherFi,
  wrapEEth,
  unwrapWeEth,
  createPod,
  depositValidators,
  delegate,
  queueWithdrawals,
  undelegate,
  redelegate,
  completeWithdrawals,
  requestLidoWithdrawal,
  claimLidoWithdrawal,
  requestEtherFiWithdrawal,
  claimEtherFiWithdrawal,
  redeemEtherFi,
  claimRewards,
  setClaimer,
  becomeOperator,
  setApprover,
  setMetadata,
  modifyAllocations,
  registerForSets,
  deregisterFromSets,
  setAllocationDelay,
  clearDeallocations,
  setSplit,
  setOperatorClaimer,
  changeAccess,
  undelegateStaker,
}

/** Every kind of plan. A new kind is written beside the others and entered above. */
export const planDefinitions = Object.values(definitions) as unknown as readonly AnyPlanDefinition[]
