import { type ButtonHTMLAttributes, forwardRef, type ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import './Button.css'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  /** `primary` for the one thing to do here, `plain` for the rest, `quiet` for what hardly matters. */
  readonly kind?: 'primary' | 'plain' | 'quiet'
  readonly icon?: IconName
  /** Work under way: the button stays where the focus is and takes no second press. */
  readonly busy?: boolean
  /** Takes the whole width, as in a sheet. */
  readonly wide?: boolean
  readonly type?: 'button' | 'submit'
  readonly children: ReactNode
}

/** The classes of a button, for links that look like one (`<Link className={buttonClass('primary')}>`). */
export function buttonClass(kind: 'primary' | 'plain' | 'quiet' = 'plain', wide = false): string {
  return `button button-${kind}${wide ? ' button-wide' : ''}`
}

/** A button, 44 px high. Its words say what happens when it is pressed. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { kind = 'plain', icon, busy = false, wide = false, type = 'button', children, onClick, ...rest },
  ref,
) {
  return (
    <button
      {...rest}
      ref={ref}
      type={type}
      className={buttonClass(kind, wide)}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled'] || undefined}
      onClick={(event) => {
        if (busy || rest['aria-disabled'] === true) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {busy ? <span className="spinner" /> : icon !== undefined && <Icon name={icon} size={18} />}
      <span>{children}</span>
    </button>
  )
})
