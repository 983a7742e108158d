import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sourcesHash } from './appBuild.ts'
import { checkBuild, LANDING_BUDGET } from './budget.ts'
import { phaseCounts, playwrightCounts, vitestCounts } from './testResults.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keel-testrun-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(path: string, content: string): string {
  const file = join(folder, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, content)
  return file
}

describe('counts', () => {
  const suite = (status: string, tests: number) => ({
    status,
    assertionResults: Array.from({ length: tests }, () => ({})),
  })

  test('a phase without tests counts as one', () => {
    expect(phaseCounts(0)).toEqual({ passed: 1, failed: 0 })
    expect(phaseCounts(2)).toEqual({ passed: 0, failed: 1 })
  })

  test('Vitest: a file that does not load is a failure, and so is an error outside of tests', () => {
    const report = (numFailedTests: number, testResults: unknown[]) =>
      write('r.json', JSON.stringify({ numPassedTests: 5, numFailedTests, testResults }))
    const good = report(0, [suite('passed', 5)])
    expect(vitestCounts(good, 0)).toEqual({ passed: 5, failed: 0 })
    expect(vitestCounts(good, 1)).toEqual({ passed: 5, failed: 1 })
    const bad = report(2, [suite('failed', 7), suite('failed', 0)])
    expect(vitestCounts(bad, 1)).toEqual({ passed: 5, failed: 3 })
  })

  test('Playwright: unexpected outcomes and errors outside of tests are failures', () => {
    const report = (unexpected: number, errors: unknown[]) =>
      write(
        'r.json',
        JSON.stringify({ stats: { expected: 9, unexpected, flaky: 0, skipped: 1 }, errors }),
      )
    expect(playwrightCounts(report(0, []), 0)).toEqual({ passed: 9, failed: 0 })
    expect(playwrightCounts(report(2, [{}]), 1)).toEqual({ passed: 9, failed: 3 })
  })

  test('no report, or half of one, is one failure', () => {
    expect(vitestCounts(join(folder, 'none.json'), 0)).toEqual({ passed: 0, failed: 1 })
    expect(playwrightCounts(write('half.json', '{"stats":'), 0)).toEqual({ passed: 0, failed: 1 })
  })
})

describe('bundle budget', () => {
  /** Text that gzip can shorten to no less than half. */
  const noise = (length: number) => randomBytes(length / 2).toString('hex')
  const build = (chunks: Record<string, string>, lazy = '') => {
    write(
      'index.html',
      '<script type="module" crossorigin src="/assets/index.js"></script>' +
        '<link rel="modulepreload" crossorigin href="/assets/shared.js">',
    )
    for (const [name, text] of Object.entries({ route: 'd', names: 'e', ...chunks }))
      write(`assets/${name}.js`, text)
    write('assets/lazy.js', lazy)
    const chunk = (name: string, more = {}) => ({ file: `assets/${name}.js`, ...more })
    write(
      '.vite/manifest.json',
      JSON.stringify({
        'index.html': chunk('index', {
          isEntry: true,
          imports: ['_shared.js'],
          dynamicImports: ['lazy.ts'],
        }),
        '_shared.js': chunk('shared', { imports: ['_deep.js'] }),
        '_deep.js': chunk('deep'),
        'lazy.ts': chunk('lazy', { isDynamicEntry: true }),
        'src/pages/overview/OverviewPage.tsx': chunk('route', { imports: ['_deep.js'] }),
        'src/protocol/metadata/fetch.ts': chunk('names'),
      }),
    )
  }

  test('counts the entry and all that it imports statically, not what is loaded later', () => {
    build({ index: 'a', shared: 'b', deep: 'c' }, noise(4 * LANDING_BUDGET))
    const { lines, failures } = checkBuild(folder)
    expect(failures).toEqual([])
    expect(lines.join()).toContain('assets/deep.js')
    expect(lines.join()).toContain('assets/route.js')
    expect(lines.join()).not.toContain('assets/lazy.js')
  })

  test('refuses a build above it, wherever the bytes are', () => {
    build({ index: 'a', shared: 'b', deep: noise(4 * LANDING_BUDGET) })
    expect(checkBuild(folder).failures.join()).toContain('the budget is 142.0 kB')
  })

  test('counts the route that the landing page opens', () => {
    build({ index: 'a', shared: 'b', deep: 'c', route: noise(4 * LANDING_BUDGET) })
    expect(checkBuild(folder).failures.join()).toContain('the budget is 142.0 kB')
  })

  test('refuses the demo wallet, even in a part that is loaded later', () => {
    build({ index: 'a', shared: 'b', deep: 'c' }, 'const rdns="local.keel.demo"')
    expect(checkBuild(folder).failures).toEqual([
      'The production build carries the demo wallet in assets/lazy.js.',
    ])
  })
})

test('a build is for its sources: any change makes another, a change of tests does not', () => {
  write('src/a.ts', '1')
  write('index.html', '<p>')
  const first = sourcesHash('demo', folder)
  expect(sourcesHash('production', folder)).not.toBe(first)
  write('src/a.test.ts', 'test')
  expect(sourcesHash('demo', folder)).toBe(first)
  write('src/b/c.css', 'p {}')
  const second = sourcesHash('demo', folder)
  expect(second).not.toBe(first)
  write('src/a.ts', '2')
  expect(sourcesHash('demo', folder)).not.toBe(second)
})
