import type { ReactNode } from 'react'
import { type Address, getAddress } from 'viem'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { openConnect } from '../../wallet/openConnect.ts'
import { useWallet } from '../../wallet/walletStore.ts'
import { AddressField } from './AddressField.tsx'
import { checkAddress } from './checkAddress.ts'
import { commonMessages } from './messages.ts'
import { useQueryState } from './useQueryState.ts'
import './who.css'

/** What a page says about whose it is. */
export type LookedAtWords = {
  /** Leaves an address for the connected account. */
  readonly leave: string
  /** Says that another's address is looked at; without it the page says so itself. */
  readonly viewing?: (address: ReactNode) => ReactNode
  readonly connect: Readonly<Record<'title' | 'text' | 'go', string>>
  /** Offers to look at any address. */
  readonly look?: Readonly<Record<'label' | 'hint' | 'go', string>>
}

/**
 * The part of a page that is about one address: that of `?address=`, else the connected account. Says what is wrong
 * with one that is none, and what to do where there is nobody.
 */
export function LookedAt({
  words,
  children,
}: {
  readonly words: LookedAtWords
  readonly children: (of: {
    /** Whose page it is, checksummed. */
    readonly address: Address
    /** The connected account, checksummed. */
    readonly account: Address | null
    /** Looks at another; '' at the connected account. */
    readonly look: (address: string) => void
  }) => ReactNode
}) {
  const common = useT(commonMessages)
  const [asked, look] = useQueryState('address')
  const wallet = useWallet()
  const account = wallet.status === 'connected' ? getAddress(wallet.address) : null
  const checked = asked === '' ? null : checkAddress(asked)
  const leave = <Button onClick={() => look('')}>{words.leave}</Button>
  if (checked !== null && 'fault' in checked)
    return <ErrorState message={common(`address.${checked.fault}`)} detail={asked} action={leave} />
  const address = checked?.address ?? account
  if (address === null)
    return (
      <>
        <EmptyState
          title={words.connect.title}
          action={
            <Button kind="primary" onClick={openConnect}>
              {words.connect.go}
            </Button>
          }
        >
          {words.connect.text}
        </EmptyState>
        {words.look && (
          <AddressField
            className="stack-s looked-at"
            label={words.look.label}
            hint={words.look.hint}
            action={words.look.go}
            onAddress={look}
          />
        )}
      </>
    )
  return (
    <>
      {words.viewing && address !== account && (
        <Banner action={leave}>
          {words.viewing(<span className="mono">{shortAddress(address)}</span>)}
        </Banner>
      )}
      {children({ address, account, look })}
    </>
  )
}
