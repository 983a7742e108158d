import type { AnyPlanDefinition, PlanDefinition } from '../types.ts'
import { type DelegateParameters, delegate } from './delegate.ts'
import { type DepositEthParameters, depositEth } from './depositEth.ts'
import { type DepositStEthParameters, depositStEth } from './depositStEth.ts'
import { type DepositTokenParameters, depositToken } from './depositToken.ts'

/** Parameters of every kind of plan that a page can start. */
export type PlanParameters = {
  depositEth: DepositEthParameters
  depositStEth: DepositStEthParameters
  depositToken: DepositTokenParameters
  delegate: DelegateParameters
}

const definitions: { [kind in keyof PlanParameters]: PlanDefinition<PlanParameters[kind]> } = {
  depositEth,
  depositStEth,
  depositToken,
  delegate,
}

/** Every kind of plan. A new kind is written beside the others and entered above. */
export const planDefinitions = Object.values(definitions) as unknown as readonly AnyPlanDefinition[]
