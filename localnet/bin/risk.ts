/**
 * `npm run risk -- FILE`: works the headline figures out anew from the inputs that a page gave away as JSON, with the
 * engine the page uses, and compares. Ends with 1 if a figure differs, 2 if the file cannot be used.
 */

import { readFileSync } from 'node:fs'
import {
  type InputsFile,
  InputsFileError,
  parseInputsFile,
  recheck,
} from '../../src/risk/inputsFile.ts'
import { inputsReport } from '../../src/risk/inputsReport.ts'

process.exitCode = main(process.argv.slice(2))

function main(files: readonly string[]): number {
  const [path, ...others] = files
  if (path === undefined || others.length > 0) {
    process.stderr.write('Name one file of risk inputs: npm run risk -- FILE\n')
    return 2
  }
  let file: InputsFile
  try {
    file = parseInputsFile(readFileSync(path, 'utf8'))
  } catch (error) {
    const reason =
      error instanceof InputsFileError ? error.message : `It cannot be read: ${String(error)}.`
    process.stderr.write(`${path}: ${reason}\n`)
    return 2
  }
  const { text, same } = inputsReport(file, recheck(file))
  process.stdout.write(text)
  return same ? 0 : 1
}
