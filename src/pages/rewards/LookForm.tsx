import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { HexField } from '../../ui/HexField.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { checkAddress } from '../common/checkAddress.ts'
import { commonMessages } from '../common/messages.ts'
import { messages } from './messages.ts'

/** Opens the rewards of any address. */
export function LookForm({ onLook }: { readonly onLook: (address: string) => void }) {
  const t = useT(messages)
  const common = useT(commonMessages)
  const [text, setText] = useState('')
  const [fault, setFault] = useState<'notAddress' | 'checksum' | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const result = checkAddress(text)
    if ('fault' in result) setFault(result.fault)
    else onLook(result.address)
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <HexField
        label={t('view.label')}
        hint={t('view.hint')}
        error={fault ? common(`address.${fault}`) : undefined}
        value={text}
        onChange={(typed) => {
          setText(typed)
          setFault(null)
        }}
      />
      <div className="row">
        <Button type="submit">{t('view.go')}</Button>
      </div>
    </form>
  )
}
