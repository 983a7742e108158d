import { parseArgs } from 'node:util'
import { UserError } from './userError.ts'

export interface LaunchOptions {
  /** Port of the app; absent means 4173 or the next free one. */
  port?: number
  /** Port of the chain; absent means 8545 or the next free one. */
  rpcPort?: number
  /** Deployments file to serve instead of a local chain. */
  deployments?: string
  /** A local chain with thousands of operators and restakers. */
  scale?: boolean
  /** On that chain, all restakers are with one operator. */
  together?: boolean
}

/**
 * Reads the flags of `start` and `dev`.
 *
 * @throws UserError when a flag is unknown, lacks its value or holds no port number.
 */
export function launchOptions(args: readonly string[]): LaunchOptions {
  let values: {
    port?: string
    'rpc-port'?: string
    deployments?: string
    scale?: boolean
    'one-operator'?: boolean
  }
  try {
    ;({ values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        'rpc-port': { type: 'string' },
        deployments: { type: 'string' },
        scale: { type: 'boolean' },
        'one-operator': { type: 'boolean' },
      },
    }))
  } catch (error) {
    throw new UserError((error as Error).message.split('. ')[0] ?? 'The flags are not understood.')
  }
  if (values.deployments !== undefined && values['rpc-port'] !== undefined) {
    throw new UserError(
      '--rpc-port sets the local chain, which --deployments leaves out. Drop one.',
    )
  }
  if (values.deployments !== undefined && values.scale) {
    throw new UserError(
      '--scale is about the local chain, which --deployments leaves out. Drop one.',
    )
  }
  if (values['one-operator'] && !values.scale) {
    throw new UserError('--one-operator is about the large chain. Add --scale.')
  }
  return {
    ...(values.scale ? { scale: true } : {}),
    ...(values['one-operator'] ? { together: true } : {}),
    ...(values.port === undefined ? {} : { port: portNumber('--port', values.port) }),
    ...(values['rpc-port'] === undefined
      ? {}
      : { rpcPort: portNumber('--rpc-port', values['rpc-port']) }),
    ...(values.deployments === undefined ? {} : { deployments: values.deployments }),
  }
}

function portNumber(flag: string, text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
    throw new UserError(`${flag} takes a port from 1 to 65535, not "${text}".`)
  }
  return port
}
