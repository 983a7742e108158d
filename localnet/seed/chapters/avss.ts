import { parseAbi } from 'viem'
import { avsMetadataUri } from '../../metadata/documents.ts'
import { AVSS, type AvsPlan, type SetKey } from '../avss.ts'
import { DAYS } from '../calendar.ts'
import type { Diary } from '../diary.ts'
import { addressOf } from '../random.ts'
import {
  avsAddress,
  core,
  operatorSet,
  registrarOf,
  slasherOf,
  strategies,
  type World,
} from '../world.ts'

/** The forms with a slasher; the contract also has older forms of the same names. */
const createSetsAbi = parseAbi([
  'struct CreateSetParamsV2 { uint32 operatorSetId; address[] strategies; address slasher; }',
  'function createOperatorSets(address avs, CreateSetParamsV2[] params)',
  'function createRedistributingOperatorSets(address avs, CreateSetParamsV2[] params, address[] redistributionRecipients)',
])

/** AVSs publish metadata and create their operator sets; one of them changes its slasher at the end. */
export function avsChapter(diary: Diary): void {
  for (const plan of AVSS) diary.at(plan.day, 'morning', (world) => found(world, plan))
  diary.at(DAYS, 'evening', (world) =>
    world.scribe.send(
      'cinder changes its slasher',
      avsAddress('cinder'),
      core(world, 'allocationManager', 'updateSlasher', [
        operatorSet('cinder/0'),
        addressOf('new slasher of cinder'),
      ]),
    ),
  )
}

function found(world: World, plan: AvsPlan): void {
  const { scribe } = world
  const avs = avsAddress(plan.key)
  const send = (what: string, functionName: string, args: readonly unknown[]) =>
    scribe.send(`${plan.key} ${what}`, avs, core(world, 'allocationManager', functionName, args))
  send('publishes metadata', 'updateAVSMetadataURI', [avs, avsMetadataUri(plan)])
  send('sets its registrar', 'setAVSRegistrar', [avs, registrarOf(world, plan.key)])
  for (const set of plan.sets) {
    const params = [
      {
        operatorSetId: set.id,
        strategies: strategies(world, set.strategies),
        slasher: slasherOf(world, `${plan.key}/${set.id}` as SetKey),
      },
    ]
    scribe.send(`${plan.key} creates set ${set.id}`, avs, {
      address: world.places.core.allocationManager,
      abi: createSetsAbi,
      functionName: set.redistributes ? 'createRedistributingOperatorSets' : 'createOperatorSets',
      args: set.redistributes
        ? [avs, params, [addressOf(`harmed users of ${plan.key}`)]]
        : [avs, params],
    })
  }
  if (plan.protocolFee) {
    scribe.send(
      `${plan.key} opts in to the protocol fee`,
      avs,
      core(world, 'rewardsCoordinator', 'setOptInForProtocolFee', [avs, true]),
    )
  }
}
