import { type Address, zeroAddress } from 'viem'
import { operatorMetadataUri } from '../../metadata/documents.ts'
import { type SetKey, setPlan } from '../avss.ts'
import { DAYS } from '../calendar.ts'
import type { Diary } from '../diary.ts'
import { OPERATORS, type OperatorPlan } from '../operators.ts'
import { addressOf } from '../random.ts'
import { SELF_STAKER } from '../restakers.ts'
import { core, operatorAddress, operatorSet, strategies, type World } from '../world.ts'

const WAD = 10n ** 18n
/** After this day nobody new arrives, so operators that want to approve delegations begin to. */
const APPROVAL_DAY = 66

/** Operators register, join operator sets, allocate, set their splits, and change their minds. */
export function operatorChapter(diary: Diary): void {
  for (const [index, plan] of OPERATORS.entries()) {
    diary.at(1 + Math.floor(index / 3), 'noon', (world) => register(world, plan))
    if (plan.approver && plan.key !== SELF_STAKER) {
      diary.at(APPROVAL_DAY, 'noon', (world) =>
        world.scribe.send(
          `${plan.key} names a delegation approver`,
          operatorAddress(world, plan.key),
          core(world, 'delegationManager', 'modifyOperatorDetails', [
            operatorAddress(world, plan.key),
            approverOf(plan),
          ]),
        ),
      )
    }
    for (const { day, set } of plan.registers) {
      diary.at(day, 'evening', (world) => {
        join(world, plan, set)
        if (plan.split !== undefined) splits(world, plan, set, plan.split)
      })
    }
    for (const { day, set } of plan.leaves ?? []) {
      diary.at(day, 'evening', (world) => leave(world, plan, set))
    }
    for (const { day, set, strategies: keys, part } of plan.allocations) {
      diary.at(day, 'evening', (world) => {
        const addresses = strategies(world, keys)
        const magnitude = (WAD * BigInt(Math.round(part * 10_000))) / 10_000n
        world.scribe.send(
          `${plan.key} allocates ${part} to ${set}`,
          operatorAddress(world, plan.key),
          core(world, 'allocationManager', 'modifyAllocations', [
            operatorAddress(world, plan.key),
            [
              {
                operatorSet: operatorSet(set),
                strategies: addresses,
                newMagnitudes: addresses.map(() => magnitude),
              },
            ],
          ]),
        )
      })
    }
    const { newDelay, newSplit } = plan
    if (newDelay !== undefined) {
      diary.at(newDelay.day, 'evening', (world) =>
        world.scribe.send(
          `${plan.key} changes its allocation delay`,
          operatorAddress(world, plan.key),
          core(world, 'allocationManager', 'setAllocationDelay', [
            operatorAddress(world, plan.key),
            newDelay.blocks,
          ]),
        ),
      )
    }
    if (plan.split !== undefined) {
      const bips = plan.split
      diary.at(10, 'noon', (world) => piSplit(world, plan, bips))
    }
    if (newSplit !== undefined) {
      diary.at(newSplit.day, 'evening', (world) => {
        for (const { set } of plan.registers) setSplit(world, plan, set, newSplit.bips)
      })
    }
  }
  diary.at(DAYS - 40, 'noon', (world) => {
    const oldMill = OPERATORS.find((plan) => plan.key === 'oldmill')
    if (oldMill !== undefined) piSplit(world, oldMill, 1_500)
  })
}

function approverOf(plan: OperatorPlan): Address {
  return addressOf(`delegation approver of ${plan.key}`)
}

function register(world: World, plan: OperatorPlan): void {
  world.scribe.send(
    `${plan.key} registers as operator`,
    operatorAddress(world, plan.key),
    core(world, 'delegationManager', 'registerAsOperator', [
      plan.key === SELF_STAKER ? approverOf(plan) : zeroAddress,
      plan.delay,
      operatorMetadataUri(plan),
    ]),
  )
}

function join(world: World, plan: OperatorPlan, set: SetKey): void {
  const { avs, id } = operatorSet(set)
  world.scribe.send(
    `${plan.key} registers for ${set}`,
    operatorAddress(world, plan.key),
    core(world, 'allocationManager', 'registerForOperatorSets', [
      operatorAddress(world, plan.key),
      { avs, operatorSetIds: [id], data: '0x' },
    ]),
  )
}

function leave(world: World, plan: OperatorPlan, set: SetKey): void {
  const { avs, id } = operatorSet(set)
  const operator = operatorAddress(world, plan.key)
  world.scribe.send(
    `${plan.key} leaves ${set}`,
    operator,
    core(world, 'allocationManager', 'deregisterFromOperatorSets', [
      { operator, avs, operatorSetIds: [id] },
    ]),
  )
}

/** A split for the set, and for its AVS when this is the first of its sets that the operator joins. */
function splits(world: World, plan: OperatorPlan, set: SetKey, bips: number): void {
  setSplit(world, plan, set, bips)
  const { avs } = setPlan(set)
  const first = plan.registers.find((entry) => setPlan(entry.set).avs === avs)
  if (first?.set !== set) return
  world.scribe.send(
    `${plan.key} sets its split for ${avs.key}`,
    operatorAddress(world, plan.key),
    core(world, 'rewardsCoordinator', 'setOperatorAVSSplit', [
      operatorAddress(world, plan.key),
      operatorSet(set).avs,
      bips,
    ]),
  )
}

function setSplit(world: World, plan: OperatorPlan, set: SetKey, bips: number): void {
  world.scribe.send(
    `${plan.key} sets its split for ${set}`,
    operatorAddress(world, plan.key),
    core(world, 'rewardsCoordinator', 'setOperatorSetSplit', [
      operatorAddress(world, plan.key),
      operatorSet(set),
      bips,
    ]),
  )
}

function piSplit(world: World, plan: OperatorPlan, bips: number): void {
  world.scribe.send(
    `${plan.key} sets its split for programmatic incentives`,
    operatorAddress(world, plan.key),
    core(world, 'rewardsCoordinator', 'setOperatorPISplit', [
      operatorAddress(world, plan.key),
      bips,
    ]),
  )
}
