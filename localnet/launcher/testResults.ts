import { readFileSync } from 'node:fs'

/** How many tests of a phase passed and failed. */
export interface Counts {
  passed: number
  failed: number
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  testResults: readonly { status: string; assertionResults: readonly unknown[] }[]
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number }
  errors: readonly unknown[]
}

/** A phase without tests of its own counts as one. */
export function phaseCounts(exitCode: number): Counts {
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/**
 * Counts of Vitest's JSON report. A file that does not even load counts as one failed test, and so does
 * a run that fails although all its tests pass (an error outside them) or that leaves no report.
 */
export function vitestCounts(path: string, exitCode: number): Counts {
  return reportCounts(path, exitCode, (text) => {
    const report = JSON.parse(text) as VitestReport
    const unloaded = report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    ).length
    return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded }
  })
}

/** Counts of Playwright's JSON report, with errors outside tests as one failed test each. */
export function playwrightCounts(path: string, exitCode: number): Counts {
  return reportCounts(path, exitCode, (text) => {
    const { stats, errors } = JSON.parse(text) as PlaywrightReport
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length }
  })
}

function reportCounts(path: string, exitCode: number, read: (text: string) => Counts): Counts {
  let counts: Counts
  try {
    counts = read(readFileSync(path, 'utf8'))
  } catch {
    return { passed: 0, failed: 1 }
  }
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}
