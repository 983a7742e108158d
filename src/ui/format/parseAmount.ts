/** Why a text is no amount. Each has a sentence in the catalogue, `amountError.<reason>`. */
export type AmountFault =
  | 'empty'
  | 'zero'
  | 'negative'
  | 'notANumber'
  | 'tooManyDecimals'
  | 'ambiguousComma'
  | 'scientific'
  | 'hex'
  | 'tooLarge'

/** What a text says, in the smallest unit, or why it says nothing that could be sent. */
export type ParsedAmount =
  | {
      readonly ok: true
      /** In the smallest unit. */
      readonly value: bigint
      /** The amount as it was read: plain digits and a point. */
      readonly text: string
      /** Set where the reading is worth telling, because the text could have meant another. */
      readonly notice?: 'commaDecimal'
    }
  | {
      readonly ok: false
      readonly reason: AmountFault
      /** A text that would be accepted and is probably meant. */
      readonly suggestion?: string
      /** The two readings of an ambiguous comma: as a decimal, as thousands. */
      readonly readings?: readonly [decimal: string, thousands: string]
    }

const maxUint256 = 2n ** 256n - 1n
const thousands = /^\d{1,3}(?:,\d{3})+$/

/** Full-width forms, Chinese stops and dashes as the ASCII they stand for; no invisible characters. */
function toAscii(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[。．｡]/g, '.')
    .replace(/[，､、٬]/g, ',')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .trim()
}

/** Takes out spaces, underscores and apostrophes where they group digits; undefined where they do not. */
function withoutGrouping(text: string): string | undefined {
  if (!/[\s_'’]/.test(text)) return text
  const unified = text.replace(/[_'’]|\s+/g, ' ')
  const grouped = /^\d{1,3}(?: \d{3})+(?:[.,]\d*)?$/
  const fractionGrouped = /^(?:\d+|\d{1,3}(?: \d{3})+)?[.,](?:\d{3} )+\d{1,3}$/
  if (!grouped.test(unified) && !fractionGrouped.test(unified)) return undefined
  return unified.replaceAll(' ', '')
}

function canonical(whole: string, fraction: string): string {
  const digits = whole.replace(/^0+(?=\d)/, '') || '0'
  const rest = fraction.replace(/0+$/, '')
  return rest === '' ? digits : `${digits}.${rest}`
}

type Reading =
  | { text: string; notice?: 'commaDecimal' }
  | { readings: [string, string] }
  | undefined

/** Decides what commas and points mean. */
function readSeparators(text: string): Reading {
  const plain = /^(\d*)\.?(\d*)$/.exec(text)
  if (plain) {
    if (plain[1] === '' && plain[2] === '') return undefined
    return { text: canonical(plain[1] ?? '', plain[2] ?? '') }
  }
  const english = /^([\d,]+)\.(\d*)$/.exec(text)
  if (english && thousands.test(english[1] ?? '')) {
    return { text: canonical((english[1] ?? '').replaceAll(',', ''), english[2] ?? '') }
  }
  const continental = /^(\d{1,3}(?:\.\d{3})+),(\d*)$/.exec(text)
  if (continental) {
    const whole = (continental[1] ?? '').replaceAll('.', '')
    return { text: canonical(whole, continental[2] ?? ''), notice: 'commaDecimal' }
  }
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(text)) {
    return { text: canonical(text.replaceAll('.', ''), ''), notice: 'commaDecimal' }
  }
  const single = /^(\d*),(\d*)$/.exec(text)
  if (single) {
    const whole = single[1] ?? ''
    const rest = single[2] ?? ''
    if (whole === '' && rest === '') return undefined
    if (rest.length === 3 && /^[1-9]\d{0,2}$/.test(whole)) {
      return { readings: [canonical(whole, rest), canonical(whole + rest, '')] }
    }
    return { text: canonical(whole, rest), notice: 'commaDecimal' }
  }
  if (thousands.test(text)) return { text: canonical(text.replaceAll(',', ''), '') }
  return undefined
}

/** Writes `1.5e3` out, or nothing where that would be absurdly long. */
function writeOut(mantissa: string, exponent: number): string | undefined {
  if (Math.abs(exponent) > 60) return undefined
  const [whole = '', fraction = ''] = mantissa.split('.')
  const digits = whole + fraction
  const point = whole.length + exponent
  if (point <= 0) return canonical('0', '0'.repeat(-point) + digits)
  return canonical(digits.slice(0, point).padEnd(point, '0'), digits.slice(point))
}

/**
 * Reads what a person typed or pasted as an amount. Nothing is guessed in silence: a text that could
 * mean two amounts is refused with both readings, and a decimal comma is accepted with a notice.
 *
 * @param input - The text of the field.
 * @param decimals - Decimals of the token.
 */
export function parseAmount(input: string, decimals: number): ParsedAmount {
  const ascii = toAscii(input)
  if (ascii === '') return { ok: false, reason: 'empty' }
  const negative = ascii.startsWith('-')
  const unsigned = ascii.replace(/^[+-]\s*/, '')
  if (/^0x[\da-f]*$/i.test(unsigned)) return { ok: false, reason: 'hex' }

  const scientific = /^(\d+\.?\d*|\.\d+)e([+-]?\d+)$/i.exec(unsigned)
  if (scientific) {
    if (negative) return { ok: false, reason: 'negative' }
    const suggestion = writeOut(scientific[1] ?? '', Number(scientific[2]))
    const usable = suggestion !== undefined && parseAmount(suggestion, decimals).ok
    return { ok: false, reason: 'scientific', ...(usable ? { suggestion } : {}) }
  }

  const ungrouped = withoutGrouping(unsigned)
  const reading = ungrouped === undefined ? undefined : readSeparators(ungrouped)
  if (reading === undefined) {
    // A pasted unit: what stands before it is the amount.
    const number = /^([\d.,\s]*\d)\s*[$€a-zA-Z]{1,12}$/.exec(unsigned)?.[1]
    const inner = number === undefined || negative ? undefined : parseAmount(number, decimals)
    return { ok: false, reason: 'notANumber', ...(inner?.ok ? { suggestion: inner.text } : {}) }
  }
  if ('readings' in reading) {
    if (negative) return { ok: false, reason: 'negative' }
    return { ok: false, reason: 'ambiguousComma', readings: reading.readings }
  }

  const [whole = '0', fraction = ''] = reading.text.split('.')
  if (/^0*$/.test(whole) && /^0*$/.test(fraction)) return { ok: false, reason: 'zero' }
  if (negative) return { ok: false, reason: 'negative' }
  if (fraction.length > decimals) {
    const cut = canonical(whole, fraction.slice(0, decimals))
    return { ok: false, reason: 'tooManyDecimals', ...(cut === '0' ? {} : { suggestion: cut }) }
  }
  const value = BigInt(whole + fraction.padEnd(decimals, '0'))
  if (value > maxUint256) return { ok: false, reason: 'tooLarge' }
  return {
    ok: true,
    value,
    text: reading.text,
    ...(reading.notice === undefined ? {} : { notice: reading.notice }),
  }
}
