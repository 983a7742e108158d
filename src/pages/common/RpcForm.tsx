import { type FormEvent, useRef, useState } from 'react'
import { useKeel } from '../../data/KeelProvider.tsx'
import { storedRpcUrl } from '../../data/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { commonMessages } from './messages.ts'

/** An https address, or http on this machine: what a page served over https may reach. */
function isUsableRpcUrl(text: string): boolean {
  try {
    const url = new URL(text)
    const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
    return url.protocol === 'https:' || (url.protocol === 'http:' && loopback)
  } catch {
    return false
  }
}

/** Lets the reader enter an RPC of their own for a chain, and return to the configured ones. */
export function RpcForm({ chainId }: { readonly chainId: number }) {
  const t = useT(commonMessages)
  const { sessionStore } = useKeel()
  const stored = storedRpcUrl(chainId)
  const [text, setText] = useState(stored ?? '')
  const [invalid, setInvalid] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const url = text.trim()
    if (!isUsableRpcUrl(url)) {
      setInvalid(true)
      return
    }
    sessionStore.setRpcUrl(chainId, url)
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Field
        label={t('rpc.label')}
        hint={t('rpc.hint')}
        error={invalid ? t('rpc.invalid') : undefined}
      >
        {(control) => (
          <input
            {...control}
            ref={input}
            className="input"
            type="url"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setInvalid(false)
            }}
          />
        )}
      </Field>
      <div className="row">
        <Button type="submit">{t('rpc.use')}</Button>
        {stored !== null && (
          <Button
            kind="quiet"
            onClick={() => {
              sessionStore.setRpcUrl(chainId, null)
              setText('')
              setInvalid(false)
              // This button leaves with what it took back.
              input.current?.focus()
            }}
          >
            {t('rpc.reset')}
          </Button>
        )}
      </div>
    </form>
  )
}
