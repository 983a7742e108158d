import { useEffect, useState } from 'react'
import { Icon } from './Icon.tsx'
import { useT } from './i18n/useT.ts'
import { uiMessages } from './messages.ts'
import './CopyButton.css'

export interface CopyButtonProps {
  /** What goes to the clipboard. */
  readonly text: string
  /** What the button copies, for its name: "Copy the address". */
  readonly label?: string | undefined
  /** Shows the label beside the glyph. */
  readonly wide?: boolean
}

/** Copies, and says whether it did. */
export function CopyButton({ text, label, wide = false }: CopyButtonProps) {
  const t = useT(uiMessages)
  const [result, setResult] = useState<'copied' | 'refused' | null>(null)

  useEffect(() => {
    if (result === null) return
    const timer = setTimeout(() => setResult(null), result === 'copied' ? 1_800 : 6_000)
    return () => clearTimeout(timer)
  }, [result])

  const name = label ?? t('common.copy')
  const said =
    result === 'copied' ? t('common.copied') : result === 'refused' ? t('common.copyFailed') : ''
  return (
    <span className="copy">
      <button
        type="button"
        className="copy-button"
        aria-label={wide ? undefined : name}
        title={wide ? undefined : name}
        onClick={(event) => {
          event.stopPropagation()
          const copying = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error())
          copying.then(
            () => setResult('copied'),
            () => setResult('refused'),
          )
        }}
      >
        <Icon name={result === 'copied' ? 'check' : 'copy'} size={16} />
        {wide && <span>{result === 'copied' ? said : name}</span>}
      </button>
      <span className={result === 'refused' ? 'small' : 'visually-hidden'} role="status">
        {said}
      </span>
    </span>
  )
}
