import { combineApr } from '../yield/combine.ts'
import { lidoApr, lidoFee, shareRateApr } from '../yield/lido.ts'
import { nativeApr } from '../yield/native.ts'
import { rewardApr, unpriced } from '../yield/rewardApr.ts'
import { operatorDirected, protocolFee, stakerPooled, uniqueStake } from '../yield/rewards.ts'
import { attackHazard, avsEconomics, uniqueStakeSets } from './attack.ts'
import { beaconSlash } from './beacon.ts'
import { cascade } from './cascade.ts'
import { commonShock } from './commonShock.ts'
import { concentration, dilution } from './concentration.ts'
import { cascadeBound, restakingGraph, worstCaseLoss } from './graph.ts'
import { shapleyLayers, waterfall } from './layers.ts'
import { loopPosition, morphoImplied } from './loop.ts'
import { position } from './position.ts'
import { gammaPosterior } from './posterior.ts'
import { score } from './score.ts'
import { hazardSplit } from './shocks.ts'
import { slashableFraction, slashSequence, withdrawable } from './slashing.ts'
import { discreteRisk, eulerCvar } from './tail.ts'

/** One case of a case file: a function of the model, its input and what it must return. */
export interface Case {
  id: string
  fn: string
  input: unknown
  expected: unknown
  /** A number passes when |actual − expected| ≤ tol·max(1, |expected|). Default 1e-9. */
  tol: number
}

export interface CaseFailure {
  id: string
  /** Where in the result, e.g. `cvar.0.99`. */
  path: string
  expected: unknown
  actual: unknown
}

/** Every function of the model a case file may name. */
const FUNCTIONS = {
  attackHazard,
  avsEconomics,
  beaconSlash,
  cascade,
  cascadeBound,
  combineApr,
  commonShock,
  concentration,
  dilution,
  discreteRisk,
  eulerCvar,
  gammaPosterior,
  hazardSplit,
  lidoApr,
  lidoFee,
  loopPosition,
  morphoImplied,
  nativeApr,
  operatorDirected,
  position,
  protocolFee,
  restakingGraph,
  rewardApr,
  score,
  shapleyLayers,
  shareRateApr,
  slashableFraction,
  slashSequence,
  stakerPooled,
  uniqueStake,
  uniqueStakeSets,
  unpriced,
  waterfall,
  withdrawable,
  worstCaseLoss,
}

/** A case file that cannot be read as one; the message is a sentence for the person who ran it. */
export class CaseFileError extends Error {
  override name = 'CaseFileError'
}

/** @throws CaseFileError unless the text is a case file of schema version 1. */
export function parseCaseFile(text: string): Case[] {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch (error) {
    throw new CaseFileError(`The file is not JSON: ${(error as Error).message}.`)
  }
  if (!isRecord(file)) throw new CaseFileError('The file holds no object at its top.')
  if (file.schemaVersion !== undefined && file.schemaVersion !== 1) {
    throw new CaseFileError(`Schema version ${JSON.stringify(file.schemaVersion)} is not known.`)
  }
  if (!Array.isArray(file.cases)) throw new CaseFileError('The file has no list named "cases".')
  return file.cases.map((item: unknown, i) => {
    if (!isRecord(item)) throw new CaseFileError(`Case number ${i + 1} is not an object.`)
    const { id = `#${i + 1}`, fn, input, expected, tol = 1e-9 } = item
    const name = `Case ${String(id)}`
    if (typeof fn !== 'string') throw new CaseFileError(`${name} names no function in "fn".`)
    if (!isRecord(input)) throw new CaseFileError(`${name} has no object in "input".`)
    if (expected === undefined) throw new CaseFileError(`${name} has nothing in "expected".`)
    if (typeof tol !== 'number' || !(tol >= 0)) {
      throw new CaseFileError(`${name} has a tolerance that is not a number of at least 0.`)
    }
    return { id: String(id), fn, input, expected, tol }
  })
}

/** Runs one case; an empty list means it passed. Never throws. */
export function runCase({ id, fn, input, expected, tol }: Case): CaseFailure[] {
  if (!Object.hasOwn(FUNCTIONS, fn)) {
    return [
      { id, path: 'fn', expected: 'a function of the model', actual: `unknown function ${fn}` },
    ]
  }
  let actual: unknown
  try {
    const run = FUNCTIONS[fn as keyof typeof FUNCTIONS] as (input: unknown) => unknown
    actual = toJson(run(fromJson(input, IN_UNITS.has(fn))))
  } catch (error) {
    return [{ id, path: 'throws', expected: 'a result', actual: String(error) }]
  }
  return differences('', expected, actual, tol).map((difference) => ({ id, ...difference }))
}

/** Where a result differs from what is expected; keys that are not expected do not count. */
function differences(
  path: string,
  expected: unknown,
  actual: unknown,
  tol: number,
): Omit<CaseFailure, 'id'>[] {
  const different = [{ path, expected, actual }]
  if (expected === null) {
    return actual === null || actual === undefined ? [] : different
  }
  if (typeof expected === 'number') {
    const limit = tol * Math.max(1, Math.abs(expected))
    return typeof actual === 'number' && Math.abs(actual - expected) <= limit ? [] : different
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return different
    return expected.flatMap((item, i) => differences(join(path, i), item, actual[i], tol))
  }
  if (isRecord(expected)) {
    if (!isRecord(actual)) return different
    return Object.entries(expected).flatMap(([key, item]) =>
      differences(join(path, key), item, actual[key], tol),
    )
  }
  return expected === actual ? [] : different
}

function join(path: string, key: string | number): string {
  return path === '' ? String(key) : `${path}.${key}`
}

/**
 * Case files write big integers as decimal strings, the functions take bigint. Names such as an
 * operator "1" stand under these keys and stay text; optional inputs given as null are left out.
 */
const NAMES = new Set([
  'op',
  'set',
  'avs',
  'name',
  'operator',
  'symbol',
  'type',
  'oracle',
  'feeScope',
])

/** Functions that reckon in smallest units; all others take decimal strings as plain numbers. */
const IN_UNITS = new Set<string>([
  'beaconSlash',
  'lidoApr',
  'lidoFee',
  'nativeApr',
  'operatorDirected',
  'protocolFee',
  'slashableFraction',
  'slashSequence',
  'stakerPooled',
  'uniqueStake',
  'withdrawable',
] satisfies (keyof typeof FUNCTIONS)[])

/** Inputs of those functions that are plain numbers all the same. */
const NUMBERS = new Set([
  'durationDays',
  'registeredSnapshots',
  'splitBips',
  'feeBips',
  'timeElapsed',
  'effectiveness',
  'executionApr',
])

function fromJson(value: unknown, inUnits: boolean, key?: string): unknown {
  const units = inUnits && !(key !== undefined && NUMBERS.has(key))
  if (typeof value === 'string') {
    if (!/^-?\d+$/.test(value) || (key !== undefined && NAMES.has(key))) return value
    return units ? BigInt(value) : Number(value)
  }
  if (typeof value === 'number') return units && Number.isInteger(value) ? BigInt(value) : value
  if (Array.isArray(value)) return value.map((item) => fromJson(item, units))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, item]) => item !== null || name === 'price' || name === 'tokenPrice')
      .map(([name, item]) => [name, fromJson(item, units, name)]),
  )
}

function toJson(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  // JSON has no infinity: it is written as null there.
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (Array.isArray(value)) return value.map(toJson)
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
