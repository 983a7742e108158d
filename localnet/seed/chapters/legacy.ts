import { type Address, type Hex, keccak256, maxUint256, toBytes } from 'viem'
import type { Diary } from '../diary.ts'
import { abiOf, avsAddress, operatorAddress, type World } from '../world.ts'

/** Who is registered with whom from before operator sets; `left` is the day on which that ended. */
const REGISTRATIONS: readonly { operator: string; avs: string; left?: number }[] = [
  { operator: 'northlight', avs: 'lattice' },
  { operator: 'northlight', avs: 'tidal' },
  { operator: 'northlight', avs: 'ember', left: 41 },
  { operator: 'quayside', avs: 'lattice' },
  { operator: 'oldmill', avs: 'tidal' },
  { operator: 'saltmarsh', avs: 'quorum' },
  { operator: 'kestrel', avs: 'tidal', left: 58 },
]

/** By then all operators and AVSs are there. */
const DAY = 16

/**
 * Code that answers every call with ERC-1271's word for a valid signature. The operators of the
 * history have no key to sign with, so each is a contract account for that one block.
 */
const SIGNS_ANYTHING: Hex = '0x631626ba7e60e01b60005260206000f3'

/** Operators registered with AVSs in the AVSDirectory: nothing can be slashed through these. */
export function legacyChapter(diary: Diary): void {
  diary.at(DAY, 'morning', async (world) => {
    for (const operator of operators(world)) {
      await world.scribe.rpc('anvil_setCode', [operator, SIGNS_ANYTHING])
    }
    for (const { operator, avs } of REGISTRATIONS) {
      call(world, avs, `${avs} registers ${operator} in the directory`, 'registerOperatorToAVS', [
        operatorAddress(world, operator),
        { signature: '0x', salt: keccak256(toBytes(`${operator} ${avs}`)), expiry: maxUint256 },
      ])
    }
  })
  diary.at(DAY, 'noon', async (world) => {
    for (const operator of operators(world)) {
      await world.scribe.rpc('anvil_setCode', [operator, '0x'])
    }
  })
  for (const { operator, avs, left } of REGISTRATIONS) {
    if (left === undefined) continue
    diary.at(left, 'morning', (world) =>
      call(world, avs, `${avs} ends ${operator}'s registration`, 'deregisterOperatorFromAVS', [
        operatorAddress(world, operator),
      ]),
    )
  }
}

function operators(world: World): readonly Address[] {
  const keys = new Set(REGISTRATIONS.map(({ operator }) => operator))
  return [...keys].map((key) => operatorAddress(world, key))
}

function call(
  world: World,
  avs: string,
  label: string,
  functionName: string,
  args: readonly unknown[],
): void {
  world.scribe.send(label, avsAddress(avs), {
    address: world.places.avsDirectory,
    abi: abiOf(world, 'AVSDirectory'),
    functionName,
    args,
  })
}
