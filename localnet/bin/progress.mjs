/**
 * One line a phase: a bar that fills on a terminal, plain lines elsewhere. Plain JavaScript without
 * dependencies, because the first phase is the installation of the dependencies.
 */

const BAR_WIDTH = 24
/** Redraws at most this often, in milliseconds. */
const FRAME = 80

/** A duration in words: `0.4 s`, `12 s`, `3 min 05 s`. */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  if (seconds < 59.5) return `${Math.round(seconds)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
}

export function createReporter(out = process.stdout, now = Date.now) {
  const live = Boolean(out.isTTY) && process.env.CI === undefined
  const paint = (code, text) =>
    live && !process.env.NO_COLOR ? `\u001b[${code}m${text}\u001b[0m` : text
  let open

  const clear = () => {
    if (live) out.write('\r\u001b[2K')
  }
  const line = (text) => {
    if (open !== undefined) clear()
    out.write(`${text}\n`)
    open?.draw(true)
  }

  const phase = (title) => {
    const began = now()
    let fraction
    let note = ''
    let drawn = 0
    let ended = false
    const draw = (force) => {
      if (!live || ended || (!force && now() - drawn < FRAME)) return
      drawn = now()
      const filled = fraction === undefined ? 0 : Math.round(fraction * BAR_WIDTH)
      const bar = `${paint(34, '━'.repeat(filled))}${paint(90, '━'.repeat(BAR_WIDTH - filled))}`
      const percent =
        fraction === undefined ? '    ' : `${Math.floor(fraction * 100)} %`.padStart(5)
      const room = Math.max(0, (out.columns ?? 80) - title.length - BAR_WIDTH - 12)
      out.write(`\r\u001b[2K  ${title}  ${bar} ${percent}  ${note.slice(0, room)}`)
    }
    const end = (mark, text) => {
      if (ended) return
      clear()
      ended = true
      open = undefined
      out.write(
        `${mark} ${title}${text ? `: ${text}` : ''} ${paint(90, `(${duration(now() - began)})`)}\n`,
      )
    }
    const handle = {
      update(nextFraction, nextNote) {
        if (nextFraction !== undefined) fraction = Math.min(1, Math.max(0, nextFraction))
        if (nextNote !== undefined) note = nextNote
        draw(false)
      },
      done: (text) => end(paint(32, '✓'), text),
      fail: (text) => end(paint(31, '✗'), text),
    }
    if (live) {
      open = { draw }
      draw(true)
    } else {
      out.write(`… ${title}\n`)
    }
    return handle
  }

  return { live, line, phase, paint }
}
