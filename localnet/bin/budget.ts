/**
 * Builds the app for production and checks what the build promises: the JavaScript that the landing
 * page starts with stays within its budget, and nothing of the demo wallet is in it.
 */

import { buildApp } from '../launcher/appBuild.ts'
import { checkBuild } from '../launcher/budget.ts'

const { folder } = await buildApp({ mode: 'production' })
const { lines, failures } = checkBuild(folder)
process.stdout.write(`${[...lines, ...failures].join('\n')}\n`)
process.exitCode = failures.length === 0 ? 0 : 1
