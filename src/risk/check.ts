import { readFileSync } from 'node:fs'
import { CaseFileError, parseCaseFile, runCase } from './cases.ts'

/**
 * `npm run --silent risk:check -- FILE`: runs a case file against the model. Prints each failure
 * and a closing `N passed, N failed`; ends with 1 if a case failed, 2 if the file cannot be used.
 */
function main(files: readonly string[]): number {
  const [file, ...others] = files
  if (file === undefined || others.length > 0) {
    console.error('Name one case file: npm run --silent risk:check -- FILE')
    return 2
  }
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    console.error(`The file ${file} cannot be read: ${(error as Error).message}.`)
    return 2
  }
  try {
    let failed = 0
    const cases = parseCaseFile(text)
    for (const item of cases) {
      const failures = runCase(item)
      if (failures.length > 0) failed++
      for (const { id, path, expected, actual } of failures) {
        console.log(`${id} ${path}: expected ${shown(expected)}, got ${shown(actual)}`)
      }
    }
    console.log(`${cases.length - failed} passed, ${failed} failed`)
    return failed > 0 ? 1 : 0
  } catch (error) {
    if (!(error instanceof CaseFileError)) throw error
    console.error(`${file}: ${error.message}`)
    return 2
  }
}

function shown(value: unknown): string {
  if (typeof value === 'number' || value === undefined) return String(value)
  return JSON.stringify(value)
}

process.exitCode = main(process.argv.slice(2))
