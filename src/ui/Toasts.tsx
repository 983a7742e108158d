import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { Icon } from './Icon.tsx'
import { useT } from './i18n/useT.ts'
import { uiMessages } from './messages.ts'
import { dismissToast, type Toast, useToasts } from './toast.ts'
import { useTopLayer } from './topLayer.ts'
import './Toasts.css'

/** How long what needs no answer stays. */
const stay = 7_000

function ToastItem({ toast }: { readonly toast: Toast }) {
  const t = useT(uiMessages)
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held || toast.kind === 'error') return
    const timer = setTimeout(() => dismissToast(toast.id), stay)
    return () => clearTimeout(timer)
  }, [held, toast])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that it is being read
    <div
      className={`toast toast-${toast.kind}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon
        name={toast.kind === 'done' ? 'check' : toast.kind === 'error' ? 'alert' : 'info'}
        size={18}
      />
      <span>{toast.message}</span>
      <button
        type="button"
        className="toast-close"
        aria-label={t('common.close')}
        onClick={() => dismissToast(toast.id)}
      >
        <Icon name="close" size={16} />
      </button>
    </div>
  )
}

/** Where messages stand: one place for the page, inside the topmost dialog while one is open. */
export function Toasts() {
  const toasts = useToasts()
  const host = useTopLayer()
  return createPortal(
    <div className="toasts" role="status" aria-live="polite" aria-atomic="false">
      {toasts.map((toast) => (
        <ToastItem key={toast.id} toast={toast} />
      ))}
    </div>,
    host,
  )
}
