import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import './Banner.css'

export interface BannerProps {
  /** `warning` for what the reader must weigh before signing; `error` for what failed. */
  readonly kind?: 'info' | 'warning' | 'error'
  readonly children: ReactNode
  /** What can be done about it. */
  readonly action?: ReactNode
}

/** A sentence over the whole page that stays as long as it is true. */
export function Banner({ kind = 'info', children, action }: BannerProps) {
  return (
    <div className={`banner banner-${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      <Icon name={kind === 'info' ? 'info' : 'alert'} size={18} />
      <div className="banner-text">{children}</div>
      {action !== undefined && <div className="banner-action">{action}</div>}
    </div>
  )
}
