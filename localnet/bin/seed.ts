/**
 * Compiles the contracts and writes the local chain's history into the cache, or finds it there, so
 * that tests that run side by side do not each make their own.
 */
import { buildChain } from '../chainState.ts'

let said = ''
const { meta } = await buildChain({
  onProgress: (_, label) => {
    if (label === said) return
    said = label
    process.stdout.write(`${label}\n`)
  },
})
process.stdout.write(`${meta.blocks} blocks, ${meta.transactions} transactions\n`)
