import { type AbiParameter, keccak256, toHex } from 'viem'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CompiledContracts, compileContracts } from '../../compile.ts'
import { contractNamed } from '../../deploy/eigenlayer.ts'
import signatures from './testdata/signatures.json' with { type: 'json' }

/*
 * Every function, event and error of the real contracts (release 1.12.0), by its signature and its
 * selector or topic, has to be in our contract of the same name.
 */

/** Interfaces are held against the contract that implements them. */
const IMPLEMENTED_BY: Record<string, string> = {
  IStrategy: 'StrategyBase',
  IAVSRegistrar: 'AVSRegistrar',
}

/** The contracts here are not behind proxies: constructors do what initialisers do. */
const UPGRADES = /^(initialize\(.*\)|Initialized\(uint8\))$/

/** What belongs to proofs of validators, withdrawal requests and consolidations. */
const PROOFS = [
  'checkpointBalanceExitedGwei(uint64)',
  'currentCheckpoint()',
  'currentCheckpointTimestamp()',
  'getConsolidationRequestFee()',
  'getParentBlockRoot(uint64)',
  'getWithdrawalRequestFee()',
  'lastCheckpointTimestamp()',
  'requestConsolidation((bytes,bytes)[])',
  'requestWithdrawal((bytes,uint64)[])',
  'startCheckpoint(bool)',
  'validatorPubkeyHashToInfo(bytes32)',
  'validatorPubkeyToInfo(bytes)',
  'validatorStatus(bytes)',
  'validatorStatus(bytes32)',
  'verifyCheckpointProofs((bytes32,bytes),(bytes32,bytes32,bytes)[])',
  'verifyStaleBalance(uint64,(bytes32,bytes),(bytes32[],bytes))',
  'verifyWithdrawalCredentials(uint64,(bytes32,bytes),uint40[],bytes[],bytes32[][])',
]

type Kind = 'function' | 'event' | 'error'

let contracts: CompiledContracts
beforeAll(async () => {
  contracts = await compileContracts({ folders: ['eigenlayer'] })
})

/** A parameter's type as signatures spell it, with structs as their members in parentheses. */
function typeOf(parameter: AbiParameter): string {
  if (!('components' in parameter)) return parameter.type
  return `(${parameter.components.map(typeOf).join(',')})${parameter.type.slice('tuple'.length)}`
}

function itemsOf(contract: string, kind: Kind) {
  return contractNamed(contracts, contract).abi.flatMap((item) => {
    if (item.type !== kind || !('name' in item)) return []
    return [
      { signature: `${item.name}(${item.inputs.map(typeOf).join(',')})`, inputs: item.inputs },
    ]
  })
}

/** Selectors or topics of one kind of item, by signature. */
function implemented(contract: string, kind: Kind): Record<string, string> {
  return Object.fromEntries(
    itemsOf(contract, kind).map(({ signature }) => {
      const hash = keccak256(toHex(signature))
      return [signature, kind === 'event' ? hash : hash.slice(0, 10)]
    }),
  )
}

describe.each(Object.entries(signatures))('%s', (name, expected) => {
  const contract = IMPLEMENTED_BY[name] ?? name

  test.each(['function', 'event', 'error'] as const)('has every %s of the original', (kind) => {
    const wanted = Object.fromEntries(
      Object.entries<string>(expected[kind]).filter(
        ([signature]) =>
          !UPGRADES.test(signature) && !(name === 'EigenPod' && PROOFS.includes(signature)),
      ),
    )
    expect(implemented(contract, kind)).toMatchObject(wanted)
  })
})

test('nothing is excluded that the contracts have after all', () => {
  const pod = implemented('EigenPod', 'function')
  expect(PROOFS.filter((signature) => signature in pod)).toEqual([])
  const originals = signatures.EigenPod.function as Record<string, string>
  expect(PROOFS.filter((signature) => !(signature in originals))).toEqual([])
})

test.each(Object.entries(signatures))(
  '%s indexes the same fields of its events',
  (name, expected) => {
    const found = Object.fromEntries(
      itemsOf(IMPLEMENTED_BY[name] ?? name, 'event').map(({ signature, inputs }) => [
        signature,
        inputs.filter((input) => 'indexed' in input && input.indexed).map((input) => input.name),
      ]),
    )
    const wanted = Object.entries(expected.indexed).filter(
      ([signature]) => !UPGRADES.test(signature),
    )
    expect(found).toMatchObject(Object.fromEntries(wanted))
  },
)
