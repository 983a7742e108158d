import type { Connection } from '../../data/KeelProvider.tsx'
import type { Head } from '../../protocol/rpc/headTracker.ts'
import type { Exits } from '../../protocol/withdrawals/types.ts'
import type { Reading } from '../common/WithNetwork.tsx'

/** What every part of the page is given. `account` is the connected wallet where it may sign for this stake. */
export type Leaving = Reading & {
  connection: Connection
  exits: Exits
  head: Head
  pace: number
  account: `0x${string}` | null
}
