import { useEffect, useId, useRef, useState } from 'react'
import { Button } from './Button.tsx'
import './ColumnChooser.css'

export interface ColumnChooserProps {
  /** On the button: "Columns". */
  readonly label: string
  readonly columns: readonly { readonly id: string; readonly label: string }[]
  /** Ids of those shown. */
  readonly shown: readonly string[]
  readonly onChange: (shown: readonly string[]) => void
  /** Takes back the reader's choice. */
  readonly reset: { readonly label: string; readonly onReset: () => void }
}

/** Which columns of a table are shown, chosen by the reader. Escape or a press elsewhere closes it. */
export function ColumnChooser({ label, columns, shown, onChange, reset }: ColumnChooserProps) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    const onPress = (event: PointerEvent) => {
      if (!frame.current?.contains(event.target as Node)) setOpen(false)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      frame.current?.querySelector('button')?.focus()
    }
    document.addEventListener('pointerdown', onPress)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', onPress)
      document.removeEventListener('keydown', onKey)
    }
  }, [open])
  return (
    <div className="column-chooser" ref={frame}>
      <Button icon="table" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {label}
      </Button>
      {open && (
        <fieldset id={id} className="column-chooser-list">
          <legend className="visually-hidden">{label}</legend>
          {columns.map((column) => (
            <label key={column.id}>
              <input
                type="checkbox"
                checked={shown.includes(column.id)}
                onChange={(event) =>
                  onChange(
                    // In the order of the table, whichever was pressed first.
                    columns
                      .map((one) => one.id)
                      .filter((one) =>
                        one === column.id ? event.target.checked : shown.includes(one),
                      ),
                  )
                }
              />
              <span>{column.label}</span>
            </label>
          ))}
          <button type="button" className="link-button" onClick={reset.onReset}>
            {reset.label}
          </button>
        </fieldset>
      )}
    </div>
  )
}
