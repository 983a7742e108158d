import { dev } from './dev.ts'
import { start } from './start.ts'
import { runTests } from './testRun.ts'
import { UserError } from './userError.ts'

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  start,
  localnet: start,
  dev,
  test: runTests,
}

/** Runs a command and returns the exit code; a person's mistake is answered with a sentence. */
export async function main(command: string, args: readonly string[]): Promise<number> {
  try {
    return (await COMMANDS[command]?.(args)) ?? 1
  } catch (error) {
    const told = error instanceof UserError || process.env.KEEL_DEBUG === undefined
    process.stderr.write(`${told ? (error as Error).message : (error as Error).stack}\n`)
    return 1
  }
}
