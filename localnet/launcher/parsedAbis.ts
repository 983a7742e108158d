import { type Abi, parseAbi } from 'viem'
import type { Plugin } from 'vite'

/**
 * Parses the app's ABIs while it is built. They stand in the source as the contracts spell them, and the parser of
 * that spelling weighs more than what it would have to parse.
 */
export function parsedAbis(): Plugin {
  return {
    name: 'keel:parsed-abis',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/.*\.ts$/.test(id) || !code.includes('parseAbi([')) return null
      return { code: parseAbisIn(code), map: null }
    },
  }
}

/** Source with the result in the place of each `parseAbi([…])` that is called with literal text alone. */
export function parseAbisIn(code: string): string {
  return code.replace(
    /\bparseAbi\(\[((?:\s*(?:\/\/[^\n]*\n|'[^'\\\n]*'\s*,?|"[^"\\\n]*"\s*,?))*\s*)\]\)/g,
    (_call, list: string) => {
      const signatures = [...list.matchAll(/\/\/[^\n]*\n|'([^']*)'|"([^"]*)"/g)].flatMap(
        ([, single, double]) => single ?? double ?? [],
      )
      return JSON.stringify(parseAbi(signatures) as Abi)
    },
  )
}
