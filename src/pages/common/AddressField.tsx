import { useState } from 'react'
import type { Address } from 'viem'
import { Button } from '../../ui/Button.tsx'
import { HexField } from '../../ui/HexField.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { checkAddress } from './checkAddress.ts'
import { commonMessages } from './messages.ts'

/** A field for one address with the button that goes on with it. */
export function AddressField({
  label,
  hint,
  action,
  className = 'stack',
  onAddress,
}: {
  readonly label: string
  readonly hint?: string
  readonly action: string
  readonly className?: string
  readonly onAddress: (address: Address) => void
}) {
  const common = useT(commonMessages)
  const [text, setText] = useState('')
  const [fault, setFault] = useState<'notAddress' | 'checksum' | null>(null)
  return (
    <form
      className={className}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const result = checkAddress(text)
        if ('fault' in result) setFault(result.fault)
        else onAddress(result.address)
      }}
    >
      <HexField
        label={label}
        hint={hint}
        error={fault ? common(`address.${fault}`) : undefined}
        value={text}
        onChange={(typed) => {
          setText(typed)
          setFault(null)
        }}
      />
      <div className="row">
        <Button type="submit">{action}</Button>
      </div>
    </form>
  )
}
