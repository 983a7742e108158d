/**
 * How an RPC limits `eth_getLogs`: by `blocks` (a cap that holds for every range; `max` when the
 * server names it), or by the `size` of the answer (too many logs, too many bytes, too long to
 * compute), which depends on the range.
 */
export type RangeLimit = { by: 'blocks'; max?: number } | { by: 'size' }

const SIZE =
  /(more than|max(imum)?|limit|exceed\w*|up to|over)\b[^.]*\b(results|logs|events|entries)\b|too many (results|logs|events)|response (size|is too (big|large))|query timeout|timed? ?out|took too long|execution aborted/i

const BLOCKS =
  /block.?range|range.{0,20}(exceed|large|wide|big|limit|long|over)|(exceed|max|limit|bigger|larger|wide).{0,40}range|ranges? over|too many blocks|max(imum)? (number of )?blocks|(limit|max|up to|exceed)\w*.{0,24}\bblocks\b|range_too_large/i

/** Numbers that stand right after words of limitation, with what they count. */
const NUMBER =
  /(?:limit(?:ed to|s? ?(?:is|of))?|max(?:imum)?(?: allowed)?(?: block)?(?: range)?(?: is| of)?|up to|over|than|exceeds?)\s*[:=]?\s*(?:an?\s+|0\s*-\s*)?(\d[\d,_]*)\s*(k\b)?\s*(results|logs|events|entries|[kmg]b|bytes|seconds|ms|requests)?/gi

/**
 * Reads from an error's text whether an RPC refused a log request for its range. Providers share
 * neither code nor words, so the words are all there is.
 *
 * @returns null when the text says nothing about a range.
 */
export function readRangeLimit(text: string): RangeLimit | null {
  const suggested = /\[\s*(0x[0-9a-f]+)\s*,\s*(0x[0-9a-f]+)\s*\]/i.exec(text)
  const max =
    suggested === null ? namedMaximum(text) : Number(suggested[2]) - Number(suggested[1]) + 1
  const size = SIZE.test(text)
  if (!size && BLOCKS.test(text)) {
    return max !== undefined && max >= 1 ? { by: 'blocks', max } : { by: 'blocks' }
  }
  return size ? { by: 'size' } : null
}

/** The smallest number of blocks that the text names as a limit. */
function namedMaximum(text: string): number | undefined {
  let smallest: number | undefined
  for (const [, digits = '', kilo, unit] of text.matchAll(NUMBER)) {
    if (unit !== undefined) continue
    const value = Number(digits.replace(/[,_]/g, '')) * (kilo === undefined ? 1 : 1000)
    if (value >= 1 && (smallest === undefined || value < smallest)) smallest = value
  }
  return smallest
}
