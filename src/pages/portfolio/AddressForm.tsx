import { type FormEvent, useEffect, useState } from 'react'
import { getAddress } from 'viem'
import { useLocation } from 'wouter'
import { watchAddress } from '../../data/addressBook.ts'
import { useKeel } from '../../data/KeelProvider.tsx'
import type { Address } from '../../protocol/network/types.ts'
import { readCode } from '../../protocol/rpc/requests.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { HexField } from '../../ui/HexField.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { checkAddress } from '../common/checkAddress.ts'
import { commonMessages } from '../common/messages.ts'
import { messages } from './messages.ts'

type Fault = 'notAddress' | 'checksum' | 'noName' | 'ensFailed'

/** ENS' registry has one address everywhere; without code there, the chain has no ENS. */
const registry = '0x00000000000C2E074eC69A0dFb2997BA6C7d2e1e'

function useHasEns(): boolean {
  const { connection } = useKeel()
  const [has, setHas] = useState(false)
  useEffect(() => {
    if (!connection) return
    let left = false
    readCode(connection.client, registry).then(
      (code) => {
        if (!left) setHas(code.length > 2)
      },
      () => undefined,
    )
    return () => {
      left = true
      setHas(false)
    }
  }, [connection])
  return has
}

/** Opens the portfolio of any address, read-only, and keeps it in the address book if the reader likes. */
export function AddressForm({ onDone }: { readonly onDone?: () => void }) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const { connection } = useKeel()
  const ens = useHasEns()
  const [, navigate] = useLocation()
  const [text, setText] = useState('')
  const [name, setName] = useState('')
  const [fault, setFault] = useState<Fault | null>(null)
  const [busy, setBusy] = useState(false)

  const find = async (): Promise<{ address: string } | { fault: Fault }> => {
    const typed = text.trim()
    if (!ens || !connection || !/^[^\s.]+(\.[^\s.]+)+$/u.test(typed)) return checkAddress(typed)
    setBusy(true)
    try {
      const { resolveName } = await import('../../protocol/ens/resolveName.ts')
      const address = await resolveName(connection.client, typed)
      return address === null ? { fault: 'noName' } : { address: getAddress(address) }
    } catch {
      return { fault: 'ensFailed' }
    } finally {
      setBusy(false)
    }
  }
  /** What the address is called on the chain: as it was typed, or as it says and its name confirms. */
  const ownName = async (address: string): Promise<string> => {
    if (!ens || !connection) return ''
    if (text.includes('.')) return text.trim()
    const { primaryName } = await import('../../protocol/ens/resolveName.ts')
    return (await primaryName(connection.client, address as Address).catch(() => null)) ?? ''
  }
  const go = async (watch: boolean) => {
    const result = await find()
    if ('fault' in result) {
      setFault(result.fault)
      return
    }
    if (watch) watchAddress(result.address, name || (await ownName(result.address)))
    navigate(`/portfolio?address=${result.address}`)
    onDone?.()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void go(false)
  }
  return (
    <form className="stack address-form" onSubmit={submit} noValidate>
      <HexField
        label={t('view.label')}
        hint={t(ens ? 'view.hintEns' : 'view.hint')}
        error={
          fault === null
            ? undefined
            : fault === 'notAddress' || fault === 'checksum'
              ? common(`address.${fault}`)
              : t(`view.${fault}`)
        }
        value={text}
        onChange={(typed) => {
          setText(typed)
          setFault(null)
        }}
      />
      <Field label={t('view.name')} hint={t('view.nameHint')} optional>
        {(control) => (
          <input
            {...control}
            className="input"
            autoComplete="off"
            maxLength={40}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Button type="submit" busy={busy}>
          {t('view.go')}
        </Button>
        <Button disabled={busy} onClick={() => void go(true)}>
          {t('view.watch')}
        </Button>
      </div>
    </form>
  )
}
