import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** What `process.platform` and `process.arch` are called in the names of anvil's packages. */
const PLATFORMS: Readonly<Record<string, string>> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-amd64',
  'linux-arm64': 'linux-arm64',
  'linux-x64': 'linux-amd64',
  'win32-x64': 'win32-amd64',
}

/**
 * Path of anvil's own executable for a platform, as installed by npm with `@foundry-rs/anvil`.
 * The package's node wrapper is not used: when the wrapper is killed, its anvil keeps running.
 *
 * @throws Error with a plain sentence when the platform is not supported or the package is absent.
 */
export function anvilBinary(
  platform: string = process.platform,
  arch: string = process.arch,
): string {
  const target = PLATFORMS[`${platform}-${arch}`]
  if (target === undefined) {
    throw new Error(`There is no anvil for ${platform} on ${arch}. Run the local chain elsewhere.`)
  }
  const name = `@foundry-rs/anvil-${target}`
  let folder: string
  try {
    // The platform packages are dependencies of the wrapper package, so they are looked up from it.
    const wrapper = createRequire(require.resolve('@foundry-rs/anvil/package.json'))
    folder = dirname(wrapper.resolve(`${name}/package.json`))
  } catch {
    throw new Error(`The package ${name} is not installed. Run "npm install" and try again.`)
  }
  const binary = join(folder, 'bin', platform === 'win32' ? 'anvil.exe' : 'anvil')
  if (!existsSync(binary)) {
    throw new Error(`${binary} is missing. Remove node_modules and run "npm install" again.`)
  }
  return binary
}
