import { useMemo } from 'react'
import type { Address, Network } from '../../protocol/network/types.ts'
import { Field } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useT } from '../../ui/i18n/useT.ts'
import { useNameOf } from '../common/useNameOf.ts'
import { filterMessages } from './filterMessages.ts'

/** Some of the AVSs: one is added at a time, each can be taken away again. */
export function AvsPicker({
  label,
  hint,
  network,
  chosen,
  onChange,
}: {
  readonly label: string
  readonly hint?: string
  readonly network: Network
  readonly chosen: readonly Address[]
  readonly onChange: (chosen: readonly Address[]) => void
}) {
  const t = useT(filterMessages)
  const nameOf = useNameOf()
  const left = useMemo(
    () =>
      network.avss
        .filter(({ address }) => !chosen.includes(address))
        .map(({ address }) => ({ address, name: nameOf(address) }))
        .sort((a, b) => a.name.localeCompare(b.name, t.locale)),
    [network, chosen, nameOf, t.locale],
  )
  return (
    <div className="stack-s">
      <Field label={label} hint={hint}>
        {(control) => (
          <select
            {...control}
            className="input"
            value=""
            onChange={(event) => {
              if (event.target.value !== '') onChange([...chosen, event.target.value as Address])
            }}
          >
            <option value="">{t('avs.add')}</option>
            {left.map(({ address, name }) => (
              <option key={address} value={address}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {chosen.length > 0 && (
        <ul className="chips">
          {chosen.map((address) => (
            <li key={address}>
              <button
                type="button"
                className="chip"
                aria-label={t('avs.remove', { avs: nameOf(address) })}
                onClick={() => onChange(chosen.filter((one) => one !== address))}
              >
                <bdi>{nameOf(address)}</bdi>
                <Icon name="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
