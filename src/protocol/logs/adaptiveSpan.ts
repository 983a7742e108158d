import type { SpanMemory } from './types.ts'

/** Spans worth trying, as providers like round numbers: 1, 2, 5, 10, 20, 50 … */
const LADDER = [6, 5, 4, 3, 2, 1, 0].flatMap((power) =>
  [5, 2, 1].map((digit) => digit * 10 ** power),
)

/** Spans are known well enough when the smallest refused one is within 5 % of the largest served. */
const NEAR = 1.05
/** How many requests have to be ahead for a better span to be worth searching. */
const WORTH_PROBING = 16
/** Answers of the present span in a row before a larger one is tried after a too large answer. */
const CALM = 4

/**
 * Learns how many blocks one log request may span.
 *
 * Begins with everything at once. A refusal for the number of blocks jumps to the limit that it
 * names, or down a ladder of round numbers; from there the span grows only by bisection below what
 * was once refused. A refusal for the size of the answer halves the span for the blocks at hand and
 * lets it grow back.
 */
export class AdaptiveSpan {
  #ok: number
  #bad: number
  /** Limit that the RPC named but that has not served yet. */
  #named = 0
  #probing = 0
  #dense = Number.POSITIVE_INFINITY
  #calm = 0
  #served = false

  constructor(memory: SpanMemory | null = null) {
    this.#ok = memory?.ok ?? 0
    this.#bad = memory?.bad ?? Number.POSITIVE_INFINITY
  }

  /** What is worth remembering of this RPC; null while no number of blocks was refused. */
  get memory(): SpanMemory | null {
    return this.#ok > 0 && Number.isFinite(this.#bad) ? { ok: this.#ok, bad: this.#bad } : null
  }

  /** Whether a span is known to work, so that several requests may run at once. */
  get settled(): boolean {
    return this.#served || this.#ok > 0
  }

  /** Blocks that the next request should span, when so many are left in all. */
  next(remaining: number): number {
    return Math.max(1, Math.min(this.#byBlocks(remaining), this.#dense))
  }

  #byBlocks(remaining: number): number {
    if (this.#named > 0) return this.#named
    if (this.#bad === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY
    if (this.#ok === 0) return LADDER.find((step) => step < this.#bad) ?? 1
    const known = this.#bad / this.#ok <= NEAR || this.#bad - this.#ok <= 1
    if (known || this.#probing > 0 || remaining / this.#ok < WORTH_PROBING) return this.#ok
    this.#probing = Math.floor((this.#ok + this.#bad) / 2)
    return this.#probing
  }

  /** A request over so many blocks was served. */
  served(span: number): void {
    this.#served = true
    this.#probed(span)
    if (span > this.#ok) this.#ok = span
    if (span >= this.#bad) this.#bad = Number.POSITIVE_INFINITY
    if (this.#named > 0 && span >= this.#named) this.#named = 0
    if (span < this.#dense) return
    this.#calm += 1
    if (this.#calm < CALM) return
    this.#calm = 0
    this.#dense *= 2
    if (this.#dense >= this.#bad) this.#dense = Number.POSITIVE_INFINITY
  }

  /** A request was refused for its number of blocks; `max` is the limit that the RPC named. */
  refused(span: number, max?: number): void {
    this.#probed(span)
    this.#bad = Math.min(this.#bad, span)
    if (max !== undefined && max < span) {
      this.#named = max
      this.#bad = Math.min(this.#bad, max + 1)
      if (this.#ok >= this.#bad) this.#ok = 0
      return
    }
    // "At most 500" has been seen to mean 499 as well.
    this.#named = this.#named > 0 && span === this.#named && max === span ? span - 1 : 0
    if (this.#ok >= this.#bad) this.#ok = 0
  }

  /** A request was refused, or timed out, for the size of its answer. */
  tooMuch(span: number): void {
    this.#probed(span)
    this.#calm = 0
    this.#dense = Math.max(1, Math.floor(Math.min(span, this.#dense) / 2))
  }

  /** A request came to nothing for another reason. */
  failed(span: number): void {
    this.#probed(span)
  }

  #probed(span: number): void {
    if (span >= this.#probing) this.#probing = 0
  }
}
