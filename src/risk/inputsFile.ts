import { ASSUMPTIONS, type AssumptionKey, type Assumptions } from './assumptions.ts'
import type { Exposure, ExposureInput, ExposurePair, HeldShares } from './exposure.ts'
import { type Headline, type HeadlineApr, headline, headlineOf } from './headline.ts'

/** Everything the headline figures of one position were worked out from, and what they were. */
export interface InputsFile {
  chainId: number
  block: { number: number /** Unix seconds. */; timestamp: number }
  /** null for the reference position of an operator. */
  account: string | null
  operator: string | null
  input: ExposureInput
  assumptions: Assumptions
  apr: HeadlineApr
  /** What the page showed. */
  result: Headline
}

/** What a page knows; the figures are taken over as it shows them, not worked out again. */
export type InputsFileParts = Omit<InputsFile, 'result'> & { exposure: Exposure }

/** A file that cannot be used; the message is a sentence for the person who chose it. */
export class InputsFileError extends Error {
  override name = 'InputsFileError'
}

const FORMAT = 'keel-risk-inputs'
const VERSION = 1

/** The inputs of a position as the text of a JSON file; amounts in gwei as decimal strings. */
export function toInputsFile({ exposure, ...parts }: InputsFileParts): string {
  // Own prices are in the APR, which the file has as it was shown, and attacks in the pairs.
  const { prices: _prices, attacks: _attacks, ...assumptions } = parts.assumptions
  const file = {
    format: FORMAT,
    version: VERSION,
    ...parts,
    assumptions,
    result: headlineOf(exposure, parts.apr),
  }
  const text = JSON.stringify(
    file,
    (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
    2,
  )
  return `${text}\n`
}

/**
 * Reads what {@link toInputsFile} wrote.
 *
 * @throws InputsFileError saying what is wrong and where
 */
export function parseInputsFile(text: string): InputsFile {
  let top: unknown
  try {
    top = JSON.parse(text)
  } catch (error) {
    throw new InputsFileError(`The file is not JSON: ${(error as Error).message}.`)
  }
  const file = record(top, 'The file')
  if (file.format !== FORMAT) {
    throw new InputsFileError(`The file is not one of risk inputs: "format" is not "${FORMAT}".`)
  }
  if (file.version !== VERSION) {
    throw new InputsFileError(`Version ${JSON.stringify(file.version)} of the file is not known.`)
  }
  const block = record(file.block, '"block"')
  const apr = record(file.apr, '"apr"')
  return {
    chainId: number(file.chainId, '"chainId"'),
    block: {
      number: number(block.number, '"block.number"'),
      timestamp: number(block.timestamp, '"block.timestamp"'),
    },
    account: nameOrNull(file.account, '"account"'),
    operator: nameOrNull(file.operator, '"operator"'),
    input: inputOf(file.input),
    assumptions: assumptionsOf(file.assumptions),
    apr: {
      total: numberOrNull(apr.total, '"apr.total"'),
      base: numberOrNull(apr.base, '"apr.base"'),
    },
    result: resultOf(file.result),
  }
}

/** The figures of a file worked out anew, each beside what the page showed. */
export function recheck(
  file: InputsFile,
): { figure: keyof Headline; now: number | null; page: number | null }[] {
  const now = headline(file.input, file.assumptions, file.apr)
  return FIGURES.map((figure) => ({ figure, now: now[figure], page: file.result[figure] }))
}

/** The order in which figures are told. */
const FIGURES = [
  'exposure',
  'exposureTrusting',
  'exposureCautious',
  'expectedLoss',
  'contractFailure',
  'contractFailureCost',
  'allIn',
  'maxSlashable',
  'maxLatent',
  'apr',
  'riskAdjustedApr',
  'aprPerExposure',
  'breakEven',
] as const satisfies readonly (keyof Headline)[]

const MAY_BE_NULL: ReadonlySet<string> = new Set([
  'apr',
  'riskAdjustedApr',
  'aprPerExposure',
  'breakEven',
])

function resultOf(value: unknown): Headline {
  const result = record(value, '"result"')
  return Object.fromEntries(
    FIGURES.map((figure) => {
      const where = `"result.${figure}"`
      const known = result[figure]
      return [figure, MAY_BE_NULL.has(figure) ? numberOrNull(known, where) : number(known, where)]
    }),
  ) as unknown as Headline
}

const PRODUCTS: readonly ExposureInput['product'][] = ['stETH', 'native', 'LRT', 'token', 'none']

function inputOf(value: unknown): ExposureInput {
  const input = record(value, '"input"')
  const product = PRODUCTS.find((name) => name === input.product)
  if (product === undefined) {
    throw new InputsFileError(`"input.product" is none of ${PRODUCTS.join(', ')}.`)
  }
  if (typeof input.restaked !== 'boolean') {
    throw new InputsFileError('"input.restaked" is neither true nor false.')
  }
  if (!Array.isArray(input.pairs)) throw new InputsFileError('"input.pairs" is not a list.')
  const pairs = input.pairs.map((pair: unknown, i) => pairOf(pair, `"input.pairs[${i}]"`))
  const result: Whole<ExposureInput> = {
    pairs,
    product,
    restaked: input.restaked,
    held: given(input.held, heldOf),
    pool: given(input.pool, poolOf),
    sharedKeys: given(input.sharedKeys, keysOf),
  }
  return withoutGaps(result)
}

/** Every field of a type, so that none can be left out of a file: what is not there is said to be undefined. */
type Whole<T> = { [K in keyof Required<T>]: T[K] }

/** Drops what is undefined. */
function withoutGaps<T extends object>(value: T): T {
  const there = Object.entries(value).filter(([, one]) => one !== undefined)
  return Object.fromEntries(there) as T
}

function given<T>(value: unknown, read: (value: unknown) => T): T | undefined {
  return value === undefined || value === null ? undefined : read(value)
}

function keysOf(value: unknown): NonNullable<ExposureInput['sharedKeys']> {
  const keys = record(value, '"input.sharedKeys"')
  return {
    sharedGwei: gwei(keys.sharedGwei, '"input.sharedKeys.sharedGwei"'),
    totalActiveGwei: gwei(keys.totalActiveGwei, '"input.sharedKeys.totalActiveGwei"'),
  }
}

function poolOf(value: unknown): NonNullable<ExposureInput['pool']> {
  const pool = record(value, '"input.pool"')
  const part = (name: 'stETH' | 'restaked') => {
    const share = number(pool[name], `"input.pool.${name}"`)
    if (share < 0 || share > 1) {
      throw new InputsFileError(`"input.pool.${name}" is not between 0 and 1.`)
    }
    return share
  }
  return { stETH: part('stETH'), restaked: part('restaked') }
}

function heldOf(value: unknown): HeldShares {
  const held = record(value, '"input.held"')
  const share = (kind: keyof HeldShares) => number(held[kind], `"input.held.${kind}"`)
  const shares = { stETH: share('stETH'), native: share('native'), token: share('token') }
  const all = Object.values(shares)
  if (all.some((one) => one < 0) || Math.abs(all.reduce((sum, one) => sum + one) - 1) > 1e-6)
    throw new InputsFileError('"input.held" is not made of shares that sum to 1.')
  return shares
}

function pairOf(value: unknown, where: string): ExposurePair {
  const pair = record(value, where)
  const text = (key: string) => {
    const name = pair[key]
    if (typeof name !== 'string') throw new InputsFileError(`${where} has no text in "${key}".`)
    return name
  }
  const atLeast0 = (key: string) => {
    const amount = number(pair[key], `"${key}" of ${where}`)
    if (amount < 0) throw new InputsFileError(`"${key}" of ${where} is below 0.`)
    return amount
  }
  const result: Whole<ExposurePair> = {
    operator: text('operator'),
    set: text('set'),
    avs: text('avs'),
    strategy: text('strategy'),
    weight: atLeast0('weight'),
    f: atLeast0('f'),
    latent: given(pair.latent, () => atLeast0('latent')),
    slashes: atLeast0('slashes'),
    setYears: atLeast0('setYears'),
    attack: given(pair.attack, (attack) => attackOf(attack, `"attack" of ${where}`)),
  }
  return withoutGaps(result)
}

function attackOf(value: unknown, where: string): NonNullable<ExposurePair['attack']> {
  const attack = record(value, where)
  const atLeast0 = (key: string) => {
    const amount = number(attack[key], `"${key}" of ${where}`)
    if (amount < 0) throw new InputsFileError(`"${key}" of ${where} is below 0.`)
    return amount
  }
  const theta = atLeast0('theta')
  if (theta > 1) throw new InputsFileError(`"theta" of ${where} is above 1.`)
  return { profit: atLeast0('profit'), cost: atLeast0('cost'), theta }
}

function assumptionsOf(value: unknown): Assumptions {
  const given = record(value, '"assumptions"')
  return Object.fromEntries(
    Object.entries(ASSUMPTIONS).map(([key, { min, max }]) => {
      const assumed = number(given[key as AssumptionKey], `"assumptions.${key}"`)
      if (assumed < min || assumed > max) {
        throw new InputsFileError(`"assumptions.${key}" is not between ${min} and ${max}.`)
      }
      return [key, assumed]
    }),
  ) as unknown as Assumptions
}

function record(value: unknown, where: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>
  }
  throw new InputsFileError(`${where} is not an object.`)
}

function number(value: unknown, where: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new InputsFileError(`${where} is not a number.`)
}

function numberOrNull(value: unknown, where: string): number | null {
  return value === null || value === undefined ? null : number(value, where)
}

function nameOrNull(value: unknown, where: string): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  throw new InputsFileError(`${where} is not a text.`)
}

function gwei(value: unknown, where: string): bigint {
  if (typeof value === 'string' && /^\d+$/.test(value)) return BigInt(value)
  throw new InputsFileError(`${where} is not an amount of gwei in decimal digits.`)
}
