import type { ReactNode } from 'react'
import { explorerLink } from './BlockNumber.tsx'
import { CopyButton } from './CopyButton.tsx'
import { Icon } from './Icon.tsx'
import { useT } from './i18n/useT.ts'
import { uiMessages } from './messages.ts'
import './AddressLabel.css'

export interface AddressLabelProps {
  /** Checksummed. */
  readonly address: string
  /** A name, or a link that carries it. It comes from outside: shown as text, cut where too long. */
  readonly name?: ReactNode
  /** Address of the chain's explorer, where it has one. */
  readonly explorer?: string | undefined
  /** Without its buttons, for inside of links and lists. */
  readonly plain?: boolean
}

/** The first and the last four digits. */
export function shortAddress(address: string): string {
  return address.length > 12 ? `${address.slice(0, 6)}…${address.slice(-4)}` : address
}

/** An account or contract: its name if it has one, its address in short, and the whole to copy. */
export function AddressLabel({ address, name, explorer, plain = false }: AddressLabelProps) {
  const t = useT(uiMessages)
  const href = explorerLink(explorer, 'address', address)
  return (
    <span className="address">
      {name !== undefined && <bdi className="address-name">{name}</bdi>}
      <span className="address-line">
        <span className="mono unit" title={address}>
          {shortAddress(address)}
        </span>
        {!plain && <CopyButton text={address} label={t('address.copy')} />}
        {!plain && href !== undefined && (
          <a
            className="address-link"
            href={href}
            target="_blank"
            rel="noreferrer"
            aria-label={t('address.explorer')}
          >
            <Icon name="external" size={16} />
          </a>
        )}
      </span>
    </span>
  )
}
