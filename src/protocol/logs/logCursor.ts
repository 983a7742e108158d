import { byPosition, type Cursor, step } from './cursor.ts'
import { createMemoryStore } from './memoryStore.ts'
import { type BlockRange, union } from './ranges.ts'
import {
  type Anchor,
  type LogChange,
  type LogRow,
  type LogStore,
  StaleCursorError,
} from './types.ts'

/** Answers that are gathered before they are written in one step, and for how long at most. */
const BATCH = 24
const BATCH_TIME = 400

interface Piece<Row> {
  rows: readonly Row[]
  covered: BlockRange
  /** Blocks whose stored rows this reading stands in for. */
  replace: BlockRange | undefined
  anchors: readonly Anchor[]
}

/**
 * The rows of one cursor in memory, written to a store in the background. When the store refuses
 * (disk full) or another tab takes the cursor over, the rows live on in memory alone.
 */
export class LogCursor<Row extends LogRow> {
  #store: LogStore
  readonly #key: string
  #cursor: Cursor | null = null
  #rows: readonly Row[] = []
  #pending: Piece<Row>[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #writing: Promise<void> = Promise.resolve()
  #opened = false

  constructor(store: LogStore, key: string) {
    this.#store = store
    this.#key = key
  }

  get covered(): readonly BlockRange[] {
    return this.#cursor?.covered ?? []
  }

  get anchors(): readonly Anchor[] {
    return this.#cursor?.anchors ?? []
  }

  get rows(): readonly Row[] {
    return this.#rows
  }

  get persistent(): boolean {
    return this.#store.persistent
  }

  /** Rows up to a block; the very same list while nothing changed. */
  upTo(block: number): readonly Row[] {
    const last = this.#rows[this.#rows.length - 1]
    return last === undefined || last.b <= block
      ? this.#rows
      : this.#rows.filter((row) => row.b <= block)
  }

  /** Loads what is stored, once. A store that cannot be read is left alone. */
  async open(): Promise<void> {
    if (this.#opened) return
    try {
      const stored = await this.#store.open<Row>(this.#key)
      if (stored !== null) {
        const { epoch, covered, anchors, rows } = stored
        this.#cursor = { epoch, covered, anchors }
        this.#rows = rows
      }
    } catch {
      this.#store = createMemoryStore()
    }
    this.#opened = true
  }

  /** Takes a change over at once and writes it. */
  async write(change: Omit<LogChange<Row>, 'epoch'>): Promise<void> {
    await this.flush()
    this.#writing = this.#apply(change)
    await this.#writing
  }

  /** Takes over what was read; written together with other pieces before long. */
  queue(piece: Piece<Row>): void {
    this.#pending.push(piece)
    if (this.#pending.length >= BATCH) void this.flush()
    else this.#timer ??= setTimeout(() => void this.flush(), BATCH_TIME)
  }

  /** Writes everything that is queued. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const pieces = this.#pending
    this.#pending = []
    if (pieces.length === 0) return this.#writing
    this.#writing = this.#writing.then(async () => {
      const last = pieces[pieces.length - 1] as Piece<Row>
      await this.#apply({
        rows: pieces.flatMap((piece) => piece.rows),
        covered: union(pieces.map((piece) => piece.covered)),
        // Stored rows go only where they were read again in this very step.
        replace: pieces.flatMap(({ covered, replace }) => overlapOf(covered, replace)),
        anchors: last.anchors,
      })
    })
    return this.#writing
  }

  async #apply(change: Omit<LogChange<Row>, 'epoch'>): Promise<void> {
    const epoch = this.#cursor?.epoch ?? null
    const full: LogChange<Row> = { ...change, epoch }
    const { cursor, keeps, drops, added } = step(this.#cursor, full)
    if (drops || added.length > 0) {
      this.#rows = [...(drops ? this.#rows.filter(keeps) : this.#rows), ...added].sort(byPosition)
    }
    this.#cursor = cursor
    try {
      this.#cursor = { ...cursor, epoch: await this.#store.write(this.#key, full) }
    } catch (error) {
      await this.#leaveStore(error)
    }
  }

  /** Goes on in memory, with all that is known so far. */
  async #leaveStore(error: unknown): Promise<void> {
    if (!this.#store.persistent && !(error instanceof StaleCursorError)) throw error
    this.#store = createMemoryStore()
    const { covered, anchors } = this.#cursor ?? { covered: [], anchors: [] }
    const epoch = await this.#store.write<Row>(this.#key, {
      epoch: null,
      covered,
      anchors,
      rows: this.#rows,
    })
    this.#cursor = { epoch, covered, anchors }
  }
}

function overlapOf([from, to]: BlockRange, other: BlockRange | undefined): BlockRange[] {
  if (other === undefined) return []
  const start = Math.max(from, other[0])
  const end = Math.min(to, other[1])
  return start <= end ? [[start, end]] : []
}
