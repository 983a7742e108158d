import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Counts, phaseCounts, playwrightCounts, vitestCounts } from './testResults.ts'

const require = createRequire(import.meta.url)

/** One part of `npm test`. */
export interface TestPhase {
  /** What names it on the command line. */
  name: string
  title: string
  /** Arguments of the Node process that runs it, and what its environment has in addition. */
  command(): { args: readonly string[]; env?: Readonly<Record<string, string>> }
  counts(exitCode: number): Counts
  needsChromium?: boolean
  /** Name of a phase that must have run before. */
  needs?: string
}

/** The parts of `npm test` in their order; their reports go into a folder. */
export function testPhases(reports: string): TestPhase[] {
  const check = (name: string, title: string, args: () => readonly string[]): TestPhase => ({
    name,
    title,
    command: () => ({ args: args() }),
    counts: phaseCounts,
  })
  const vitest = (name: string, title: string): TestPhase => {
    const report = join(reports, `${name}.json`)
    return {
      name,
      title,
      command: () => ({
        args: [
          binary('vitest', 'vitest'),
          'run',
          '--project',
          name,
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${report}`,
        ],
      }),
      counts: (exitCode) => vitestCounts(report, exitCode),
      ...(name === 'unit' ? {} : { needs: 'chain' }),
    }
  }
  const browserReport = join(reports, 'e2e.json')
  return [
    check('types', 'Types', () => [binary('typescript', 'tsc'), '--noEmit']),
    check('lint', 'Lint and format', () => [binary('@biomejs/biome', 'biome'), 'check', '.']),
    check('unused', 'Unused code', () => [binary('knip', 'knip')]),
    vitest('unit', 'Unit tests'),
    check('chain', 'Local chain', () => ['--import', 'tsx', 'localnet/bin/seed.ts']),
    vitest('contracts', 'Contract tests'),
    vitest('integration', 'Integration tests'),
    check('build', 'Production build and bundle budget', () => [
      '--import',
      'tsx',
      'localnet/bin/budget.ts',
    ]),
    {
      name: 'e2e',
      title: 'Browser journeys',
      needsChromium: true,
      needs: 'chain',
      command: () => ({
        args: [binary('@playwright/test', 'playwright'), 'test', '--reporter=list,json'],
        env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
      }),
      counts: (exitCode) => playwrightCounts(browserReport, exitCode),
    },
  ]
}

/** Path of the script behind a package's command, which runs without a shell on every platform. */
function binary(packageName: string, command: string): string {
  const manifestPath = join(packageFolder(packageName), 'package.json')
  const { bin } = require(manifestPath) as { bin: string | Record<string, string> }
  const script = typeof bin === 'string' ? bin : bin[command]
  if (script === undefined) throw new Error(`${packageName} has no command ${command}.`)
  return join(packageFolder(packageName), script)
}

function packageFolder(name: string): string {
  const folder = (require.resolve.paths(name) ?? [])
    .map((path) => join(path, name))
    .find((path) => {
      try {
        require.resolve(join(path, 'package.json'))
        return true
      } catch {
        return false
      }
    })
  if (folder === undefined) throw new Error(`The package ${name} is not installed.`)
  return folder
}
