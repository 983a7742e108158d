import { type FormEvent, useState } from 'react'
import { getAddress } from 'viem'
import { Link } from 'wouter'
import { unwatchAddress, useAddressBook, watchAddress } from '../../data/addressBook.ts'
import { shortAddress } from '../../ui/AddressLabel.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { AddressForm } from './AddressForm.tsx'
import { messages } from './messages.ts'

/** Which addresses are shown: the wallet's, each watched one, all together; and the address book behind them. */
export function AddressBar({
  mine,
  shown,
  own,
}: {
  readonly mine: string | null
  /** Checksummed or not; empty when there is nothing to show. */
  readonly shown: readonly string[]
  /** The wallet's own portfolio is shown: no address is asked for. */
  readonly own: boolean
}) {
  const t = useT(messages)
  const book = useAddressBook()
  const [open, setOpen] = useState<'add' | 'edit' | null>(null)
  const lower = shown.map((address) => address.toLowerCase())
  const all = [...new Set([...(mine ? [mine.toLowerCase()] : []), ...book.map((b) => b.address)])]
  const only = lower.length === 1 && !own ? lower[0] : undefined
  const entry = book.find(({ address }) => address === only)
  if (shown.length === 0 && book.length === 0) return null
  const link = (addresses: readonly string[]) =>
    `/portfolio?address=${addresses.map((address) => getAddress(address)).join(',')}`
  const together =
    !own && all.length > 1 && lower.length === all.length && all.every((a) => lower.includes(a))
  const toggle = (which: 'add' | 'edit') => setOpen(open === which ? null : which)
  return (
    <div className="stack">
      <nav className="address-bar" aria-label={t('book.label')}>
        {mine !== null && (
          <Chip href="/portfolio" current={own || only === mine.toLowerCase()}>
            {t('book.mine')}
          </Chip>
        )}
        {book.map(({ address, name }) => (
          <Chip key={address} href={link([address])} current={only === address}>
            {name || <span className="mono">{shortAddress(getAddress(address))}</span>}
          </Chip>
        ))}
        {all.length > 1 && (
          <Chip href={link(all)} current={together}>
            {t('book.all')}
          </Chip>
        )}
        {entry ? (
          <Button kind="quiet" aria-expanded={open === 'edit'} onClick={() => toggle('edit')}>
            {t('book.edit')}
          </Button>
        ) : (
          only !== undefined &&
          only !== mine?.toLowerCase() && (
            <Button kind="quiet" onClick={() => watchAddress(only, '')}>
              {t('book.keep')}
            </Button>
          )
        )}
        {shown.length > 0 && (
          <Button kind="quiet" aria-expanded={open === 'add'} onClick={() => toggle('add')}>
            {t('book.add')}
          </Button>
        )}
      </nav>
      {open === 'add' && shown.length > 0 && <AddressForm onDone={() => setOpen(null)} />}
      {open === 'edit' && entry && (
        <EditForm key={entry.address} {...entry} onDone={() => setOpen(null)} />
      )}
    </div>
  )
}

function Chip({
  href,
  current,
  children,
}: {
  readonly href: string
  readonly current: boolean
  readonly children: React.ReactNode
}) {
  return (
    <Link className="address-chip" href={href} aria-current={current ? 'page' : undefined}>
      <bdi>{children}</bdi>
    </Link>
  )
}

function EditForm({
  address,
  name,
  onDone,
}: {
  readonly address: string
  readonly name: string
  readonly onDone: () => void
}) {
  const t = useT(messages)
  const [text, setText] = useState(name)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    watchAddress(address, text)
    onDone()
  }
  return (
    <form className="stack address-form" onSubmit={submit}>
      <Field label={t('view.name')} hint={t('view.nameHint')} optional>
        {(control) => (
          <input
            {...control}
            className="input"
            autoComplete="off"
            maxLength={40}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Button type="submit">{t('book.save')}</Button>
        <Button
          kind="quiet"
          onClick={() => {
            unwatchAddress(address)
            onDone()
          }}
        >
          {t('book.remove')}
        </Button>
      </div>
    </form>
  )
}
