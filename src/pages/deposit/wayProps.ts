import type { Position } from '../../protocol/network/types.ts'
import type { Reading } from '../common/WithNetwork.tsx'
import type { WaysState } from './readWays.ts'

/** What every way in is shown with. */
export type WayProps = Reading & {
  /** Of the wallet that is connected. */
  readonly account: `0x${string}` | null
  /** `null` until it is read. */
  readonly position: Position | null
  readonly ways: WaysState | null
}
