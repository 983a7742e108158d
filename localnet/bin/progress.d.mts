/** One running phase; exactly one of `done` and `fail` ends it. */
export interface Phase {
  /** Fills the bar to a fraction from 0 to 1 and shows a short note; either may be left as it is. */
  update(fraction?: number, note?: string): void
  done(text?: string): void
  fail(text?: string): void
}

export interface Reporter {
  /** Whether bars are drawn (a terminal, and not CI). */
  live: boolean
  /** Prints a whole line above a bar that is being drawn. */
  line(text: string): void
  phase(title: string): Phase
  /** Text in an ANSI colour where colour is wanted, otherwise as it is. */
  paint(code: number, text: string): string
}

export interface Output {
  write(text: string): unknown
  isTTY?: boolean
  columns?: number
}

/** A duration in words: `0.4 s`, `12 s`, `3 min 05 s`. */
export function duration(milliseconds: number): string

export function createReporter(out?: Output, now?: () => number): Reporter
