/** Methods that read what an account or contract was at a block. */
const STATE =
  /^eth_(call|simulateV1|estimateGas|getBalance|getCode|getStorageAt|getTransactionCount|getProof)$/

/*
 * How nodes and providers say that they do not hold the state of a block. There is no code of its own for it: most
 * answer -32000, some -32002, -32603, 4444 or an HTTP 403.
 */
const WORDS: readonly RegExp[] = [
  // geth and what is made of it: the trie was pruned, or the path scheme keeps fewer blocks.
  /missing trie node/i,
  /(historical |required )?state .{0,90}(is )?(not|un)[ -]?available/i,
  /(header|unknown ancestor|parent|world state|trie root) (is )?not found/i,
  /metadata is not found/i,
  // reth, erigon, besu, nethermind, parity.
  /state (at|for|of) block .{0,80} (is |was |has been )?pruned/i,
  /(old|historical) (data|state) (is )?(not available|unavailable|not found|pruned)/i,
  /(state|history) (pruned|has been pruned|was pruned)|pruned (history|state)|due to pruning/i,
  /no (historical )?state (is )?(available|found)/i,
  /world ?state (is )?unavailable/i,
  /state pruning/i,
  // Hosts that sell it apart.
  /archiv(e|al) (requests?|node|state|data|mode|access)/i,
  /access to archive/i,
]

/**
 * Whether an answer of an RPC to `method` means that it does not keep the state of the block that was asked for: asking
 * again later, or in smaller pieces, does not help. A contract's revert is none, whatever it says.
 */
export function isMissingState(method: string, text: string): boolean {
  return STATE.test(method) && WORDS.some((words) => words.test(text))
}
