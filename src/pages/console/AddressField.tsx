import { useState } from 'react'
import type { Address } from 'viem'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { checkAddress } from '../common/checkAddress.ts'
import { messages } from './messages.ts'

/** A field for one address with the button that goes on with it. */
export function AddressField({
  label,
  hint,
  action,
  onAddress,
}: {
  readonly label: string
  readonly hint?: string
  readonly action: string
  readonly onAddress: (address: Address) => void
}) {
  const t = useT(messages)
  const [text, setText] = useState('')
  const [fault, setFault] = useState<'notAddress' | 'checksum' | null>(null)
  return (
    <form
      className="stack-s console-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const result = checkAddress(text)
        if ('fault' in result) setFault(result.fault)
        else onAddress(result.address)
      }}
    >
      <Field label={label} hint={hint} error={fault ? t(`address.${fault}`) : undefined}>
        {(control) => (
          <input
            {...control}
            className="input mono"
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setFault(null)
            }}
          />
        )}
      </Field>
      <div className="row">
        <Button type="submit">{action}</Button>
      </div>
    </form>
  )
}
