import type { LogProgress } from '../../protocol/logs/types.ts'
import type { Metadata } from '../../protocol/metadata/parse.ts'
import type { Address, BlockRef, Network, Position } from '../../protocol/network/types.ts'
import type { Assumptions } from '../../risk/assumptions.ts'
import type { Overrides } from '../assumptionStore.ts'
import type { Stake } from '../basis.ts'
import type { JudgedColumns } from '../judgedColumns.ts'

/** Names that came with a checkpoint file, by metadata URI. */
export type Names = ReadonlyMap<string, Metadata>

/** All operators by the reference position, as far as a scatter chart needs it. */
export type ReferenceScores = {
  /** APR of stETH itself, a fraction; `null` where it could not be read. */
  stEthBase: number | null
  /** What one of the reference position is one of. */
  symbol: string
  /** Fractions; `null` where there is a gap. */
  of: ReadonlyMap<Address, { apr: number | null; exposure: number | null }>
}

/**
 * Reads the chain and judges what it read: everything that is work, wherever it is done, in the page or in a worker.
 *
 * Every method rejects with what the chain's reading throws (`RpcError` above all), and once its signal aborts.
 */
export type NetworkReader = {
  /**
   * The network and the positions of `stakers`, all at one block.
   *
   * @param onProgress told how far the log is
   */
  read(request: {
    block: BlockRef
    stakers: readonly Address[]
    signal?: AbortSignal | undefined
    onProgress?: ((progress: LogProgress) => void) | undefined
  }): Promise<{ network: Network; positions: readonly Position[] }>
  /** One position more, at the block of a reading. */
  position(request: {
    network: Network
    staker: Address
    signal?: AbortSignal | undefined
  }): Promise<Position>
  /**
   * One stake, judged as if it joined each operator.
   *
   * @param network one of this reader's own readings, the latest but one at the oldest
   * @throws SupersededError for an older one
   */
  judge(request: {
    network: Network
    assumptions: Assumptions
    /** Days of rewards that the APR is taken from. */
    windowDays: number
    stake: Stake
    signal?: AbortSignal | undefined
  }): Promise<JudgedColumns>
  /**
   * The reference position with each operator.
   *
   * @param overrides what differs from the default assumptions; checked here against its bounds
   */
  scores(request: {
    network: Network
    overrides: Overrides
    signal?: AbortSignal | undefined
  }): Promise<ReferenceScores>
  /** Gives up what is under way, for good. */
  stop(): void
}
