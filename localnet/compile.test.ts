import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compileContracts } from './compile.ts'

let root: string
const head = '// SPDX-License-Identifier: MIT\npragma solidity ^0.8.27;\n'

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keel-compile-'))
  mkdirSync(join(root, 'a'))
  mkdirSync(join(root, 'b'))
  writeFileSync(join(root, 'a', 'I.sol'), `${head}interface I { function f() external; }`)
  writeFileSync(
    join(root, 'b', 'C.sol'),
    `${head}import {I} from '../a/I.sol';\ncontract C is I { function f() external {} }`,
  )
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('relative imports resolve, the result is cached and a changed source compiles anew', async () => {
  const cacheDir = join(root, 'cache')
  let runs = 0
  const options = { root, folders: ['b'], cacheDir, onCompile: () => runs++ }
  const first = await compileContracts(options)
  expect(first.C?.bytecode).toMatch(/^0x[0-9a-f]+$/)
  expect(Object.keys(first)).toEqual(['C'])
  expect(await compileContracts(options)).toEqual(first)
  expect(runs).toBe(1)
  expect(readdirSync(cacheDir)).toHaveLength(1)

  writeFileSync(
    join(root, 'a', 'I.sol'),
    `${head}interface I { function f() external; event E(); }`,
  )
  const second = await compileContracts(options)
  expect(runs).toBe(2)
  expect(second.C?.abi).toContainEqual(expect.objectContaining({ type: 'event', name: 'E' }))
})

test('all folders together give every contract, and only a changed one compiles again', async () => {
  const cacheDir = join(root, '..', `${basename(root)}-cache`)
  const compiled: number[] = []
  const options = { root, cacheDir, onCompile: (files: number) => compiled.push(files) }
  try {
    const all = await compileContracts(options)
    expect(all.I?.bytecode).toBe('0x')
    expect(all.C?.deployedBytecode).toMatch(/^0x[0-9a-f]+$/)
    expect(compiled).toEqual([1, 1])
    writeFileSync(join(root, 'b', 'D.sol'), `${head}contract D {}`)
    expect(Object.keys(await compileContracts(options)).sort()).toEqual(['C', 'D', 'I'])
    expect(compiled).toEqual([1, 1, 2])
  } finally {
    rmSync(cacheDir, { recursive: true, force: true })
  }
})

test('processes that need the same result at once compile it once', async () => {
  const cacheDir = join(root, 'cache')
  let runs = 0
  const options = { root, folders: ['b'], cacheDir, onCompile: () => runs++ }
  const [one, other] = await Promise.all([compileContracts(options), compileContracts(options)])
  expect(runs).toBe(1)
  expect(other).toEqual(one)
  // The lock of a process that has died does not hold anybody up.
  const [result] = readdirSync(cacheDir)
  rmSync(join(cacheDir, result ?? ''))
  writeFileSync(join(cacheDir, `${result}.lock`), '999999999')
  expect(await compileContracts(options)).toEqual(one)
})

test("a mistake is reported in the compiler's words, with file and line", async () => {
  writeFileSync(join(root, 'b', 'Bad.sol'), `${head}contract Bad { uint x = ; }`)
  await expect(compileContracts({ root, cacheDir: false })).rejects.toThrow(/b\/Bad\.sol:3/)
})

test('two deployable contracts of one name are refused', async () => {
  writeFileSync(join(root, 'a', 'C.sol'), `${head}contract C {}`)
  await expect(compileContracts({ root, cacheDir: false })).rejects.toThrow(
    'Two contracts are called C: in a/C.sol and in b/C.sol.',
  )
})
