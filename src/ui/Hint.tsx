import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import './Hint.css'

export interface HintProps {
  /** What is explained: the words or the figure one hovers, focuses or taps. Not interactive itself. */
  readonly children: ReactNode
  /** The explanation. */
  readonly content: ReactNode
  /** Name for a trigger without words. */
  readonly label?: string | undefined
  readonly className?: string | undefined
  /** What Ctrl+C copies while the trigger has the focus, instead of what is seen. */
  readonly copyText?: string | undefined
  /** The explanation holds controls: it is then no tooltip but a part of the page that opens. */
  readonly interactive?: boolean
}

/** Closes the explanation that is open: there is one at a time. */
let closeOpen: (() => void) | undefined

/** Space between trigger, bubble and the window's edge. */
const gap = 8

function place(trigger: HTMLElement, bubble: HTMLElement): void {
  const at = trigger.getBoundingClientRect()
  const size = bubble.getBoundingClientRect()
  const below = at.bottom + gap + size.height <= window.innerHeight
  const above = at.top - gap - size.height >= 0
  const top = below || !above ? at.bottom + gap : at.top - gap - size.height
  const right = document.documentElement.clientWidth - size.width - gap
  bubble.style.top = `${Math.max(gap, Math.min(top, window.innerHeight - size.height - gap))}px`
  bubble.style.left = `${Math.max(gap, Math.min(at.left, right))}px`
}

/**
 * An explanation on hover, focus or tap. Escape, leaving or pressing elsewhere closes it. It lies in
 * the browser's top layer, so neither a table's edge nor a sheet cuts it off.
 */
export function Hint({
  children,
  content,
  label,
  className,
  copyText,
  interactive = false,
}: HintProps) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const pinned = useRef(false)
  /** A hover is about to open it. */
  const coming = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const wrapper = useRef<HTMLSpanElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const bubble = useRef<HTMLSpanElement>(null)

  const change = (next: boolean, after = 0) => {
    clearTimeout(timer.current)
    coming.current = false
    if (after === 0) setOpen(next)
    else timer.current = setTimeout(() => setOpen(next), after)
    if (!next) pinned.current = false
  }

  useEffect(() => () => clearTimeout(timer.current), [])

  useLayoutEffect(() => {
    const element = bubble.current
    const anchor = trigger.current
    if (!open || element === null || anchor === null) return
    if ('showPopover' in element) {
      element.setAttribute('popover', 'manual')
      element.showPopover()
    }
    const close = () => {
      pinned.current = false
      setOpen(false)
    }
    closeOpen?.()
    closeOpen = close
    const update = () => place(anchor, element)
    update()
    const onPress = (event: PointerEvent) => {
      if (!wrapper.current?.contains(event.target as Node)) close()
    }
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return
      // The explanation goes first; a second Escape may close the sheet it stands in.
      event.preventDefault()
      event.stopPropagation()
      close()
    }
    window.addEventListener('scroll', update, { capture: true, passive: true })
    window.addEventListener('resize', update)
    document.addEventListener('pointerdown', onPress)
    document.addEventListener('keydown', onKey, true)
    return () => {
      if (closeOpen === close) closeOpen = undefined
      window.removeEventListener('scroll', update, { capture: true })
      window.removeEventListener('resize', update)
      document.removeEventListener('pointerdown', onPress)
      document.removeEventListener('keydown', onKey, true)
    }
  }, [open])

  const onCopy = (event: ClipboardEvent) => {
    if (copyText === undefined || bubble.current?.contains(event.target as Node)) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', copyText)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the wrapper only notices pointer and focus leaving both trigger and bubble
    <span
      ref={wrapper}
      className="hint"
      onPointerMove={(event) => {
        if (event.pointerType !== 'mouse' || open || coming.current) return
        // Something that appears or scrolls under a resting pointer was not pointed at.
        if (event.movementX === 0 && event.movementY === 0) return
        change(true, 90)
        coming.current = true
      }}
      onPointerLeave={(event) => {
        if (event.pointerType === 'mouse' && !pinned.current) change(false, 160)
      }}
      onBlur={(event) => {
        if (!wrapper.current?.contains(event.relatedTarget)) change(false)
      }}
      onCopy={onCopy}
    >
      <button
        ref={trigger}
        type="button"
        className={className === undefined ? 'hint-trigger' : `hint-trigger ${className}`}
        aria-label={label}
        aria-describedby={open ? id : undefined}
        aria-expanded={interactive ? open : undefined}
        onFocus={(event) => {
          if (event.currentTarget.matches(':focus-visible')) change(true)
        }}
        onClick={(event) => {
          // A row may be pressable as a whole; asking for an explanation is not that.
          event.stopPropagation()
          const next = !(open && pinned.current)
          change(next)
          pinned.current = next
        }}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter' || event.key === ' ') event.stopPropagation()
        }}
      >
        {children}
      </button>
      {open && (
        <span
          ref={bubble}
          id={id}
          className="hint-bubble"
          role={interactive ? undefined : 'tooltip'}
        >
          {content}
        </span>
      )}
    </span>
  )
}
