import { getAddress } from 'viem'
import { breath, inSlices } from '../inSlices.ts'
import { DeploymentsError } from './errors.ts'
import { isCompiledIn } from './known.ts'
import { parseDeployments } from './parse.ts'
import type { Deployments } from './types.ts'

/** The part of `fetch` that loading needs. */
export type Fetcher = (url: string, init?: RequestInit) => Promise<Response>

const FILE = '/deployments.json'

/**
 * Fetches and validates `deployments.json`. It is asked for anew each time, so that a changed file
 * is noticed without a rebuild; the first time it comes by the page's preload, as fresh as the server's
 * `Cache-Control` demands.
 *
 * @throws {@link DeploymentsError} when the file cannot be reached, is absent, is not JSON (a server
 * of single-page apps answers with a page instead), or a field of it is wrong.
 */
export async function loadDeployments(
  fetcher: Fetcher = (url, init) => fetch(url, init),
  url: string = FILE,
): Promise<Deployments> {
  let response: Response
  let text: string
  try {
    response = await fetcher(url, { cache: 'no-cache', headers: { accept: 'application/json' } })
    text = await response.text()
  } catch (error) {
    throw new DeploymentsError('', `${url} could not be fetched: the server does not answer.`, {
      cause: error as Error,
    })
  }
  if (response.status === 404) {
    throw new DeploymentsError('', `${url} is not there. Keel needs it to know the contracts.`)
  }
  if (!response.ok) {
    throw new DeploymentsError('', `${url} could not be fetched: HTTP ${response.status}.`)
  }
  if (/^\s*</.test(text)) {
    throw new DeploymentsError('', `${url} is not there: the server answered with a page instead.`)
  }
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const { message } = error as Error
    throw new DeploymentsError('', `${url} is not valid JSON: ${message}`, {
      cause: error as Error,
    })
  }
  await workOutChecksums(text)
  await breath()
  return parseDeployments(json)
}

/** Checksums are nearly all the work of parsing; viem remembers them, so here they are worked out in slices. */
async function workOutChecksums(text: string): Promise<void> {
  const found = new Set(text.match(/\b0x[0-9a-fA-F]{40}\b/g))
  const unknown = [...found].filter((address) => !isCompiledIn(address))
  await inSlices(unknown, (address) => getAddress(address.toLowerCase()))
}
