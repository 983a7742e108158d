import type { ReactNode } from 'react'
import { Link, useParams } from 'wouter'
import { useNames } from '../../data/useNames.ts'
import type { Address, Network } from '../../protocol/network/types.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { checkAddress } from './checkAddress.ts'
import { type Reading, WithNetwork } from './WithNetwork.tsx'

/** What the page of one operator or AVS says before it has anything to show. */
export type AddressWords = Readonly<
  Record<'title' | 'lead' | 'wrong' | 'absentTitle' | 'absentText' | 'back', string>
>

/** A page about one address of the network, named by its path; says so when the address is none, or not there. */
export function AddressPage<Found>({
  words,
  list,
  find,
  children,
}: {
  readonly words: AddressWords
  /** The page that lists all of them. */
  readonly list: string
  readonly find: (network: Network, address: Address) => Found | undefined
  readonly children: (found: Found, reading: Reading) => ReactNode
}) {
  const names = useNames()
  const { address: text = '' } = useParams<{ address: string }>()
  const checked = checkAddress(text)
  const address = 'address' in checked ? (checked.address.toLowerCase() as Address) : null
  const shown = (reading: Reading, of: Address) => {
    const found = find(reading.network, of)
    if (found !== undefined) return children(found, reading)
    return (
      <EmptyState
        title={words.absentTitle}
        action={
          <Link className={buttonClass('plain')} href={list}>
            {words.back}
          </Link>
        }
      >
        {words.absentText}
      </EmptyState>
    )
  }
  return (
    <Page title={(address && names.get(address)?.name) ?? words.title} lead={words.lead}>
      {address === null ? (
        <ErrorState message={words.wrong} detail={text} />
      ) : (
        <WithNetwork>{(reading) => shown(reading, address)}</WithNetwork>
      )}
    </Page>
  )
}
