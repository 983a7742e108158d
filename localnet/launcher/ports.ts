import { createServer } from 'node:net'
import { UserError } from './userError.ts'

/** How many ports after the usual one are tried. */
const TRIES = 100

/** Whether a port of this machine's loopback address can be listened on now. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

export interface ChoosePortParameters {
  /** The flag that sets this port, named in the refusal. */
  flag: string
  /** The port that was asked for, if any; it is used or refused. */
  wanted?: number | undefined
  /** The port to use otherwise, or the next free one after it. */
  usual: number
  /** Ports that are spoken for although nothing listens there yet. */
  taken?: readonly number[]
}

/**
 * A port that is free now.
 *
 * @throws UserError when the port that was asked for is taken.
 */
export async function choosePort(parameters: ChoosePortParameters): Promise<number> {
  const { flag, wanted, usual, taken = [] } = parameters
  if (wanted !== undefined) {
    if (!taken.includes(wanted) && (await isFree(wanted))) return wanted
    throw new UserError(
      `Port ${wanted} is already in use. Choose another with ${flag}, or leave ${flag} out to get a free one.`,
    )
  }
  for (let port = usual; port < usual + TRIES; port++) {
    if (!taken.includes(port) && (await isFree(port))) return port
  }
  throw new UserError(
    `The ports ${usual} to ${usual + TRIES - 1} are all in use. Choose another with ${flag}.`,
  )
}
