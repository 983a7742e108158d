import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type AbiEvent,
  type AbiFunction,
  type AbiParameter,
  toEventSelector,
  toEventSignature,
  toFunctionSelector,
  toFunctionSignature,
} from 'viem'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CompiledContracts, compileContracts } from '../../compile.ts'
import { compiled } from '../../deploy/deployer.ts'

/** Signatures by selector or topic, as the contracts of public networks have them. */
interface Signatures {
  functions: Record<string, string>
  events: Record<string, string>
  errors: Record<string, string>
}

/** What the local contracts leave out on purpose, and why. */
const LEFT_OUT: Record<string, readonly string[]> = {
  // Deployed without a proxy, so there is nothing to initialise.
  RewardsCoordinator: ['initialize', 'Initialized'],
  // The contracts behind the locator are not here.
  Lido: ['getLidoLocator'],
  // The pool funds restakers here and no validators; nobody else may do what is left out.
  LiquidityPool: [
    'validatorSizeWei',
    'batchRegister',
    'batchCreateBeaconValidators',
    'confirmAndFundBeaconValidators',
    'validatorSpawner',
    'ValidatorSpawnerRegistered',
  ],
  // Nothing is seized here.
  WithdrawRequestNFT: ['WithdrawRequestSeized'],
  // Only ether can be had at once, so that no price of stETH is asked for.
  EtherFiRedemptionManager: ['stEthPriceFeed', 'StalePriceFeed', 'InvalidStEthPrice'],
}

const here = dirname(fileURLToPath(import.meta.url))
const load = (folder: string) =>
  JSON.parse(
    readFileSync(join(here, '..', folder, 'testdata', 'signatures.json'), 'utf8'),
  ) as Record<string, Signatures>

const typeOf = (parameter: AbiParameter): string =>
  'components' in parameter
    ? `(${parameter.components.map(typeOf).join(',')})${parameter.type.slice('tuple'.length)}`
    : parameter.type

let contracts: CompiledContracts
beforeAll(async () => {
  contracts = await compileContracts({
    folders: ['rewards', 'lido', 'etherfi', 'market', 'periphery'],
  })
})

/** Signatures of a compiled contract, with mutability, results and indexed fields. */
function signaturesOf(name: string): Signatures {
  const result: Signatures = { functions: {}, events: {}, errors: {} }
  for (const item of compiled(contracts, name).abi) {
    if (item.type === 'function') {
      const results = item.outputs.map(typeOf).join(',')
      result.functions[toFunctionSelector(item)] =
        `${toFunctionSignature(item)} ${item.stateMutability} (${results})`
    } else if (item.type === 'event') {
      const indexed = item.inputs.map((input) => (input.indexed ? 1 : 0)).join('')
      result.events[toEventSelector(item as AbiEvent)] =
        `${toEventSignature(item as AbiEvent)} indexed ${indexed}`
    } else if (item.type === 'error') {
      const asFunction = { ...item, type: 'function' } as unknown as AbiFunction
      result.errors[toFunctionSelector(asFunction)] = toFunctionSignature(asFunction)
    }
  }
  return result
}

/** View and pure are the same to a caller. */
const seen = (signature: string) => signature.replace(' pure ', ' view ')

for (const folder of ['rewards', 'lido', 'etherfi', 'market', 'periphery']) {
  for (const [name, expected] of Object.entries(load(folder))) {
    describe(name, () => {
      for (const part of ['functions', 'events', 'errors'] as const) {
        const wanted = Object.entries(expected[part]).filter(
          ([, signature]) => !LEFT_OUT[name]?.some((out) => signature.startsWith(`${out}(`)),
        )
        if (wanted.length === 0) continue
        test(`has the ${wanted.length} ${part} of the deployed contract`, () => {
          const own = signaturesOf(name)[part]
          expect(
            wanted.map(([id]) => (own[id] === undefined ? `${id} missing` : seen(own[id]))),
          ).toEqual(wanted.map(([, signature]) => seen(signature)))
        })
      }
      test('leaves out nothing that it says it has', () => {
        const all = Object.values(expected).flatMap((part) => Object.values(part as object))
        for (const out of LEFT_OUT[name] ?? []) {
          expect(all.some((signature) => String(signature).startsWith(`${out}(`))).toBe(true)
          const own = Object.values(signaturesOf(name)).flatMap((part) => Object.values(part))
          expect(own.some((signature) => String(signature).startsWith(`${out}(`))).toBe(false)
        }
      })
    })
  }
}

test('every deployable contract fits the size limit of public chains', () => {
  const names = [
    'RewardsCoordinator',
    'Lido',
    'WstETH',
    'WithdrawalQueueERC721',
    'LiquidityPool',
    'EETH',
    'WeETH',
    'WithdrawRequestNFT',
    'EtherFiRedemptionManager',
    'StableSwapPool',
    'LendingPool',
    'LendingDataProvider',
    'LendingOracle',
    'Multicall3',
    'DepositContract',
  ]
  for (const name of names) {
    expect(compiled(contracts, name).deployedBytecode.length / 2 - 1).toBeLessThanOrEqual(24_576)
  }
})
