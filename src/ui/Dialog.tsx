import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Icon } from './Icon.tsx'
import { useT } from './i18n/useT.ts'
import { uiMessages } from './messages.ts'
import { enterTopLayer } from './topLayer.ts'
import './Dialog.css'

export interface DialogProps {
  readonly open: boolean
  /** Asked to close: by Escape, the close button, or a press beside it. */
  readonly onClose: () => void
  readonly title: ReactNode
  /** `sheet` stands at the side on a desktop and fills a phone: for plans. `dialog` is small, in the middle. */
  readonly kind?: 'sheet' | 'dialog'
  /** The one button, always in sight at the foot. */
  readonly footer?: ReactNode
  /** A press beside it closes it. Not while something is being signed. Default true. */
  readonly dismissable?: boolean
  /** Steps back while another modal of the page (the wallet's) needs the screen; nothing is lost. */
  readonly suspended?: boolean
  readonly children: ReactNode
}

/**
 * A modal dialog on the browser's own `<dialog>`: the page behind is inert, Escape closes, the focus
 * starts on the title and returns to where it was.
 */
export function Dialog({
  open,
  onClose,
  title,
  kind = 'dialog',
  footer,
  dismissable = true,
  suspended = false,
  children,
}: DialogProps) {
  const t = useT(uiMessages)
  const id = useId()
  const ref = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = open && !suspended

  useEffect(() => {
    const dialog = ref.current
    if (dialog === null || !shown) return
    dialog.showModal()
    heading.current?.focus()
    const leave = enterTopLayer(dialog)
    return () => {
      leave()
      dialog.close()
    }
  }, [shown])

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape, the keyboard's way, arrives as `cancel`
    <dialog
      ref={ref}
      className={`dialog dialog-${kind}`}
      aria-labelledby={id}
      onCancel={(event) => {
        // React decides when it is closed; a press of Escape only asks.
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (dismissable && event.target === event.currentTarget) onClose()
      }}
    >
      {open && (
        <div className="dialog-box">
          <header className="dialog-head">
            <h2 id={id} ref={heading} tabIndex={-1}>
              {title}
            </h2>
            <button
              type="button"
              className="dialog-close"
              aria-label={t('common.close')}
              onClick={onClose}
            >
              <Icon name="close" />
            </button>
          </header>
          <div className="dialog-body">{children}</div>
          {footer !== undefined && <footer className="dialog-foot">{footer}</footer>}
        </div>
      )}
    </dialog>
  )
}
