import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { bytesToHex, concat, encodePacked, type Hex, hexToBytes, keccak256, zeroHash } from 'viem'

/** What everybody had earned at a root, as a rewards updater writes it down. */
export type DistributionFile = {
  rootIndex: number
  root: string
  earners: Record<string, Record<string, string>>
}

/** Takes an answer over: returns true when it has answered, or never will. */
export type Misbehaviour = (
  request: { path: string; body: Record<string, unknown> },
  response: ServerResponse,
  honest: unknown,
) => boolean

export type RewardsServer = {
  url: string
  /** Paths asked for, in order. */
  asked: string[]
  /** What goes wrong from now on; nothing without an argument. */
  misbehave: (how?: Misbehaviour) => void
  close: () => Promise<void>
}

const base64 = (hex: Hex) => Buffer.from(hexToBytes(hex)).toString('base64')
const byAddress = <T>(entries: Record<string, T>) =>
  Object.entries(entries).sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))

/** Levels of a padded tree, written apart from the app's. */
function treeOf(leaves: readonly Hex[]): Hex[][] {
  let level = [...leaves]
  while (level.length & (level.length - 1)) level.push(zeroHash)
  const levels = [level]
  while (level.length > 1) {
    level = level.flatMap((node, i) =>
      i % 2 === 0 ? [keccak256(concat([node, level[i + 1] ?? zeroHash]))] : [],
    )
    levels.push(level)
  }
  return levels
}

const proofIn = (levels: Hex[][], index: number): Hex =>
  bytesToHex(
    Uint8Array.from(
      levels
        .slice(0, -1)
        .flatMap((level, height) => [...hexToBytes(level[(index >> height) ^ 1] ?? zeroHash)]),
    ),
  )

const tokenTree = (tokens: Record<string, string>) =>
  treeOf(
    byAddress(tokens).map(([token, amount]) =>
      keccak256(encodePacked(['uint8', 'address', 'uint256'], [1, token as Hex, BigInt(amount)])),
    ),
  )

/** A claim proof as a sidecar answers it: bytes in base64, zeros left out. */
function proofOf(file: DistributionFile, earner: string, wanted: readonly string[]) {
  const earners = byAddress(file.earners)
  const index = earners.findIndex(([who]) => who.toLowerCase() === earner.toLowerCase())
  const entry = earners[index]
  if (entry === undefined) return null
  const levels = treeOf(
    earners.map(([who, tokens]) =>
      keccak256(
        encodePacked(
          ['uint8', 'address', 'bytes32'],
          [0, who as Hex, tokenTree(tokens).at(-1)?.[0] ?? zeroHash],
        ),
      ),
    ),
  )
  const tokens = byAddress(entry[1])
  const own = tokenTree(entry[1])
  const indices = wanted.map((token) =>
    tokens.findIndex(([other]) => other.toLowerCase() === token.toLowerCase()),
  )
  if (indices.includes(-1)) return null
  return {
    proof: {
      root: base64(levels.at(-1)?.[0] ?? zeroHash),
      ...(file.rootIndex === 0 ? {} : { rootIndex: file.rootIndex }),
      ...(index === 0 ? {} : { earnerIndex: index }),
      earnerTreeProof: base64(proofIn(levels, index)),
      earnerLeaf: { earner: entry[0], earnerTokenRoot: base64(own.at(-1)?.[0] ?? zeroHash) },
      tokenIndices: indices,
      tokenTreeProofs: indices.map((i) => base64(proofIn(own, i))),
      tokenLeaves: indices.map((i) => ({
        token: tokens[i]?.[0],
        cumulativeEarnings: tokens[i]?.[1],
      })),
    },
  }
}

/**
 * A server with the interface of an EigenLayer sidecar (its gRPC gateway) over the distributions of a chain, and with
 * the rewards updater's files under `/files/<root index>.json`. It can be told to answer otherwise.
 */
export async function startRewardsServer(
  distributions: readonly DistributionFile[],
  /** The newest root that is active. */
  activeIndex: number,
): Promise<RewardsServer> {
  let misbehaviour: Misbehaviour | undefined
  const asked: string[] = []
  const amounts = (index: number | undefined, earner: string) => {
    const file = distributions.find(({ rootIndex }) => rootIndex === index)
    const found = byAddress(file?.earners ?? {}).find(
      ([who]) => who.toLowerCase() === earner.toLowerCase(),
    )
    return found?.[1] ?? {}
  }

  const answer = (path: string, body: Record<string, unknown>): [number, unknown] => {
    const file = /^\/files\/(\d+)\.json$/.exec(path)
    if (file) {
      const found = distributions.find(({ rootIndex }) => rootIndex === Number(file[1]))
      return found ? [200, found] : [404, { message: 'no such distribution' }]
    }
    const summary = /^\/rewards\/v1\/earners\/(0x[0-9a-f]{40})\/summarized-rewards$/.exec(path)
    if (summary?.[1]) {
      const active = amounts(activeIndex, summary[1])
      const earned = amounts(distributions.at(-1)?.rootIndex, summary[1])
      const rewards = Object.entries(earned).map(([token, amount]) => ({
        token: token.toLowerCase(),
        earned: amount,
        active: active[token] ?? '0',
        claimed: '0',
        claimable: active[token] ?? '0',
      }))
      return [200, { rewards }]
    }
    if (path === '/rewards/v1/claim-proof') {
      const wanted = distributions.find(({ rootIndex }) => rootIndex === Number(body.rootIndex))
      const proof =
        wanted && proofOf(wanted, String(body.earnerAddress), body.tokens as readonly string[])
      return proof ? [200, proof] : [500, { code: 13, message: 'Failed to generate claim proof' }]
    }
    return [404, { code: 5, message: 'Not Found' }]
  }

  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/'
    asked.push(path)
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
    const [status, honest] = answer(path, body)
    if (misbehaviour?.({ path, body }, response, honest)) return
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(honest))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    misbehave: (how) => {
      misbehaviour = how
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
