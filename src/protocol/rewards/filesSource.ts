import type { Address } from 'viem'
import { fetchJson } from './fetchJson.ts'
import { asAddress, asAmount, asObject } from './fields.ts'
import { buildLevels, earnerLeafHash, proofOf, rootOf, tokenLeafHash } from './merkle.ts'
import { type ClaimSource, ClaimSourceError, type DistributionRoot } from './types.ts'

export type FilesSourceOptions = {
  /** Where the files are, absolute, without a slash at the end. */
  url: string
  /** Milliseconds for one file. Default 20,000. */
  within?: number
  fetcher?: typeof fetch
}

type Leaf = { token: Address; cumulativeEarnings: bigint }
type Tree = {
  positions: ReadonlyMap<string, number>
  earners: readonly { earner: Address; leaves: readonly Leaf[] }[]
  levels: ReturnType<typeof buildLevels>
}

const FILE_BYTES = 32_000_000
/** Distributions kept in memory: the ones that can be claimed against, and a year of weeks for a chart. */
const KEPT = 64

/**
 * Claims out of a rewards updater's files. `<url>/<root index>.json` holds what everybody had earned at a root:
 * `{ "earners": { earner: { token: "cumulative earnings" } } }`. The trees are built here, by the contract's rules.
 */
export function createFilesSource(options: FilesSourceOptions): ClaimSource {
  const { url, within = 20_000, fetcher } = options
  const trees = new Map<string, Promise<Tree>>()

  function treeOf(root: DistributionRoot): Promise<Tree> {
    const key = `${root.index} ${root.root}`
    const known = trees.get(key)
    if (known) return known
    const loading = load(root)
    trees.set(key, loading)
    loading.catch(() => trees.delete(key))
    for (const oldest of trees.keys()) {
      if (trees.size <= KEPT) break
      trees.delete(oldest)
    }
    return loading
  }

  async function load(root: DistributionRoot): Promise<Tree> {
    const json = await fetchJson(`${url}/${root.index}.json`, {
      within,
      bytes: FILE_BYTES,
      ...(fetcher ? { fetcher } : {}),
    })
    const tree = parseTree(json)
    if (rootOf(tree.levels).toLowerCase() !== root.root.toLowerCase())
      throw new ClaimSourceError(
        'wrongProof',
        `The distribution in ${root.index}.json does not lead to root ${root.index} on the chain.`,
      )
    return tree
  }

  return {
    kind: 'files',
    history: true,
    async claim(earner, root) {
      const tree = await treeOf(root)
      const earnerIndex = tree.positions.get(earner.toLowerCase())
      const entry = earnerIndex === undefined ? undefined : tree.earners[earnerIndex]
      if (earnerIndex === undefined || entry === undefined) return null
      const tokens = tokenTree(entry.leaves)
      return {
        rootIndex: root.index,
        earnerIndex,
        earnerTreeProof: proofOf(tree.levels, earnerIndex),
        earnerLeaf: { earner: entry.earner, earnerTokenRoot: rootOf(tokens) },
        tokenIndices: entry.leaves.map((_, position) => position),
        tokenTreeProofs: entry.leaves.map((_, position) => proofOf(tokens, position)),
        tokenLeaves: entry.leaves,
      }
    },
  }
}

const tokenTree = (leaves: readonly Leaf[]) =>
  buildLevels(
    leaves.map(({ token, cumulativeEarnings }) => tokenLeafHash(token, cumulativeEarnings)),
  )

/** Earners and tokens ascending by address, as the updater orders them. */
const ascending = <T>(entries: readonly (readonly [Address, T])[]) =>
  [...entries].sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))

/** @throws ClaimSourceError of kind `invalid` */
function parseTree(json: unknown): Tree {
  const listed = Object.entries(asObject(asObject(json, 'The file').earners, 'earners'))
  const earners = ascending(
    listed.map(([earner, tokens]) => [
      asAddress(earner, 'An earner'),
      ascending(
        Object.entries(asObject(tokens, 'Tokens of an earner')).map(([token, amount]) => [
          asAddress(token, 'A token'),
          asAmount(amount, 'An amount'),
        ]),
      ),
    ]),
  ).map(([earner, leaves]) => ({
    earner,
    leaves: leaves.map(([token, cumulativeEarnings]) => ({ token, cumulativeEarnings })),
  }))
  if (earners.length === 0 || earners.some(({ leaves }) => leaves.length === 0))
    throw new ClaimSourceError('invalid', 'The distribution has no earner, or one without tokens.')
  return {
    earners,
    positions: new Map(earners.map(({ earner }, position) => [earner.toLowerCase(), position])),
    levels: buildLevels(
      earners.map(({ earner, leaves }) => earnerLeafHash(earner, rootOf(tokenTree(leaves)))),
    ),
  }
}
