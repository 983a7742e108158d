// First of all, so that it is done before the page's first figure.
import './loadNumberFormats.ts'
import { createClientFor } from '../../protocol/rpc/client.ts'
import { createChainReader } from './chainReader.ts'
import { serveReader } from './serveReader.ts'

/**
 * Requests to the RPC at a time: one less than a browser allows to one host, so that the page's own question for the
 * newest block never waits behind a long log.
 */
const concurrency = 5

serveReader(self, (chain, rpcUrl, onNames) =>
  createChainReader({ chain, client: createClientFor(chain, rpcUrl, { concurrency }), onNames }),
)
