import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/*
 * Who may import whom: the chain is read in one room, judged in two others, shown by pages, and nothing points back.
 */

/** Rooms and packages that the product code of a room may import. A path ending in `/` is a folder of a room. */
const ALLOWED: Record<string, { rooms: readonly string[]; packages: readonly RegExp[] }> = {
  'src/ui': {
    rooms: [],
    packages: [/^react(-dom)?($|\/)/, /^recharts$/, /^@tanstack\/react-virtual$/, /^wouter($|\/)/],
  },
  'src/protocol': { rooms: [], packages: [/^viem($|\/)/, /^idb$/, /^@noble\/curves\//] },
  'src/risk': { rooms: [], packages: [/^node:/] },
  'src/yield': { rooms: [], packages: [] },
  'src/wallet': {
    rooms: ['src/protocol', 'src/ui'],
    packages: [
      /^react(-dom)?($|\/)/,
      /^viem($|\/)/,
      /^wagmi($|\/)/,
      /^@wagmi\//,
      /^@rainbow-me\//,
      /^@tanstack\//,
    ],
  },
  'src/tx': {
    rooms: ['src/protocol', 'src/ui', 'src/wallet'],
    packages: [
      /^react(-dom)?($|\/)/,
      /^viem($|\/)/,
      /^wagmi($|\/)/,
      /^@wagmi\//,
      /^@tanstack\//,
      /^wouter($|\/)/,
    ],
  },
  'src/data': {
    rooms: ['src/protocol', 'src/risk', 'src/yield', 'src/ui/storage'],
    packages: [/^react($|\/)/, /^viem($|\/)/],
  },
  'src/pages': {
    rooms: ['src/protocol', 'src/risk', 'src/yield', 'src/data', 'src/wallet', 'src/tx', 'src/ui'],
    packages: [/./],
  },
  'src/app': {
    rooms: [
      'src/protocol',
      'src/risk',
      'src/yield',
      'src/data',
      'src/wallet',
      'src/tx',
      'src/ui',
      'src/pages',
    ],
    packages: [/./],
  },
  localnet: {
    rooms: ['src/protocol', 'src/yield', 'src/risk', 'public', 'package.json'],
    packages: [/^(?!react|wagmi|@rainbow-me|recharts|wouter)/],
  },
}

/** Crossings between the two rooms of pure maths: numbers go over, nothing else. */
const CROSSINGS: Record<string, { to: readonly string[]; why: string }> = {
  'src/risk/cases.ts': {
    to: [
      'src/yield/combine.ts',
      'src/yield/lido.ts',
      'src/yield/native.ts',
      'src/yield/rewardApr.ts',
      'src/yield/rewards.ts',
    ],
    why: 'a file of reference cases asks the functions of both rooms',
  },
  'src/yield/native.ts': {
    to: ['src/risk/beacon.ts'],
    why: 'what validators earn and what they miss follow from one base reward',
  },
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

interface Import {
  /** Path of the importing file, from the project's root. */
  from: string
  /** Path from the project's root, or a package's name. */
  to: string
  local: boolean
}

/**
 * The modules that a source names: `import … from`, `export … from`, `import '…'`, `import('…')`. Comments do not
 * count.
 */
function namedModules(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const found: string[] = []
  for (const pattern of [
    /^\s*(?:import|export)\b[^'"`;()]*?\bfrom\s*['"]([^'"]+)['"]/gm,
    /^\s*import\s*['"]([^'"]+)['"]/gm,
    /\bimport\(\s*['"`]([^'"`$]+)['"`]/g,
  ]) {
    for (const [, target] of code.matchAll(pattern)) if (target !== undefined) found.push(target)
  }
  return found
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|tsx|mts|mjs)$/.test(path))
    .map((path) => `${folder}/${path.split(sep).join('/')}`)
}

const isTest = (path: string) => /\.test\.tsx?$/.test(path) || /\/testing\//.test(path)

const imports: Import[] = ['src', 'localnet'].flatMap(sources).flatMap((from) =>
  namedModules(readFileSync(join(root, from), 'utf8')).map((name) => {
    const local = name.startsWith('.')
    const to = local
      ? relative(root, join(root, posix.dirname(from), name))
          .split(sep)
          .join('/')
      : name
    return { from, to, local }
  }),
)

const inside = (path: string, room: string) =>
  path === room || path.startsWith(`${room}/`) || path.startsWith(`${room}.`)

const told = (list: readonly Import[]) => list.map(({ from, to }) => `${from} imports ${to}`)

test('the reader of imports sees every form, and none in comments', () => {
  const source = `
import { a } from './a.ts'
import type { B } from '../b.ts'
import {
  c,
  d,
} from 'c'
import './d.css'
export { e } from './e.ts'
const page = lazy(() => import('./f.tsx'))
// import { no } from './no.ts'
/* import './never.ts' */
`
  expect(namedModules(source)).toEqual(['./a.ts', '../b.ts', 'c', './e.ts', './d.css', './f.tsx'])
})

test('every room of the product has its arrows', () => {
  const rooms = readdirSync(join(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `src/${entry.name}`)
  expect(rooms.filter((room) => ALLOWED[room] === undefined)).toEqual([])
  expect(imports.length).toBeGreaterThan(500)
})

describe.each(Object.entries(ALLOWED))('%s', (room, { rooms, packages }) => {
  const own = imports.filter(({ from }) => inside(from, room) && !isTest(from))

  test('imports the rooms that it may, and no other', () => {
    const breaks = own.filter(
      ({ from, to, local }) =>
        local &&
        ![room, ...rooms].some((allowed) => inside(to, allowed)) &&
        !CROSSINGS[from]?.to.includes(to),
    )
    expect(told(breaks)).toEqual([])
  })

  test('imports the packages that it may, and no other', () => {
    const breaks = own.filter(
      ({ to, local }) => !local && !packages.some((allowed) => allowed.test(to)),
    )
    expect(told(breaks)).toEqual([])
  })
})

test('every crossing that is allowed by name is there', () => {
  for (const [file, { to, why }] of Object.entries(CROSSINGS)) {
    const found = imports.filter(({ from }) => from === file).map((entry) => entry.to)
    expect(found, why).toEqual(expect.arrayContaining([...to]))
  }
})

test('the rewards of the local chain are worked out apart from those that the app shows', () => {
  const breaks = imports.filter(
    ({ from, to }) => inside(from, 'localnet/rewards') && !isTest(from) && inside(to, 'src'),
  )
  expect(told(breaks)).toEqual([])
})

test('no product code imports the local chain', () => {
  const breaks = imports.filter(
    ({ from, to }) => inside(from, 'src') && !isTest(from) && inside(to, 'localnet'),
  )
  expect(told(breaks)).toEqual([])
})

test('not even tests of the local chain reach into the interface', () => {
  const breaks = imports.filter(
    ({ from, to }) =>
      inside(from, 'localnet') &&
      ['src/pages', 'src/ui', 'src/app', 'src/wallet'].some((room) => inside(to, room)),
  )
  expect(told(breaks)).toEqual([])
})
