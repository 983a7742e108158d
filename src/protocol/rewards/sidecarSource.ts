import type { Address } from 'viem'
import { fetchJson } from './fetchJson.ts'
import { asAddress, asAmount, asBytes, asIndex, asList, asObject } from './fields.ts'
import type { ClaimSource, RewardsMerkleClaim } from './types.ts'

export type SidecarSourceOptions = {
  /** The API's base, before `/rewards/v1/…`, without a slash at the end. */
  url: string
  /** Milliseconds for one answer: a proof is worked out over all earners. Default 60,000. */
  within?: number
  fetcher?: typeof fetch
}

const ANSWER_BYTES = 4_000_000
/** More tokens than anybody earns; a longer list is no honest answer. */
const MOST_TOKENS = 500

/**
 * Claims from an EigenLayer sidecar's HTTP API (its gRPC gateway): `GET /rewards/v1/earners/{earner}/summarized-rewards`
 * names the tokens, `POST /rewards/v1/claim-proof` proves them against a root. Fields are camel case, `bytes` base64,
 * 64-bit numbers and amounts decimal strings, and zeros may be left out.
 */
export function createSidecarSource(options: SidecarSourceOptions): ClaimSource {
  const { url, within = 60_000, fetcher } = options
  const ask = (path: string, body?: unknown) =>
    fetchJson(`${url}/rewards/v1/${path}`, {
      within,
      bytes: ANSWER_BYTES,
      ...(body === undefined ? {} : { body }),
      ...(fetcher ? { fetcher } : {}),
    })

  async function tokensOf(earner: Address, active: boolean) {
    const path = `earners/${earner.toLowerCase()}/summarized-rewards`
    const { rewards } = asObject(await ask(path), 'The summary')
    return asList(rewards, 'rewards', MOST_TOKENS).flatMap((entry) => {
      const { token, active: activeAmount, earned } = asObject(entry, 'A reward')
      const amount = asAmount((active ? activeAmount : earned) ?? '0', 'An amount')
      return amount > 0n ? [asAddress(token, 'A token')] : []
    })
  }

  return {
    kind: 'sidecar',
    history: false,
    async claim(earner, root, { active = true } = {}) {
      const tokens = await tokensOf(earner, active)
      if (tokens.length === 0) return null
      const answer = await ask('claim-proof', {
        earnerAddress: earner.toLowerCase(),
        tokens: tokens.map((token) => token.toLowerCase()),
        rootIndex: root.index,
      })
      return parseProof(asObject(answer, 'The answer').proof)
    },
  }
}

/** @throws ClaimSourceError of kind `invalid` */
function parseProof(json: unknown): RewardsMerkleClaim {
  const proof = asObject(json, 'proof')
  const leaf = asObject(proof.earnerLeaf, 'earnerLeaf')
  return {
    rootIndex: asIndex(proof.rootIndex, 'rootIndex'),
    earnerIndex: asIndex(proof.earnerIndex, 'earnerIndex'),
    earnerTreeProof: asBytes(proof.earnerTreeProof, 'earnerTreeProof'),
    earnerLeaf: {
      earner: asAddress(leaf.earner, 'earner'),
      earnerTokenRoot: asBytes(leaf.earnerTokenRoot, 'earnerTokenRoot', 32),
    },
    // Older sidecars call the positions leafIndices.
    tokenIndices: asList(proof.tokenIndices ?? proof.leafIndices, 'tokenIndices', MOST_TOKENS).map(
      (index) => asIndex(index, 'A token index'),
    ),
    tokenTreeProofs: asList(proof.tokenTreeProofs, 'tokenTreeProofs', MOST_TOKENS).map((bytes) =>
      asBytes(bytes, 'A token proof'),
    ),
    tokenLeaves: asList(proof.tokenLeaves, 'tokenLeaves', MOST_TOKENS).map((entry) => {
      const { token, cumulativeEarnings } = asObject(entry, 'A token leaf')
      return {
        token: asAddress(token, 'A token'),
        cumulativeEarnings: asAmount(cumulativeEarnings, 'An amount'),
      }
    }),
  }
}
